"""The packaged catalogue of bodies enters the record: what came into being between two days, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from .actions import register_agencies, succeed_agency
from .intake import bundled_catalogue

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.record.rules import Actor


@transaction.atomic
def adopt_bodies(*, after: date | None, until: date, by: Actor, at: datetime) -> int:
    """Registers the bodies that began after one day and by another, then the successions of those days.

    A service adopts once, with no `after`; a record that grows day by day adopts each day on its own. Returns how
    many rows were entered. Raises what `register_agencies` and `succeed_agency` raise.
    """
    catalogue = bundled_catalogue()
    rows = [row for row in catalogue.agencies if _within(row.valid_from, after, until)]
    if rows:
        register_agencies(rows=rows, by=by, at=at, on=until)
    passed = sorted(
        (row for row in catalogue.successions if _within(row.on, after, until)), key=lambda row: row.on
    )
    for row in passed:
        succeed_agency(
            kind=row.kind.value,
            predecessors=row.predecessors,
            successors=row.successors,
            heir=row.heir,
            source=row.source,
            confirmed=row.confirmed,
            by=by,
            at=at,
            on=row.on,
        )
    return len(rows) + len(passed)


def body_days() -> set[date]:
    """The days on which the catalogue changes."""
    catalogue = bundled_catalogue()
    return {row.valid_from for row in catalogue.agencies} | {row.on for row in catalogue.successions}


def _within(day: date, after: date | None, until: date) -> bool:
    return day <= until and (after is None or day > after)
