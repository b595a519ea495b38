"""Finds the head of a running sheet and says which column is which, by its words and by what stands under them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.annexes.marks import NumberKind, is_column_numbers, number_kind

from .days import day_in
from .rules import SheetColumn, plain_status
from .wordings import heading_patterns, status_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from camket.discipline.annexes.grids import Grid

    from .rules import Status

LONGEST_HEADING = 80
_DEEPEST = 3
_LOOKED_AT = 250
_REPEATED = frozenset(
    {
        SheetColumn.TICK,
        SheetColumn.EXTENSION,
        SheetColumn.NOTE,
        SheetColumn.RESULT,
        SheetColumn.UNUSED,
        SheetColumn.SOURCE,
    }
)
_PARTS = re.compile(r"^(lan( thu)? \d+|so|ngay|ban dau|so,? ky hieu|thang|nam|\d+)$")
_PROGRESS = "progress"
TICKS = frozenset({"x", "v", "✓", "✔", "☑", "ü", "u", "þ", "*", "•", "1", "co", "√", "+", "🗸", "✅"})
"""Marks that tick a cell, folded; some are what a symbol font leaves of a tick."""
UNTICKED = frozenset({"☐", "□", "o", "-", "–", "0", "¨"})


@dataclass(frozen=True, slots=True)
class Head:
    """Where a head stands (rows from 0, half-open), the words over each place, and what each place is."""

    first: int
    end: int
    headings: tuple[str, ...]
    columns: Mapping[int, SheetColumn]
    fingerprint: str

    @property
    def is_of_tasks(self) -> bool:
        """Whether the table says what is to be done, and by whom, by when or how it stands."""
        kinds = set(self.columns.values())
        about = {
            SheetColumn.TICK,
            SheetColumn.LEADS,
            SheetColumn.DEADLINE,
            SheetColumn.STATUS,
            SheetColumn.DONE,
        }
        return SheetColumn.TITLE in kinds and not about.isdisjoint(kinds)

    def places(self, column: SheetColumn) -> list[int]:
        """The places of a column, left to right."""
        return [place for place, one in sorted(self.columns.items()) if one is column]


def head_at(grid: Grid, row: int, mappings: Mapping[str, Mapping[int, SheetColumn]]) -> Head | None:
    """The head that begins in this row, as a person mapped it before or as its words say; or none."""
    own = grid.own(row)
    if len(own) < 2 or any(len(text) > LONGEST_HEADING for _, text in own):
        return None
    if sum(named(text) not in {"", "unused"} for _, text in own) < 2:
        return None
    if number_kind(own[0][1]) is NumberKind.COUNTED:
        return None
    end = row + 1
    while end < min(row + _DEEPEST, len(grid.rows)) and _goes_on(grid, row, end):
        end += 1
    headings = _headings(grid, row, end)
    mark = fingerprint(headings)
    columns = mappings.get(mark) or _columns(grid, end, headings)
    head = Head(row, end, headings, dict(columns), mark)
    return head if head.is_of_tasks else None


def fingerprint(headings: Iterable[str]) -> str:
    """What two heads of the same words share, whatever the file."""
    told = [" ".join(fold(one).split()) for one in headings]
    while told and not told[-1]:
        told.pop()
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]


@lru_cache(maxsize=4_096)
def named(heading: str) -> str:
    """The column that a heading's words name, empty for none."""
    said = " ".join(fold(heading).replace("\n", " ").split())
    bare = re.sub(r"\([^()]*\)", " ", said)
    for words in (" ".join(bare.split()), said):
        if words and (found := next((one.column for one in heading_patterns() if one.names(words)), "")):
            return found
    return ""


def status_of_heading(heading: str) -> Status | None:
    """The status that a heading names, as "Đã HT (x)" or "Xong" over a column of ticks."""
    lower = re.sub(r"\([^()]*\)", " ", heading.rpartition(" | ")[2])
    return status_words().status_of(lower)


def _goes_on(grid: Grid, top: int, row: int) -> bool:
    """Whether this row is a lower line of the head: it stands under merged or empty cells and says headings."""
    own = grid.own(row)
    if not own or any(len(text) > LONGEST_HEADING for _, text in own):
        return False
    if is_column_numbers([text for _, text in own]) or number_kind(own[0][1]) is NumberKind.COUNTED:
        return False
    merged = any((row, place) in grid.above for place in range(len(grid.rows[row])))
    spread = any((top, place) in grid.beside for place in range(len(grid.rows[top])))
    under = [text for place, text in own if place < len(grid.rows[top])]
    said = [text for text in under if named(text) or _PARTS.match(fold(text))]
    if not (merged or spread):
        upper = grid.rows[top]
        strange = [place for place, text in own if not named(text) and not _PARTS.match(fold(text))]
        if any(place < len(upper) and upper[place] for place in strange):
            return False
        if own[0][0] == 0:
            return False
    return bool(said) and len(said) * 2 >= len(under)


def _headings(grid: Grid, first: int, end: int) -> tuple[str, ...]:
    width = max(len(grid.rows[row]) for row in range(first, end))
    found = []
    for place in range(width):
        words: list[str] = []
        for row in range(first, end):
            cells = grid.rows[row]
            text = cells[place] if place < len(cells) else ""
            below = grid.rows[end - 1]
            if not text and row < end - 1 and place < len(below) and below[place]:
                text = next((cell for cell in reversed(cells[:place]) if cell), "")
            if text and text not in words:
                words.append(text)
        found.append(" | ".join(" ".join(one.split()) for one in words))
    return tuple(found)


def _columns(grid: Grid, end: int, headings: Sequence[str]) -> dict[int, SheetColumn]:
    first: dict[int, str] = {}
    for place, heading in enumerate(headings):
        if not heading or len(heading) > 3 * LONGEST_HEADING:
            continue
        lower = heading.rpartition(" | ")[2]
        kind = named(heading)
        own = named(lower)
        if " | " in heading and own in {
            "done",
            "cooperating",
            "leads",
            "status",
            "deadline",
            "product",
            "note",
        }:
            kind = own
        first[place] = kind
    told = {place: _seen(grid, end, place) for place in first}
    for place, heading in enumerate(headings):
        if place in first and told[place].ticks >= 0.6 and status_of_heading(heading) is not None:
            first[place] = "tick"
    return _settled(first, headings, told)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What share of a column's cells are days, words of status, and marks that tick."""

    days: float
    statuses: float
    ticks: float = 0


def _seen(grid: Grid, end: int, place: int) -> _Seen:
    filled = days = statuses = ticks = 0
    for row in range(end, min(end + _LOOKED_AT, len(grid.rows))):
        cells = grid.rows[row]
        text = cells[place] if place < len(cells) else ""
        if not text:
            continue
        filled += 1
        ticks += fold(text).strip(" .") in TICKS or text in UNTICKED
        if (row, place) in grid.dates or day_in(text).day is not None:
            days += 1
        elif plain_status(text) in status_words().exact:
            statuses += 1
    return _Seen(days / filled, statuses / filled, ticks / filled) if filled else _Seen(0, 0)


def _settled(
    first: Mapping[int, str], headings: Sequence[str], told: Mapping[int, _Seen]
) -> dict[int, SheetColumn]:
    kinds = dict(first)
    if "status" not in kinds.values():
        for wanted in ("progress", "result", "note", "product"):
            fits = [place for place, kind in kinds.items() if kind == wanted and told[place].statuses >= 0.3]
            if fits:
                kinds[fits[0]] = "status"
                break
    for place, kind in kinds.items():
        if kind == _PROGRESS:
            dated = told[place].days >= 0.4
            kinds[place] = "deadline" if dated and "deadline" not in kinds.values() else "result"
    if "deadline" not in kinds.values():
        loose = [p for p, kind in kinds.items() if kind == "done" and "thuc te" not in fold(headings[p])]
        if loose:
            kinds[loose[0]] = "deadline"
    if "leads" not in kinds.values():
        loose = [p for p, kind in kinds.items() if kind == "cooperating" and "chu tri" in fold(headings[p])]
        if loose:
            kinds[loose[0]] = "leads"
    return _each_once(kinds, told)


def _each_once(kinds: Mapping[int, str], told: Mapping[int, _Seen]) -> dict[int, SheetColumn]:
    found: dict[int, SheetColumn] = {}
    for place, kind in kinds.items():
        column = SheetColumn(kind) if kind in set(SheetColumn) else SheetColumn.UNUSED
        if column in found.values() and column not in _REPEATED:
            again = column is SheetColumn.DEADLINE and told[place].days >= 0.3
            column = SheetColumn.EXTENSION if again else SheetColumn.UNUSED
        found[place] = column
    return found
