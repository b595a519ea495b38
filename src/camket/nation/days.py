"""Days and deadline words of the synthetic nation, drawn between bounds; the words are those that offices write."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from camket.discipline.deadlines.intake import calendar_days
from camket.periods import DayKind

if TYPE_CHECKING:
    import random

_ROMAN = ("I", "II", "III", "IV")


@cache
def _closed() -> frozenset[date]:
    """The public holidays and substitute days off of the packaged calendar."""
    return frozenset(row.day for row in calendar_days() if row.kind is not DayKind.MAKEUP_WORKDAY)


def days_after(day: date, n: int) -> date:
    """The day that many days later, or earlier for a negative number."""
    return day + timedelta(days=n)


def day_between(rng: random.Random, first: date, last: date) -> date:
    """A working day within the bounds, both included; any day when there is none."""
    span = [days_after(first, n) for n in range(max((last - first).days, 0) + 1)]
    worked = [day for day in span if day.weekday() < 5 and day not in _closed()]
    return rng.choice(worked or span)


def written(day: date) -> str:
    """A day as Vietnamese papers write it: a zero before days under 10 and before the months 1 and 2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def month_ends(first: date, last: date) -> list[date]:
    """The last days of months within the bounds."""
    found, year, month = [], first.year, first.month
    while (end := date(year, month, monthrange(year, month)[1])) <= last:
        if end >= first:
            found.append(end)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def deadline_between(rng: random.Random, first: date, last: date) -> tuple[str, date]:
    """A deadline within the bounds: its words, and the last day on which it is kept."""
    ends = month_ends(first, last)
    quarters = [end for end in ends if end.month % 3 == 0]
    years = [end for end in ends if end.month == 12]
    drawn = rng.random()
    if years and drawn < 0.08:
        end = rng.choice(years)
        return rng.choice(("Năm {y}", "Trong năm {y}")).format(y=end.year), end
    if quarters and drawn < 0.30:
        end = rng.choice(quarters)
        quarter = _ROMAN[end.month // 3 - 1]
        return rng.choice(("Quý {q}/{y}", "Quý {q} năm {y}")).format(q=quarter, y=end.year), end
    if ends and drawn < 0.52:
        end = rng.choice(ends)
        form = rng.choice(("Tháng {m}/{y}", "Hết tháng {m}/{y}", "Trong tháng {m}/{y}"))
        return form.format(m=end.month, y=end.year), end
    day = day_between(rng, first, last)
    form = rng.choice(("{d}", "{d}", "Trước ngày {d}", "Hoàn thành trước ngày {d}"))
    return form.format(d=written(day)), day
