"""The words at the head of a file, in reading order, for guessing the paper's data."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx

from camket.discipline.agencies.folding import clean

from .archive import Kind, kind_of
from .columns import header_at
from .sheets import grids_from

if TYPE_CHECKING:
    from .grids import Grid

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_LINES = 60


def head_lines(data: bytes, *, filename: str) -> list[str]:
    """The lines above the first table of tasks: paragraphs and cells of a document, first rows of a sheet.

    Raises UnreadableFile.
    """
    grids = grids_from(data, filename=filename)
    if kind_of(data, filename=filename) is not Kind.DOCX:
        return [line for grid in grids[:1] for line in _above(grid)][:_MOST_LINES]
    body = docx.Document(io.BytesIO(data)).element.body
    lines: list[str] = []
    place = 0
    for element in body.iterchildren():
        if element.tag == f"{_W}p":
            lines += _text(element).split("\n")
        elif element.tag == f"{_W}tbl" and place < len(grids):
            lines += _above(grids[place])
            place += 1
            if _heads_tasks(grids[place - 1]):
                break
    return [line for line in lines if line][:_MOST_LINES]


def _heads_tasks(grid: Grid) -> bool:
    return any(header_at(grid, row) is not None for row in range(min(8, len(grid.rows))))


def _above(grid: Grid) -> list[str]:
    """Column by column, because a letterhead stands in columns: issuer and number left, motto and day right."""
    last = next((row for row in range(min(40, len(grid.rows))) if header_at(grid, row) is not None), None)
    rows = range(min(12, len(grid.rows)) if last is None else last)
    width = max((len(grid.rows[row]) for row in rows), default=0)
    lines: list[str] = []
    for place in range(width):
        for row in rows:
            lines += [line for at, text in grid.own(row) if at == place for line in text.split("\n")]
    return lines


def _text(paragraph: Any) -> str:
    words = (
        one.text or "" if one.tag == f"{_W}t" else "\n"
        for one in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}cr")
    )
    return clean("".join(words))
