"""Pages: the list of tasks, sifted by the address and read page by page along their codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from camket.discipline.deadlines.rules import Nature, Standing
from camket.discipline.tasks.listed import tasks_listed

from .asking import Asked, asked
from .review import programme_asked_for
from .sieve import STANDINGS, Around, Asking, Sifted, UnknownFilter, around, asking_of, sift

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from camket.discipline.agencies.models import Agency
    from camket.discipline.agencies.queries import Lineage
    from camket.discipline.tasks.queries import TaskOnDay

PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One task as the list shows it. `heir` is the body that answers today when the lead has passed into another."""

    task: TaskOnDay
    lead: Agency | None
    heir: Agency | None
    days_late: int
    days_left: int | None
    moved: bool


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The tasks that the address asks for; a filter that names nothing known answers 404."""
    this = asked(request)
    programme_asked_for(this, request)
    context: dict[str, Any] = {"room": "discipline", "asking": asking_of(request.GET), "listed": None}
    if this.programme is None:
        return render(request, "camket/tasks.html", context)
    known = around(this.programme, this)
    try:
        sifted = sift(this.programme, this, context["asking"], known)
    except UnknownFilter as unknown:
        raise Http404 from unknown
    context |= _page(this, sifted, known, after=request.GET.get("after", ""))
    context |= choices(sifted, context["asking"], known)
    return render(request, "camket/tasks.html", context)


def _page(this: Asked, sifted: Sifted, known: Around, *, after: str) -> dict[str, Any]:
    """The rows after a code, in the database's order of codes."""
    found = tasks_listed(sifted.next_rows(after, PAGE + 1), this.asof, this.scope)
    return {
        "listed": [listed_of(task, this.asof.on, known.bodies, known.heirs) for task in found[:PAGE]],
        "n_before": bool(after),
        "next_after": found[PAGE - 1].code if len(found) > PAGE else "",
    }


def listed_of(task: TaskOnDay, on: date, bodies: Mapping[int, Agency], heirs: Lineage) -> Listed:
    """A task as a list shows it: its lead, who answers for it now, and how late or how near it is."""
    lead = bodies.get(task.lead_id) if task.lead_id is not None else None
    heir = bodies[heirs.heir(lead.pk)] if lead is not None else None
    until = task.done_date or on
    late = (until - task.due_date).days if task.due_date else 0
    open_now = task.standing == Standing.OPEN_IN_TIME
    return Listed(
        task=task,
        lead=lead,
        heir=heir if heir != lead else None,
        days_late=late if task.standing in (Standing.OVERDUE, Standing.DONE_LATE) else 0,
        days_left=-late if open_now else None,
        moved=task.first_due is not None and task.first_due != task.due_date,
    )


def choices(sifted: Sifted, asking: Asking, known: Around) -> dict[str, Any]:
    """What the sieve offers, and the standings among what the other filters leave."""
    named: Sequence[Agency] = [known.body(asking.agency)] if asking.agency else []
    part: Sequence[Agency] = [known.body(asking.takes_part)] if asking.takes_part else []
    counts = sifted.standings or {}
    total = sum(n for code, n in counts.items() if code in STANDINGS["counted"])
    passed = STANDINGS[asking.standing] if asking.standing else [one.value for one in Standing]
    return {
        "n": sum(counts.get(code, 0) for code in passed),
        "uncounted": sifted.standings is None,
        "standings": [(one.value, counts.get(one.value, 0)) for one in Standing],
        "n_counted": total,
        "leads": [*sifted.leads, *(body for body in named if body not in sifted.leads)],
        "lead_asked": named[0] if named else None,
        "part_asked": part[0] if part else None,
        "fields": known.fields,
        "meetings": known.meetings,
        "meeting_asked": next((one for one in known.meetings if one.code == asking.meeting), None),
        "natures": [one.value for one in Nature],
        "group_asked": asking.standing in ("counted", "completed", "due"),
    }


urls: list[URLPattern] = [path("tasks", tasks, name="tasks")]
