"""The review of one programme on one day: the headline, its parts, and the table by body."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.agencies import queries as agencies
from camket.discipline.directives import queries as directives
from camket.discipline.meetings import queries as meetings
from camket.discipline.tasks.figures import (
    COMPLETED,
    COUNTED,
    OF_ASSIGNED,
    OF_DUE,
    Apart,
    Tally,
    TaskRow,
    apart,
    standings,
    task_rows,
)
from camket.discipline.tasks.queries import cooperating_agencies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from fractions import Fraction

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.engine.figures import Value
    from camket.periods import AsOf


@dataclass(frozen=True, slots=True)
class Line(Tally):
    """One row of a table of the review: a body, a field or a meeting, and its tasks by standing.

    `key` is the code under which the rows open; None gathers the tasks that have none. `takes_part` counts tasks in
    which a body cooperates: beside the partition, never in it.
    """

    key: str | None
    name_vi: str
    name_en: str
    takes_part: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """What may be said of a programme on a day, to one reader."""

    programme: Programme
    asof: AsOf
    value: Value
    apart: Apart
    rows: Sequence[TaskRow]
    by_agency: Sequence[Line]
    by_field: Sequence[Line]
    by_meeting: Sequence[Line]
    n_meetings: int

    @property
    def total(self) -> int:
        """Tasks given and not withdrawn."""
        return self.value.of(*COUNTED)

    @property
    def completed(self) -> int:
        """Done, in time or late."""
        return self.value.of(*COMPLETED)

    @property
    def of_assigned(self) -> Fraction | None:
        """Completed of all that was given."""
        return self.value.ratio(OF_ASSIGNED)

    @property
    def of_due(self) -> Fraction | None:
        """Completed of what is completed or late."""
        return self.value.ratio(OF_DUE)


def compile_review(programme: Programme, asof: AsOf, scope: Scope) -> Review:
    """Counts the programme's tasks as of a day. Raises `PartsDoNotAddUp`."""
    rows = task_rows(programme, asof, scope)
    held = list(meetings.meetings_of(programme, asof))
    return Review(
        programme=programme,
        asof=asof,
        value=standings(rows, asof),
        apart=apart(rows),
        rows=rows,
        by_agency=_by_agency(rows, programme, asof, scope),
        by_field=_by_field(rows, programme),
        by_meeting=_lines(
            rows,
            key=lambda row: row.meeting,
            names={m.pk: (m.code, m.title_vi, m.title_en) for m in held},
        ),
        n_meetings=len(held),
    )


def _lines(
    rows: Iterable[TaskRow],
    *,
    key: Callable[[TaskRow], int | None],
    names: Mapping[int, tuple[str, str, str]],
    takes_part: Mapping[int, int] | None = None,
) -> list[Line]:
    """The rows partitioned by a key, in the order of `names`; those without one come last."""
    counts: dict[int | None, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[key(row)][row.standing] += 1
    part = takes_part or {}
    lines = [
        Line(*names[pk], counts=counts[pk], takes_part=part.get(pk, 0))
        for pk in names
        if pk in counts or part.get(pk)
    ]
    if None in counts:
        lines.append(Line(key=None, name_vi="", name_en="", counts=counts[None]))
    return lines


def _by_agency(rows: Sequence[TaskRow], programme: Programme, asof: AsOf, scope: Scope) -> list[Line]:
    """Tasks partitioned by first lead, each under the body that answers for it on the day."""
    heirs = agencies.lineage(asof)
    bodies = agencies.agencies_by_id()
    part: Counter[int] = Counter()
    for agency_id in cooperating_agencies(programme, asof, scope):
        part[heirs.heir(agency_id)] += 1
    lines = _lines(
        rows,
        key=lambda row: heirs.heir(row.lead) if row.lead is not None else None,
        names={pk: (body.code, body.name_vi, body.name_en) for pk, body in bodies.items()},
        takes_part=part,
    )
    return sorted(lines, key=lambda line: (-line.counts["overdue"], -line.total, line.name_vi))


def _by_field(rows: Sequence[TaskRow], programme: Programme) -> list[Line]:
    fields = directives.fields_of(programme)
    return _lines(
        rows,
        key=lambda row: row.field,
        names={field.pk: (field.code, field.name_vi, field.name_en) for field in fields},
    )
