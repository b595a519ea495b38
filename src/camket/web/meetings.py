"""Pages: meetings and what became of their conclusions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from camket.discipline.agencies import queries as agencies
from camket.discipline.meetings import queries as held
from camket.discipline.tasks.figures import COMPLETED, COUNTED, counted
from camket.discipline.tasks.queries import conclusions_in_sight, programme_tasks

from .asking import Asked, asked
from .bars import segments
from .review import parts_of, programme_asked_for
from .tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.agencies.models import Agency
    from camket.discipline.meetings.models import Conclusion, Meeting
    from camket.discipline.tasks.queries import TaskOnDay


PAGE = 50
"""Conclusions on one page: a large notice holds thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Tally):
    """One meeting with the standings of the tasks it gave, as far as the reader may see them."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Concluded:
    """One conclusion with its tasks and the body that leads each."""

    conclusion: Conclusion
    tasks: Sequence[tuple[TaskOnDay, Agency | None]]


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings of the programme, newest first."""
    this = asked(request)
    programme_asked_for(this, request)
    found: list[Held] = []
    if this.programme is not None:
        by_meeting = counted(this.programme, this.asof, this.scope).groups.by_meeting
        known = held.meetings(this.scope, this.asof).filter(programme=this.programme)
        found = [Held(meeting=one, counts=Counter(by_meeting.get(one.pk, {}))) for one in known]
    context = {"room": "discipline", "held": found, "n_tasks": sum(one.total for one in found)}
    return render(request, "camket/meetings.html", context)


@require_safe
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """One meeting: each conclusion in the paper's words, and where its tasks stand.

    A conclusion whose tasks the reader may not see is not shown to them: its words are those of the task.
    """
    this = asked(request)
    found = held.meeting(code, this.scope)
    if found is None or found.entry_id > this.asof.position or found.held_on > this.asof.on:
        raise Http404
    counts = Counter(
        counted(found.programme, this.asof, this.scope).groups.by_meeting.get(found.pk, Counter[str]())
    )
    page, n_concluded, next_after = _page(found, this, after=request.GET.get("after", ""))
    context = {
        "room": "discipline",
        "meeting": found,
        "concluded": page,
        "n_concluded": n_concluded,
        "next_after": next_after,
        "counts": counts,
        "total": sum(counts[part] for part in COUNTED),
        "completed": sum(counts[part] for part in COMPLETED),
        "parts": parts_of(counts),
        "bar": segments([(part, counts[part]) for part in COUNTED]),
    }
    return render(request, "camket/meeting.html", context)


def _page(found: Meeting, this: Asked, *, after: str) -> tuple[list[Concluded], int, str]:
    """The conclusions behind one whose id the address names, how many there are, and where the next page begins."""
    places = list(conclusions_in_sight(found, this.asof, this.scope).values_list("pk", flat=True))
    start = places.index(int(after)) + 1 if after.isdecimal() and int(after) in places else 0
    shown = places[start : start + PAGE]
    given: dict[int | None, list[TaskOnDay]] = defaultdict(list)
    tasks = programme_tasks(found.programme, this.asof, this.scope)
    for task in tasks.filter(conclusion__in=shown):
        given[task.conclusion_id].append(task)
    bodies = agencies.agencies_by_id()
    page = [
        Concluded(
            conclusion=one, tasks=[(task, bodies.get(task.lead_id or 0)) for task in given.get(one.pk, [])]
        )
        for one in held.conclusions_of(found).filter(pk__in=shown)
    ]
    return page, len(places), str(shown[-1]) if start + PAGE < len(places) else ""


urls: list[URLPattern] = [
    path("meetings", meetings, name="meetings"),
    path("meetings/<str:code>", meeting, name="meeting"),
]
