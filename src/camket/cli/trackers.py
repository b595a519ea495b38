"""`camket trackers` and `camket message`: another tracker's list beside ours, its texts, published counts, edXML in."""

from __future__ import annotations

import csv
import mimetypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.db import transaction

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import PaperFile
from camket.discipline.messages.actions import receive_message
from camket.discipline.messages.edxml import read_edxml
from camket.discipline.trackers import queries
from camket.discipline.trackers.actions import MatchDraft, settle_matches, take_export
from camket.discipline.trackers.beside import beside
from camket.discipline.trackers.composing import as_json, compose
from camket.discipline.trackers.counting import lay_out
from camket.discipline.trackers.reading import read_export
from camket.discipline.trackers.rules import Sure
from camket.periods import AsOf, Period
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.words import say_code, say_day
from camket.words.cells import safe_cell

from .door import Day, Unusable, hand_of, language, now, ready_record, signing_key, speaks, today
from .sentences import say

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.directives.models import Programme
    from camket.discipline.trackers.beside import Beside

EVERYTHING = Scope(role=Role.COMMITTEE)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OF_TRACKER = click.option(
    "--tracker", default="nq57", show_default=True, help="mã hệ thống / code of the tracker"
)
OF_PROGRAMME = click.option("--programme", help="mã chương trình / programme code (default: the first)")
AS_POST = click.option("--as", "post", help="vị trí ghi sổ / the post that enters (default: the operator)")


@click.group()
def trackers() -> None:
    """Danh sách của hệ thống khác đặt cạnh sổ này. / Another tracker's list beside ours."""
    ready_record()


@trackers.command()
@click.argument("file", type=FILE)
@click.option("--on", type=Day(), required=True, help="số liệu của ngày / the day of the list")
@click.option("--confirm", is_flag=True, help="ghi vào sổ / enter it in the record")
@OF_TRACKER
@OF_PROGRAMME
@AS_POST
@speaks
def take(
    *, file: Path, on: date, confirm: bool, tracker: str, programme: str | None, post: str | None
) -> None:
    """Đọc thử danh sách xuất từ hệ thống khác; có --confirm thì ghi vào sổ. / Reads a list; enters it with --confirm."""
    found = _programme(programme)
    content = file.read_bytes()
    read = read_export(
        content,
        filename=file.name,
        columns=queries.columns_remembered(tracker),
        under=found.owner.code,
        on=on,
        asof=_now(),
    )
    told = {
        "rows": len(read.rows),
        "left": len(read.sheet.left),
        "unled": sum(not one.leads for one in read.rows),
        "undated": sum(one.due is None for one in read.rows),
    }
    click.echo(say("tracker_read", language(), **told))
    if not confirm:
        return
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    before = record.latest_position()
    export = take_export(
        tracker=tracker,
        programme=found.code,
        read=read,
        file=PaperFile(file.name, media_type, content),
        by=hand_of(post),
        at=now(),
        on=on,
    )
    _seal(export.entry_id, before=before)
    click.echo(say("tracker_taken", language(), entry=export.entry_id))


@trackers.command()
@click.option("--confirm-sure", is_flag=True, help="xác nhận mọi cặp chắc chắn / confirm every sure pair")
@OF_TRACKER
@OF_PROGRAMME
@AS_POST
@speaks
def match(*, confirm_sure: bool, tracker: str, programme: str | None, post: str | None) -> None:
    """In các cặp chờ xác nhận với điểm từng phần. / Prints the pairs that wait, each part of their score told."""
    found = _programme(programme)
    laid = _laid(found, tracker)
    sure = laid.matching.of(Sure.SURE)
    for one in (*sure, *laid.matching.of(Sure.DOUBTFUL)):
        row = laid.rows[one.theirs]
        parts = f"{one.words}/{'–' if one.lead is None else one.lead}/{'–' if one.due is None else one.due}"
        click.echo(
            f"{one.sure.value:9}{one.score:4} {parts:12} {row.code_text or row.place} = {one.ours}  {row.title[:60]}"
        )
    if confirm_sure and sure:
        drafts = [MatchDraft(one.theirs, one.ours, one.score) for one in sure]
        with transaction.atomic():
            made = settle_matches(
                tracker=tracker, programme=found.code, pairs=drafts, by=hand_of(post), at=now(), on=today()
            )
        _seal(made[0].entry_id, before=0)
        click.echo(say("tracker_matched", language(), entry=made[0].entry_id, n=len(made)))


@trackers.command()
@click.option("--csv", "as_csv", is_flag=True, help="in .csv / print as .csv")
@OF_TRACKER
@OF_PROGRAMME
@speaks
def differences(*, as_csv: bool, tracker: str, programme: str | None) -> None:
    """In khác biệt giữa danh sách mới nhất và sổ này. / Prints how the newest list and ours differ."""
    laid = _laid(_programme(programme), tracker)
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(("kind", "task", "row", "told", "stands", "lead"))
        for one in laid.differences:
            cells = (one.kind.value, one.ours, one.theirs, one.told, one.stands, one.lead)
            writer.writerow([safe_cell(cell) for cell in cells])
        return
    for kind, n in laid.counted().items():
        if n:
            click.echo(f"{n:6}  {say_code('difference_kind', kind.value, language())}")


@trackers.command()
@click.option("--period", required=True, help="kỳ / period: 2025-10, 2025-Q4, 2025")
@click.option("--merged", is_flag=True, help="gộp các đơn vị / all units under one heading")
@OF_TRACKER
@OF_PROGRAMME
@speaks
def texts(*, period: str, merged: bool, tracker: str, programme: str | None) -> None:
    """In nội dung theo mã chỉ tiêu dạng JSON. / Prints the texts by indicator and unit as JSON."""
    try:
        asked = Period.parse(period)
    except ValueError:
        raise Unusable("no_period", text=period) from None
    found = _programme(programme)
    composed = compose(
        tracker=tracker, programme=found, period=asked, merged=merged, asof=_now(), scope=EVERYTHING
    )
    click.echo(as_json(composed))


@trackers.command()
@OF_PROGRAMME
@speaks
def counts(*, programme: str | None) -> None:
    """In các số đã công bố và phần không giải thích được. / Prints published counts and what is left unexplained."""
    laid = lay_out(_programme(programme), _now(), EVERYTHING)
    for row in laid.rows:
        one = row.count
        told = " + ".join(map(str, one.parts))
        verdict = say_code("count_verdict", row.check.sums.value, language())
        click.echo(f"{say_day(one.on, language())}  {one.who_vi}: {one.total} = {told} ({verdict})")
    for step in laid.steps:
        left = {"total": step.left.total, "completed": step.left.completed}
        click.echo(say("counts_left", language(), first=step.first.code, last=step.last.code, **left))


@click.command()
@click.argument("file", type=FILE)
@AS_POST
@speaks
def message(*, file: Path, post: str | None) -> None:
    """Nhận một gói văn bản liên thông edXML vào sổ. / Receives one edXML message into the record."""
    ready_record()
    content = file.read_bytes()
    found = read_edxml(content)
    before = record.latest_position()
    kept = receive_message(
        message=found,
        envelope=PaperFile(file.name, "application/xml", content),
        by=hand_of(post),
        at=now(),
        on=today(),
    )
    _seal(kept.entry_id, before=before)
    told = {
        "entry": kept.entry_id,
        "number": kept.number_text,
        "files": len(found.files),
        "n": len(found.unknown),
    }
    click.echo(say("message_received", language(), **told))


def _programme(code: str | None) -> Programme:
    known = {one.code: one for one in directives.programmes(EVERYTHING)}
    if code is None and known:
        return next(iter(known.values()))
    if code not in known:
        raise Unusable("no_programme", code=code or "", known=", ".join(known))
    return known[code]


def _now() -> AsOf:
    return AsOf(on=today(), known_at=None, position=record.latest_position())


def _laid(programme: Programme, tracker: str) -> Beside:
    export = queries.exports(programme, tracker, _now()).first()
    if export is None:
        raise Unusable("no_tracker_list", tracker=tracker)
    return beside(export, _now(), EVERYTHING)


def _seal(entry: int, *, before: int) -> None:
    """Signs what was entered; what was found again needs no new signature."""
    if entry > before:
        seal_checkpoint(key=signing_key(), at=now())
