"""What reading a running sheet gives: its heads with their columns, its rows in their own words, and what gave no row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from camket.discipline.annexes import Locator, Remark

    from .rules import SheetColumn, Status


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column under a head: its place (from 0), what its heading says, what it was taken for, and some cells."""

    place: int
    heading: str
    column: SheetColumn
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadSeen:
    """A head with its columns. Heads of the same words share a fingerprint, so a mapping is made once for all."""

    fingerprint: str
    locator: Locator
    columns: tuple[ColumnSeen, ...]
    rows: int
    remembered: bool = False

    @property
    def taken(self) -> frozenset[SheetColumn]:
        """The columns that the head has."""
        return frozenset(one.column for one in self.columns)


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension as a cell says it: its words, and the day when the cell itself is a date."""

    words: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a running sheet in its own words.

    `days` are cells that are dates by themselves; `ticks` are the statuses under whose headings the row is marked.
    `comments` are what somebody pinned to its cells: no cell says it, so nothing follows from it unasked.
    `period` is the year and month (0 for the whole year) that the head of the row's worksheet says it is of.
    """

    locator: Locator
    texts: Mapping[SheetColumn, str]
    days: Mapping[SheetColumn, date]
    extensions: tuple[Extension, ...]
    group: str
    others: tuple[str, ...]
    marks: frozenset[str] = frozenset()
    fill: str = ""
    ticks: tuple[Status, ...] = ()
    comments: tuple[str, ...] = ()
    period: tuple[int, int] | None = None

    def said(self, column: SheetColumn) -> str:
        """The words of a column, empty when the row says nothing there."""
        return self.texts.get(column, "")

    @property
    def words(self) -> str:
        """The whole row on one line, for lists that a person reads."""
        cells = [*self.texts.values(), *(one.words for one in self.extensions), *self.others, *self.comments]
        return " | ".join(cell.replace("\n", " ") for cell in cells if cell)


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that gives no task, with the reason; it is kept with the sheet."""

    locator: Locator
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file: heads, rows, rows that give no task, and what else stood in it.

    `told_on` is the day up to which the sheet says it is kept, and `legend` what it says its colours mean.
    """

    heads: tuple[HeadSeen, ...]
    rows: tuple[SheetRow, ...]
    left: tuple[LeftRow, ...]
    remarks: tuple[Remark, ...] = field(default=())
    told_on: date | None = None
    legend: Mapping[str, Status] = field(default_factory=dict)
