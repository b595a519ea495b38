"""What the review may quote of tasks: their standings on a day, row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.deadlines.rules import Nature, Standing, standing
from camket.engine.figures import Counted, Figure, Ratio, Value, count

from .queries import tasks_with_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf

COMPLETED = (Standing.DONE_IN_TIME.value, Standing.DONE_LATE.value)
COUNTED = (*COMPLETED, Standing.OPEN_IN_TIME.value, Standing.OVERDUE.value, Standing.UNDATED.value)
"""The parts of the total. Withdrawn tasks stand beside it."""

STANDINGS = Figure(name="tasks.standings", unit="task", parts=(*COUNTED, Standing.WITHDRAWN.value))

OF_ASSIGNED = Ratio(name="tasks.completed_of_assigned", numerator=COMPLETED, denominator=COUNTED)
"""485 of 1,132 is 43 %: what was finished of all that was given."""

OF_DUE = Ratio(
    name="tasks.completed_of_due", numerator=COMPLETED, denominator=(*COMPLETED, Standing.OVERDUE.value)
)
"""485 of (485 + 86) is 85 %: what was finished of what is finished or late. It leaves out what still has time."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as it is counted: its standing, what it waits for, and where it belongs."""

    code: str
    standing: str
    nature: str
    continues: bool
    awaiting: bool
    lead: int | None
    field: int | None
    meeting: int | None
    due_date: date | None
    done_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many tasks stand where, with their sums; a line of a table adds whose they are."""

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Tasks counted."""
        return sum(self.counts[part] for part in COUNTED)

    @property
    def completed(self) -> int:
        """Done, in time or late."""
        return sum(self.counts[part] for part in COMPLETED)


@dataclass(frozen=True, slots=True)
class Apart:
    """What is counted apart and printed apart, beside the total."""

    awaiting: int
    waiting: int
    continuing: int
    recurring: int
    unread: int
    withdrawn: int


def task_rows(programme: Programme, asof: AsOf, scope: Scope) -> list[TaskRow]:
    """Every task of a programme that the reader may know of, in one query.

    The standing is answered here by the rule itself; asking the database for it would run its subqueries twice.
    """
    dated = tasks_with_dates(asof, scope).filter(programme=programme).order_by("code")
    found = dated.values_list(
        "code",
        "due_date",
        "done_date",
        "withdrawn_date",
        "nature",
        "continues",
        "awaiting",
        "lead_id",
        "field_id",
        "conclusion__meeting_id",
    )
    return [
        TaskRow(
            code=code,
            standing=standing(due_date=due, done_date=done, withdrawn_date=withdrawn, on=asof.on).value,
            nature=nature,
            continues=continues,
            awaiting=awaiting,
            lead=lead,
            field=field,
            meeting=meeting,
            due_date=due,
            done_date=done,
        )
        for code, due, done, withdrawn, nature, continues, awaiting, lead, field, meeting in found
    ]


def standings(rows: Iterable[TaskRow], asof: AsOf) -> Value:
    """The tasks by standing. Raises `PartsDoNotAddUp`."""
    return count(STANDINGS, [Counted(code=row.code, part=row.standing) for row in rows], asof=asof)


def apart(rows: Sequence[TaskRow]) -> Apart:
    """What stands beside the three official classes."""
    undated = Counter(row.nature for row in rows if row.standing == Standing.UNDATED)
    return Apart(
        awaiting=sum(row.awaiting for row in rows if row.standing not in (*COMPLETED, Standing.WITHDRAWN)),
        waiting=undated[Nature.WAITING],
        continuing=undated[Nature.CONTINUING],
        recurring=undated[Nature.RECURRING],
        unread=undated[Nature.UNREAD],
        withdrawn=sum(row.standing == Standing.WITHDRAWN for row in rows),
    )
