"""Pages: merging tasks into one, with what the others have that the one left could take over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.duties.allowed import TaskAct, obstacle
from camket.discipline.mendings.actions import correct_leads, correct_words, merge_tasks
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.rules import CorrectedField, ShareRole
from camket.errors import Refused

from .act_page import hand_of, shown, today_known
from .asking import actor, asked, today
from .moving import settle_figures, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.tasks.models import Share
    from camket.discipline.tasks.queries import TaskOnDay
    from camket.periods import AsOf

    from .asking import Asked

_PARTED = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Side:
    """One task of a merger with its bodies."""

    task: TaskOnDay
    leads: tuple[Share, ...]
    cooperating: tuple[Share, ...]

    @property
    def codes(self) -> list[str]:
        """All its bodies, leads first."""
        return [share.agency.code for share in (*self.leads, *self.cooperating)]


def _side(task: TaskOnDay, asof: AsOf) -> Side:
    shares = list(tasks.shares_of(task, asof))
    return Side(
        task=task,
        leads=tuple(share for share in shares if share.role == ShareRole.LEAD),
        cooperating=tuple(share for share in shares if share.role == ShareRole.COOPERATING),
    )


def _named(words: str, survivor: TaskOnDay, asof: AsOf, this: Asked) -> tuple[list[Side], str]:
    """The tasks whose codes were typed, and the words of the fault when one of them is not there."""
    found, missing = [], []
    for code in dict.fromkeys(filter(None, _PARTED.split(words))):
        task = tasks.task_as_of(code, asof, this.scope) if code != survivor.code else None
        if task is None:
            missing.append(code)
        else:
            found.append(_side(task, asof))
    told = _("Không có nhiệm vụ nào mang mã: %(codes)s.") % {"codes": ", ".join(missing)} if missing else ""
    return found, told


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """The tasks to merge side by side, then the act; what the one left takes over is entered as corrections of it."""
    this, asof = asked(request), today_known()
    survivor = tasks.task_as_of(code, asof, this.scope)
    if survivor is None:
        raise Http404
    by = actor(request)
    words = request.POST.get("codes") or request.GET.get("codes", "")
    others, fault = _named(words, survivor, asof, this)
    into = _side(survivor, asof)
    context = {
        "task": survivor,
        "into": into,
        "others": others,
        "codes": words,
        "more_bodies": _more_bodies(into, others),
        "typed": request.POST,
    }
    refusal = obstacle(TaskAct.MERGE, task=code, by=by, on=today())
    if refusal is not None:
        return shown(request, "camket/merge.html", {**context, "closed": True}, refusal=refusal)
    faults = {"codes": fault} if fault else {}
    if request.method != "POST" or faults:
        return shown(request, "camket/merge.html", context, faults=faults)
    try:
        with transaction.atomic():
            _merge(request, into, others)
    except Refused as again:
        return shown(request, "camket/merge.html", context, refusal=again)
    return redirect("task", code=code)


def _more_bodies(into: Side, others: Sequence[Side]) -> list[Share]:
    """The bodies of the other tasks that have no share in the one left, each once."""
    found = {share.agency.code: share for one in others for share in (*one.leads, *one.cooperating)}
    return [share for agency, share in found.items() if agency not in into.codes]


def _merge(request: HttpRequest, into: Side, others: Sequence[Side]) -> None:
    hand, reason = hand_of(request), request.POST.get("reason", "")
    code = into.task.code
    made = merge_tasks(tasks=[one.task.code for one in others], into=code, reason=reason, **hand)
    if request.POST.get("bodies") and (more := _more_bodies(into, others)):
        helping = [share.agency.code for share in (*into.cooperating, *more)]
        leads = [share.agency.code for share in into.leads]
        correct_leads(task=code, leads=leads, cooperating=helping, reason=reason, **hand)
    if request.POST.get("product") and (product := _joined(into, others)) != into.task.product_now:
        correct_words(task=code, field=CorrectedField.PRODUCT, after=product, reason=reason, **hand)
    done = settle_figures(
        made[0].entry_id,
        tasks=[into.task, *(one.task for one in others)],
        named="Gộp nhiệm vụ",
        why=made[0].reason,
        hand=hand,
    )
    tell(request, done)


def _joined(into: Side, others: Sequence[Side]) -> str:
    """The products of all the tasks, each once."""
    products = [one.task.product_now.strip() for one in (into, *others)]
    return "; ".join(dict.fromkeys(filter(None, products)))


urls: list[URLPattern] = [path("tasks/<str:code>/merge", merge, name="merge")]
