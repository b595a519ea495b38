"""A change of the working calendar with what follows from it: the days, and the open deadlines counted again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.deadlines.actions import adopt_calendar_days, withdraw_calendar_day
from camket.discipline.deadlines.queries import day_exceptions
from camket.discipline.tasks.models import Deadline
from camket.periods import AsOf, DayException, DayKind, WorkingCalendar

from .actions.recomputing import NothingMoves, recompute_deadlines
from .counted import recount

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.agencies.roles import Scope
    from camket.record.rules import Actor

    from .counted import Recount


@dataclass(frozen=True, slots=True)
class Announced:
    """The entry that changed the calendar, and the deadlines it moved (none: no open one was counted otherwise)."""

    calendar: int
    moved: tuple[Deadline, ...]
    programmes: tuple[str, ...]


def would_follow(days: Sequence[DayException], *, asof: AsOf, scope: Scope) -> Recount:
    """What would become of the open deadlines in sight if some days were announced: nothing is written."""
    known = {(row.day, row.announced_on): row for row in day_exceptions(asof.position)}
    known |= {(row.day, row.announced_on): row for row in days}
    since = min((row.announced_on for row in days), default=asof.on)
    calendar = WorkingCalendar.of(known.values(), known_on=asof.on)
    return recount(calendar, since=min(since, asof.on), asof=asof, scope=scope)


def back_to_the_week(day: date, *, on: date) -> DayException:
    """The row that takes back what was entered about a day."""
    return DayException(day, DayKind.ORDINARY, "", on, confirmed=True)


@transaction.atomic
def announce_days(*, days: Sequence[DayException], by: Actor, at: datetime, on: date) -> Announced:
    """Enters days off and days worked, and counts open deadlines again by them. Raises as `adopt_calendar_days`."""
    entered = adopt_calendar_days(days=days, by=by, at=at, on=on)
    return _followed(entered[0].entry_id, by=by, at=at, on=on)


@transaction.atomic
def take_back_day(*, day: date, reason: str, by: Actor, at: datetime, on: date) -> Announced:
    """Takes back a day entered wrongly, and counts open deadlines again. Raises as `withdraw_calendar_day`."""
    row = withdraw_calendar_day(day=day, reason=reason, by=by, at=at, on=on)
    return _followed(row.entry_id, by=by, at=at, on=on)


def _followed(calendar: int, *, by: Actor, at: datetime, on: date) -> Announced:
    try:
        moved = recompute_deadlines(calendar=calendar, by=by, at=at, on=on)
    except NothingMoves:
        moved = []
    codes = Deadline.objects.filter(pk__in=[row.pk for row in moved])
    programmes = codes.order_by().values_list("task__programme__code", flat=True).distinct()
    return Announced(calendar, tuple(moved), tuple(sorted(programmes)))
