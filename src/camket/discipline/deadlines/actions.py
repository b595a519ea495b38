"""The only writers of dated data behind deadlines."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.errors import Refused
from camket.record.actions import append

from .models import AdoptedRule, CalendarDay
from .queries import READING, REPORTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.periods import DayException, ReportingCalendar
    from camket.record.rules import Actor

    from .rules import ReadingRule


class NothingToAdopt(Refused):
    """An adoption brings at least one row."""

    code = "deadline.adopt.nothing"


@transaction.atomic
def adopt_calendar_days(
    *, days: Sequence[DayException], by: Actor, at: datetime, on: date
) -> list[CalendarDay]:
    """Days announced as off or worked, each with its paper. Earlier rows for the same days stay in history."""
    if not days:
        raise NothingToAdopt
    entry = append(
        act="discipline.calendar.adopt",
        by=by,
        at=at,
        on=on,
        subjects=["calendar:VN"],
        public={
            "days": [
                {
                    "day": row.day.isoformat(),
                    "kind": row.kind.value,
                    "announced_on": row.announced_on.isoformat(),
                }
                for row in days
            ]
        },
        private={"papers": sorted({row.paper for row in days})},
    )
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


def _adopt(
    kind: str, tables: Sequence[dict[str, Any]], *, by: Actor, at: datetime, on: date
) -> list[AdoptedRule]:
    if not tables:
        raise NothingToAdopt
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
    """The rules by which deadline words are read from now on; a paper keeps the reading it was registered with."""
    return _adopt(READING, [rule.as_table() for rule in rules], by=by, at=at, on=on)


@transaction.atomic
def adopt_reporting_calendars(
    *, calendars: Sequence[ReportingCalendar], by: Actor, at: datetime, on: date
) -> list[AdoptedRule]:
    """The named ways of cutting the year into reporting periods."""
    tables = [
        {
            "code": row.code,
            "cut_day": row.cut_day,
            "name_vi": row.name_vi,
            "name_en": row.name_en,
            "valid_from": row.valid_from.isoformat(),
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
            "source": row.source,
            "confirmed": row.confirmed,
        }
        for row in calendars
    ]
    return _adopt(REPORTING, tables, by=by, at=at, on=on)
