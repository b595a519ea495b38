"""The only writers of dated data behind deadlines."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.seats import require_keeper
from camket.errors import Refused
from camket.periods import DayException, DayKind, WorkingCalendar, day_of
from camket.record.actions import append
from camket.record.queries import latest_position
from camket.record.turn import take_turn

from .guarding import require_swift
from .models import AdoptedRule, CalendarDay
from .queries import READING, REPORTING, day_exceptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camket.record.models import Entry
    from camket.record.rules import Actor

    from .rules import ReadingRule, ReportingTerms


class NothingToAdopt(Refused):
    """An adoption brings at least one row."""

    code = "deadline.adopt.nothing"


class NotYetAnnounced(Refused):
    """A day off is entered once its paper has been announced."""

    code = "calendar.day.not_announced"


class PaperMissing(Refused):
    """A day off or worked stands on a paper, a correction on a reason."""

    code = "calendar.day.no_paper"


class DecidedLater(Refused):
    """A row announced before the one that decides about its day would change nothing."""

    code = "calendar.day.decided_later"


class NoExceptionToWithdraw(Refused):
    """A day that follows the weekly rhythm has nothing to take back."""

    code = "calendar.day.ordinary"


def _told(row: DayException) -> dict[str, Any]:
    return {
        "day": row.day.isoformat(),
        "kind": row.kind.value,
        "announced_on": row.announced_on.isoformat(),
    }


def _insert_days(entry: Entry, days: Sequence[DayException]) -> list[CalendarDay]:
    return CalendarDay.objects.bulk_create(
        [
            CalendarDay(
                entry=entry,
                day=row.day,
                kind=row.kind.value,
                paper=row.paper,
                announced_on=row.announced_on,
                confirmed=row.confirmed,
            )
            for row in days
        ],
        batch_size=500,
    )


@transaction.atomic
def adopt_calendar_days(
    *, days: Sequence[DayException], by: Actor, at: datetime, on: date
) -> list[CalendarDay]:
    """Days announced as off or worked, each with its paper. Earlier rows for the same days stay in history.

    Raises `NothingToAdopt`, `NotTheKeeper`, `NotYetAnnounced`, `PaperMissing`, `DecidedLater`.
    """
    take_turn()
    require_keeper(by, today=day_of(at))
    _require_sound(days, on=on)
    entry = append(
        act="discipline.calendar.adopt",
        by=by,
        at=at,
        on=on,
        subjects=["calendar:VN"],
        public={"days": [_told(row) for row in days]},
        private={"papers": sorted({row.paper for row in days})},
    )
    return _insert_days(entry, days)


@transaction.atomic
def withdraw_calendar_day(*, day: date, reason: str, by: Actor, at: datetime, on: date) -> CalendarDay:
    """A day entered wrongly follows the weekly rhythm again from this day on; the wrong row stays in history.

    Raises `NotTheKeeper`, `NoExceptionToWithdraw`, `PaperMissing`.
    """
    take_turn()
    require_keeper(by, today=day_of(at))
    known = WorkingCalendar.of(day_exceptions(latest_position()))
    deciding = known.exception(day)
    if deciding is None or deciding.kind is DayKind.ORDINARY:
        raise NoExceptionToWithdraw(day=day.isoformat())
    back = DayException(day, DayKind.ORDINARY, " ".join(reason.split()), on, confirmed=True)
    _require_sound([back], on=on)
    entry = append(
        act="discipline.calendar.withdraw",
        by=by,
        at=at,
        on=on,
        subjects=["calendar:VN"],
        public={"days": [_told(back)]},
        private={"reason": back.paper},
    )
    return _insert_days(entry, [back])[0]


def _require_sound(days: Sequence[DayException], *, on: date) -> None:
    """What is announced has been announced, has a paper, and decides: a row that changes nothing misleads."""
    if not days:
        raise NothingToAdopt
    known = WorkingCalendar.of(day_exceptions(latest_position()))
    for row in days:
        if row.announced_on > on:
            raise NotYetAnnounced(day=row.day.isoformat(), announced_on=row.announced_on.isoformat())
        if not any(sign.isalnum() for sign in row.paper):
            raise PaperMissing(day=row.day.isoformat())
        deciding = known.exception(row.day)
        if deciding is not None and deciding.announced_on > row.announced_on:
            raise DecidedLater(day=row.day.isoformat(), announced_on=deciding.announced_on.isoformat())


@transaction.atomic
def adopt_tables(
    *, kind: str, tables: Sequence[Mapping[str, Any]], by: Actor, at: datetime, on: date
) -> list[AdoptedRule]:
    """Versions of rules that are data, as tables with a code, days and a source; a paper keeps what it was read by.

    Raises `NothingToAdopt`, `NotTheKeeper`.
    """
    if not tables:
        raise NothingToAdopt
    take_turn()
    require_keeper(by, today=day_of(at))
    bodies = [json.dumps(table, ensure_ascii=False, sort_keys=True) for table in tables]
    entry = append(
        act="discipline.rule.adopt",
        by=by,
        at=at,
        on=on,
        subjects=[f"rules:{kind}"],
        public={
            "rules": [f"{kind}:{table['code']}" for table in tables],
            "sha256": hashlib.sha256("\n".join(bodies).encode()).hexdigest(),
        },
        private={},
    )
    return AdoptedRule.objects.bulk_create(
        [
            AdoptedRule(
                entry=entry,
                kind=kind,
                code=table["code"],
                body=body,
                valid_from=date.fromisoformat(table["valid_from"]),
                valid_to=date.fromisoformat(table["valid_to"]) if table["valid_to"] else None,
                source=table["source"],
                confirmed=table["confirmed"],
            )
            for table, body in zip(tables, bodies, strict=True)
        ]
    )


@transaction.atomic
def adopt_reading_rules(
    *, rules: Sequence[ReadingRule], by: Actor, at: datetime, on: date
) -> list[AdoptedRule]:
    """The rules by which deadline words are read from now on; a paper keeps the reading it was registered with.

    Raises `NothingToAdopt`, `NotTheKeeper`, and what `require_swift` raises.
    """
    require_swift(rules)
    tables = [rule.as_table() for rule in rules]
    return adopt_tables(kind=READING, tables=tables, by=by, at=at, on=on)


@transaction.atomic
def adopt_reporting_calendars(
    *, calendars: Sequence[ReportingTerms], by: Actor, at: datetime, on: date
) -> list[AdoptedRule]:
    """The named ways of cutting the year into reporting periods, with their cut-offs."""
    tables = [terms.as_table() for terms in calendars]
    return adopt_tables(kind=REPORTING, tables=tables, by=by, at=at, on=on)
