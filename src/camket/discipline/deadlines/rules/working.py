"""Counts of working days that a paper states, set beside what the calendar gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.periods import DayException, WorkingCalendar

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A paper's "100 working days from … to …" beside our count, with every day that makes the difference.

    The stated number stays as it was written and the stated last day stays the due day: the count explains, it
    never corrects a paper.
    """

    first: date
    last: date
    stated: int
    counted: int
    weekdays: int
    days_off: tuple[DayException, ...]
    makeup_days: tuple[DayException, ...]

    @property
    def difference(self) -> int:
        """Our count minus the stated one."""
        return self.counted - self.stated

    @property
    def rests_on_unconfirmed(self) -> bool:
        """Whether a day whose paper is not confirmed plays a part in the count."""
        return not all(one.confirmed for one in self.days_off + self.makeup_days)


def count_beside(*, stated: int, first: date, last: date, calendar: WorkingCalendar) -> StatedCount:
    """Both counts from `first` to `last`, both days included, and the exceptions between them.

    `weekdays` less `days_off` plus `makeup_days` is `counted`, so a reader can add it up by hand. Exceptions that
    change nothing (a holiday on a Sunday, a make-up day on a weekday) are left out.
    """
    weekly = WorkingCalendar(())
    exceptions = calendar.exceptions_within(first, last)
    return StatedCount(
        first=first,
        last=last,
        stated=stated,
        counted=calendar.count_working_days(first, last),
        weekdays=weekly.count_working_days(first, last),
        days_off=tuple(e for e in exceptions if not e.is_worked and weekly.is_working(e.day)),
        makeup_days=tuple(e for e in exceptions if e.is_worked and not weekly.is_working(e.day)),
    )
