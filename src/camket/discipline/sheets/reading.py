"""Reads a running sheet: from the file's bytes to rows in their own words, with every row accounted for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.annexes import Locator, Remark, UnreadableFile
from camket.discipline.annexes.sheets import grids_from

from .heads import head_at
from .legend import legend_in, period_in, told_on
from .rows import SheetReader
from .rules import SheetColumn
from .sheet import ColumnSeen, HeadSeen, LeftRow, Sheet, SheetRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camket.discipline.annexes.grids import Grid

    from .heads import Head

Mappings = dict[str, dict[int, SheetColumn]]
_SAMPLES = 3
_LONGEST_SAMPLE = 80
_MONTH = re.compile(
    r"(?:thang|\bt)\s*\.?(\d{1,2})(?:\s*[./-]\s*(\d{2,4})| nam (\d{4}))?\b|^(\d{1,2})[.-](\d{4})$"
)


def read_sheet(data: bytes, *, filename: str, mappings: Mappings | None = None) -> Sheet:
    """The rows of a running sheet (.xlsx, .xls, .csv, .docx), in its own words.

    `mappings` say what a person took the columns of a head for, by the head's fingerprint and the column's place.
    Where several sheets of a workbook are months, a task that a later month tells again is left with the earlier
    one. Raises `UnreadableFile`.
    """
    reading = _Reading(mappings or {})
    for grid in _grids(data, filename):
        reading.take(grid)
    if not reading.heads:
        raise UnreadableFile("no_table")
    return reading.sheet()


@lru_cache(maxsize=4)
def _grids(data: bytes, filename: str) -> tuple[Grid, ...]:
    """The grids of the files read last: every page of one sheet asks for them again."""
    return tuple(grids_from(data, filename=filename))


@dataclass(slots=True)
class _Reading:
    """What was read from the file so far."""

    mappings: Mappings
    heads: dict[str, HeadSeen] = field(default_factory=dict)
    rows: list[SheetRow] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, grid: Grid) -> None:
        """Reads one worksheet or table."""
        self.remarks.extend(one for one in grid.remarks if one.code != "read_as_text")
        filled = [row for row in range(len(grid.rows)) if grid.own(row)]
        if not filled:
            return
        reader: SheetReader | None = None
        row = 0
        while row < len(grid.rows):
            head = None if reader is not None and row - reader.head.end < 0 else self._head(grid, row, reader)
            if head is not None:
                if reader is not None:
                    self._keep(reader)
                    period = reader.period
                else:
                    period = self._above(grid, head)
                reader = SheetReader(grid, head, period=period)
                row = head.end
                continue
            if reader is not None:
                reader.take(row)
            row += 1
        if reader is None:
            words = " | ".join(text.replace("\n", " ") for _, text in grid.own(filled[0]))
            where = Locator(grid.sheet, grid.table, filled[0] + 1)
            self.remarks.append(Remark("not_a_task_table", where, words, rows=len(filled)))
            return
        self._keep(reader)

    def _head(self, grid: Grid, row: int, reader: SheetReader | None) -> Head | None:
        """A head in this row; one of the same words as the table's own is a heading printed again."""
        head = head_at(grid, row, self.mappings)
        if head is None or reader is None:
            return head
        same = head.fingerprint == reader.head.fingerprint or head.columns == reader.head.columns
        return None if same else head

    def _above(self, grid: Grid, head: Head) -> tuple[int, int] | None:
        """Keeps what stands above the table; the period that it says, else the one of the worksheet's name."""
        lines = []
        for row in range(head.first):
            if own := grid.own(row):
                words = " | ".join(text.replace("\n", " ") for _, text in own)
                lines.append(words)
                self.remarks.append(Remark("above_table", Locator(grid.sheet, grid.table, row + 1), words))
        named = month_of(grid.sheet or "")
        return period_in(lines) or (named if named and named[0] else None)

    def _keep(self, reader: SheetReader) -> None:
        reader.finish()
        self.rows += reader.rows
        self.left += reader.left
        self.remarks += reader.remarks
        known = self.heads.get(reader.head.fingerprint)
        if known is not None:
            self.heads[known.fingerprint] = replace(known, rows=known.rows + len(reader.rows))
            return
        self.heads[reader.head.fingerprint] = HeadSeen(
            fingerprint=reader.head.fingerprint,
            locator=reader.locator(reader.head.first),
            columns=tuple(_column(reader, place) for place in sorted(reader.head.columns)),
            rows=len(reader.rows),
            remembered=reader.head.fingerprint in self.mappings,
        )

    def sheet(self) -> Sheet:
        """The reading as a whole, the rows of earlier months put aside."""
        kept, older = _latest_months(self.rows)
        apart = [one.words for one in self.remarks if one.code in {"above_table", "footer", "note_row"}]
        return Sheet(
            heads=tuple(self.heads.values()),
            rows=tuple(kept),
            left=(*self.left, *older),
            remarks=tuple(self.remarks),
            told_on=told_on(one.words for one in self.remarks if one.code == "above_table"),
            legend=legend_in(apart),
        )


def _column(reader: SheetReader, place: int) -> ColumnSeen:
    cells = (row[place] for row in reader.grid.rows[reader.head.end :] if place < len(row))
    samples = list(dict.fromkeys(text.replace("\n", " ")[:_LONGEST_SAMPLE] for text in cells if text))
    return ColumnSeen(
        place=place,
        heading=reader.head.headings[place] if place < len(reader.head.headings) else "",
        column=reader.head.columns[place],
        samples=tuple(samples[:_SAMPLES]),
    )


def month_of(sheet_name: str) -> tuple[int, int] | None:
    """The year and month that a worksheet's name says ("Tháng 9", "T10.2025"); year 0 where it names none."""
    found = _MONTH.search(fold(sheet_name))
    if found is None:
        return None
    month = int(found[1] or found[4])
    year = int(found[2] or found[3] or found[5] or 0)
    return (year + 2000 if 0 < year < 100 else year, month) if 1 <= month <= 12 else None


def _month(row: SheetRow) -> tuple[int, int] | None:
    """The month of a row's worksheet by its name; a name without a year takes the year that the sheet says it is of."""
    named = month_of(row.locator.sheet or "")
    if named is None or named[0] or row.period is None:
        return named
    return (row.period[0], named[1])


def _latest_months(rows: list[SheetRow]) -> tuple[list[SheetRow], list[LeftRow]]:
    """The rows without those that a sheet of a later month tells again, and these."""
    months = {row.locator.sheet: _month(row) for row in rows}
    if sum(month is not None for month in months.values()) < 2:
        return rows, []
    newest: dict[str, tuple[tuple[int, int], int]] = {}
    for place, row in enumerate(rows):
        month = months[row.locator.sheet]
        key = task_key(row)
        if month is not None and (key not in newest or newest[key][0] <= month):
            newest[key] = (month, place)
    kept, older = [], []
    for row in rows:
        month = months[row.locator.sheet]
        if month is not None and newest[task_key(row)][0] > month:
            older.append(LeftRow(row.locator, row.words, "older_month"))
        else:
            kept.append(row)
    return kept, older


def task_key(row: SheetRow) -> str:
    """What two rows about one task share: the sheet's own code, else the words of the task and who leads it."""
    if code := row.said(SheetColumn.CODE):
        return f"code {fold(code)}"
    said = (row.said(SheetColumn.TITLE), row.said(SheetColumn.LEADS), row.said(SheetColumn.SOURCE))
    return "\x1f".join(" ".join(fold(one).split()) for one in said)


def with_mapping(mappings: Mappings, kept: Mapping[str, Mapping[str, str]]) -> Mappings:
    """Mappings with those that a person chose, as they are kept in JSON; unknown columns are passed over."""
    known = set(SheetColumn)
    chosen = {
        mark: {int(place): SheetColumn(column) for place, column in told.items() if column in known}
        for mark, told in kept.items()
    }
    return {**mappings, **chosen}
