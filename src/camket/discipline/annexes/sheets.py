"""A file into grids, whatever kind of file it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .archive import Kind, kind_of
from .delimited import grid_from_csv
from .documents import grids_from_document
from .spreadsheets import grids_from_workbook

if TYPE_CHECKING:
    from .grids import Grid


def grids_from(data: bytes, *, filename: str) -> list[Grid]:
    """The file's sheets or tables as grids, in their order. Raises UnreadableFile."""
    kind = kind_of(data, filename=filename)
    if kind is Kind.DOCX:
        return grids_from_document(data)
    if kind is Kind.CSV:
        return [grid_from_csv(data)]
    return grids_from_workbook(data, packed=kind is Kind.XLSX)
