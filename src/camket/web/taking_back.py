"""Pages: a whole intake taken back, from the paper that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies.seats import require_steering
from camket.discipline.directives import queries as directives
from camket.discipline.mendings.actions import annul_bulk
from camket.discipline.mendings.queries import intakes_of, leaning_on, tasks_of
from camket.errors import Refused

from .act_page import hand_of, shown, today_known
from .asking import actor, asked, today
from .entries import seen
from .moving import Done, settle_figures, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.tasks.models import Task


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """How many tasks would be gone, what leans on them, and the act with its reason."""
    this, by, asof = asked(request), actor(request), today_known()
    paper = directives.directive(code, this.scope)
    if paper is None:
        raise Http404
    context: dict[str, Any] = {"paper": paper, "typed": request.POST, "may_not": True}
    try:
        require_steering(by, programme=paper.programme.code, owner=paper.programme.owner_id, today=today())
        entries = intakes_of(paper, asof)
        tasks = [task for entry in entries for task in tasks_of(entry)]
        context |= {"entries": entries, "n": len(tasks), "may_not": False}
        context["leaning"] = seen([one for entry in entries for one in leaning_on(entry)], this.scope)
        if request.method != "POST" or not entries:
            return shown(request, "camket/take_back.html", context)
        with transaction.atomic():
            done = _take_back(request, entries, tasks)
    except Refused as refusal:
        return shown(request, "camket/take_back.html", context, refusal=refusal)
    tell(request, done)
    return redirect("paper", code=code)


def _take_back(request: HttpRequest, entries: Sequence[int], tasks: Sequence[Task]) -> Done:
    hand, reason = hand_of(request), request.POST.get("reason", "")
    position = 0
    for entry in entries:
        position = annul_bulk(entry=entry, reason=reason, **hand).entry_id
    return settle_figures(position, tasks=tasks, named="Thu hồi lần nhập văn bản", why=reason, hand=hand)


urls: list[URLPattern] = [path("papers/<str:code>/take-back", take_back, name="take_back")]
