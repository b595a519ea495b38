"""What a reading of an annex gives back: drafts, rows that could not be read, tables, remarks, and the refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from camket.errors import Refused

if TYPE_CHECKING:
    from datetime import date


class Column(StrEnum):
    """What a column of an annex says."""

    NUMBER = "number"
    GROUP = "group"
    TITLE = "title"
    LEADS = "leads"
    COOPERATING = "cooperating"
    PRODUCT = "product"
    DEADLINE = "deadline"
    PARENT = "parent"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a row stands in the file: sheet (none in a text document), table, row, both counted from 1.

    In a spreadsheet or a .csv file the row is the one the office program shows; in a document it is the row of
    the table.
    """

    sheet: str | None
    table: int
    row: int

    def __str__(self) -> str:
        return f"{self.table}:{self.row}" if self.sheet is None else f"{self.sheet}!{self.row}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was read but should be looked at by a person before the draft becomes a task."""

    code: str
    column: Column
    words: str


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One row of an annex, in its own words: one row is one task, however many bodies share it.

    `deadline_cell_date` is set only when the cell itself is a date (a spreadsheet date, a serial number, an ISO
    date); words such as "Quý IV/2025" are left to the rules of deadlines.
    """

    locator: Locator
    number_text: str
    group_text: str
    title: str
    leads_text: str
    cooperating_text: str
    product_text: str
    deadline_text: str
    parent_text: str
    deadline_cell_date: date | None
    doubts: tuple[Doubt, ...]
    note_text: str = ""


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of a task table that is neither a task, a group nor a footer; it is listed so that nobody loses it."""

    locator: Locator
    column: Column
    words: str
    reason_code: str


@dataclass(frozen=True, slots=True)
class GroupFound:
    """A row that names a group of tasks; `path` is the group inside its larger groups."""

    locator: Locator
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """A recognised column with the heading it was recognised by; `place` counts from 1."""

    column: Column
    place: int
    heading: str


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table of tasks: where its heading stands, which columns it has, how its rows were sorted."""

    locator: Locator
    columns: tuple[ColumnFound, ...]
    unused_headings: tuple[str, ...]
    groups: tuple[GroupFound, ...]
    draft_count: int
    unread_count: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader did with rows that are no tasks; `rows` says for how many non-empty rows it accounts."""

    code: str
    locator: Locator | None
    words: str
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything a file was read into: every non-empty row is a draft, unread, a group or remarked."""

    rows: tuple[RowDraft, ...]
    unread: tuple[UnreadRow, ...]
    tables: tuple[TableFound, ...]
    remarks: tuple[Remark, ...] = field(default=())


class UnreadableFile(Refused):
    """The file as a whole cannot be read; `reason` says which way, and each reason has its own code."""

    code = "directive.intake.unreadable"

    def __init__(self, reason: str, **params: object) -> None:
        self.code = f"directive.intake.{reason}"
        super().__init__(**params)
