"""Pages: handing the shares of one body over to another, with a dry run that lists every task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import STEERING
from camket.discipline.mendings.actions import hand_over
from camket.discipline.mendings.actions.handing_over import Handing, dry_run
from camket.discipline.tasks.actions.entering import NotYoursToSteer
from camket.discipline.tasks.parts import once_restricted
from camket.errors import Refused

from .act_page import hand_of, shown, today_known
from .asking import actor, asked
from .moving import Done, settle_figures, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from camket.discipline.tasks.models import Task
    from camket.discipline.tasks.queries import TaskWithDates


def in_two(tasks: Iterable[TaskWithDates]) -> list[list[TaskWithDates]]:
    """Restricted tasks and the others apart, since no act names both; none of either is left out."""
    apart: dict[bool, list[TaskWithDates]] = {}
    for task in tasks:
        apart.setdefault(once_restricted(task), []).append(task)
    return list(apart.values())


@require_http_methods(["GET", "POST"])
def handing_over(request: HttpRequest) -> HttpResponse:
    """Two bodies, then the tasks of the first with what becomes of each, then the act."""
    by, this, asof = actor(request), asked(request), today_known()
    if this.scope.role not in STEERING:
        refusal = NotYoursToSteer(task=_("nhiệm vụ nào"), post=by.post)
        return shown(request, "camket/hand_over.html", {"closed": True}, refusal=refusal)
    said = request.POST if request.method == "POST" else request.GET
    giver, taker = said.get("from", ""), said.get("to", "")
    context: dict[str, Any] = {
        "giver": agencies.agency(giver),
        "taker": agencies.agency(taker),
        "bodies": agencies.agencies_on(asof),
        "all_bodies": sorted(agencies.agencies_by_id().values(), key=lambda one: one.sort_key),
        "handings": [],
        "typed": request.POST,
        "chosen": request.POST.getlist("task"),
    }
    if not (giver and taker):
        return shown(request, "camket/hand_over.html", context)
    try:
        handings = dry_run(giver=giver, taker=taker, asof=asof, scope=this.scope)
        context["handings"] = handings
        context["n_open"] = sum(one.stays is None for one in handings)
        if request.method != "POST":
            return shown(request, "camket/hand_over.html", context)
        with transaction.atomic():
            done = _hand_over(request, handings, giver=giver, taker=taker)
    except Refused as refusal:
        return shown(request, "camket/hand_over.html", context, refusal=refusal)
    tell(request, done)
    return HttpResponseRedirect(f"{reverse('handing_over')}?from={giver}&to={taker}")


def _hand_over(request: HttpRequest, handings: Sequence[Handing], *, giver: str, taker: str) -> Done:
    """The chosen tasks; restricted ones in an act of their own."""
    hand, reason = hand_of(request), request.POST.get("reason", "")
    chosen = set(request.POST.getlist("task"))
    picked = [one.task for one in handings if one.task.code in chosen]
    groups: list[list[TaskWithDates]] = in_two(picked) or [[]]
    done = Done(position=0, restated=0)
    for group in groups:
        codes = [task.code for task in group]
        hand_over(giver=giver, taker=taker, tasks=codes, reason=reason, **hand)
        tasks: Sequence[Task] = group
        entered = settle_figures(_latest(), tasks=tasks, named="Bàn giao phần việc", why=reason, hand=hand)
        done = Done(position=entered.position, restated=done.restated + entered.restated)
    return done


def _latest() -> int:
    return today_known().position


urls: list[URLPattern] = [path("hand-over", handing_over, name="handing_over")]
