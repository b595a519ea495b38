"""What taking in a running sheet proposes: its rows as tasks, what was done before, and what a person is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Standing, standing

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.annexes import Remark
    from camket.discipline.deadlines.rules import Reading
    from camket.discipline.directives.actions import FieldDraft
    from camket.discipline.sheets.rules import Status
    from camket.discipline.sheets.sheet import HeadSeen, LeftRow


@dataclass(frozen=True, slots=True)
class SheetAbout:
    """What is said of the sheet as a whole: the programme it is the list of, and who may see its tasks."""

    programme: str
    publication: Publication = Publication.INTERNAL


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a row that does not speak for itself. `asks` names the question that settles it, if one does."""

    code: str
    column: str
    words: str
    asks: str = ""
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """One row of the sheet as the task it would become, or as the task of Camket that it tells of.

    `dues` are the days of past extensions in their order; `done` is the day on which it is reported done. `task` is
    the code in Camket: of a known task, or the one that a new task would get. `left_out` says why it gives no task.
    """

    key: str
    order: int
    place: str
    identity: str
    task: str
    known: bool
    number_text: str
    group_text: str
    field_code: str | None
    title: str
    product: str
    leads_text: str
    cooperating_text: str
    source_text: str
    deadline_text: str
    extension_text: str
    status_text: str
    done_text: str
    note_text: str
    leads: tuple[str, ...]
    cooperating: tuple[str, ...]
    reading: Reading
    dues: tuple[date, ...]
    status: Status | None
    done: date | None
    stopped: bool
    source_day: date | None
    doubts: tuple[Doubt, ...]
    left_out: str = ""

    @property
    def due(self) -> date | None:
        """The deadline in force: the last extension, else the first deadline."""
        return self.dues[-1] if self.dues else self.reading.due_date

    @property
    def blocked(self) -> bool:
        """Whether something that nobody answered keeps the row from being entered."""
        return not self.left_out and any(doubt.blocks for doubt in self.doubts)

    @property
    def taken(self) -> bool:
        """Whether the row is a task."""
        return not self.left_out

    def standing(self, on: date) -> Standing:
        """Where the task would stand on a day."""
        withdrawn = on if self.stopped else None
        return standing(due_date=self.due, done_date=self.done, withdrawn_date=withdrawn, on=on)


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked once for every row that shares a wording.

    `options` are the answers to choose from; `free` names what may be typed instead: `agency` or `day`. `proposed`
    are agency codes that the wording resembles. An unanswered question that `blocks` keeps the sheet out; so does one
    whose answer settles nothing (`stuck`), as a name that no agency bears.
    """

    key: str
    code: str
    wording: str
    rows: tuple[str, ...]
    options: tuple[str, ...]
    blocks: bool
    free: str = ""
    proposed: tuple[str, ...] = ()
    answer: str = ""
    remembered: bool = False
    samples: tuple[str, ...] = ()
    stuck: bool = False

    @property
    def doubt(self) -> str:
        """The doubt about deadlines that this question gathers, by its code."""
        return f"deadline_{self.wording}"

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.blocks and (not self.answer or self.stuck)


class DifferenceKind(StrEnum):
    """In what a later sheet differs from what stands in Camket."""

    NEW = "new"
    WORDS = "words"
    PRODUCT = "product"
    LEAD = "lead"
    DEADLINE = "deadline"
    DONE = "done"
    DONE_DAY = "done_day"
    REOPENED = "reopened"
    STOPPED = "stopped"
    GONE = "gone"


TAKEABLE = frozenset(DifferenceKind) - {DifferenceKind.REOPENED, DifferenceKind.DONE_DAY}
"""What an act can take over. That a done task is open again, or was done on another day, takes a person who annuls."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between a row and its task: what the sheet says, what Camket says, and what was decided.

    `decision` is `take`, `leave` or nothing yet; a difference is left with a reason.
    """

    key: str
    kind: DifferenceKind
    task: str
    row: str
    title: str
    told: str
    stands: str
    decision: str = ""
    reason: str = ""

    @property
    def takeable(self) -> bool:
        """Whether an act can bring Camket to what the sheet says."""
        return self.kind in TAKEABLE

    @property
    def open(self) -> bool:
        """Whether a person still has to decide."""
        if self.decision == "take":
            return not self.takeable
        return self.decision != "leave" or not self.reason


@dataclass(frozen=True, slots=True)
class Opening:
    """A whole running sheet, row for row, against what stands in Camket. Nothing of it is in the record.

    `told_on` is the day up to which the sheet says it is kept; what it reports was true on that day at the latest.
    `before` counts the programme's tasks; `follows` is the paper of the earlier sheet that this one goes on with, and
    `moved_on` the rows that say what they said there while Camket says something newer.
    """

    about: SheetAbout
    file_name: str
    sha256: str
    on: date
    heads: tuple[HeadSeen, ...]
    rows: tuple[CarriedRow, ...]
    left: tuple[LeftRow, ...]
    remarks: tuple[Remark, ...]
    fields: tuple[FieldDraft, ...]
    questions: tuple[Question, ...]
    differences: tuple[Difference, ...]
    before: int = 0
    told_on: date | None = None
    follows: str = ""
    moved_on: int = 0
    same_file: str = ""
    warnings: tuple[str, ...] = field(default=())

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Questions that keep the sheet out until they are answered."""
        return tuple(one for one in self.questions if one.open)

    @property
    def open_differences(self) -> tuple[Difference, ...]:
        """Differences that nobody decided yet."""
        return tuple(one for one in self.differences if one.open)

    @property
    def fresh(self) -> tuple[CarriedRow, ...]:
        """The rows that become new tasks."""
        decided = {one.row: one.decision for one in self.differences if one.kind is DifferenceKind.NEW}
        return tuple(
            row
            for row in self.rows
            if row.taken and not row.known and decided.get(row.key, "take") != "leave"
        )

    @property
    def changes_nothing(self) -> bool:
        """Whether the sheet says nothing that does not stand already."""
        return bool(self.same_file) or (bool(self.before) and not self.fresh and not self.differences)

    def count(self, wanted: Standing) -> int:
        """How many of the rows that are tasks would stand so on the day of the sheet."""
        return sum(row.standing(self.on) is wanted for row in self.rows if row.taken)

    @property
    def n_carried(self) -> int:
        """How many tasks are reported done."""
        return sum(row.taken and row.done is not None and not row.stopped for row in self.rows)


def cells_of(row: CarriedRow) -> dict[str, Any]:
    """What a row says, as it is kept to be compared with the next sheet."""
    return {
        "title": row.title,
        "product": row.product,
        "leads": row.leads_text,
        "deadline": row.deadline_text,
        "extensions": row.extension_text,
        "status": row.status_text,
        "done": row.done_text,
        "due": row.due.isoformat() if row.due else "",
        "done_on": row.done.isoformat() if row.done else "",
    }
