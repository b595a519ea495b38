"""Readers of the working calendar, the reading rules and the reporting calendars, as they were known."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from camket.periods import DayException, DayKind, ReportingCalendar, WorkingCalendar

from .models import AdoptedRule, CalendarDay
from .rules import Reading, ReadingRule, read_deadline

if TYPE_CHECKING:
    from camket.periods import AsOf

READING = "reading"
REPORTING = "reporting_calendar"


def working_calendar(asof: AsOf) -> WorkingCalendar:
    """The calendar as announced by the reader's day and known to the record at the reader's position."""
    days = CalendarDay.objects.filter(entry_id__lte=asof.position).order_by("day", "entry_id")
    return WorkingCalendar.of(
        (
            DayException(
                day=row.day,
                kind=DayKind(row.kind),
                paper=row.paper,
                announced_on=row.announced_on,
                confirmed=row.confirmed,
            )
            for row in days
        ),
        known_on=asof.on,
    )


def _adopted(kind: str, position: int) -> list[dict[str, Any]]:
    """The newest text of each version of each rule of a kind, in the order in which they were adopted."""
    known = AdoptedRule.objects.filter(kind=kind, entry_id__lte=position)
    newest = known.values("code", "valid_from").annotate(newest=Max("pk")).values("newest")
    rows = AdoptedRule.objects.filter(pk__in=newest).order_by("pk").values_list("body", flat=True)
    return [json.loads(body) for body in rows]


def reading_rules(position: int) -> list[ReadingRule]:
    """The rules by which deadline words are read, as the record knows them at a position."""
    return [ReadingRule.from_table(table) for table in _adopted(READING, position)]


def reporting_calendars(position: int) -> list[ReportingCalendar]:
    """The named ways of cutting the year, as the record knows them at a position."""
    return [
        ReportingCalendar(
            code=table["code"],
            cut_day=table["cut_day"],
            name_vi=table["name_vi"],
            name_en=table["name_en"],
            valid_from=date.fromisoformat(table["valid_from"]),
            valid_to=date.fromisoformat(table["valid_to"]) if table["valid_to"] else None,
            source=table["source"],
            confirmed=table["confirmed"],
        )
        for table in _adopted(REPORTING, position)
    ]


def reading_of(text: str, *, issued_on: date | None, before_includes_day: bool, position: int) -> Reading:
    """What the words of a deadline say, by the rules that the record knows at a position."""
    return read_deadline(
        text, issued_on=issued_on, rules=reading_rules(position), before_includes_day=before_includes_day
    )
