"""What a sheet says of itself beside its rows: up to which day it is kept, and what its colours mean."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold

from .days import days_within
from .wordings import status_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from .rules import Status

_UP_TO = re.compile(r"(so lieu|cap nhat|tinh|thoi diem|bao cao|\bden)[^.;]{0,40}?(den|ngay|het)\b")
_NAMED = re.compile(
    r"(xanh|vang|do|cam|xam|tim|hong|trang|nau)( la cay| duong| nhat| dam| da troi)? *[=:] *([^;,|.]+)"
)
_DAY = re.compile(r"\bngay \d{1,2} ?(thang|[/.-]) ?\d{1,2} ?(nam|[/.-]) ?\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_MONTH = re.compile(r"\b(?:thang|t\.?) ?(\d{1,2}) ?(?:[/.-]|nam) ?(20\d\d)\b")
_YEAR = re.compile(r"\b(?:nam|quy [ivx\d]{1,3} ?/) ?(20\d\d)\b(?! ?[-–] ?20\d\d)")
_HUES = (
    (20, "do"),
    (45, "cam"),
    (70, "vang"),
    (260, "xanh"),
    (320, "tim"),
    (361, "do"),
)


def told_on(lines: Iterable[str]) -> date | None:
    """The latest day up to which the head of the sheet says it is kept: "Số liệu đến ngày 25/12/2025"."""
    found = [day for line in lines if _UP_TO.search(fold(line)) for day in days_within(line)]
    return max(found, default=None)


def period_in(lines: Iterable[str]) -> tuple[int, int] | None:
    """The year and month (0 for a whole year) that the head of a sheet says it is of; none where it names several.

    "Nhiệm vụ tháng 2/2025", "Công việc năm 2026". The day of a paper or of the counting says no such thing.
    """
    months: set[tuple[int, int]] = set()
    years: set[int] = set()
    for line in lines:
        said = _DAY.sub(" ", fold(line))
        months |= {(int(one[2]), int(one[1])) for one in _MONTH.finditer(said) if 1 <= int(one[1]) <= 12}
        years |= {int(one[1]) for one in _YEAR.finditer(said)}
    years |= {year for year, _ in months}
    if len(years) != 1:
        return None
    return months.pop() if len(months) == 1 else (years.pop(), 0)


def legend_in(lines: Iterable[str]) -> dict[str, Status]:
    """What the sheet says its colours mean, by the folded name of the colour."""
    found: dict[str, Status] = {}
    for line in lines:
        if "mau" not in fold(line):
            continue
        for one in _NAMED.finditer(fold(line)):
            status = status_words().status_of(one[3])
            if status is not None:
                found[one[1]] = status
    return found


def colour_name(fill: str) -> str:
    """The folded name of a fill: red, orange, yellow, green or blue, violet, grey; empty for a theme's colour."""
    if len(fill) != 6:
        return ""
    red, green, blue = (int(fill[n : n + 2], 16) / 255 for n in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if strength < 0.12 or light > 0.97:
        return "xam"
    return next(name for limit, name in _HUES if hue * 360 < limit)
