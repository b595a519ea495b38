"""Sorts the rows of one task table into drafts, groups, remarks and rows that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .annex import Column, ColumnFound, Doubt, GroupFound, Locator, Remark, TableFound, UnreadRow
from .drafting import Pending
from .groups import GroupPath
from .lines import DITTOABLE, Layout, Line, cell_doubts, deadline_day
from .marks import (
    NumberKind,
    is_cell_error,
    is_column_numbers,
    is_ditto,
    is_footer,
    is_signature,
    names_a_part,
    number_kind,
    number_of_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .columns import Header
    from .grids import Grid

_GROUP_KINDS = frozenset({NumberKind.ROMAN, NumberKind.LETTER})


@dataclass(slots=True)
class TableReader:
    """Reads the rows under one heading, in order; each non-empty row ends in exactly one of the four lists."""

    grid: Grid
    header: Header
    table: int
    pending: list[Pending] = field(default_factory=list)
    groups: list[GroupFound] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    path: GroupPath = field(default_factory=GroupPath)
    layout: Layout = field(init=False)
    closed_by: str = ""
    open_draft: Pending | None = None

    def __post_init__(self) -> None:
        self.layout = Layout(self.grid, self.header)

    def locator(self, row: int) -> Locator:
        """Where this row of the grid stands in the file."""
        return Locator(self.grid.sheet, self.table, row + 1)

    def remark(self, code: str, row: int) -> None:
        """Notes a row that is no task, with its words."""
        words = " | ".join(text.replace("\n", " ") for _, text in self.grid.own(row))
        self.remarks.append(Remark(code, self.locator(row), words))

    def take(self, row: int, own: list[tuple[int, str]]) -> None:
        """Sorts one row; an empty one only ends what could be continued."""
        if not own:
            self.open_draft = None
            return
        line = self.layout.line(row, own)
        if closing := self._closing(line):
            self.closed_by, self.open_draft = closing, None
            self.remark(closing, row)
        elif is_column_numbers([text for _, text in own]):
            self.remark("column_numbers", row)
        elif (words := self._group(line)) is not None:
            self._enter(line, words)
        elif hidden := self._hidden(row):
            self._leave(line, hidden)
        elif self._continues(line):
            self._continue(line)
        elif reason := self._unreadable(line):
            self._leave(line, reason)
        else:
            self._draft(line)

    def _closing(self, line: Line) -> str:
        """What this row closes the table with; nothing when it belongs to the table, which then opens again."""
        first = line.cells[0][1]
        if not line.number or line.kind is NumberKind.NONE:
            if not line.texts.get(Column.LEADS) and is_footer(first):
                return "footer"
            if any(is_signature(text) for _, text in line.cells) and not (line.title and line.has_body):
                return "signature"
        if self.closed_by and not (
            line.title and (line.has_body or (line.number and self.closed_by == "footer"))
        ):
            return "below_table"
        self.closed_by = ""
        return ""

    def _group(self, line: Line) -> str | None:
        """The group's name if this row names one."""
        if line.has_body or line.uncalculated:
            return None
        if len(line.cells) == 1:
            place, text = line.cells[0]
            bare = number_kind(text) is not NumberKind.NONE
            if not bare and (
                line.covers_body or self.layout.column_at.get(place) in {Column.NUMBER, Column.GROUP}
            ):
                return text
        if not line.title or Column.TITLE not in line.own:
            return None
        if not line.number:
            return line.title if self._stands_out(line) else None
        if line.kind in _GROUP_KINDS or line.covers_body or self._numbers_a_group(line):
            return f"{line.number}. {line.title}"
        return None

    def _stands_out(self, line: Line) -> bool:
        return line.covers_body or names_a_part(line.title) or (line.row, line.title_place) in self.grid.bold

    def _numbers_a_group(self, line: Line) -> bool:
        """Whether a counted row without a body names a group: printed bold, in capitals, or with rows under it."""
        if (line.row, line.title_place) in self.grid.bold or (len(line.title) > 3 and line.title.isupper()):
            return True
        following = self._number_after(line.row)
        if following.startswith(f"{line.number}."):
            return True
        return line.kind is NumberKind.COUNTED and number_kind(following) is NumberKind.SMALL

    def _number_after(self, row: int) -> str:
        for later in range(row + 1, min(row + 4, len(self.grid.rows))):
            if own := self.grid.own(later):
                return self.layout.line(later, own).number
        return ""

    def _enter(self, line: Line, words: str) -> None:
        words = words.replace("\n", " ")
        self.groups.append(GroupFound(self.locator(line.row), words, self.path.enter(words)))
        self.open_draft = None

    def _hidden(self, row: int) -> str:
        """Why a row out of sight is listed and not taken: an office hides what it dropped, and also what it filtered."""
        if self.grid.hidden:
            return "hidden_sheet"
        return "hidden_row" if row in self.grid.hidden_rows else ""

    def _continues(self, line: Line) -> bool:
        """Whether the row goes on with the draft just above: no number of its own and no task of its own."""
        if self.open_draft is None or line.number or line.uncalculated or not line.texts:
            return False
        if Column.TITLE not in line.own:
            return not line.title
        if not line.has_body:
            return Column.NUMBER in self.header.places or _goes_on(line.title)
        return Column.NUMBER in self.header.places and line.title[0].islower()

    def _continue(self, line: Line) -> None:
        if self.open_draft is not None:
            self.open_draft.go_on(line)
        self.remark("continued_row", line.row)

    def _unreadable(self, line: Line) -> str:
        if Column.TITLE in line.uncalculated:
            return "formula_without_value"
        if is_cell_error(line.title):
            return "cell_error"
        if not line.title:
            return "no_title"
        if (
            not (line.has_body or line.number)
            and Column.NUMBER in self.header.places
            and Column.TITLE in line.own
        ):
            return "no_number_and_no_body"
        return ""

    def _leave(self, line: Line, reason: str) -> None:
        column = next((one for one in Column if one in line.own), Column.NOTE)
        column = Column.TITLE if reason in {"formula_without_value", "cell_error"} else column
        self.unread.append(UnreadRow(self.locator(line.row), column, line.words, reason))
        self.open_draft = None

    def _draft(self, line: Line) -> None:
        doubts = cell_doubts(self.grid, line)
        day = deadline_day(line, doubts)
        if not line.number and Column.NUMBER in self.header.places and not line.texts.get(Column.NUMBER):
            doubts.append(Doubt("no_number", Column.NUMBER, line.title))
        self._repeat_from_above(line, doubts)
        self.path.pass_task(line.number)
        draft = Pending(self.locator(line.row), line, self._group_of(line), day, doubts)
        self.pending.append(draft)
        self.open_draft = draft

    def _repeat_from_above(self, line: Line, doubts: list[Doubt]) -> None:
        for column in DITTOABLE:
            text = line.texts.get(column, "")
            if text and self.pending and is_ditto(text):
                line.texts[column] = self.pending[-1].texts.get(column, "")
                doubts.append(Doubt("as_above", column, text))

    def _group_of(self, line: Line) -> str:
        return line.texts.get(Column.GROUP, "").replace("\n", " ") or self.path.path

    def finish(self, *, another_follows: bool) -> None:
        """Ends the table; group names just above the next table's heading are that table's caption."""
        rows = [one.locator.row for one in self.pending] + [one.locator.row for one in self.unread]
        last = max(rows, default=0)
        while another_follows and self.groups and self.groups[-1].locator.row > last:
            caption = self.groups.pop()
            self.remarks.append(Remark("caption", caption.locator, caption.words))

    def found(self) -> TableFound:
        """The table as a fact for the report of the reading."""
        return TableFound(
            locator=self.locator(self.header.first),
            columns=tuple(self._columns()),
            unused_headings=tuple(self.header.unused.values()),
            groups=tuple(self.groups),
            draft_count=len(self.pending),
            unread_count=len(self.unread),
            hidden=self.grid.hidden,
        )

    def _columns(self) -> Iterator[ColumnFound]:
        for column, places in self.header.places.items():
            yield ColumnFound(column, places[0] + 1, self.header.headings[column])


def _goes_on(title: str) -> bool:
    return title[0].islower() or (title[0] in "-+•" and not number_of_name(title))
