"""A workbook into grids: values by calamine, and from the sheet's own markup what calamine does not tell."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from camket.discipline.agencies.folding import clean

from .annex import Remark, UnreadableFile
from .archive import MAX_CELLS
from .comments import comments_of
from .grids import Grid, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = int | float | str | bool | date | datetime | time | timedelta

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A tag of a cell or row is short: the bounds keep a sheet of open tags from being searched to its end at each of them.
_CELL = re.compile(rb'<(?:\w{1,20}:)?c\s([^<>]{0,300}?)r="([A-Z]{1,3})(\d{1,7})"([^<>]{0,300})>')
_STYLE = re.compile(rb'\bs="(\d+)"')
_HIDDEN_ROW = re.compile(
    rb'<(?:\w{1,20}:)?row\b(?=[^<>]{0,600}\bhidden="(?:1|true)")[^<>]{0,600}\br="(\d{1,7})"'
)
_EMPTY_FORMULA = re.compile(
    rb'<(?:\w{1,20}:)?c\s[^<>]{0,300}?r="([A-Z]{1,3})(\d{1,7})"[^<>]{0,300}>\s{0,99}'
    rb"<(?:\w{1,20}:)?f\b[^<>]{0,300}?(?:/>|>([^<]*)</(?:\w{1,20}:)?f>)"
    rb"\s{0,99}(?:<(?:\w{1,20}:)?v\s?/>|<(?:\w{1,20}:)?v></(?:\w{1,20}:)?v>)?\s{0,99}</(?:\w{1,20}:)?c>"
)


_ERROR = re.compile(
    rb'<(?:\w{1,20}:)?c\s(?=[^<>]{0,300}\bt="e")[^<>]{0,300}?r="([A-Z]{1,3})(\d{1,7})"[^<>]{0,300}>'
    rb"(?:<(?:\w{1,20}:)?f\b[^<>]{0,300}(?:/>|>[^<]{0,2000}</(?:\w{1,20}:)?f>))?<(?:\w{1,20}:)?v>(#[A-Z0-9/!?]{2,20})<"
)
_MOST_FILLS = 200_000
_COLUMNS = re.compile(rb"<(?:\w{1,20}:)?col\s[^<>]{0,300}>")
_FIRST, _LAST = re.compile(rb'\bmin="(\d{1,5})"'), re.compile(rb'\bmax="(\d{1,5})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')


@dataclass(slots=True)
class _Markup:
    """What the markup of one sheet says beside its values."""

    formulas: dict[Place, str] = field(default_factory=dict)
    bold: set[Place] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    fills: dict[Place, str] = field(default_factory=dict)
    months: set[Place] = field(default_factory=set)
    percents: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Looks:
    """Which cell formats are bold, struck through, filled, show a month alone or a percentage, by their numbers."""

    bold: frozenset[bytes] = frozenset()
    struck: frozenset[bytes] = frozenset()
    fills: dict[bytes, str] = field(default_factory=dict)
    months: frozenset[bytes] = frozenset()
    percents: frozenset[bytes] = frozenset()


def grids_from_workbook(data: bytes, *, packed: bool) -> list[Grid]:
    """One grid a worksheet, hidden ones too: what is hidden is read and marked, never passed over.

    `packed` is true for .xlsx, whose markup also tells bold cells, hidden rows and formulas that were never
    calculated; an old .xls tells none of these, and a remark says so. Raises UnreadableFile.
    """
    markup = _markup_by_sheet(data) if packed else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        grids = []
        for meta in sheets:
            grid = _grid(book.get_sheet_by_name(meta.name), markup.get(meta.name, _Markup()))
            grid.hidden = meta.visible != SheetVisibleEnum.Visible
            grids.append(grid)
    except PasswordError as trouble:
        raise UnreadableFile("password") from trouble
    except CalamineError as trouble:
        raise UnreadableFile("damaged") from trouble
    if not packed and grids:
        grids[0].remarks.append(Remark("old_format", None, "xls", rows=0))
    return grids


def _grid(sheet: CalamineSheet, markup: _Markup) -> Grid:
    grid = Grid(sheet=clean(sheet.name), table=1, rows=[])
    grid.formulas, grid.bold, grid.hidden_rows = markup.formulas, markup.bold, markup.hidden_rows
    grid.struck, grid.fills = markup.struck, markup.fills
    grid.months, grid.percents = markup.months, markup.percents
    grid.comments = markup.comments
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise UnreadableFile("too_large", cells=sheet.total_height * sheet.total_width, most=MAX_CELLS)
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        grid.rows.append(
            [
                clean(one) if isinstance(one, str) else _told(grid, (row, place), one)
                for place, one in enumerate(values)
            ]
        )
    grid.hidden_columns = markup.hidden_columns
    for (row, place), formula in {**markup.formulas, **markup.errors}.items():
        if row < len(grid.rows) and place < len(grid.rows[row]) and not grid.rows[row][place]:
            grid.rows[row][place] = formula
    for first, last in sheet.merged_cell_ranges or ():
        grid.spread(first, last)
    return grid


def _told(grid: Grid, where: Place, value: Value) -> str:
    """A value that is no text, as the office would write it; a date is kept beside its words."""
    if isinstance(value, datetime):
        if value.time() != time():
            grid.timed.add(where)
        value = value.date()
    if isinstance(value, date):
        grid.dates[where] = value
        return f"{value.day:02}/{value.month:02}/{value.year}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return clean(str(value))


def _markup_by_sheet(data: bytes) -> dict[str, _Markup]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        try:
            looks = _looks(package)
            return {
                name: _markup(package.read(part), looks, comments_of(package, part))
                for name, part in _sheet_parts(package)
                if part in package.namelist()
            }
        except (KeyError, ET.ParseError) as trouble:
            raise UnreadableFile("damaged") from trouble


def _parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - archive.py refused every part that declares an entity


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target") or "")).lstrip("/")
        for one in _parsed(package.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in _parsed(package.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        part = relations.get(sheet.get(_RELATION, ""))
        if part:
            yield sheet.get("name") or "", part


def _looks(package: zipfile.ZipFile) -> _Looks:
    if "xl/styles.xml" not in package.namelist():
        return _Looks()
    styles = _parsed(package.read("xl/styles.xml"))
    fonts = list(styles.iterfind(f"{_MAIN}fonts/{_MAIN}font"))
    heavy, struck = ({str(n) for n, one in enumerate(fonts) if _is_on(one, tag)} for tag in ("b", "strike"))
    fills = [_colour(one) for one in styles.iterfind(f"{_MAIN}fills/{_MAIN}fill")]
    formats = [(str(n).encode(), xf) for n, xf in enumerate(styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))]
    painted = {place: int(xf.get("fillId") or 0) for place, xf in formats}
    return _Looks(
        bold=frozenset(place for place, xf in formats if xf.get("fontId") in heavy),
        struck=frozenset(place for place, xf in formats if xf.get("fontId") in struck),
        fills={place: fills[n] for place, n in painted.items() if n < len(fills) and fills[n]},
        **_shown(styles, formats),
    )


def _shown(styles: ET.Element, formats: list[tuple[bytes, ET.Element]]) -> dict[str, frozenset[bytes]]:
    """Formats that show a day as its month and year alone, and those that show a share of 1 as 100 %."""
    own = {
        one.get("numFmtId"): re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", (one.get("formatCode") or "").lower())
        for one in styles.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    codes = [(place, xf.get("numFmtId") or "0") for place, xf in formats]
    months = {n for n, code in own.items() if "y" in code and "m" in code and "d" not in code} | {"17"}
    percents = {n for n, code in own.items() if "%" in code} | {"9", "10"}
    return {
        "months": frozenset(place for place, n in codes if n in months),
        "percents": frozenset(place for place, n in codes if n in percents),
    }


def _is_on(font: ET.Element, tag: str) -> bool:
    found = font.find(f"{_MAIN}{tag}")
    return found is not None and found.get("val") not in {"0", "false"}


def _colour(fill: ET.Element) -> str:
    """The colour of a solid fill as six hex digits, or the theme's number of it; nothing for white and no fill."""
    pattern = fill.find(f"{_MAIN}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return ""
    colour = pattern.find(f"{_MAIN}fgColor")
    if colour is None:
        return ""
    if rgb := (colour.get("rgb") or "")[-6:].upper():
        return "" if rgb == "FFFFFF" else rgb
    theme = colour.get("theme") or ""
    return f"theme {theme}" if theme and theme != "0" else ""


def _markup(content: bytes, looks: _Looks, comments: dict[Place, str]) -> _Markup:
    """Reads the sheet's markup once by pattern: a parsed tree of 60,000 cells would cost more than the values."""
    found = _Markup(comments=comments)
    last_row = last_column = 0
    for cell in _CELL.finditer(content):
        row, column = int(cell[3]), _column(cell[2])
        style = _STYLE.search(cell[1]) or _STYLE.search(cell[4])
        if cell[4].endswith(b"/") or content.startswith(b"</", cell.end()):
            _note_fill(found, (row - 1, column), style, looks)
            continue  # formatted and empty: offices colour whole columns
        last_row, last_column = max(last_row, row), max(last_column, column)
        if style:
            _note_look(found, (row - 1, column), style[1], looks)
    if last_row * (last_column + 1) > MAX_CELLS:
        raise UnreadableFile("too_large", cells=last_row * (last_column + 1), most=MAX_CELLS)
    found.hidden_columns = _hidden_columns(content)
    found.hidden_rows = {int(one[1]) - 1 for one in _HIDDEN_ROW.finditer(content)}
    if b't="e"' in content:
        for one in _ERROR.finditer(content):
            found.errors[int(one[2]) - 1, _column(one[1])] = one[3].decode("ascii", "replace")
    if b"<f" in content or b":f" in content:
        for one in _EMPTY_FORMULA.finditer(content):
            words = (one[3] or b"").decode("utf-8", "replace")
            found.formulas[int(one[2]) - 1, _column(one[1])] = f"={words}"
    return found


def _note_fill(found: _Markup, where: Place, style: re.Match[bytes] | None, looks: _Looks) -> None:
    """An empty cell may say something by its colour alone."""
    if style and style[1] in looks.fills and len(found.fills) < _MOST_FILLS:
        found.fills[where] = looks.fills[style[1]]


def _note_look(found: _Markup, where: Place, style: bytes, looks: _Looks) -> None:
    if style in looks.bold:
        found.bold.add(where)
    if style in looks.struck:
        found.struck.add(where)
    if style in looks.fills:
        found.fills[where] = looks.fills[style]
    if style in looks.months:
        found.months.add(where)
    if style in looks.percents:
        found.percents.add(where)


def _hidden_columns(content: bytes) -> set[int]:
    found: set[int] = set()
    for one in _COLUMNS.finditer(content):
        first, last = _FIRST.search(one[0]), _LAST.search(one[0])
        if first and last and _HIDDEN.search(one[0]):
            found.update(range(int(first[1]) - 1, min(int(last[1]), 1_000)))
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
