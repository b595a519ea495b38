"""Reads an annex: from the file's bytes to drafts, with every row accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .annex import Annex, Locator, Remark, RowDraft, TableFound, UnreadableFile, UnreadRow
from .columns import Header, header_at, known_headings
from .drafting import drafts_of
from .marks import NumberKind, number_kind
from .rows import TableReader
from .sheets import grids_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .grids import Grid

_HEADS_AGAIN = 3  # so many known headings in the first row are a heading, whatever words the task column has
_LEGACY_LETTERS = frozenset("µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ")


def read_annex(data: bytes, *, filename: str) -> Annex:
    """The tasks an annex assigns (.docx, .xlsx, .xls, .csv), in its own words, with every row accounted for.

    A row of a task table ends as a draft, a group, a remark or an unread row and is never dropped: a promise lost
    at intake would never be missed later. Deadlines and bodies are left as words; other rules read them. Raises
    UnreadableFile when the file as a whole cannot be read or holds no table that says what is to be done and by
    whom or by when.
    """
    reading = _Reading()
    for grid in grids_from(data, filename=filename):
        reading.take(grid)
    if not reading.tables:
        raise UnreadableFile("legacy_font" if reading.legacy else "no_table")
    return Annex(tuple(reading.rows), tuple(reading.unread), tuple(reading.tables), tuple(reading.remarks))


@dataclass(slots=True)
class _Reading:
    """What was read from the file so far."""

    rows: list[RowDraft] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    tables: list[TableFound] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    seen: dict[tuple[str, ...], Locator] = field(default_factory=dict)
    last: TableReader | None = None
    legacy: bool = False

    def take(self, grid: Grid) -> None:
        """Reads one sheet or table of the file."""
        self.remarks.extend(grid.remarks)
        filled = [row for row in range(len(grid.rows)) if grid.own(row)]
        if not filled:
            return
        readers = list(_readers(grid, self.last))
        if readers:
            self._above(grid, readers[0])
        else:
            self._pass_over(grid, filled)
        for reader in readers:
            columns = frozenset(reader.header.places)
            self.rows.extend(drafts_of(reader.pending, columns=columns, seen=self.seen))
            self.unread.extend(reader.unread)
            self.remarks.extend(reader.remarks)
            self.tables.append(reader.found())
            self.last = reader

    def _above(self, grid: Grid, first: TableReader) -> None:
        for row in range(first.header.first):
            if own := grid.own(row):
                words = " | ".join(text.replace("\n", " ") for _, text in own)
                self.remarks.append(Remark("above_table", Locator(grid.sheet, grid.table, row + 1), words))

    def _pass_over(self, grid: Grid, filled: list[int]) -> None:
        words = " | ".join(text.replace("\n", " ") for _, text in grid.own(filled[0]))
        where = Locator(grid.sheet, grid.table, filled[0] + 1)
        self.remarks.append(Remark("not_a_task_table", where, words, rows=len(filled)))
        self.legacy = self.legacy or _in_legacy_font(grid)


def _readers(grid: Grid, last: TableReader | None) -> Iterator[TableReader]:
    """One finished reader for each heading of the grid; a repeated heading goes on with its table."""
    reader = _carried_over(grid, last)
    row, number = 0 if reader is None else reader.header.end, grid.table
    while row < len(grid.rows):
        own = grid.own(row)
        header = None if reader is not None and _is_counted(reader, row) else header_at(grid, row)
        if header is None:
            if reader is not None:
                reader.take(row, own)
            row += 1
            continue
        if reader is not None and header.places == reader.header.places:
            _pass_heading(reader, header, "heading_repeated")
        else:
            if reader is not None:
                reader.finish(another_follows=True)
                yield reader
                number += grid.sheet is not None
            reader = TableReader(grid, header, number)
            _pass_heading(reader, header, "heading")
        row = header.end
    if reader is not None:
        reader.finish(another_follows=False)
        yield reader


def _pass_heading(reader: TableReader, header: Header, code: str) -> None:
    for row in range(header.first, header.end):
        if reader.grid.own(row):
            reader.remark(code, row)
    reader.closed_by = ""
    if code == "heading":
        reader.open_draft = None  # a heading repeated on a new page may stand in the middle of a row


def _is_counted(reader: TableReader, row: int) -> bool:
    """Whether the row's number cell holds a number: such a row is no heading, and most rows are such."""
    cells = reader.grid.rows[row]
    places = [
        place for column, places in reader.header.places.items() if column == "number" for place in places
    ]
    return any(place < len(cells) and number_kind(cells[place]) is not NumberKind.NONE for place in places)


def _carried_over(grid: Grid, last: TableReader | None) -> TableReader | None:
    """The last table's reader for a document table that goes on without a heading, as after a page break."""
    if last is None or grid.sheet is not None or not grid.rows or header_near(grid):
        return None
    width = max(len(cells) for cells in grid.rows)
    if width != max(len(cells) for cells in last.grid.rows):
        return None
    carried = Header(0, 0, last.header.places, last.header.headings, last.header.unused, last.header.whole)
    reader = TableReader(grid, carried, grid.table, path=last.path)
    if known_headings(grid.rows[0]) >= _HEADS_AGAIN:
        reader.remark("heading_repeated", 0)
        reader.header = replace(carried, end=1)
    if not any(_is_counted(reader, row) for row in range(len(grid.rows))):
        return None
    reader.remarks.append(Remark("heading_carried_over", Locator(None, grid.table, 1), "", rows=0))
    return reader


def header_near(grid: Grid) -> bool:
    """Whether the grid has a heading of its own among its first rows."""
    return any(header_at(grid, row) is not None for row in range(min(8, len(grid.rows))))


def _in_legacy_font(grid: Grid) -> bool:
    """Whether the text was typed for a TCVN3 font, whose letters are no Unicode: Së Khoa häc vµ C«ng nghÖ."""
    letters = [letter for cells in grid.rows[:50] for text in cells for letter in text if letter.isalpha()]
    return len(letters) > 20 and sum(letter in _LEGACY_LETTERS for letter in letters) > len(letters) / 25
