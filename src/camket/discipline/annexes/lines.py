"""One row of a task table, its cells put under the columns of the heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .annex import Column, Doubt
from .marks import NumberKind, day_of_iso, day_of_serial, is_cell_error, number_kind, tidy_number

if TYPE_CHECKING:
    from datetime import date

    from .columns import Header
    from .grids import Grid

BODY = frozenset({Column.LEADS, Column.COOPERATING, Column.PRODUCT, Column.DEADLINE})
DITTOABLE = (Column.LEADS, Column.COOPERATING, Column.PRODUCT, Column.DEADLINE, Column.PARENT)


@dataclass(slots=True)
class Line:
    """A row under its heading: `texts` are its words by column, `own` the columns not merged from a row above."""

    row: int
    cells: list[tuple[int, str]]
    texts: dict[Column, str]
    own: set[Column]
    extra: list[str]
    title_place: int
    title_reach: int
    covers_body: bool
    uncalculated: set[Column]
    day: date | None

    @property
    def number(self) -> str:
        """The row's own number; a number merged from a row above belongs to that row."""
        return self.texts.get(Column.NUMBER, "") if Column.NUMBER in self.own else ""

    @property
    def kind(self) -> NumberKind:
        """How the row is numbered."""
        return number_kind(self.number)

    @property
    def title(self) -> str:
        """What is to be done, in the row's words."""
        return self.texts.get(Column.TITLE, "")

    @property
    def has_body(self) -> bool:
        """Whether the row itself says who, what comes out, or by when."""
        return not BODY.isdisjoint(self.own)

    @property
    def words(self) -> str:
        """All the row's own words, for lists that a person reads."""
        return " | ".join(text.replace("\n", " ") for _, text in self.cells)


class Layout:
    """Puts the rows of one table under its heading."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self.grid = grid
        self.header = header
        self.column_at = {place: column for column, places in header.places.items() for place in places}
        self.body_places = {place for place, column in self.column_at.items() if column in BODY}
        self.uneven = {row for row, _ in grid.beside} | {row for row, _ in grid.above}

    def line(self, row: int, own: list[tuple[int, str]]) -> Line:
        """The row as a line; words under a heading that is not used are kept with that heading's name."""
        line = Line(row, own, {}, set(), [], -1, 1, covers_body=False, uncalculated=set(), day=None)
        uneven = row in self.uneven
        cells = [(place, text) for place, text in enumerate(self.grid.rows[row]) if text] if uneven else own
        for place, text in cells:
            if (row, place) in self.grid.beside:
                continue
            self._put(line, place, text, self.grid.reach(row, place) if uneven else 1)
        line.texts = {column: text for column, text in line.texts.items() if text}
        if number := line.texts.get(Column.NUMBER):
            line.texts[Column.NUMBER] = tidy_number(number)
        return line

    def _put(self, line: Line, place: int, text: str, reach: int) -> None:
        column = self._column(line, place, reach)
        if reach > 1 and self.body_places.intersection(range(place, place + reach)) and column not in BODY:
            line.covers_body = True
        if column is None:
            heading = self.header.unused.get(place, "")
            line.extra.append(f"{heading}: {text}" if heading else text)
            return
        where = (line.row, place)
        if where in self.grid.formulas and self.grid.formulas[where] == text:
            line.uncalculated.add(column)
            text = text if column is Column.TITLE else ""
        if column is Column.TITLE and line.title_place < 0:
            line.title_place, line.title_reach = place, reach
        if column is Column.DEADLINE and where in self.grid.dates:
            line.day = self.grid.dates[where]
        if where not in self.grid.above:
            line.own.add(column)
        before = line.texts.get(column, "")
        line.texts[column] = f"{before} {text}" if before and before != text else text

    def _column(self, line: Line, place: int, reach: int) -> Column | None:
        """The column a cell belongs to: the one it covers most of; on a tie one that this row has not filled."""
        if reach == 1:
            return self.column_at.get(place)
        covered: dict[Column, int] = {}
        for one in range(place, place + reach):
            if column := self.column_at.get(one):
                covered[column] = covered.get(column, 0) + 1
        if not covered:
            return None
        return max(covered, key=lambda column: (covered[column], column not in line.texts))


def cell_doubts(grid: Grid, line: Line) -> list[Doubt]:
    """What a person should look at in the cells of this row."""
    doubts = [Doubt("formula_without_value", column, line.words) for column in sorted(line.uncalculated)]
    doubts += [
        Doubt("cell_error", column, text) for column, text in line.texts.items() if is_cell_error(text)
    ]
    if grid.struck and all(
        (line.row, place) in grid.struck for place, _ in line.cells if place >= line.title_place
    ):
        doubts.append(Doubt("struck_through", Column.TITLE, line.title))
    if Column.TITLE not in line.own:
        doubts.append(Doubt("title_spans_rows", Column.TITLE, line.title))
    if grid.timed and any((line.row, place) in grid.timed for place, _ in line.cells):
        doubts.append(Doubt("time_of_day_left_out", Column.DEADLINE, line.texts.get(Column.DEADLINE, "")))
    return doubts


def deadline_day(line: Line, doubts: list[Doubt]) -> date | None:
    """The day the deadline cell itself is, with a doubt when only a bare serial number was left of it."""
    if line.day is not None:
        return line.day
    text = line.texts.get(Column.DEADLINE, "")
    if serial := day_of_serial(text):
        doubts.append(Doubt("serial_date", Column.DEADLINE, text))
        return serial
    return day_of_iso(text)
