"""The packaged dated data behind deadlines enter the record: what was announced or came into force between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from . import intake
from .actions import adopt_calendar_days, adopt_reading_rules, adopt_reporting_calendars

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.record.rules import Actor


@transaction.atomic
def adopt_dated_data(*, after: date | None, until: date, by: Actor, at: datetime) -> int:
    """Adopts calendar days, reading rules and reporting calendars that began after one day and by another.

    A calendar day begins to be known on the day its paper was announced. Returns how many rows were adopted.
    """
    days = [row for row in intake.calendar_days() if _within(row.announced_on, after, until)]
    if days:
        adopt_calendar_days(days=days, by=by, at=at, on=until)
    rules = [row for row in intake.reading_rules() if _within(row.valid_from, after, until)]
    if rules:
        adopt_reading_rules(rules=rules, by=by, at=at, on=until)
    calendars = [row for row in intake.reporting_terms() if _within(row.valid_from, after, until)]
    if calendars:
        adopt_reporting_calendars(calendars=calendars, by=by, at=at, on=until)
    return len(days) + len(rules) + len(calendars)


def dated_data_days() -> set[date]:
    """The days on which one of them was announced or came into force."""
    return (
        {row.announced_on for row in intake.calendar_days()}
        | {row.valid_from for row in intake.reading_rules()}
        | {row.valid_from for row in intake.reporting_terms()}
    )


def _within(day: date, after: date | None, until: date) -> bool:
    return day <= until and (after is None or day > after)
