"""Lists as files that people open in a spreadsheet: .csv with the mark of UTF-8, .xlsx with text cells only."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import xlsxwriter
from django.http import HttpResponse

from camket.words.cells import safe_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_CELL = 32_000


def sheet(name: str, form: str, *, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows under their heads as `.xlsx`, or as `.csv` for any other word; no cell is taken for a formula."""
    cells = [[_cell(value) for value in row] for row in rows]
    if form == "xlsx":
        return _sent(f"{name}.xlsx", XLSX, _workbook(heads, cells))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(cells)
    return _sent(f"{name}.csv", "text/csv; charset=utf-8", ("\ufeff" + out.getvalue()).encode())


def _cell(value: object) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return safe_cell("" if value is None else str(value))


def _workbook(heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for column, head in enumerate(heads):
            page.write_string(0, column, head, bold)
            page.set_column(column, column, 22)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    page.write_number(line, column, value)
                else:
                    page.write_string(line, column, value[:_LONGEST_CELL])
        page.freeze_panes(1, 0)
    return out.getvalue()


def _sent(name: str, media_type: str, body: bytes) -> HttpResponse:
    answer = HttpResponse(body, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
