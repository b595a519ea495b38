"""Tables of many rows as they are sent: a .csv, or the first sheet of an .xlsx, line by line under its heads."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING

from camket.discipline.agencies.catalogue import Fault
from camket.discipline.annexes.archive import Kind, kind_of
from camket.discipline.annexes.spreadsheets import grids_from_workbook
from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.annexes.grids import Grid

MOST_ROWS = 5000
_PACKED = b"PK\x03\x04"
_DAYS = ("%Y-%m-%d", "%d/%m/%Y")
_FORMULA = {"=", "+", "-", "@"}

Line = tuple[int, dict[str, str]]


class NoTable(Refused):
    """The file is neither the text of a table nor a workbook."""

    code = "catalogue.file.not_text"


def table_text(name: str, content: bytes) -> str:
    """The table of a file as the text of a .csv whose lines are the rows of the sheet.

    Raises `NoTable`, and `UnreadableFile` for a workbook that is damaged, locked, or unpacks too large.
    """
    if content.startswith(_PACKED) and name.lower().endswith(".xlsx"):
        if kind_of(content, filename=name) is not Kind.XLSX:
            raise NoTable
        return _text_of(grids_from_workbook(content, packed=True))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoTable from error
    if "\x00" in text:
        raise NoTable
    return text


def _text_of(grids: Sequence[Grid]) -> str:
    grid = next((one for one in grids if not one.hidden and one.rows), None)
    if grid is None:
        return ""
    heads = grid.rows[0]
    width = max((place for place, head in enumerate(heads, start=1) if head), default=len(heads))
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    for row, cells in enumerate(grid.rows):
        said = [
            grid.dates[row, place].isoformat() if (row, place) in grid.dates else " ".join(cell.split())
            for place, cell in enumerate(cells[:width])
        ]
        table.writerow(said if any(said) else [])
    return out.getvalue()


def named_lines(text: str, *, required: Sequence[str]) -> tuple[list[Line], tuple[Fault, ...]]:
    """The lines with their cells by the names of their columns, or what keeps the table from being read.

    Columns may stand in any order and be parted by commas, semicolons or tabs; blanks are made single, and the
    apostrophe that an export puts before a sign which would begin a formula is taken off.
    """
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        lines = [(table.line_num, cells) for cells in table]
    except csv.Error as error:
        return [], (Fault("agency.table.broken", "", written=str(error)[:80], line=table.line_num),)
    if not lines:
        return [], (Fault("post.table.empty", "", line=1),)
    names = [cell.strip().casefold() for cell in lines[0][1]]
    missing = [name for name in required if name not in names]
    if missing:
        return [], (Fault("post.table.missing_columns", "", written=", ".join(missing), line=1),)
    if len(lines) - 1 > MOST_ROWS:
        return [], (Fault("post.table.too_long", "", written=str(MOST_ROWS), line=MOST_ROWS + 2),)
    return [
        (line, dict(zip(names, (_own(" ".join(cell.split())) for cell in cells), strict=False)))
        for line, cells in lines[1:]
        if any(cell.strip() for cell in cells)
    ], ()


def _own(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def day_in(text: str) -> date | None:
    """A day written 2025-07-01 or 01/07/2025; none for anything else."""
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day in a file has no zone
        except ValueError:
            continue
    return None
