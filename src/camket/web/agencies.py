"""Pages: the bodies that answer for tasks, as they stand on a day, and each body with what it was and will be."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from camket.discipline.agencies import queries as bodies
from camket.discipline.agencies.catalogue import AgencyKind
from camket.discipline.agencies.folding import fold
from camket.discipline.tasks.figures import COMPLETED, COUNTED, counted

from .asking import Asked, asked
from .bars import segments
from .review import parts_of, programme_asked_for
from .tally import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from camket.discipline.agencies.models import Agency
    from camket.discipline.agencies.queries import Lineage
    from camket.discipline.directives.models import Programme


@dataclass(frozen=True, slots=True)
class Standing:
    """One body of the list, with the earlier ones whose tasks have come to it."""

    body: Agency
    former: Sequence[Agency]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried(Tally):
    """The tasks that a body leads under one name: its own, or that of a body it took over."""

    body: Agency


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """Bodies that stand on the day, by kind; `q` looks for a name, with or without tone marks."""
    this = asked(request)
    heirs = bodies.lineage(this.asof)
    every = bodies.agencies_by_id()
    words = fold(request.GET.get("q", "")[:200]).split()
    former = _former(heirs, every)
    groups: dict[str, list[Standing]] = defaultdict(list)
    for body in bodies.agencies_on(this.asof):
        known = former.get(body.pk, [])
        if all(any(word in one for one in _folded(body, known)) for word in words):
            groups[body.kind].append(Standing(body=body, former=known))
    order = [kind.value for kind in AgencyKind]
    context = {
        "room": "discipline",
        "q": request.GET.get("q", ""),
        "groups": sorted(groups.items(), key=lambda item: order.index(item[0])),
        "n": sum(len(found) for found in groups.values()),
        "ended": _ended(heirs, every),
    }
    return render(request, "camket/agencies.html", context)


def _folded(body: Agency, former: Sequence[Agency]) -> list[str]:
    return [text for one in (body, *former) for text in (one.folded, fold(one.abbreviation), fold(one.code))]


def _former(heirs: Lineage, every: Mapping[int, Agency]) -> dict[int, list[Agency]]:
    """For each body, the earlier ones whose tasks it answers for."""
    former: dict[int, list[Agency]] = defaultdict(list)
    for old in heirs.heirs:
        former[heirs.heir(old)].append(every[old])
    return former


def _ended(heirs: Lineage, every: Mapping[int, Agency]) -> list[tuple[Agency, date, Agency | None]]:
    """Bodies that have ended by the day, with the body that answers for their tasks."""
    found = []
    for old, day in heirs.ended.items():
        heir = heirs.heir(old)
        found.append((every[old], day, every[heir] if heir != old else None))
    return sorted(found, key=lambda row: row[0].sort_key)


@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One body: its names before and after, how long it stood, and its tasks in the programme."""
    this = asked(request)
    programme_asked_for(this, request)
    found = bodies.agency(code)
    if found is None or found.entry_id > this.asof.position:
        raise Http404
    heirs = bodies.lineage(this.asof)
    heir = heirs.heir(found.pk)
    known = [row for row in bodies.successions_of(found) if row.entry_id <= this.asof.position]
    context: dict[str, Any] = {
        "room": "discipline",
        "agency": found,
        "ended": heirs.ended.get(found.pk),
        "heir": bodies.agencies_by_id()[heir] if heir != found.pk else None,
        "before": [row for row in known if row.successor_id == found.pk],
        "later": [row for row in known if row.predecessor_id == found.pk],
        "n_posts": bodies.n_posts_of(found, this.asof),
        "not_yet": found.valid_from > this.asof.on,
        "carried": _carried(found, this.programme, this, heirs) if this.programme else [],
    }
    counts = sum((Counter(one.counts) for one in context["carried"]), Counter())
    context |= {
        "counts": counts,
        "total": sum(counts[part] for part in COUNTED),
        "completed": sum(counts[part] for part in COMPLETED),
        "parts": parts_of(counts),
        "bar": segments([(part, counts[part]) for part in COUNTED]),
    }
    return render(request, "camket/agency.html", context)


def _carried(found: Agency, programme: Programme, this: Asked, heirs: Lineage) -> list[Carried]:
    """The body's tasks and those it took over, each still under the name it was given to."""
    by_lead = counted(programme, this.asof, this.scope).groups.by_lead
    counts = {pk: Counter(by_lead[pk]) for pk in heirs.gathered(found.pk) if pk in by_lead}
    every = bodies.agencies_by_id()
    carried = [Carried(body=every[pk], counts=led) for pk, led in counts.items()]
    return sorted(carried, key=lambda one: (one.body.pk != found.pk, one.body.sort_key))


urls: list[URLPattern] = [
    path("agencies", agencies, name="agencies"),
    path("agencies/<str:code>", agency, name="agency"),
]
