"""The sieve of the task list: which tasks an address asks for. They are counted as the figures are, so numbers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from camket.discipline.agencies import queries as agencies
from camket.discipline.deadlines.rules import Nature, Standing
from camket.discipline.directives import queries as directives
from camket.discipline.finding import frequent
from camket.discipline.finding import queries as finding
from camket.discipline.meetings import queries as meetings
from camket.discipline.tasks.figures import COMPLETED, COUNTED, OF_DUE, count_key, counted
from camket.discipline.tasks.spans import Sieve, by_standing, next_spans, sifted, spans_on
from camket.engine.kept import Kept
from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

    from camket.discipline.agencies.models import Agency
    from camket.discipline.agencies.queries import Lineage
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Field, Programme
    from camket.discipline.finding.rules import Wanted
    from camket.discipline.meetings.models import Meeting
    from camket.discipline.tasks.figures import Count
    from camket.discipline.tasks.spans import SpanOnDay

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

_KEPT: Kept[Mapping[str, int]] = Kept(most=256)
"""Standings of what other filters leave, for the next page of the same list."""


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


NextRows = Callable[[str, int], "QuerySet[SpanOnDay]"]


@dataclass(frozen=True, slots=True)
class Sifted:
    """The tasks that passed, not read yet, and how many of each standing all other filters leave.

    Of words that very many tasks hold nothing is counted: `standings` is None.
    """

    rows: QuerySet[SpanOnDay]
    standings: Mapping[str, int] | None
    leads: Sequence[Agency]
    next_rows: NextRows
    """The next rows behind a code, as many as asked for."""


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
    if asking.standing and asking.standing not in STANDINGS:
        raise UnknownFilter(name="standing", value=asking.standing)
    sieve, want = _sieve(asking, known), finding.read_search(asking.q)
    count = counted(programme, this.asof, this.scope)
    passed = sifted(spans_on(programme, this.asof, this.scope), sieve, this.asof)
    standings = _counted_already(count, sieve)
    often = bool(asking.q) and frequent.are_frequent(want)
    if often and standings is not None and sum(standings.values()) <= frequent.FEW:
        held = frequent.next_holding(passed, want, this.scope, after="", most=frequent.FEW)
        passed, standings, often = passed.filter(pk__in=held), None, False
    elif asking.q and not often:
        passed, standings = passed.filter(finding.spans_holding(want, this.scope)), None
    if standings is None and not often:
        key = (count_key(programme, this.asof, this.scope), replace(asking, standing=""))
        standings = _KEPT.answer(key, lambda: by_standing(passed))
    rows = passed
    if asking.standing:
        rows = sifted(passed, Sieve(standings=STANDINGS[asking.standing]), this.asof)
    leads = {known.heirs.heir(lead) for lead in count.groups.by_lead if lead is not None}
    return Sifted(
        rows=rows.filter(finding.spans_holding(want, this.scope)) if often else rows,
        standings=None if often else standings,
        leads=sorted((known.bodies[pk] for pk in leads), key=lambda body: body.sort_key),
        next_rows=partial(_next_frequent, rows, want, this.scope) if often else partial(_next, rows),
    )


def _next(rows: QuerySet[SpanOnDay], after: str, most: int) -> QuerySet[SpanOnDay]:
    return next_spans(rows, after, most=most)


def _next_frequent(
    rows: QuerySet[SpanOnDay], want: Wanted, scope: Scope, after: str, most: int
) -> QuerySet[SpanOnDay]:
    return frequent.next_frequent(rows, want, scope, after=after, most=most)


def _counted_already(count: Count, sieve: Sieve) -> Mapping[str, int] | None:
    """The standings, where the figures have counted these very tasks: of all, of some leads, of a field or a meeting."""
    if sieve == Sieve():
        return count.value.counts
    groups, asked = count.groups, (sieve.leads, sieve.field, sieve.meeting)
    if sieve != Sieve(leads=sieve.leads, field=sieve.field, meeting=sieve.meeting) or asked.count(None) != 2:
        return None
    if sieve.leads is not None:
        return sum((Counter(groups.by_lead.get(lead, {})) for lead in sieve.leads), Counter())
    if sieve.field is not None:
        return groups.by_field.get(sieve.field, Counter())
    return groups.by_meeting.get(sieve.meeting, Counter())


def _sieve(asking: Asking, known: Around) -> Sieve:
    """The filters of the address as what they name, but for its words. Raises `UnknownFilter`."""
    sieve = Sieve(awaiting=bool(asking.awaiting))
    if asking.agency:
        sieve = replace(sieve, leads=known.heirs.gathered(known.body(asking.agency).pk))
    if asking.takes_part:
        sieve = replace(sieve, takes_part=known.heirs.gathered(known.body(asking.takes_part).pk))
    if asking.field:
        fields = {one.code: one.pk for one in known.fields}
        sieve = replace(sieve, field=_one("field", asking.field, fields))
    if asking.meeting:
        held = {one.code: one.pk for one in known.meetings}
        sieve = replace(sieve, meeting=_one("meeting", asking.meeting, held))
    if asking.nature:
        natures = {one.value: one.value for one in Nature}
        sieve = replace(sieve, nature=_one("nature", asking.nature, natures))
    return sieve


def _one(name: str, value: str, known: Mapping[str, Key]) -> Key:
    if value not in known:
        raise UnknownFilter(name=name, value=value)
    return known[value]
