"""A .csv file into a grid: whichever encoding and separator the office's program saved it with."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from camket.discipline.agencies.folding import clean

from .annex import Remark, UnreadableFile
from .columns import known_headings
from .grids import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS = (";", ",", "\t", "|")
_LOOKED_AT = 200


def grid_from_csv(data: bytes) -> Grid:
    """The records of a .csv file, with remarks on the encoding and the separator that were assumed.

    Raises UnreadableFile when the file is no text or breaks its own quoting.
    """
    text, encoding = _decoded(data)
    text, declared = _declared_separator(text)
    separator = declared or max(_SEPARATORS, key=lambda one: _promise(text, one))
    try:
        rows = [[clean(cell) for cell in record] for record in _records(text, separator)]
    except csv.Error as trouble:
        raise UnreadableFile("damaged") from trouble
    if declared:
        rows.insert(0, [])  # the line that names the separator is the first row of the sheet
    grid = Grid(sheet=None, table=1, rows=rows)
    grid.remarks.append(Remark("read_as_text", None, f"{encoding} {separator!r}", rows=0))
    return grid


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    if b"\0" in data:
        raise UnreadableFile("not_text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=["cp1258", "cp1252", "utf_16_le", "utf_16_be"]).best()
    if best is None:
        raise UnreadableFile("not_text")
    return str(best), best.encoding


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise UnreadableFile("not_text") from trouble


def _declared_separator(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    line = first.strip().strip('"').lower()
    if line.startswith("sep=") and len(line) <= 5:
        return rest, line[4:] or "\t"
    return text, ""


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _promise(text: str, separator: str) -> tuple[int, int]:
    """How many columns of an annex a heading has under this separator, then how wide the rows are."""
    best = width = 0
    try:
        for record, _ in zip(_records(text, separator), range(_LOOKED_AT), strict=False):
            width = max(width, len(record))
            best = max(best, known_headings([clean(cell) for cell in record]))
    except csv.Error:
        return best, 0
    return best, width
