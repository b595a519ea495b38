"""Pages: who in a body has which open task in hand; putting posts in charge and handing on what a post has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import REPORTING
from camket.discipline.agencies.seats import is_keeper
from camket.discipline.duties.actions import hand_charge, put_in_charge
from camket.discipline.duties.actions.charging import NotYoursToCharge
from camket.discipline.duties.queries import charges_left_behind, holders_in, tasks_in_hand
from camket.errors import Refused

from .act_page import hand_of, shown, today_known
from .asking import actor, asked, seal, today
from .handing_over import in_two
from .moving import Done, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.agencies.models import Agency
    from camket.discipline.duties.queries import InHand

PAGE = 60


def _body(request: HttpRequest) -> Agency:
    """The body that the address names, else the reader's own. 404 for one that is not."""
    holder = asked(request).appointment
    code = request.GET.get("agency", "") or (holder.post.agency.code if holder else "")
    found = agencies.agency(code)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def charges(request: HttpRequest) -> HttpResponse:
    """The open tasks of a body with who has each in hand; the form puts a post in charge or hands on."""
    by, this, asof = actor(request), asked(request), today_known()
    body = _body(request)
    own = this.scope.role in REPORTING and body.pk in this.scope.agencies
    if not own and not is_keeper(by, today=today()):
        refusal = NotYoursToCharge(post=by.post, agency=body.code)
        return shown(request, "camket/charges.html", {"agency": body, "closed": True}, refusal=refusal)
    every = tasks_in_hand(body.pk, asof, this.scope)
    sieve = request.GET.get("who", "")
    rows = [one for one in every if _fits(one, sieve)]
    after = request.GET.get("after", "")
    page = [one for one in rows if one.task.code > after]
    context: dict[str, Any] = {
        "agency": body,
        "rows": page[:PAGE],
        "n": len(rows),
        "n_none": sum(one.charge is None for one in every),
        "next_after": page[PAGE - 1].task.code if len(page) > PAGE else "",
        "sieve": sieve,
        "posts": [one for one in holders_in([body.pk], on=asof.on) if one.post.role in REPORTING],
        "in_charge": sorted({one.charge.post for one in every if one.charge}, key=lambda post: post.code),
        "left": [one for one in charges_left_behind(asof) if one.post.agency_id == body.pk],
        "typed": request.POST,
        "chosen": request.POST.getlist("task"),
    }
    if request.method != "POST":
        return shown(request, "camket/charges.html", context)
    try:
        with transaction.atomic():
            done = _enter(request, every)
            seal()
    except Refused as refusal:
        return shown(request, "camket/charges.html", context, refusal=refusal)
    tell(request, done)
    return HttpResponseRedirect(f"{reverse('charges')}?{urlencode({'agency': body.code, 'who': sieve})}")


def _fits(one: InHand, sieve: str) -> bool:
    """Whether a row is shown: every one, those that nobody has in hand (`-`), or those of one post."""
    if sieve == "-":
        return one.charge is None
    return not sieve or (one.charge is not None and one.charge.post.code == sieve)


def _enter(request: HttpRequest, rows: Sequence[InHand]) -> Done:
    """The chosen tasks go to a post, or all that a post has in hand; restricted ones in an act of their own."""
    hand, giver = hand_of(request), request.POST.get("giver", "")
    chosen = set(request.POST.getlist("task"))
    if giver:
        picked = [one.task for one in rows if one.charge is not None and one.charge.post.code == giver]
    else:
        picked = [one.task for one in rows if one.task.code in chosen]
    position = 0
    for group in in_two(picked) or [[]]:
        codes = [task.code for task in group]
        if giver:
            reason, taker = request.POST.get("reason", ""), request.POST.get("taker") or None
            position = hand_charge(giver=giver, taker=taker, tasks=codes, reason=reason, **hand)[0].entry_id
        else:
            position = put_in_charge(post=request.POST.get("post", ""), tasks=codes, **hand)[0].entry_id
    return Done(position=position, restated=0)


urls: list[URLPattern] = [path("charges", charges, name="charges")]
