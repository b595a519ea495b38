"""Pages: completions that were carried over, waiting for somebody to look into them; checked one by one or together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from camket.discipline.openings import queries
from camket.discipline.openings.actions import check_many
from camket.errors import Refused
from camket.words import say_refusal

from .asking import actor, asked, now, seal, today
from .intake import steering_post
from .templatetags.say import language, number

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.agencies.models import Agency
    from camket.discipline.tasks.models import Task

PAGE = 100


class NothingChosen(Refused):
    """A check is an answer, yes or no, about at least one task."""

    code = "opening.check.nothing_chosen"


@dataclass(frozen=True, slots=True)
class TaskWaiting:
    """A task whose carried completion waits, with every body that the sheet said had completed it.

    A task is checked as a whole, so a sheet that names fifty bodies in one row still asks one question.
    """

    task: Task
    bodies: tuple[Agency, ...]
    status_text: str
    product: str
    on_date: date


@require_http_methods(["GET", "POST"])
def carried(request: HttpRequest) -> HttpResponse:
    """The list of what waits for a check, with one form for the tasks that were ticked."""
    this = asked(request)
    if this.scope.is_public:
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        steering_post(request)
        try:
            return _check(request)
        except Refused as fault:
            refusal = fault
    waiting = _waiting(request)
    context = {
        "room": "discipline",
        "programme": this.programme,
        "n": len(waiting),
        "rows": waiting[:PAGE],
        "ticked": set(request.POST.getlist("task")) or set(request.GET.getlist("task")),
        "reason": request.POST.get("reason", ""),
        "refusal": say_refusal(refusal, language()) if refusal else None,
    }
    return render(request, "camket/carried.html", context, status=409 if refusal else 200)


def _waiting(request: HttpRequest) -> list[TaskWaiting]:
    this = asked(request)
    if this.programme is None:
        return []
    found = queries.unchecked(this.programme, this.asof, this.scope)
    if only := request.GET.getlist("task"):
        found = found.filter(claim__share__task__code__in=only)
    waiting = []
    for _code, rows in groupby(found, key=lambda one: one.claim.share.task.code):
        first, *others = rows
        waiting.append(
            TaskWaiting(
                task=first.claim.share.task,
                bodies=tuple(one.claim.share.agency for one in (first, *others)),
                status_text=first.status_text,
                product=first.claim.product,
                on_date=max(one.claim.on_date for one in (first, *others)),
            )
        )
    return waiting


def _check(request: HttpRequest) -> HttpResponse:
    answer, tasks = request.POST.get("upheld", ""), request.POST.getlist("task")
    if answer not in {"yes", "no"} or not tasks:
        raise NothingChosen
    made = check_many(
        tasks=tasks,
        upheld=answer == "yes",
        reason=request.POST.get("reason", ""),
        by=actor(request),
        at=now(),
        on=today(),
    )
    seal()
    said = ngettext(
        "Đã ghi vào sổ, № {entry}: kiểm lại {n} việc mang sang.",
        "Đã ghi vào sổ, № {entry}: kiểm lại {n} việc mang sang.",
        len(set(tasks)),
    )
    messages.success(request, said.format(entry=number(made[-1].entry_id), n=number(len(set(tasks)))))
    if len(set(tasks)) == 1 and request.POST.get("back") == "task":
        return redirect("task", code=tasks[0])
    return redirect(asked(request).address(request.path))


urls: list[URLPattern] = [path("carried", carried, name="carried")]
