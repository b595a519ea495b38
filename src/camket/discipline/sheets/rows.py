"""Sorts the rows under a head into tasks, groups, remarks and rows that give no task; none is dropped."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.annexes import Locator, Remark
from camket.discipline.annexes.groups import GroupPath
from camket.discipline.annexes.marks import (
    NumberKind,
    is_cell_error,
    is_column_numbers,
    is_ditto,
    is_footer,
    is_signature,
    names_a_part,
    number_kind,
    tidy_number,
)

from .heads import TICKS, UNTICKED, status_of_heading
from .rules import SheetColumn
from .sheet import Extension, LeftRow, SheetRow

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.annexes.grids import Grid

    from .heads import Head
    from .rules import Status

_GROUP_KINDS = frozenset({NumberKind.ROMAN, NumberKind.LETTER})
_BODY = frozenset(
    {
        SheetColumn.LEADS,
        SheetColumn.COOPERATING,
        SheetColumn.PRODUCT,
        SheetColumn.DEADLINE,
        SheetColumn.STATUS,
        SheetColumn.DONE,
        SheetColumn.SOURCE,
        SheetColumn.RESULT,
    }
)
_OWN_LIFE = frozenset(
    {SheetColumn.LEADS, SheetColumn.DEADLINE, SheetColumn.STATUS, SheetColumn.DONE, SheetColumn.SOURCE}
)
_DITTOABLE = (
    SheetColumn.SOURCE,
    SheetColumn.SOURCE_DAY,
    SheetColumn.LEADS,
    SheetColumn.COOPERATING,
    SheetColumn.PRODUCT,
    SheetColumn.DEADLINE,
    SheetColumn.STATUS,
)
_TOTAL = re.compile(r"^(tong( cong| so| hop)?|cong( don)?|trong do|luy ke|ty le)\b")
_FRACTION = re.compile(r"\d+(?:\.\d+)?")
_EARLIEST, _LATEST = 2000, 2099
_JOINED = frozenset({SheetColumn.TITLE, SheetColumn.LEADS, SheetColumn.COOPERATING, SheetColumn.PRODUCT})


@dataclass(slots=True)
class _Cells:
    """One row put under the head's columns; `own` are the columns not merged from a row above."""

    row: int
    texts: dict[SheetColumn, str] = field(default_factory=dict)
    days: dict[SheetColumn, date] = field(default_factory=dict)
    own: set[SheetColumn] = field(default_factory=set)
    extensions: list[Extension] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    ticks: list[Status] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    fill: str = ""

    @property
    def number(self) -> str:
        return self.texts.get(SheetColumn.NUMBER, "") if SheetColumn.NUMBER in self.own else ""

    @property
    def title(self) -> str:
        return self.texts.get(SheetColumn.TITLE, "")

    @property
    def has_body(self) -> bool:
        return not _BODY.isdisjoint(self.own) or bool(self.extensions)


@dataclass(slots=True)
class SheetReader:
    """Reads the rows under one head, in order."""

    grid: Grid
    head: Head
    rows: list[SheetRow] = field(default_factory=list)
    period: tuple[int, int] | None = None
    left: list[LeftRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    path: GroupPath = field(default_factory=GroupPath)
    last: _Cells | None = None
    joined: int = 0

    def locator(self, row: int) -> Locator:
        """Where a row of the grid stands in the file."""
        return Locator(self.grid.sheet, self.grid.table, row + 1)

    def take(self, row: int) -> None:
        """Sorts one row; an empty one is passed over."""
        own = self.grid.own(row)
        if not own:
            return
        cells = self._cells(row)
        texts = [text for _, text in own]
        if is_column_numbers(texts) and not cells.title.strip("() ").isalpha():
            self._remark("column_numbers", row)
        elif self._repeats_head(texts):
            self._remark("heading_repeated", row)
        elif closing := self._closing(cells, own):
            self._remark(closing, row)
        elif (group := self._group(cells, own)) is not None:
            self._close()
            self.path.enter(group.replace("\n", " "))
        elif self._continues(cells):
            self._join(cells)
        elif reason := _unreadable(cells):
            self._close()
            self.left.append(LeftRow(self.locator(row), " | ".join(texts).replace("\n", " "), reason))
        else:
            self._draft(cells)

    def finish(self) -> None:
        """Hands out the last row, which nothing can continue any more."""
        self._close()

    def _cells(self, row: int) -> _Cells:
        found = _Cells(row)
        cells = self.grid.rows[row]
        for place, text in enumerate(cells):
            where = (row, place)
            if not text or where in self.grid.beside:
                continue
            column = self.head.columns.get(place, SheetColumn.UNUSED)
            if where in self.grid.formulas and self.grid.formulas[where] == text:
                found.marks.add("formula_without_value")
                if column is not SheetColumn.TITLE:
                    continue
            self._put(found, column, place, text)
        if number := found.texts.get(SheetColumn.NUMBER):
            found.texts[SheetColumn.NUMBER] = tidy_number(number)
        self._look(found, row)
        found.comments = [
            self.grid.comments[row, place]
            for place in range(len(cells))
            if self.grid.comments and (row, place) in self.grid.comments
        ]
        return found

    def _put(self, found: _Cells, column: SheetColumn, place: int, text: str) -> None:
        where = (found.row, place)
        day = self.grid.dates.get(where)
        if where not in self.grid.above:
            found.own.add(column)
        if column is SheetColumn.TICK:
            self._tick(found, place, text)
            return
        if column is SheetColumn.SHARE and where in self.grid.percents:
            text = f"{float(text) * 100:g}%" if _FRACTION.fullmatch(text) else text
        if column is SheetColumn.EXTENSION:
            found.extensions.append(Extension(text, day))
            return
        if column is SheetColumn.UNUSED:
            heading = self.head.headings[place] if place < len(self.head.headings) else ""
            found.others.append(f"{heading}: {text}" if heading else text)
            return
        if day is not None and _EARLIEST <= day.year <= _LATEST:
            if where in self.grid.months:
                day = day.replace(day=monthrange(day.year, day.month)[1])
            found.days.setdefault(column, day)
        if is_cell_error(text):
            found.marks.add("cell_error")
            if column is not SheetColumn.TITLE:
                found.others.append(text)
                return
        before = found.texts.get(column, "")
        found.texts[column] = f"{before}\n{text}" if before and before != text else text

    def _tick(self, found: _Cells, place: int, text: str) -> None:
        """A mark under a heading that is itself a status; what is no mark is kept as words."""
        heading = self.head.headings[place]
        status = status_of_heading(heading)
        if fold(text).strip(" .") in TICKS and status is not None:
            found.ticks.append(status)
        elif text not in UNTICKED:
            found.others.append(f"{heading}: {text}")

    def _look(self, found: _Cells, row: int) -> None:
        """What the row looks like: hidden, struck through, coloured."""
        if self.grid.hidden:
            found.marks.add("hidden_sheet")
        elif row in self.grid.hidden_rows:
            found.marks.add("hidden_row")
        titles = self.head.places(SheetColumn.TITLE)
        if any((row, place) in self.grid.struck for place in titles):
            found.marks.add("struck_through")
        telling = [*self.head.places(SheetColumn.STATUS), *titles, *self.head.places(SheetColumn.NUMBER)]
        found.fill = next((fill for p in telling if (fill := self.grid.fills.get((row, p)))), "")

    def _repeats_head(self, texts: list[str]) -> bool:
        said = {part for heading in self.head.headings for part in heading.split(" | ") if part}
        again = sum(" ".join(text.split()) in said for text in texts)
        return again >= 2 and again * 3 >= len(texts) * 2

    def _closing(self, cells: _Cells, own: list[tuple[int, str]]) -> str:
        """What a row is that belongs to the sheet and not to its tasks: totals, notes under it, signatures."""
        first = own[0][1]
        counted = number_kind(cells.number) is NumberKind.COUNTED
        if counted and cells.has_body:
            return ""
        said = fold(cells.title or first)
        words = [text for _, text in own]
        if (
            (_TOTAL.match(said) or _TOTAL.match(fold(first)))
            and not cells.texts.get(SheetColumn.LEADS)
            and len(said) < 60
        ):
            return "footer"
        if is_footer(first) and not (cells.title and cells.texts.get(SheetColumn.LEADS)):
            return "footer"
        if not counted and len(words) <= 3 and any(is_signature(text) for text in words):
            return "signature"
        if not counted and len(words) == 1 and first[:1] in "*(" and len(first) > 12:
            return "note_row"
        return ""

    def _group(self, cells: _Cells, own: list[tuple[int, str]]) -> str | None:
        """The name of a group of tasks: a row of one cell, or a Roman numeral or letter with nothing else."""
        if cells.has_body:
            return None
        kind = number_kind(cells.number)
        if len(own) == 1:
            text = own[0][1]
            place = own[0][0]
            wide = self.grid.reach(cells.row, place) > 1
            heavy = (cells.row, place) in self.grid.bold
            if number_kind(text) is not NumberKind.NONE and len(text) < 8:
                return None
            if wide or heavy or names_a_part(text) or self.head.columns.get(place) is SheetColumn.NUMBER:
                return text
            return None
        if not cells.title:
            return None
        if kind in _GROUP_KINDS or (cells.number in {"*", "+", "-", "•", "–"} and len(own) == 2):
            return f"{cells.number}. {cells.title}"
        title_at = next((p for p in self.head.places(SheetColumn.TITLE)), 0)
        if (cells.row, title_at) in self.grid.bold and kind in {NumberKind.NONE, NumberKind.COUNTED}:
            return f"{cells.number}. {cells.title}" if cells.number else cells.title
        return None

    def _continues(self, cells: _Cells) -> bool:
        """Whether the row goes on with the one above: its task is merged from there, or it names none."""
        if self.last is None or cells.row != self.last.row + 1 + self.joined:
            return False
        if cells.number or SheetColumn.CODE in cells.own:
            return False
        if SheetColumn.TITLE in cells.own:
            return cells.title[:1].islower() and _OWN_LIFE.isdisjoint(cells.own) and not cells.extensions
        merged = SheetColumn.TITLE in cells.texts
        return merged or bool({SheetColumn.LEADS, SheetColumn.COOPERATING} & cells.own)

    def _join(self, cells: _Cells) -> None:
        last = self.last
        if last is None:
            return
        self.joined += 1
        for column in cells.own:
            text = cells.texts.get(column, "")
            before = last.texts.get(column, "")
            if text and text != before:
                last.texts[column] = f"{before}\n{text}" if before and column in _JOINED else (before or text)
                if before and column not in _JOINED:
                    last.others.append(text)
        last.extensions += cells.extensions
        last.comments += cells.comments
        last.others += cells.others
        self._remark("continued_row", cells.row)

    def _draft(self, cells: _Cells) -> None:
        before = self.last
        self._close()
        if before is not None or self.rows:
            self._from_above(cells, before)
        self.path.pass_task(cells.number)
        self.last, self.joined = cells, 0

    def _from_above(self, cells: _Cells, before: _Cells | None) -> None:
        for column in _DITTOABLE:
            text = cells.texts.get(column, "")
            if text and is_ditto(text):
                above = before.texts.get(column, "") if before else self.rows[-1].said(column)
                days = before.days if before else self.rows[-1].days
                cells.texts[column] = above
                cells.marks.add("as_above")
                if column in days:
                    cells.days[column] = days[column]

    def _close(self) -> None:
        cells, self.last = self.last, None
        if cells is None:
            return
        self.rows.append(
            SheetRow(
                locator=self.locator(cells.row),
                texts={column: text for column, text in cells.texts.items() if text},
                days=cells.days,
                extensions=tuple(cells.extensions),
                group=cells.texts.get(SheetColumn.GROUP, "").replace("\n", " ") or self.path.path,
                others=tuple(cells.others),
                marks=frozenset(cells.marks),
                fill=cells.fill,
                ticks=tuple(dict.fromkeys(cells.ticks)),
                comments=tuple(dict.fromkeys(cells.comments)),
                period=self.period,
            )
        )

    def _remark(self, code: str, row: int) -> None:
        words = " | ".join(text.replace("\n", " ") for _, text in self.grid.own(row))
        self.remarks.append(Remark(code, self.locator(row), words))


def _unreadable(cells: _Cells) -> str:
    if not cells.title:
        return "no_title"
    if is_cell_error(cells.title):
        return "cell_error"
    if cells.title.startswith("=") and "formula_without_value" in cells.marks:
        return "formula_without_value"
    known = {SheetColumn.NUMBER, SheetColumn.CODE, *_BODY}
    if known.isdisjoint(cells.own) and not cells.extensions:
        return "no_number_and_no_body"
    return ""
