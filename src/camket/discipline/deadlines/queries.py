"""Readers of the working calendar, the reading rules and the reporting calendars, as they were known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from camket.periods import DayException, DayKind, WorkingCalendar

from .models import AdoptedRule, CalendarDay
from .rules import Reading, ReadingRule, ReportingTerms, read_deadline

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from camket.periods import AsOf, ReportingCalendar

READING = "reading"
REPORTING = "reporting_calendar"


def day_exceptions(position: int) -> list[DayException]:
    """The exceptions that the record knows at a position; of rows announced on one day the last entered decides."""
    rows = CalendarDay.objects.filter(entry_id__lte=position).order_by("day", "entry_id", "pk")
    return list({(row.day, row.announced_on): _exception(row) for row in rows}.values())


def _exception(row: CalendarDay) -> DayException:
    return DayException(
        day=row.day,
        kind=DayKind(row.kind),
        paper=row.paper,
        announced_on=row.announced_on,
        confirmed=row.confirmed,
    )


def working_calendar(asof: AsOf) -> WorkingCalendar:
    """The calendar as announced by the reader's day and known to the record at the reader's position."""
    return WorkingCalendar.of(day_exceptions(asof.position), known_on=asof.on)


def calendar_rows(asof: AsOf, *, first: date, last: date) -> QuerySet[CalendarDay]:
    """Every row entered about some days, both ends included, in order of day and of entry."""
    rows = CalendarDay.objects.filter(
        entry_id__lte=asof.position, announced_on__lte=asof.on, day__gte=first, day__lte=last
    )
    return rows.select_related("entry").order_by("day", "entry_id", "pk")


def calendar_years(position: int) -> list[int]:
    """The years in which the record knows an exception."""
    days = CalendarDay.objects.filter(entry_id__lte=position).dates("day", "year")
    return [day.year for day in days]


def unconfirmed_days(asof: AsOf) -> list[DayException]:
    """The days whose deciding row has no confirmed paper."""
    calendar = working_calendar(asof)
    days = {one.day: calendar.exception(one.day) for one in calendar.exceptions}
    return [one for _, one in sorted(days.items()) if one is not None and not one.confirmed]


def versions_of(kind: str, asof: AsOf) -> QuerySet[AdoptedRule]:
    """Every row adopted for data of a kind, newest entry first: what was, and who changed it when."""
    rows = AdoptedRule.objects.filter(kind=kind, entry_id__lte=asof.position)
    return rows.select_related("entry").order_by("-entry_id", "pk")


def newest_day_entry(asof: AsOf) -> int | None:
    """The entry that last changed the calendar."""
    rows = CalendarDay.objects.filter(entry_id__lte=asof.position, announced_on__lte=asof.on)
    return rows.order_by("-entry_id").values_list("entry_id", flat=True).first()


def held_on(kind: str, asof: AsOf) -> list[dict[str, Any]]:
    """The versions of a kind that are in force on the reader's day, as tables."""
    day = asof.on.isoformat()
    return [
        table
        for table in adopted(kind, asof.position)
        if table["valid_from"] <= day and (table["valid_to"] is None or day < table["valid_to"])
    ]


def unconfirmed_rules(kind: str, asof: AsOf) -> list[tuple[str, str]]:
    """Codes and sources of the versions in force on the reader's day whose source is not confirmed."""
    return [(table["code"], table["source"]) for table in held_on(kind, asof) if not table["confirmed"]]


def adopted(kind: str, position: int) -> list[dict[str, Any]]:
    """The newest text of each version of each rule of a kind, in the order in which they were adopted."""
    known = AdoptedRule.objects.filter(kind=kind, entry_id__lte=position)
    newest = known.values("code", "valid_from").annotate(newest=Max("pk")).values("newest")
    rows = AdoptedRule.objects.filter(pk__in=newest).order_by("pk").values_list("body", flat=True)
    return [json.loads(body) for body in rows]


def reading_rules(position: int) -> list[ReadingRule]:
    """The rules by which deadline words are read, as the record knows them at a position."""
    return [ReadingRule.from_table(table) for table in adopted(READING, position)]


def reporting_calendars(position: int) -> list[ReportingCalendar]:
    """The named ways of cutting the year, as the record knows them at a position."""
    return [terms.calendar for terms in reporting_terms(position)]


def reporting_terms(position: int) -> list[ReportingTerms]:
    """The reporting calendars with their cut-offs, every version, as the record knows them at a position."""
    return [ReportingTerms.from_table(table) for table in adopted(REPORTING, position)]


def reading_of(text: str, *, issued_on: date | None, before_includes_day: bool, position: int) -> Reading:
    """What the words of a deadline say, by the rules and the working calendar that the record knows at a position."""
    return read_deadline(
        text,
        issued_on=issued_on,
        rules=reading_rules(position),
        before_includes_day=before_includes_day,
        calendar=WorkingCalendar.of(day_exceptions(position)),
    )
