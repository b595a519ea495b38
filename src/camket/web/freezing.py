"""Pages: publishing figures. What is frozen, what counts otherwise by now, and the forms to freeze and to restate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.directives import queries as directives
from camket.errors import Refused
from camket.review.snapshots import queries as snapshots
from camket.review.snapshots.actions import freeze_figure, restate_by_hand
from camket.review.snapshots.drifting import drift_of
from camket.review.snapshots.publishers import require_publisher

from .act_page import hand_of, shown, today_known
from .asking import actor, asked, read_day, seal, signing_key, today
from .moving import Done, tell

if TYPE_CHECKING:
    from camket.discipline.directives.models import Programme

    from .asking import Asked

SHOWN = 30
"""How many of the newest frozen figures are counted again for the list: each counts every task of its programme."""


@require_http_methods(["GET", "POST"])
def freezing(request: HttpRequest) -> HttpResponse:
    """The frozen figures of a programme, newest first, with what moved; the form that freezes a day."""
    by, this = actor(request), asked(request)
    programme = _programme(request, this)
    context: dict[str, Any] = {
        "programme": programme,
        "programmes": directives.programmes(this.scope),
        "typed": request.POST,
        "latest": today(),
    }
    try:
        require_publisher(by, programme=programme.code, today=today())
    except Refused as refusal:
        return shown(request, "camket/freezing.html", {**context, "closed": True}, refusal=refusal)
    if request.method == "POST":
        try:
            return _freeze(request, programme)
        except Refused as refusal:
            return shown(request, "camket/freezing.html", context | _drifts(programme), refusal=refusal)
    return shown(request, "camket/freezing.html", context | _drifts(programme))


def _programme(request: HttpRequest, this: Asked) -> Programme:
    code = request.POST.get("programme", "")
    found = directives.programme(code, this.scope) if code else this.programme
    if found is None:
        raise Http404
    return found


def _drifts(programme: Programme) -> dict[str, Any]:
    position = today_known().position
    frozen = list(snapshots.frozen_figures(programme.code)[: SHOWN + 1])
    drifts = [drift_of(one, position=position) for one in frozen[:SHOWN]]
    return {"drifts": drifts, "n_moved": sum(one.differs for one in drifts), "more": len(frozen) > SHOWN}


def _freeze(request: HttpRequest, programme: Programme) -> HttpResponse:
    on = read_day(request.POST.get("day", ""))
    if on is None:
        faults = {"day": _("Chưa chọn ngày.")}
        context = {
            "programme": programme,
            "programmes": [programme],
            "typed": request.POST,
            "latest": today(),
        }
        return shown(request, "camket/freezing.html", context | _drifts(programme), faults=faults)
    hand = hand_of(request)
    with transaction.atomic():
        frozen = freeze_figure(
            programme=programme.code, on=on, key=signing_key(), by=hand["by"], at=hand["at"]
        )
        seal()
    tell(request, Done(position=frozen.entry_id, restated=0))
    return HttpResponseRedirect(reverse("frozen", args=[frozen.entry_id]))


@require_http_methods(["GET", "POST"])
def restating(request: HttpRequest, position: int) -> HttpResponse:
    """What moved in a frozen figure, and the form that restates it with a reason."""
    by, this = actor(request), asked(request)
    found = snapshots.frozen_figure(position)
    if found is None or directives.programme(found.programme, this.scope) is None:
        raise Http404
    context: dict[str, Any] = {"frozen": found, "typed": request.POST}
    try:
        require_publisher(by, programme=found.programme, today=today())
        context["drift"] = drift_of(found, position=today_known().position)
        if request.method != "POST":
            return shown(request, "camket/restating.html", context)
        with transaction.atomic():
            made = restate_by_hand(frozen=found, reason=request.POST.get("reason", ""), **hand_of(request))
            seal()
    except Refused as refusal:
        closed = "drift" not in context
        return shown(request, "camket/restating.html", {**context, "closed": closed}, refusal=refusal)
    tell(request, Done(position=made.entry_id, restated=1))
    return HttpResponseRedirect(reverse("frozen", args=[position]))


urls: list[URLPattern] = [
    path("freezing", freezing, name="freezing"),
    path("frozen/<int:position>/restate", restating, name="restating"),
]
