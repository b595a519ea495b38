"""The review of one programme on one day: the headline, its parts, and the table by body."""

from __future__ import annotations

from collections import Counter
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
    count_key,
    counted,
)
from camket.engine.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.discipline.tasks.figures import Count
    from camket.discipline.tasks.spans import Groups
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


_KEPT: Kept[Review] = Kept(most=32)


def compile_review(programme: Programme, asof: AsOf, scope: Scope) -> Review:
    """Counts the programme's tasks as of a day, or finds the review made before. Raises `PartsDoNotAddUp`."""
    key = count_key(programme, asof, scope)
    return _KEPT.answer(key, lambda: _compiled(programme, asof, counted(programme, asof, scope, key=key)))


def _compiled(programme: Programme, asof: AsOf, count: Count) -> Review:
    held = list(meetings.meetings_of(programme, asof))
    fields = directives.fields_of(programme)
    return Review(
        programme=programme,
        asof=asof,
        value=count.value,
        apart=count.apart,
        by_agency=_by_agency(count.groups, asof),
        by_field=_lines(
            count.groups.by_field, names={one.pk: (one.code, one.name_vi, one.name_en) for one in fields}
        ),
        by_meeting=_lines(
            count.groups.by_meeting, names={m.pk: (m.code, m.title_vi, m.title_en) for m in held}
        ),
        n_meetings=len(held),
    )


def _lines(
    counts: Mapping[int | None, Mapping[str, int]],
    *,
    names: Mapping[int, tuple[str, str, str]],
    takes_part: Mapping[int, int] | None = None,
) -> list[Line]:
    """The groups in the order of `names`; the tasks that belong to none come last."""
    part = takes_part or {}
    lines = [
        Line(*names[pk], counts=Counter(counts.get(pk, {})), takes_part=part.get(pk, 0))
        for pk in names
        if pk in counts or part.get(pk)
    ]
    if None in counts:
        lines.append(Line(key=None, name_vi="", name_en="", counts=counts[None]))
    return lines


def _by_agency(groups: Groups, asof: AsOf) -> list[Line]:
    """Tasks partitioned by first lead, each under the body that answers for it on the day."""
    heirs = agencies.lineage(asof)
    bodies = agencies.agencies_by_id()
    counts: dict[int | None, Counter[str]] = {}
    for lead, led in groups.by_lead.items():
        heir = heirs.heir(lead) if lead is not None else None
        counts[heir] = counts.get(heir, Counter()) + Counter(led)
    part: Counter[int] = Counter()
    for agency, n in groups.takes_part.items():
        part[heirs.heir(agency)] += n
    lines = _lines(
        counts,
        names={pk: (body.code, body.name_vi, body.name_en) for pk, body in bodies.items()},
        takes_part=part,
    )
    return sorted(lines, key=lambda line: (-line.counts["overdue"], -line.total, line.name_vi))
