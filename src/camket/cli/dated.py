"""`camket dated`: dated data out to a file and in from one, tried before it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from django.db import transaction

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.deadlines import queries as deadlines
from camket.discipline.deadlines.actions import adopt_reading_rules, adopt_reporting_calendars
from camket.discipline.deadlines.cells import (
    CALENDAR_COLUMNS,
    READING_COLUMNS,
    REPORTING_COLUMNS,
    day_cells,
    day_from,
    read_rows,
    rule_cells,
    rule_from,
    terms_cells,
    terms_from,
    write_rows,
)
from camket.discipline.deadlines.changing import adopted_by, rules_adopted_by
from camket.discipline.escalations.actions import adopt_ladders
from camket.discipline.escalations.cells import LADDER_COLUMNS, ladder_cells, ladder_from
from camket.discipline.escalations.queries import ladders
from camket.discipline.redating.announcing import announce_days, would_follow
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.review.snapshots.actions import restate_moved
from camket.words import say_day

from .door import hand_of, language, now, ready_record, signing_key, speaks, today
from .sentences import say

if TYPE_CHECKING:
    from camket.record.rules import Actor

KINDS = ("calendar", "reading", "reporting", "ladder")
_COLUMNS = {
    "calendar": CALENDAR_COLUMNS,
    "reading": READING_COLUMNS,
    "reporting": REPORTING_COLUMNS,
    "ladder": LADDER_COLUMNS,
}


@click.group()
def dated() -> None:
    """Dữ liệu có ngày hiệu lực: xuất, nhập. / Dated data: out and in."""


@dated.command("export")
@click.argument("kind", type=click.Choice(KINDS))
@speaks
def export_dated(*, kind: str) -> None:
    """Xuất ra csv. / Writes csv, as `camket dated adopt` takes it back."""
    ready_record()
    position = record.latest_position()
    rows: list[dict[str, str]] = {
        "calendar": lambda: [day_cells(one) for one in deadlines.day_exceptions(position)],
        "reading": lambda: [rule_cells(one) for one in deadlines.reading_rules(position)],
        "reporting": lambda: [terms_cells(one) for one in deadlines.reporting_terms(position)],
        "ladder": lambda: [ladder_cells(one) for one in ladders(position)],
    }[kind]()
    click.echo(write_rows(rows, _COLUMNS[kind]), nl=False)


@dated.command("adopt")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--post", help="vị trí ghi / the post that enters it")
@click.option(
    "--write", is_flag=True, help="ghi vào sổ; không có thì chỉ thử / enter it; otherwise only tried"
)
@speaks
def adopt_dated(*, kind: str, file: Path, post: str | None, write: bool) -> None:
    """Thử, rồi ban hành các dòng của tệp csv, json. / Tries the rows of a csv or json file, then adopts them."""
    ready_record()
    rows = read_rows(file.name, file.read_bytes(), _COLUMNS[kind])
    hand = hand_of(post)
    with transaction.atomic():
        tell = _days(rows, hand) if kind == "calendar" else _versions(kind, rows, hand)
        if write:
            seal_checkpoint(key=signing_key(), at=now())
        else:
            transaction.set_rollback(True)
    for line in tell:
        click.echo(line)
    click.echo(say("dated_entered" if write else "dated_tried", language(), n=record.latest_position()))


def _days(rows: list[dict[str, str]], hand: Actor) -> list[str]:
    days = [day_from(cells) for cells in rows]
    asof = AsOf(on=today(), known_at=None, position=record.latest_position())
    seen = would_follow(days, asof=asof, scope=Scope(role=Role.COMMITTEE))
    made = announce_days(days=days, by=hand, at=now(), on=today())
    for programme in made.programmes:
        restate_moved(
            programme=programme,
            reason=f"Lịch làm việc thay đổi (№ {made.calendar}): {days[0].paper}",
            by=hand,
            at=now(),
            on=today(),
        )
    spoken = language()
    moved = [
        say(
            "dated_moved",
            spoken,
            task=move.task.code,
            was=say_day(move.was, spoken),
            due=say_day(move.would, spoken),
        )
        for move in seen.moves
    ]
    kept = [say("dated_kept", spoken, task=one.task.code, due=say_day(one.was, spoken)) for one in seen.kept]
    return [*moved, *kept]


def _versions(kind: str, rows: list[dict[str, str]], hand: Actor) -> list[str]:
    position = record.latest_position()
    told: dict[str, Any] = {"by": hand, "at": now(), "on": today()}
    if kind == "reading":
        calendar = deadlines.working_calendar(AsOf(on=today(), known_at=None, position=position))
        rules = rules_adopted_by(
            deadlines.reading_rules(position), [rule_from(cells) for cells in rows], calendar
        )
        made = adopt_reading_rules(rules=rules, **told)
    elif kind == "reporting":
        terms = adopted_by(deadlines.reporting_terms(position), [terms_from(cells) for cells in rows])
        made = adopt_reporting_calendars(calendars=terms, **told)
    else:
        climbed = adopted_by(ladders(position), [ladder_from(cells) for cells in rows])
        made = adopt_ladders(ladders=climbed, **told)
    return [f"{row.code}  {row.valid_from} – {row.valid_to or ''}" for row in made]
