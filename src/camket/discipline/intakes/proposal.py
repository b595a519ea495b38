"""What taking in a paper proposes: its rows as tasks to be, and everything a person has to look at first."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from camket.discipline.agencies.roles import Publication

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.annexes import Remark, TableFound, UnreadRow
    from camket.discipline.deadlines.rules import Reading
    from camket.discipline.directives.actions import FieldDraft

    from .answers import RowAnswer


@dataclass(frozen=True, slots=True)
class PaperMeta:
    """What a paper says about itself. A meeting's code makes its rows conclusions of that meeting."""

    code: str
    number_text: str
    kind: str
    title: str
    issuer: str
    signed_on: date
    programme: str
    publication: Publication = Publication.INTERNAL
    meeting: str = ""
    meeting_title: str = ""


class RowState(StrEnum):
    """Where a row stands on its way in: only `blocked` keeps the paper from being entered."""

    READY = "ready"
    LOOK = "look"
    BLOCKED = "blocked"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """Something a person should look at in one cell, and what they can answer.

    `answers` are the controls that settle it: `lead`, `due`, `accept`, `leave_out`, `paper` (a question that is
    answered once for the whole paper). `candidates` are agency codes, days or task codes, proposed and deciding
    nothing. A doubt that `blocks` is one behind which a wrong task would stand if nobody looked.
    """

    code: str
    column: str
    words: str
    blocks: bool
    answers: tuple[str, ...]
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One row of the paper as the task it would become.

    `key` names it in answers: its place in the file. `kept_words` are cooperating words that name no body ("doanh
    nghiệp viễn thông"): they stay as the paper's words and nobody gets a share by them.
    """

    key: str
    order: int
    place: str
    code: str
    number_text: str
    group_text: str
    field_code: str | None
    title: str
    product: str
    leads_text: str
    cooperating_text: str
    deadline_text: str
    parent_text: str
    note_text: str
    leads: tuple[str, ...]
    cooperating: tuple[str, ...]
    kept_words: tuple[str, ...]
    reading: Reading
    doubts: tuple[RowDoubt, ...]
    answer: RowAnswer

    @property
    def state(self) -> RowState:
        """Left out by a person, blocked by a doubt, to be looked at, or ready."""
        if self.answer.leave_out:
            return RowState.LEFT_OUT
        if any(doubt.blocks for doubt in self.doubts):
            return RowState.BLOCKED
        return RowState.LOOK if self.doubts else RowState.READY


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a wording that many rows share, answered once: each answer with the bodies it would add."""

    code: str
    rows: tuple[str, ...]
    adds: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole file, row for row. Nothing of it is in the record."""

    meta: PaperMeta
    file_name: str
    sha256: str
    rows: tuple[ProposedRow, ...]
    unread: tuple[UnreadRow, ...]
    tables: tuple[TableFound, ...]
    remarks: tuple[Remark, ...]
    fields: tuple[FieldDraft, ...]
    questions: tuple[Question, ...]
    warnings: tuple[str, ...] = field(default=())

    def rows_in(self, *states: RowState) -> tuple[ProposedRow, ...]:
        """The rows that stand so."""
        return tuple(row for row in self.rows if row.state in states)

    @property
    def blocked(self) -> tuple[ProposedRow, ...]:
        """The rows that keep the paper from being entered."""
        return self.rows_in(RowState.BLOCKED)
