"""A Word document into grids: one a table, merged cells spread, automatic numbers and accepted text as printed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.exceptions import OpcError

from camket.discipline.agencies.folding import clean

from .annex import UnreadableFile
from .grids import Grid
from .numbering import numbering_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br", f"{_W}cr"}
_DASHES = {f"{_W}noBreakHyphen": "-", f"{_W}tab": " "}
_WRAPPERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"}
_OFF = {"0", "false", "off"}


def grids_from_document(data: bytes) -> list[Grid]:
    """One grid a table, in reading order, tables inside cells included.

    Text is taken as it would print with tracked changes accepted: inserted words in, deleted words out.
    Raises UnreadableFile.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        numbering = numbering_of(document)
    except (OpcError, LookupError, ValueError, AttributeError, TypeError, SyntaxError) as trouble:
        raise UnreadableFile("damaged") from trouble
    labels = {paragraph: label for paragraph in body.iter(f"{_W}p") if (label := numbering.label(paragraph))}
    return [_Sheet(labels, table).grid(place) for place, table in enumerate(body.iter(f"{_W}tbl"), 1)]


class _Sheet:
    """One table being laid out on a grid."""

    def __init__(self, labels: dict[Any, str], table: Any) -> None:
        self.labels = labels
        self.table = table

    def grid(self, number: int) -> Grid:
        grid = Grid(sheet=None, table=number, rows=[])
        standing: dict[int, str] = {}
        for place, row in enumerate(_children(self.table, f"{_W}tr")):
            standing = self._row(grid, place, row, standing)
        return grid

    def _row(self, grid: Grid, number: int, row: Any, standing: dict[int, str]) -> dict[int, str]:
        cells: list[str] = [""] * _row_number(row, "gridBefore", 0)
        open_below: dict[int, str] = {}
        for cell in _children(row, f"{_W}tc"):
            left, span = len(cells), _span(cell)
            merge = _vertical_merge(cell)
            if merge == "continue" and left in standing:
                text = standing[left]
                grid.above.update((number, place) for place in range(left, left + span))
            else:
                text = self._text(cell)
                grid.beside.update((number, place) for place in range(left + 1, left + span))
                if text and _every_run(cell, "b"):
                    grid.bold.add((number, left))
                if text and (_every_run(cell, "strike") or _every_run(cell, "dstrike")):
                    grid.struck.add((number, left))
            if merge:
                open_below[left] = text
            cells.extend([text] * span)
        if row.find(f"{_W}trPr/{_W}hidden") is not None:
            grid.hidden_rows.add(number)
        grid.rows.append(cells)
        return open_below

    def _text(self, cell: Any) -> str:
        lines = []
        for paragraph in cell.iter(f"{_W}p"):
            if _within(paragraph, _FALLBACK, cell):
                continue
            words = "".join(_words(paragraph))
            label = self.labels.get(paragraph, "")
            lines.append(f"{label} {words}" if label and words.strip() else label or words)
        return clean("\n".join(lines))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Children of this kind, also those standing in content controls or tracked insertions."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _words(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t" and _owner(element) is paragraph:
            yield element.text or ""
        elif element.tag in _BREAKS and _owner(element) is paragraph:
            yield "\n"
        elif element.tag in _DASHES and element.getparent().tag == f"{_W}r":
            yield _DASHES[element.tag]


def _owner(element: Any) -> Any:
    """The paragraph the words stand in; none for words that a tracked change moved away."""
    parent = element.getparent()
    while parent is not None and parent.tag != f"{_W}p":
        if parent.tag == f"{_W}moveFrom":
            return None
        parent = parent.getparent()
    return parent


def _within(element: Any, tag: str, top: Any) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if parent.tag == tag:
            return True
        parent = parent.getparent()
    return False


def _span(cell: Any) -> int:
    return max(1, min(_row_number(cell, "gridSpan", 1), 63))


def _row_number(element: Any, tag: str, otherwise: int) -> int:
    found = element.find(f"{_W}{'trPr' if element.tag == f'{_W}tr' else 'tcPr'}/{_W}{tag}")
    words = "" if found is None else str(found.get(f"{_W}val") or "")
    return min(int(words), 63) if words.isdecimal() else otherwise


def _vertical_merge(cell: Any) -> str:
    found = cell.find(f"{_W}tcPr/{_W}vMerge")
    return "" if found is None else str(found.get(f"{_W}val") or "continue")


def _every_run(cell: Any, mark: str) -> bool:
    """Whether all words of the cell carry this mark (bold, struck through) directly."""
    runs = [run for run in cell.iter(f"{_W}r") if (run.findtext(f"{_W}t") or "").strip()]
    return bool(runs) and all(_carries(run.find(f"{_W}rPr/{_W}{mark}")) for run in runs)


def _carries(mark: Any) -> bool:
    return mark is not None and mark.get(f"{_W}val") not in _OFF
