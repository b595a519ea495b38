"""Days, periods and working days: the calendar words every room shares. Pure: no clock, no disk, no locale."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

VIETNAM_TZ = ZoneInfo("Asia/Ho_Chi_Minh")
ROMAN_QUARTERS = ("I", "II", "III", "IV")


def day_of(instant: datetime) -> date:
    """The day in Vietnam at an instant; an instant without a zone is a ValueError, since it names no day."""
    if instant.utcoffset() is None:
        raise ValueError(f"the instant {instant!r} has no zone")
    return instant.astimezone(VIETNAM_TZ).date()


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two clocks of a figure: the day it holds for, and the record position up to which facts are known.

    `known_at` is resolved to `position` once, so that every part of a figure sees the same facts; with
    `known_at` None the position is simply the newest one at the time of asking.
    """

    on: date
    known_at: datetime | None
    position: int

    def __post_init__(self) -> None:
        if self.known_at is not None and self.known_at.utcoffset() is None:
            raise ValueError(f"known_at {self.known_at!r} has no zone")
        if self.position < 0:
            raise ValueError(f"a record position is never negative: {self.position}")


class PeriodKind(StrEnum):
    """The lengths over which offices report."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


# How many months each kind runs, and how many of it start in a year.
_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
_IN_A_YEAR = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF_YEAR: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}
_CODES = (
    (PeriodKind.DAY, re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    (PeriodKind.QUARTER, re.compile(r"(\d{4})-Q(\d)")),
    (PeriodKind.HALF_YEAR, re.compile(r"(\d{4})-H(\d)")),
    (PeriodKind.NINE_MONTHS, re.compile(r"(\d{4})-9M()")),
    (PeriodKind.MONTH, re.compile(r"(\d{4})-(\d\d)")),
    (PeriodKind.YEAR, re.compile(r"(\d{4})()")),
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days `[first, end)`: `first` belongs to it, `end` does not.

    The code names the period, not its days: "2025-10" under a reporting calendar that runs 15th to 14th holds
    15/9 to 14/10/2025. `calendar` says which calendar cut it.
    """

    first: date
    end: date
    kind: PeriodKind
    in_year: int
    index: int = 1
    calendar: str = "calendar"

    def __post_init__(self) -> None:
        if self.end <= self.first:
            raise ValueError(f"a period has at least one day: [{self.first}, {self.end})")

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    def __str__(self) -> str:
        return self.code

    @classmethod
    def day(cls, day: date) -> Period:
        """One day."""
        return cls(day, day + timedelta(days=1), PeriodKind.DAY, day.year)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One month from its first day."""
        return CALENDAR_MONTHS.period(PeriodKind.MONTH, year=year, index=month)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Quarter 1 to 4."""
        return CALENDAR_MONTHS.period(PeriodKind.QUARTER, year=year, index=quarter)

    @classmethod
    def half_year(cls, year: int, half: int) -> Period:
        """The first or the last six months."""
        return CALENDAR_MONTHS.period(PeriodKind.HALF_YEAR, year=year, index=half)

    @classmethod
    def nine_months(cls, year: int) -> Period:
        """January to September, the third of the customary reports."""
        return CALENDAR_MONTHS.period(PeriodKind.NINE_MONTHS, year=year)

    @classmethod
    def year(cls, year: int) -> Period:
        """January to December."""
        return CALENDAR_MONTHS.period(PeriodKind.YEAR, year=year)

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of calendar months that a code names; ValueError for a code that names none."""
        return CALENDAR_MONTHS.parse(code)

    @property
    def last(self) -> date:
        """The last day that belongs to the period, as papers print it."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days the period holds."""
        return (self.end - self.first).days

    @property
    def code(self) -> str:
        """2025-10-15, 2025-10, 2025-Q4, 2025-H1, 2025-9M or 2025."""
        return {
            PeriodKind.DAY: self.first.isoformat(),
            PeriodKind.MONTH: f"{self.in_year:04}-{self.index:02}",
            PeriodKind.QUARTER: f"{self.in_year:04}-Q{self.index}",
            PeriodKind.HALF_YEAR: f"{self.in_year:04}-H{self.index}",
            PeriodKind.NINE_MONTHS: f"{self.in_year:04}-9M",
            PeriodKind.YEAR: f"{self.in_year:04}",
        }[self.kind]

    @property
    def label_vi(self) -> str:
        """The name that Vietnamese papers print, such as Quý IV/2025."""
        return {
            PeriodKind.DAY: f"Ngày {self.first.day:02}/{self.first.month:02}/{self.first.year}",
            PeriodKind.MONTH: f"Tháng {self.index:02}/{self.in_year}",
            PeriodKind.QUARTER: f"Quý {ROMAN_QUARTERS[(self.index - 1) % 4]}/{self.in_year}",
            PeriodKind.HALF_YEAR: f"6 tháng {'đầu' if self.index == 1 else 'cuối'} năm {self.in_year}",
            PeriodKind.NINE_MONTHS: f"9 tháng đầu năm {self.in_year}",
            PeriodKind.YEAR: f"Năm {self.in_year}",
        }[self.kind]

    @property
    def label_en(self) -> str:
        """The English name, such as Q4 2025."""
        return {
            PeriodKind.DAY: self.first.isoformat(),
            PeriodKind.MONTH: f"Month {self.index:02}/{self.in_year}",
            PeriodKind.QUARTER: f"Q{self.index} {self.in_year}",
            PeriodKind.HALF_YEAR: f"{'First' if self.index == 1 else 'Second'} half of {self.in_year}",
            PeriodKind.NINE_MONTHS: f"First nine months of {self.in_year}",
            PeriodKind.YEAR: f"{self.in_year}",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class ReportingCalendar:
    """How one reporting regime cuts the year: by calendar months, or from the 15th to the 14th.

    `cut_day` 1 starts each month on its own first day; a later one starts it on that day of the month before, so
    that 15 makes "2025-10" run 15/9 to 14/10 and the year 15/12/2024 to 14/12/2025. Regimes change, so each
    calendar is dated data with its paper, and old reports keep the calendar they were cut by.
    """

    code: str
    cut_day: int = 1
    name_vi: str = ""
    name_en: str = ""
    valid_from: date = date.min
    valid_to: date | None = None
    source: str = ""
    confirmed: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.cut_day <= 28:
            raise ValueError(f"every month has days 1 to 28; the cut day cannot be {self.cut_day}")

    def period(self, kind: PeriodKind, *, year: int, index: int = 1) -> Period:
        """The index-th period of a kind in a year; a day is not cut by a calendar (ValueError)."""
        if kind is PeriodKind.DAY or not 1 <= index <= _IN_A_YEAR[kind]:
            raise ValueError(f"a year has no {kind} {index}")
        months = _MONTHS[kind]
        start = year * 12 + (index - 1) * months
        return Period(self._opens(start), self._opens(start + months), kind, year, index, self.code)

    def containing(self, day: date, kind: PeriodKind) -> Period:
        """The period of a kind that holds a day; ValueError in the last three months for nine_months."""
        if kind is PeriodKind.DAY:
            return Period.day(day)
        month = day.year * 12 + day.month - 1
        if self.cut_day > 1 and day.day >= self.cut_day:
            month += 1
        index = month % 12 // _MONTHS[kind] + 1
        return self.period(kind, year=month // 12, index=index)

    def parse(self, code: str) -> Period:
        """The period this calendar gives to a code such as 2025-Q4; ValueError for a code that names none."""
        for kind, pattern in _CODES:
            if found := pattern.fullmatch(code):
                if kind is PeriodKind.DAY:
                    return Period.day(date.fromisoformat(code))
                return self.period(kind, year=int(found[1]), index=int(found[2] or 1))
        raise ValueError(f"no period has the code {code!r}")

    def _opens(self, month: int) -> date:
        month -= self.cut_day > 1
        return date(month // 12, month % 12 + 1, self.cut_day)


CALENDAR_MONTHS = ReportingCalendar("calendar", confirmed=True)


class DayKind(StrEnum):
    """Why a day breaks the rhythm of five days worked and two of rest.

    `ordinary` takes an earlier row back: the day follows the rhythm again.
    """

    HOLIDAY = "holiday"
    SUBSTITUTE_OFF = "substitute_off"
    MAKEUP_WORKDAY = "makeup_workday"
    ORDINARY = "ordinary"


_WORKED_IN_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class DayException:
    """One day that the weekly rhythm gets wrong, the paper that says so and the day the paper was announced."""

    day: date
    kind: DayKind
    paper: str
    announced_on: date
    confirmed: bool
    name_vi: str = ""
    name_en: str = ""

    @property
    def is_worked(self) -> bool:
        """Whether offices work on the day; a make-up day on an ordinary weekday takes back an earlier day off."""
        if self.kind is DayKind.ORDINARY:
            return self.day.weekday() < _WORKED_IN_A_WEEK
        return self.kind is DayKind.MAKEUP_WORKDAY


# The span in which working days can be counted; a date outside it is taken for a slip of the pen.
_HORIZON = (np.datetime64("1945-01-01", "D"), np.datetime64("2145-01-01", "D"))


@dataclass(frozen=True)
class WorkingCalendar:
    """Monday to Friday with dated exceptions, as known on a day (None: all that is known).

    Only exceptions announced on or before `known_on` count, so a count made in the past can be made again as it
    was. Of two exceptions for one day the later announced decides; of two announced on one day a confirmed one
    does, so that their order in a file never matters.
    """

    exceptions: tuple[DayException, ...]
    known_on: date | None = None
    _decides: dict[date, DayException] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        decides: dict[date, DayException] = {}
        for one in sorted(self.exceptions, key=lambda e: (e.announced_on, e.confirmed, e.kind)):
            if self.known_on is None or one.announced_on <= self.known_on:
                decides[one.day] = one
        object.__setattr__(self, "_decides", decides)

    @classmethod
    def of(cls, exceptions: Iterable[DayException], *, known_on: date | None = None) -> WorkingCalendar:
        """The calendar of any collection of exceptions."""
        return cls(tuple(exceptions), known_on)

    def exception(self, day: date) -> DayException | None:
        """The exception that decides about a day, if there is one."""
        return self._decides.get(day)

    def exceptions_within(self, first: date, last: date) -> tuple[DayException, ...]:
        """The deciding exceptions from `first` to `last`, both included, in order of day."""
        return tuple(one for day, one in sorted(self._decides.items()) if first <= day <= last)

    def is_working(self, day: date) -> bool:
        """Whether offices work on a day."""
        exception = self._decides.get(day)
        return day.weekday() < 5 if exception is None else exception.is_worked

    def count_working_days(self, first: date, last: date) -> int:
        """The working days from `first` to `last`, BOTH included; 0 when `last` is before `first`."""
        if last < first:
            return 0
        up_to = self._worked_up_to
        return int(up_to[self._place(last)] - up_to[self._place(first) - 1])

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after `start`, which itself is not counted; negative n counts backwards.

        n = 0 gives `start`, or the next working day when `start` is a day of rest.
        Source: Civil Code 91/2015/QH13, articles 147 and 148 (the first day is not counted; a term that ends on
        a day of rest ends on the next working day).
        """
        due = self.due_dates(np.array([start], dtype="datetime64[D]"), np.array([n]))
        return due[0].astype(object)  # type: ignore[no-any-return]  # numpy types astype(object) as Any

    def due_dates(
        self, received: npt.NDArray[np.datetime64], n: npt.NDArray[np.integer] | int
    ) -> npt.NDArray[np.datetime64]:
        """`add_working_days` for whole columns: one look-up per row in a running index of working days.

        NaT stays NaT. ValueError when a day falls outside 1945 to 2144. `numpy.busday_offset` is not used because
        it cannot express a working Saturday.
        """
        days = np.asarray(received, dtype="datetime64[D]")
        terms = np.asarray(n, dtype=np.int64)
        missing = np.isnat(days)
        places = np.where(missing, 1, (days - _HORIZON[0]).astype(np.int64))
        up_to, worked = self._worked_up_to, self._worked
        if places.size and (places.min() < 1 or places.max() >= up_to.size):
            raise ValueError("a day lies outside the calendar (1945 to 2144)")
        rank = np.where(terms > 0, up_to[places] - 1, up_to[places - 1]) + terms
        if rank.size and (rank.min() < 0 or rank.max() >= worked.size):
            raise ValueError("a due day lies outside the calendar (1945 to 2144)")
        due: npt.NDArray[np.datetime64] = np.where(missing, np.datetime64("NaT", "D"), worked[rank])
        return due

    def _place(self, day: date) -> int:
        place = int((np.datetime64(day, "D") - _HORIZON[0]).astype(np.int64))
        if not 1 <= place < self._worked_up_to.size:
            raise ValueError(f"{day} lies outside the calendar (1945 to 2144)")
        return place

    @cached_property
    def _is_worked(self) -> npt.NDArray[np.bool_]:
        days = np.arange(*_HORIZON)
        worked = np.is_busday(days)
        for day, exception in self._decides.items():
            place = int((np.datetime64(day, "D") - _HORIZON[0]).astype(np.int64))
            if 0 <= place < worked.size:
                worked[place] = exception.is_worked
        return worked

    @cached_property
    def _worked_up_to(self) -> npt.NDArray[np.int64]:
        """For each day of the horizon, how many working days there are up to and including it."""
        return np.cumsum(self._is_worked, dtype=np.int64)

    @cached_property
    def _worked(self) -> npt.NDArray[np.datetime64]:
        """The working days of the horizon in order."""
        return np.arange(*_HORIZON)[self._is_worked]
