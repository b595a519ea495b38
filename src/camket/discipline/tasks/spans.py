"""Readers of spans: one row for each task on a day, as a place of the record knew it, sifted and counted in the table.

`rules.spans` says what they answer; tests hold them to the facts worked out at length and to the verifier.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, Q
from django.db.models.expressions import RawSQL

from camket.discipline.deadlines.rules import Standing

from .models import Annulment, Share, ShareEnd, Task, TaskSpan
from .queries import by_dates, shares_in_force, span_in_sight, visible_to
from .rules import ShareRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypedDict

    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf

    class _Standing(TypedDict):
        standing: str

    SpanOnDay = WithAnnotations[TaskSpan, _Standing]
    """A span with the standing it gives its task on the reader's day."""

ENDED = (Standing.DONE_IN_TIME.value, Standing.DONE_LATE.value, Standing.WITHDRAWN.value)
"""Standings of tasks for which nobody waits any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Which tasks are asked for; None leaves nothing out. Bodies, fields and meetings are ids."""

    standings: tuple[str, ...] | None = None
    leads: frozenset[int] | None = None
    takes_part: frozenset[int] | None = None
    field: int | None = None
    meeting: int | None = None
    nature: str | None = None
    awaiting: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """The tasks of a programme counted by standing, in whole and by what they belong to.

    `takes_part` counts, for each body, the cooperating shares it holds; `given` are the tasks counted by themselves.
    """

    whole: Mapping[str, int]
    by_lead: Mapping[int | None, Mapping[str, int]]
    by_field: Mapping[int | None, Mapping[str, int]]
    by_meeting: Mapping[int | None, Mapping[str, int]]
    takes_part: Mapping[int, int]
    given: int
    awaiting: int
    carried: int
    undated: Mapping[str, int]


def spans_on(programme: Programme, asof: AsOf, scope: Scope) -> QuerySet[SpanOnDay]:
    """One span for each task of a programme in sight, with its `standing`."""
    return spans_of_any(asof, scope).filter(programme=programme)


def spans_of_any(asof: AsOf, scope: Scope) -> QuerySet[SpanOnDay]:
    """As `spans_on`, of every programme."""
    return (
        TaskSpan.objects.filter(
            span_in_sight(scope),
            known_from__lte=asof.position,
            known_until__gt=asof.position,
            from_day__lte=asof.on,
            until_day__gt=asof.on,
        )
        .annotate(standing=by_dates(asof))
        .order_by()
    )


def sifted(spans: QuerySet[SpanOnDay], sieve: Sieve, asof: AsOf) -> QuerySet[SpanOnDay]:
    """The spans that pass a sieve."""
    asked = Q()
    if sieve.standings is not None:
        asked &= Q(standing__in=sieve.standings)
    if sieve.leads is not None:
        asked &= Q(lead__in=sieve.leads)
    if sieve.field is not None:
        asked &= Q(field=sieve.field)
    if sieve.meeting is not None:
        asked &= Q(meeting=sieve.meeting)
    if sieve.nature is not None:
        asked &= Q(nature=sieve.nature)
    if sieve.awaiting:
        asked &= Q(awaiting=True) & ~Q(standing__in=ENDED)
    if sieve.takes_part is not None:
        shares = shares_in_force(asof).filter(role=ShareRole.COOPERATING, agency__in=sieve.takes_part)
        asked &= Q(task__in=shares.order_by().values("task"))
    return spans.filter(asked)


def codes_after(spans: QuerySet[SpanOnDay], after: str, *, most: int) -> list[str]:
    """The next codes of a list behind a code, in the database's order of codes."""
    return list(next_spans(spans, after, most=most).values_list("code", flat=True))


def next_spans(spans: QuerySet[SpanOnDay], after: str, *, most: int) -> QuerySet[SpanOnDay]:
    """The spans behind a code, not read yet: for a reader of the tasks themselves, who then asks once."""
    rows = spans.filter(code__gt=after) if after else spans
    return rows.order_by("code")[:most]


def by_standing(spans: QuerySet[SpanOnDay]) -> Mapping[str, int]:
    """How many tasks of each standing there are."""
    return Counter(dict(spans.values("standing").annotate(n=Count("pk")).values_list("standing", "n")))


def _taking_part(asof: AsOf) -> QuerySet[Share, Any]:
    """For each body, the cooperating shares it holds in the tasks of the spans that `_GROUPED` reads.

    `queries.shares_in_force` for all tasks at once: what was annulled or ended is gathered once, not for each share.
    """
    annulled = _annulled(asof)
    ended = ShareEnd.objects.filter(entry_id__lte=asof.position, on_date__lte=asof.on).exclude(
        entry__in=annulled
    )
    shares = Share.objects.filter(
        role=ShareRole.COOPERATING,
        from_date__lte=asof.on,
        entry_id__lte=asof.position,
        task__in=RawSQL("SELECT task FROM span", []),
    )
    held = shares.exclude(entry__in=annulled).exclude(pk__in=ended.values("share")).order_by()
    return held.values("agency").annotate(n=Count("pk"))


def given_at_once(programme: Programme, asof: AsOf, scope: Scope) -> QuerySet[Task]:
    """`queries.given_tasks` of a programme, asked for all tasks at once."""
    known = Task.objects.filter(
        visible_to(scope), programme=programme, assigned_on__lte=asof.on, entry_id__lte=asof.position
    )
    return known.exclude(entry__in=_annulled(asof))


def _annulled(asof: AsOf) -> QuerySet[Annulment, int]:
    return Annulment.objects.filter(entry_id__lte=asof.position).values_list("target", flat=True)


_GROUPED = """
WITH span (task, lead, field, meeting, nature, awaiting, carried, standing) AS ({spans}),
  part (agency, n) AS ({parts})
SELECT 'whole' AS kind, NULL AS belongs, nature, standing, awaiting, carried, COUNT(*)
  FROM span GROUP BY nature, standing, awaiting, carried
UNION ALL SELECT 'lead', lead, NULL, standing, NULL, NULL, COUNT(*) FROM span GROUP BY lead, standing
UNION ALL SELECT 'field', field, NULL, standing, NULL, NULL, COUNT(*) FROM span GROUP BY field, standing
UNION ALL SELECT 'meeting', meeting, NULL, standing, NULL, NULL, COUNT(*) FROM span GROUP BY meeting, standing
UNION ALL SELECT 'part', agency, NULL, '', NULL, NULL, n FROM part
UNION ALL SELECT 'given', NULL, NULL, '', NULL, NULL, COUNT(*) FROM ({given}) AS given
"""


def grouped(programme: Programme, asof: AsOf, scope: Scope) -> Groups:
    """Counts the tasks of a programme in one reading of their spans, and beside them the tasks themselves.

    One statement, so that all of its parts see the same rows; the ORM has no word for it.
    """
    spans = spans_on(programme, asof, scope).values_list(
        "task", "lead", "field", "meeting", "nature", "awaiting", "carried", "standing"
    )
    asked = {
        "spans": spans,
        "parts": _taking_part(asof),
        "given": given_at_once(programme, asof, scope).values("pk"),
    }
    told = {name: rows.query.sql_with_params() for name, rows in asked.items()}
    with connection.cursor() as cursor:
        cursor.execute(
            _GROUPED.format(**{name: sql for name, (sql, _) in told.items()}),
            [value for _, values in told.values() for value in values],
        )
        return _groups(cursor.fetchall())


def _groups(counts: Iterable[tuple[Any, ...]]) -> Groups:
    whole: Counter[str] = Counter()
    undated: Counter[str] = Counter()
    awaiting = carried = 0
    belonging: dict[str, dict[int | None, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for kind, key, nature, standing, waits, unchecked, n in counts:
        if kind != "whole":
            belonging[kind][key][standing] += n
            continue
        whole[standing] += n
        undated[nature] += n if standing == Standing.UNDATED else 0
        awaiting += n if waits and standing not in ENDED else 0
        carried += n if unchecked and standing != Standing.WITHDRAWN else 0
    return Groups(
        whole=whole,
        by_lead=belonging["lead"],
        by_field=belonging["field"],
        by_meeting=belonging["meeting"],
        takes_part={key: n[""] for key, n in belonging["part"].items() if key is not None},
        given=belonging["given"][None][""],
        awaiting=awaiting,
        carried=carried,
        undated=undated,
    )
