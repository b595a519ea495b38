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
from camket.discipline.tasks.figures import COMPLETED, COUNTED, task_rows
from camket.discipline.tasks.queries import programme_tasks

from .asking import asked
from .bars import segments
from .review import parts_of, programme_asked_for
from .tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.agencies.models import Agency
    from camket.discipline.meetings.models import Conclusion, Meeting
    from camket.discipline.tasks.queries import TaskOnDay


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
        counts: dict[int | None, Counter[str]] = defaultdict(Counter)
        for row in task_rows(this.programme, this.asof, this.scope):
            counts[row.meeting][row.standing] += 1
        known = held.meetings(this.scope, this.asof).filter(programme=this.programme)
        found = [Held(meeting=one, counts=counts[one.pk]) for one in known]
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
    given: dict[int | None, list[TaskOnDay]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for task in programme_tasks(found.programme, this.asof, this.scope).filter(conclusion__meeting=found):
        given[task.conclusion_id].append(task)
        counts[task.standing] += 1
    bodies = agencies.agencies_by_id()
    concluded = [
        Concluded(
            conclusion=one,
            tasks=[(task, bodies.get(task.lead_id or 0)) for task in given.get(one.pk, [])],
        )
        for one in held.conclusions_of(found)
        if one.pk in given or this.scope.reads_all
    ]
    context = {
        "room": "discipline",
        "meeting": found,
        "concluded": concluded,
        "counts": counts,
        "total": sum(counts[part] for part in COUNTED),
        "completed": sum(counts[part] for part in COMPLETED),
        "parts": parts_of(counts),
        "bar": segments([(part, counts[part]) for part in COUNTED]),
    }
    return render(request, "camket/meeting.html", context)


urls: list[URLPattern] = [
    path("meetings", meetings, name="meetings"),
    path("meetings/<str:code>", meeting, name="meeting"),
]
