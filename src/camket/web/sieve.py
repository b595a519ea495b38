"""The sieve of the task list: which rows an address asks for. The rows are those of the figures, so counts agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.folding import fold
from camket.discipline.deadlines.rules import Nature, Standing
from camket.discipline.directives import queries as directives
from camket.discipline.meetings import queries as meetings
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.figures import COMPLETED, COUNTED, OF_DUE, TaskRow, task_rows
from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from camket.discipline.agencies.models import Agency
    from camket.discipline.agencies.queries import Lineage
    from camket.discipline.directives.models import Field, Programme
    from camket.discipline.meetings.models import Meeting

    from .asking import Asked

Key = TypeVar("Key")

STANDINGS: Mapping[str, tuple[str, ...]] = {
    "counted": COUNTED,
    "completed": COMPLETED,
    "due": OF_DUE.denominator,
    **{one.value: (one.value,) for one in Standing},
}
"""What `standing=` may say: one standing, or the group that a number of the review counts."""

LONGEST_SEARCH = 200


class UnknownFilter(Refused):
    """The address asks for a standing, body, field or meeting that is not there."""

    code = "list.filter.unknown"


@dataclass(frozen=True, slots=True)
class Asking:
    """The words of the address, as they came."""

    standing: str = ""
    agency: str = ""
    takes_part: str = ""
    field: str = ""
    meeting: str = ""
    nature: str = ""
    awaiting: str = ""
    q: str = ""

    @property
    def anything(self) -> bool:
        """True when something is left out."""
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Around:
    """What the list is read with: every body, which stands for which, the fields and the meetings."""

    bodies: Mapping[int, Agency]
    heirs: Lineage
    fields: Sequence[Field]
    meetings: Sequence[Meeting]

    def body(self, code: str) -> Agency:
        """A body by its code. Raises `UnknownFilter`."""
        found = next((body for body in self.bodies.values() if body.code == code), None)
        if found is None:
            raise UnknownFilter(name="agency", value=code)
        return found


@dataclass(frozen=True, slots=True)
class Sifted:
    """The rows that passed, in the order of their codes, and how many of each standing all other filters leave."""

    rows: Sequence[TaskRow]
    standings: Mapping[str, int]
    leads: Sequence[Agency]


def asking_of(query: QueryDict) -> Asking:
    """What an address asks for. An over-long search is cut: no title holds more."""
    given = {name: query.get(name, "").strip()[:LONGEST_SEARCH] for name in Asking.__slots__}
    return Asking(**given)


def around(programme: Programme, this: Asked) -> Around:
    """Reads what the list is read with, in four queries."""
    return Around(
        bodies=agencies.agencies_by_id(),
        heirs=agencies.lineage(this.asof),
        fields=list(directives.fields_of(programme)),
        meetings=list(meetings.meetings_of(programme, this.asof)),
    )


def sift(programme: Programme, this: Asked, asking: Asking, known: Around) -> Sifted:
    """The tasks an address asks for. Raises `UnknownFilter`."""
    every = task_rows(programme, this.asof, this.scope)
    passed = _in_words(every, programme, this, asking)
    passed = _of_body(passed, programme, this, asking, known)
    passed = _of_paper(passed, asking, known)
    standings = Counter(row.standing for row in passed)
    if asking.standing:
        if asking.standing not in STANDINGS:
            raise UnknownFilter(name="standing", value=asking.standing)
        passed = [row for row in passed if row.standing in STANDINGS[asking.standing]]
    leads = {known.heirs.heir(row.lead) for row in every if row.lead is not None}
    return Sifted(
        rows=passed,
        standings=standings,
        leads=sorted((known.bodies[pk] for pk in leads), key=lambda body: body.sort_key),
    )


def _in_words(rows: list[TaskRow], programme: Programme, this: Asked, asking: Asking) -> list[TaskRow]:
    words = fold(asking.q).split()
    if not words:
        return rows
    held = tasks.codes_holding(words, programme, this.scope)
    return [row for row in rows if row.code in held]


def _of_body(
    rows: list[TaskRow], programme: Programme, this: Asked, asking: Asking, known: Around
) -> list[TaskRow]:
    """By first lead, under the body that answers today; or by taking part."""
    if asking.agency:
        leads = known.heirs.gathered(known.body(asking.agency).pk)
        rows = [row for row in rows if row.lead in leads]
    if asking.takes_part:
        bodies = known.heirs.gathered(known.body(asking.takes_part).pk)
        shared = tasks.codes_shared_with(bodies, programme, this.asof)
        rows = [row for row in rows if row.code in shared]
    return rows


def _of_paper(rows: list[TaskRow], asking: Asking, known: Around) -> list[TaskRow]:
    if asking.field:
        field = _one("field", asking.field, {one.code: one.pk for one in known.fields})
        rows = [row for row in rows if row.field == field]
    if asking.meeting:
        meeting = _one("meeting", asking.meeting, {one.code: one.pk for one in known.meetings})
        rows = [row for row in rows if row.meeting == meeting]
    if asking.nature:
        nature = _one("nature", asking.nature, {one.value: one.value for one in Nature})
        rows = [row for row in rows if row.nature == nature]
    if asking.awaiting:
        done = (*COMPLETED, Standing.WITHDRAWN.value)
        rows = [row for row in rows if row.awaiting and row.standing not in done]
    return rows


def _one(name: str, value: str, known: Mapping[str, Key]) -> Key:
    if value not in known:
        raise UnknownFilter(name=name, value=value)
    return known[value]
