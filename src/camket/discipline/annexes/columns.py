"""Finds the heading of a task table and says which column is which."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold

from .annex import Column
from .marks import NumberKind, number_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .grids import Grid

_LONGEST_HEADING = 90
_DEEPEST_HEADING = 3
_OTHER = "other"
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NO_WORD = re.compile(r"[^a-z0-9#]+")
_COUNTED = re.compile(r"\(?\d+([.)]\d*)*\)?")


@dataclass(frozen=True, slots=True)
class Header:
    """The heading of a task table: its rows (from 0, half-open), the places of each column, the headings unused.

    `whole` counts the columns whose heading is a known wording and nothing else.
    """

    first: int
    end: int
    places: dict[Column, tuple[int, ...]]
    headings: dict[Column, str]
    unused: dict[int, str]
    whole: int

    @property
    def is_of_tasks(self) -> bool:
        """Whether the table says what is to be done and by whom or by when; less is no task table."""
        return Column.TITLE in self.places and (Column.LEADS in self.places or Column.DEADLINE in self.places)


def header_at(grid: Grid, row: int) -> Header | None:
    """The heading that begins in this row, of up to three rows, or none.

    More rows are taken only while each names columns that were not known before ("Phân công" over "Chủ trì" and
    "Phối hợp").
    """
    own = grid.own(row)
    if len(own) < 2 or any(len(text) > _LONGEST_HEADING or _COUNTED.fullmatch(text) for _, text in own):
        return None
    best: Header | None = None
    for depth in range(1, _DEEPEST_HEADING + 1):
        if row + depth > len(grid.rows) or (depth > 1 and not _may_be_heading(grid, row, row + depth - 1)):
            break
        header = _header(grid, row, row + depth)
        if best is None or len(header.places) > len(best.places):
            best = header
    return best if best is not None and best.is_of_tasks and _is_sure(best) else None


def _is_sure(header: Header) -> bool:
    """Whether this is a heading and no task that happens to speak of a "nhiệm vụ" and of who "chủ trì"."""
    return header.whole >= 2 or (header.whole == 1 and (len(header.places) >= 3 or not header.unused))


def known_headings(cells: Sequence[str]) -> int:
    """How many different columns of an annex these cells head."""
    return len({column for cell in cells if len(cell) <= _LONGEST_HEADING and (column := column_of(cell))})


@lru_cache(maxsize=4_096)
def column_of(heading: str) -> Column | None:
    """The column a heading names; none when it names nothing an annex is read for.

    What stands in brackets is left out first ("Thời hạn (tháng/năm)"), unless nothing else is there.
    """
    found = _named(heading)
    return Column(found) if found and found != _OTHER else None


@lru_cache(maxsize=4_096)
def _named(heading: str) -> str:
    return _recognised(_BRACKETS.sub(" ", heading)) or _recognised(heading)


def _is_whole(heading: tuple[str, ...]) -> bool:
    """Whether the heading is a known wording and nothing else; in a heading of two languages, one of its lines."""
    exact = _wordings()[0]
    said = (heading[-1], " ".join(heading), *heading[-1].split("\n"), *heading[-1].split("/"))
    return any(_plain(_BRACKETS.sub(" ", words)) in exact for words in said)


def _recognised(heading: str) -> str:
    words = _plain(heading)
    if not words:
        return ""
    exact, within = _wordings()
    if words in exact:
        return exact[words]
    padded = f" {words} "
    return next((column for wording, column in within if f" {wording} " in padded), "")


def _plain(heading: str) -> str:
    return _NO_WORD.sub(" ", fold(heading)).strip()


@cache
def _wordings() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Whole headings, and the wordings to look for inside a heading, the longest first."""
    data = resources.files("camket.discipline.annexes") / "data" / "column_headings.toml"
    columns = tomllib.loads(data.read_text(encoding="utf-8"))
    exact = {
        _plain(one): column for column, said in columns.items() for one in (*said["within"], *said["exact"])
    }
    within = {_plain(one): column for column, said in columns.items() for one in said["within"]}
    return exact, tuple(sorted(within.items(), key=lambda pair: -len(pair[0])))


def _may_be_heading(grid: Grid, top: int, row: int) -> bool:
    """Whether this row can continue a heading: short words, no counted row, nothing but heading above it."""
    own = grid.own(row)
    if not own or any(len(text) > _LONGEST_HEADING or text in grid.rows[top] for _, text in own):
        return False
    return not any(_COUNTED.fullmatch(text) for _, text in own) and all(
        text[:1] not in "-+•" for _, text in own
    )


def _header(grid: Grid, first: int, end: int) -> Header:
    width = max(len(grid.rows[row]) for row in range(first, end))
    headings = [_stacked(grid, first, end, place) for place in range(width)]
    visible = [() if place in grid.hidden_columns else words for place, words in enumerate(headings)]
    shown = _chosen(visible)
    chosen = {**_chosen(headings), **shown}
    places: dict[Column, list[int]] = {}
    unused: dict[int, str] = {}
    for place, heading in enumerate(headings):
        column = _column_under(heading)
        passed_over = place in grid.hidden_columns and column in shown
        if (
            column is not None
            and not passed_over
            and chosen[column] == heading
            and _continues(places.get(column), place)
        ):
            places.setdefault(column, []).append(place)
        elif heading and not (place and headings[place - 1] == heading and (first, place) in grid.beside):
            unused[place] = _shown(heading)
    if Column.NUMBER not in places and (unnamed := _unnamed_numbers(grid, end, headings, places)):
        places[Column.NUMBER] = [unnamed - 1]
        chosen[Column.NUMBER] = ()
    return Header(
        first=first,
        end=end,
        places={column: tuple(found) for column, found in places.items()},
        headings={column: _shown(chosen[column]) for column in places},
        unused=unused,
        whole=sum(_is_whole(chosen[column]) for column in places if chosen[column]),
    )


def _unnamed_numbers(
    grid: Grid, end: int, headings: list[tuple[str, ...]], places: dict[Column, list[int]]
) -> int:
    """The place, counted from 1, of a column of numbers that has no heading and stands before the tasks; or 0."""
    place = places.get(Column.TITLE, [0])[0] - 1
    if place < 0 or headings[place]:
        return 0
    below = (cells[place] for cells in grid.rows[end : end + 4] if place < len(cells))
    return place + 1 if any(number_kind(text) is not NumberKind.NONE for text in below) else 0


def _continues(found: list[int] | None, place: int) -> bool:
    return found is None or found[-1] == place - 1


def _chosen(headings: list[tuple[str, ...]]) -> dict[Column, tuple[str, ...]]:
    """The heading taken for each column: the first clear one, else the first weak one ("Đơn vị", "Nội dung")."""
    chosen: dict[Column, tuple[str, ...]] = {}
    for clear in (True, False):
        for heading in headings:
            column = _column_under(heading)
            if column is not None and column not in chosen and _is_clear(heading) == clear:
                chosen[column] = heading
    return chosen


def _column_under(heading: tuple[str, ...]) -> Column | None:
    """The column under these words: the lowest heading decides, the ones over it only when it says nothing."""
    if not heading:
        return None
    found = _named(heading[-1]) or _named(" ".join(heading))
    return Column(found) if found and found != _OTHER else None


def _is_clear(heading: tuple[str, ...]) -> bool:
    within = _wordings()[1]
    words = f" {_plain(' '.join(heading))} "
    return any(f" {wording} " in words for wording, column in within if column != _OTHER)


def _shown(heading: tuple[str, ...]) -> str:
    return " ".join(heading).replace("\n", " ")


def _stacked(grid: Grid, first: int, end: int, place: int) -> tuple[str, ...]:
    """The words over one column, from top to bottom, each once; an unmerged upper cell covers empty ones after it."""
    words: list[str] = []
    for row in range(first, end):
        cells = grid.rows[row]
        text = cells[place] if place < len(cells) else ""
        if not text and row < end - 1 and place < len(grid.rows[end - 1]) and grid.rows[end - 1][place]:
            text = next((cell for cell in reversed(cells[:place]) if cell), "")
        if text and text not in words:
            words.append(text)
    return tuple(words)
