"""When reports are due: how a year is cut into reporting periods, and the day and hour until which each is taken. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from camket.periods import Period, PeriodKind, ReportingCalendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camket.periods import WorkingCalendar

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_WEEK = timedelta(days=7)
_FARTHEST = 366


class ReportCycle(StrEnum):
    """How long one reporting period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


class Roll(StrEnum):
    """What becomes of a cut-off that falls on a day of rest."""

    NONE = "none"
    PREVIOUS = "previous"
    NEXT = "next"


_IN_A_YEAR = {
    ReportCycle.MONTH: 12,
    ReportCycle.QUARTER: 4,
    ReportCycle.HALF_YEAR: 2,
    ReportCycle.NINE_MONTHS: 1,
    ReportCycle.YEAR: 1,
}


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A day told from a period's last one: a day of the month some months later, or some days later; with an hour.

    With `day` the cut-off is that day of the month `months` after the month in which the period ends (29 to 31 mean
    the month's last day where there is none); without it, `days` after the period's last day, negative before it.
    """

    day: int | None = None
    months: int = 0
    days: int = 0
    hour: str = ""

    def __post_init__(self) -> None:
        if self.day is not None and not 1 <= self.day <= 31:
            raise ValueError(f"no month has a day {self.day}")
        if not -1 <= self.months <= 12 or not -_FARTHEST <= self.days <= _FARTHEST:
            raise ValueError("a cut-off lies within a year of its period")
        if self.hour and not _CLOCK.fullmatch(self.hour):
            raise ValueError(f"no clock shows {self.hour!r}")

    def after(self, last: date) -> date:
        """The cut-off of a period that ends on a day."""
        if self.day is None:
            return last + timedelta(days=self.days)
        place = last.year * 12 + last.month - 1 + self.months
        year, month = place // 12, place % 12 + 1
        return date(year, month, min(self.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """One reporting period `[first, end)`, the day its report is due, and the day after which none is taken."""

    code: str
    label_vi: str
    label_en: str
    first: date
    end: date
    due: date | None
    closes: date | None

    @property
    def last(self) -> date:
        """The last day that belongs to the period."""
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReportingTerms:
    """One dated version of a reporting calendar: its cut of the year, its cut-offs and the paper behind them.

    `cut_day` is the day on which a period of months begins (15: from the 15th of the month before); `last_weekday`
    the day on which a week ends (1 Monday to 7 Sunday). `due` and `closes` are none where the paper sets no day.
    """

    code: str
    name_vi: str
    name_en: str
    cycle: ReportCycle
    valid_from: date
    valid_to: date | None
    source: str
    confirmed: bool
    cut_day: int = 1
    last_weekday: int = 7
    due: Cutoff | None = None
    closes: Cutoff | None = None
    roll: Roll = Roll.NONE

    def __post_init__(self) -> None:
        if not 1 <= self.last_weekday <= 7:
            raise ValueError(f"a week has no day {self.last_weekday}")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError(f"{self.code} would end before it begins")
        for period in self._cut(2024):
            last = period[2] - timedelta(days=1)
            if self.due and self.closes and self.closes.after(last) < self.due.after(last):
                raise ValueError(f"{self.code} would close before its report is due")

    @property
    def calendar(self) -> ReportingCalendar:
        """How its months are cut."""
        return ReportingCalendar(
            code=self.code,
            cut_day=self.cut_day,
            name_vi=self.name_vi,
            name_en=self.name_en,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            source=self.source,
            confirmed=self.confirmed,
        )

    def periods(self, year: int, calendar: WorkingCalendar) -> tuple[ReportPeriod, ...]:
        """The periods of a year in order, their cut-offs moved by the working calendar where the rule says so.

        Periods of one year follow one another without a gap, and the next year's begin where they end; only the
        first nine months leave the rest of their year out. A week belongs to the year in which it ends.
        """
        return tuple(
            ReportPeriod(
                code=names[0],
                label_vi=names[1],
                label_en=names[2],
                first=first,
                end=end,
                due=self._moved(self.due, end, calendar),
                closes=self._moved(self.closes, end, calendar),
            )
            for names, first, end in self._cut(year)
        )

    def _cut(self, year: int) -> list[tuple[tuple[str, str, str], date, date]]:
        if self.cycle is ReportCycle.WEEK:
            return self._weeks(year)
        kind = PeriodKind(self.cycle.value)
        cut: list[Period] = [
            self.calendar.period(kind, year=year, index=index)
            for index in range(1, _IN_A_YEAR[self.cycle] + 1)
        ]
        return [((one.code, one.label_vi, one.label_en), one.first, one.end) for one in cut]

    def _weeks(self, year: int) -> list[tuple[tuple[str, str, str], date, date]]:
        newyear = date(year, 1, 1)
        last = newyear + timedelta(days=(self.last_weekday - newyear.isoweekday()) % 7)
        found: list[tuple[tuple[str, str, str], date, date]] = []
        while last.year == year:
            n = len(found) + 1
            names = (f"{year}-W{n:02}", f"Tuần {n:02}/{year}", f"Week {n:02} of {year}")
            found.append((names, last - _WEEK + timedelta(days=1), last + timedelta(days=1)))
            last += _WEEK
        return found

    def _moved(self, cutoff: Cutoff | None, end: date, calendar: WorkingCalendar) -> date | None:
        if cutoff is None:
            return None
        day = cutoff.after(end - timedelta(days=1))
        if self.roll is Roll.NONE or calendar.is_working(day):
            return day
        return calendar.add_working_days(day, 0 if self.roll is Roll.NEXT else -1)

    def as_table(self) -> dict[str, Any]:
        """The terms as JSON can hold them; `from_table` gives them back."""
        return {
            "code": self.code,
            "name_vi": self.name_vi,
            "name_en": self.name_en,
            "cycle": self.cycle.value,
            "cut_day": self.cut_day,
            "last_weekday": self.last_weekday,
            "due": _told(self.due),
            "closes": _told(self.closes),
            "roll": self.roll.value,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "source": self.source,
            "confirmed": self.confirmed,
        }

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> ReportingTerms:
        """The terms that a table (TOML or JSON) describes; KeyError or ValueError when it describes none."""
        until = table.get("valid_to")
        return cls(
            code=table["code"],
            name_vi=table["name_vi"],
            name_en=table["name_en"],
            cycle=ReportCycle(table.get("cycle", "month")),
            valid_from=_day(table["valid_from"]),
            valid_to=None if until is None else _day(until),
            source=table["source"],
            confirmed=table["confirmed"],
            cut_day=table.get("cut_day", 1),
            last_weekday=table.get("last_weekday", 7),
            due=_cutoff(table.get("due")),
            closes=_cutoff(table.get("closes")),
            roll=Roll(table.get("roll", "none")),
        )


def _day(written: date | str) -> date:
    return written if isinstance(written, date) else date.fromisoformat(written)


def _cutoff(table: Mapping[str, Any] | None) -> Cutoff | None:
    return None if table is None else Cutoff(**table)


def _told(cutoff: Cutoff | None) -> dict[str, Any] | None:
    if cutoff is None:
        return None
    return {"day": cutoff.day, "months": cutoff.months, "days": cutoff.days, "hour": cutoff.hour}
