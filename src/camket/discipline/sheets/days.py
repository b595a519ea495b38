"""Days as clerks type them into cells: 15/10/2025, 31-12-25, 46000, ngày 5 tháng 9 năm 2025, 10/15/2025."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from camket.discipline.agencies.folding import fold
from camket.discipline.annexes.marks import day_of_iso, day_of_serial

_DAY = r"(?<!\d)(\d{1,2})\s?[/.\-–]\s?(\d{1,2})\s?[/.\-–]\s?(\d{4}|\d{2})(?!\d)"
_NUMERIC = re.compile(_DAY)
_SPELLED = re.compile(r"ngay (\d{1,2}) ?(?:thang|/) ?(\d{1,2}) nam (\d{4})")
_MONTH = re.compile(r"(?:thang |t\.?)?(\d{1,2}) ?[/.-] ?(\d{4})|thang (\d{1,2}) nam (\d{4})")
_NO_YEAR = re.compile(r"(?:ngay )?(\d{1,2}) ?[/.-] ?(\d{1,2})")
_CENTURY = 2000
_EARLIEST, _LATEST = 2000, 2099


@dataclass(frozen=True, slots=True)
class DayFound:
    """The day a cell says, or why it says none; `month_first` marks a day that can only be month before day."""

    day: date | None = None
    doubt: str = ""
    month_first: bool = False


NOTHING = DayFound()


def written_day(first: int, second: int, year: int, *, month_first: bool = False) -> DayFound:
    """Day, month and year as numbers. A month above 12 means that the two were written the other way round."""
    year += _CENTURY if year < 100 else 0
    if not _EARLIEST <= year <= _LATEST:
        return DayFound(doubt="impossible_day")
    pairs = [(second, first)] if month_first and first <= 12 else [(first, second)]
    if pairs[0][1] > 12 >= pairs[0][0]:
        pairs = [(second, first)]
    day, month = pairs[0]
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return DayFound(doubt="impossible_day")
    return DayFound(date(year, month, day), month_first=second > 12)


@lru_cache(maxsize=16_384)
def day_in(words: str, *, month_first: bool = False) -> DayFound:
    """The one day that a cell says and nothing else, however it is typed."""
    said = fold(words).strip(" .;,()")
    if not said:
        return NOTHING
    if found := day_of_serial(said) or day_of_iso(said):
        return DayFound(found)
    bare = said.removeprefix("ngay ").strip()
    if one := _NUMERIC.fullmatch(bare):
        return written_day(int(one[1]), int(one[2]), int(one[3]), month_first=month_first)
    if one := _SPELLED.fullmatch(said):
        return written_day(int(one[1]), int(one[2]), int(one[3]))
    if one := _MONTH.fullmatch(said):
        month, year = int(one[1] or one[3]), int(one[2] or one[4])
        if 1 <= month <= 12 and _EARLIEST <= year <= _LATEST:
            return DayFound(date(year, month, monthrange(year, month)[1]), doubt="month_only")
    if _NO_YEAR.fullmatch(bare):
        return DayFound(doubt="no_year")
    days = days_within(words, month_first=month_first)
    if len(days) == 1:
        return DayFound(days[0])
    return DayFound(doubt="several_days" if days else "not_a_day")


def days_within(words: str, *, month_first: bool = False) -> list[date]:
    """Every whole day that stands among other words, in their order."""
    said = fold(words)
    found = [
        (one.start(), written_day(int(one[1]), int(one[2]), int(one[3]), month_first=month_first).day)
        for shape in (_NUMERIC, _SPELLED)
        for one in shape.finditer(said)
    ]
    return [day for _, day in sorted(found, key=lambda pair: pair[0]) if day is not None]


def writes_month_first(words: str) -> bool | None:
    """Whether a numeric day can only be month first (true), only day first (false), or either (none)."""
    one = _NUMERIC.fullmatch(fold(words).strip(" .;,()"))
    if one is None:
        return None
    first, second = int(one[1]), int(one[2])
    if second > 12 >= first:
        return True
    return False if first > 12 >= second else None
