"""The packaged catalogue and dated data enter the synthetic record on the days on which they came to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from camket.discipline.agencies.adopting import adopt_bodies, body_days
from camket.discipline.deadlines.adopting import adopt_dated_data, dated_data_days

from .cast import FOUNDER
from .playing import MORNING, Act

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from .playing import Stage

START = date(2025, 1, 2)


def catalogue_acts(until: date) -> Iterator[Act]:
    """Everything older than the start at once, then each later change on its own day."""
    yield Act(START, MORNING, _Adopted(None, START))
    before = START
    for day in sorted(day for day in body_days() | dated_data_days() if START < day <= until):
        yield Act(day, MORNING, _Adopted(before, day))
        before = day


@dataclass(frozen=True, slots=True)
class _Adopted:
    after: date | None
    until: date

    def __call__(self, _stage: Stage, at: datetime) -> None:
        """The rows of the days between are entered."""
        adopt_bodies(after=self.after, until=self.until, by=FOUNDER, at=at)
        adopt_dated_data(after=self.after, until=self.until, by=FOUNDER, at=at)
