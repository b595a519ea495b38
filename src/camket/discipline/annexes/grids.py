"""A grid: cells of one sheet or table as cleaned text, with what the file says about merging, dates and hiding."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from .annex import Remark

Place = tuple[int, int]


@dataclass(slots=True)
class Grid:
    """Rows of text, counted from 0; a merged cell's words stand in each place it covers.

    `above` are the places filled from a cell of an earlier row, `beside` those filled from the same row: the words
    of the first kind hold for the row, the second only repeat it.
    """

    sheet: str | None
    table: int
    rows: list[list[str]]
    above: set[Place] = field(default_factory=set)
    beside: set[Place] = field(default_factory=set)
    dates: dict[Place, date] = field(default_factory=dict)
    timed: set[Place] = field(default_factory=set)
    formulas: dict[Place, str] = field(default_factory=dict)
    bold: set[Place] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    fills: dict[Place, str] = field(default_factory=dict)
    months: set[Place] = field(default_factory=set)
    percents: set[Place] = field(default_factory=set)
    comments: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    remarks: list[Remark] = field(default_factory=list)

    def own(self, row: int) -> list[tuple[int, str]]:
        """The row's own non-empty cells with their places: what is merged into it from elsewhere is not its own."""
        cells = self.rows[row]
        if not (self.above or self.beside):
            return [(place, text) for place, text in enumerate(cells) if text]
        return [
            (place, text)
            for place, text in enumerate(cells)
            if text and (row, place) not in self.above and (row, place) not in self.beside
        ]

    def reach(self, row: int, place: int) -> int:
        """How many columns the cell at this place covers."""
        end = place + 1
        while (row, end) in self.beside:
            end += 1
        return end - place

    def spread(self, first: Place, last: Place) -> None:
        """Fills a merged block with the words of its first cell; a block is cut to the rows that exist."""
        top, left = first
        if top >= len(self.rows) or left >= len(self.rows[top]):
            return
        text = self.rows[top][left]
        for row in range(top, min(last[0], len(self.rows) - 1) + 1):
            for place in range(left, min(last[1], len(self.rows[row]) - 1) + 1):
                if (row, place) == first:
                    continue
                if self.rows[row][place] and self.rows[row][place] != text:
                    continue  # a damaged file may keep words under a merge: they are not thrown away
                self.rows[row][place] = text
                (self.above if row > top else self.beside).add((row, place))
                if first in self.dates:
                    self.dates[row, place] = self.dates[first]
