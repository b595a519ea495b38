"""Terms counted from a day, and counts of working days that a paper states beside what the calendar gives."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from camket.periods import DayException, WorkingCalendar

from .answers import Basis, Offset, OffsetUnit


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


def due_after(*, trigger_date: date, offset: Offset, calendar: WorkingCalendar) -> date:
    """The due day of a waiting deadline once its trigger has happened; the trigger's own day is not counted.

    A term in months ends on the same day of the month, or on the month's last day where there is none.
    Source: Civil Code 91/2015/QH13, articles 147 and 148.
    """
    if offset.unit is OffsetUnit.WORKING_DAY:
        return calendar.add_working_days(trigger_date, offset.n)
    if offset.unit is OffsetUnit.DAY:
        return trigger_date + timedelta(days=offset.n)
    months = trigger_date.year * 12 + trigger_date.month - 1 + offset.n
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(trigger_date.day, monthrange(year, month)[1]))


def due_on(basis: Basis, calendar: WorkingCalendar) -> date:
    """The due day that a calendar gives to what a deadline was counted from.

    Where the rule rolls, a term that ends on a day of rest ends on the next working day. Source: Civil Code
    91/2015/QH13, article 148, paragraph 5.
    """
    due = due_after(trigger_date=basis.start, offset=basis.offset, calendar=calendar)
    return calendar.add_working_days(due, 0) if basis.rolls else due
