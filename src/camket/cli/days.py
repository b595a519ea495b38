"""`camket days`: the working days between two days, beside the number that a paper states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from camket.discipline.deadlines.queries import working_calendar
from camket.discipline.deadlines.rules import count_beside
from camket.periods import AsOf
from camket.record import queries as record
from camket.words import say_code, say_day

from .door import Day, language, ready_record, speaks, today
from .sentences import say

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.deadlines.rules import StatedCount


@click.command()
@click.argument("first", type=Day())
@click.argument("last", type=Day())
@click.option("--stated", type=int, help="số ngày làm việc văn bản nêu / the number a paper states")
@click.option("--known-on", type=Day(), help="theo lịch đã công bố đến ngày / as announced by a day")
@speaks
def days(*, first: date, last: date, stated: int | None, known_on: date | None) -> None:
    """Đếm ngày làm việc, kể cả hai đầu. / Counts working days, both ends included, and names every exception."""
    ready_record()
    asof = AsOf(on=known_on or today(), known_at=None, position=record.latest_position())
    counted = count_beside(stated=stated or 0, first=first, last=last, calendar=working_calendar(asof))
    for line in _lines(counted, with_stated=stated is not None):
        click.echo(line)


def _lines(counted: StatedCount, *, with_stated: bool) -> list[str]:
    spoken = language()
    span = {"first": say_day(counted.first, spoken), "last": say_day(counted.last, spoken)}
    lines = [say("days_counted", spoken, n=counted.counted, weekdays=counted.weekdays, **span)]
    if with_stated:
        lines.append(say("days_stated", spoken, n=counted.stated, ours=counted.counted))
    for exception in (*counted.days_off, *counted.makeup_days):
        kind = say_code("day_kind", exception.kind.value, spoken)
        mark = "" if exception.confirmed else say("days_unconfirmed", spoken)
        lines.append(f"  {say_day(exception.day, spoken)}  {kind}: {exception.paper}{mark}")
    return lines
