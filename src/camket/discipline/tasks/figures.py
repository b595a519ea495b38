"""What the review may quote of tasks: their standings on a day, counted from spans, with their rows on demand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from camket.discipline.deadlines.rules import Nature, Standing
from camket.engine.figures import Counted, Figure, PartsDoNotAddUp, Ratio, Value, count
from camket.engine.kept import Kept
from camket.record.queries import newest_mark

from .queries import sight_of
from .spans import given_at_once, grouped, spans_on

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from datetime import date

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf

    from .spans import Groups

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
    carried: bool
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
    """What is counted apart and printed apart, beside the total.

    `carried` counts those of the completed that were reported as done before this record and that nobody has checked.
    """

    awaiting: int
    waiting: int
    continuing: int
    recurring: int
    unread: int
    withdrawn: int
    carried: int


@dataclass(frozen=True, slots=True)
class Count:
    """The tasks of a programme on a day in one reader's sight: the figure, what stands apart, and their groups."""

    value: Value
    apart: Apart
    groups: Groups


_KEPT: Kept[Count] = Kept(most=64)


def counted(programme: Programme, asof: AsOf, scope: Scope, *, key: Hashable | None = None) -> Count:
    """Counts a programme's tasks, or finds the count made before. Raises `PartsDoNotAddUp`.

    `key` is the `count_key` of the same three, for who has it already.
    """
    known = count_key(programme, asof, scope) if key is None else key
    return _KEPT.answer(known, lambda: _count(programme, asof, scope))


def count_key(programme: Programme, asof: AsOf, scope: Scope) -> Hashable:
    """What a count stands on: no act can change it without changing this.

    The newest mark of the record is in it, since who may see a task is asked of now, whatever the reader's position.
    """
    return (programme.pk, asof, sight_of(scope), newest_mark())


def _count(programme: Programme, asof: AsOf, scope: Scope) -> Count:
    groups = grouped(programme, asof, scope)
    _require_all(programme, asof, scope, groups)
    return Count(
        value=Value(
            figure=STANDINGS,
            asof=asof,
            counts={part: groups.whole.get(part, 0) for part in STANDINGS.parts},
            read_rows=lambda: _standing_rows(programme, asof, scope),
        ),
        apart=Apart(
            awaiting=groups.awaiting,
            waiting=groups.undated.get(Nature.WAITING, 0),
            continuing=groups.undated.get(Nature.CONTINUING, 0),
            recurring=groups.undated.get(Nature.RECURRING, 0),
            unread=groups.undated.get(Nature.UNREAD, 0),
            withdrawn=groups.whole.get(Standing.WITHDRAWN, 0),
            carried=groups.carried,
        ),
        groups=groups,
    )


def _standing_rows(programme: Programme, asof: AsOf, scope: Scope) -> list[Counted]:
    found = spans_on(programme, asof, scope).values_list("code", "standing")
    return [Counted(code=code, part=part) for code, part in found]


def _require_all(programme: Programme, asof: AsOf, scope: Scope, groups: Groups) -> None:
    """Holds the count against the tasks themselves. Raises `PartsDoNotAddUp` naming those counted not once."""
    if groups.given == sum(groups.whole.values()):
        return
    given = given_at_once(programme, asof, scope)
    rows = Counter(row.code for row in _standing_rows(programme, asof, scope))
    rows.subtract(given.values_list("code", flat=True))
    named = sorted(code for code, times in rows.items() if times)
    raise PartsDoNotAddUp(figure=STANDINGS.name, rows=", ".join(named[:20]), n=len(named))


def task_rows(programme: Programme, asof: AsOf, scope: Scope) -> list[TaskRow]:
    """Every task of a programme that the reader may know of, in the order of codes, in one query."""
    found = spans_on(programme, asof, scope).order_by("code")
    names = [one.name for one in fields(TaskRow)]
    columns = [
        {"lead": "lead_id", "field": "field_id", "meeting": "meeting_id"}.get(name, name) for name in names
    ]
    return [TaskRow(**dict(zip(names, row, strict=True))) for row in found.values_list(*columns)]


def standings(rows: Iterable[TaskRow], asof: AsOf) -> Value:
    """Rows by standing. Raises `PartsDoNotAddUp`."""
    return count(STANDINGS, [Counted(code=row.code, part=row.standing) for row in rows], asof=asof)
