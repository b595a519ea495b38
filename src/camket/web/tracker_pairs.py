"""Pages: which row of a tracker is which task: the sure ones confirmed at once, the doubtful ones side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import STEERING
from camket.discipline.trackers import dated
from camket.discipline.trackers.actions import MatchDraft, settle_matches
from camket.discipline.trackers.rules import Sign, Sure
from camket.errors import Refused
from camket.words import say_refusal

from .asking import actor, now, seal, today
from .templatetags.say import language, number
from .trackers import latest_beside, reader_with_post, tracker_asked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camket.discipline.agencies.models import Agency
    from camket.discipline.trackers.beside import Beside, Ours
    from camket.discipline.trackers.models import TrackerRow
    from camket.discipline.trackers.rules import Pair

PAGE = 50


@dataclass(frozen=True, slots=True)
class PairShown:
    """Both sides of a pair, with the bodies named."""

    pair: Pair
    row: TrackerRow
    ours: Ours
    lead: Agency | None


@require_http_methods(["GET", "POST"])
def tracker_pairs(request: HttpRequest, code: str) -> HttpResponse:
    """The pairs that nobody has confirmed, the rows that stand alone, and the confirmed ones; for who reads everything."""
    this = reader_with_post(request)
    tracker, programme = tracker_asked(code, this)
    laid = latest_beside(tracker, programme, this)
    if laid is None or not this.scope.reads_all:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            entry, n = _settle(request, code, programme.code, laid)
        except Refused as fault:
            refusal = say_refusal(fault, language())
        else:
            seal()
            said = _("Đã ghi vào sổ, № {entry}: {n} cặp.").format(entry=number(entry), n=number(n))
            messages.success(request, said)
            return redirect(this.address(reverse("tracker_pairs", args=[code])))
    bodies = {one.code: one for one in agencies.agencies_by_id().values()}
    start = int(after) if (after := request.GET.get("after", "")).isdecimal() and len(after) < 9 else 0
    doubtful = _shown(laid.matching.of(Sure.DOUBTFUL), laid, bodies)
    there = [laid.rows[mark] for mark in laid.matching.theirs_alone if mark in laid.rows]
    here = [laid.ours[one] for one in laid.matching.ours_alone if one in laid.ours]
    context = {
        "room": "discipline",
        "tracker": tracker,
        "laid": laid,
        "terms": dated.matching_terms(this.asof),
        "sure": _shown(laid.matching.of(Sure.SURE), laid, bodies)[:PAGE],
        "doubtful": doubtful[start : start + PAGE],
        "n_doubtful": len(doubtful),
        "next_after": start + PAGE if len(doubtful) > start + PAGE else None,
        "there": there[:PAGE],
        "n_there": len(there),
        "here": here[:PAGE],
        "n_here": len(here),
        "free_tasks": here[:500],
        "steers": this.scope.role in STEERING,
        "refusal": refusal,
    }
    return render(request, "camket/tracker_pairs.html", context, status=409 if refusal else 200)


def _shown(pairs: Sequence[Pair], laid: Beside, bodies: Mapping[str, Agency]) -> list[PairShown]:
    found = []
    for one in pairs:
        if one.theirs in laid.rows and one.ours in laid.ours:
            ours = laid.ours[one.ours]
            lead = bodies.get(ours.leads[0]) if ours.leads else None
            found.append(PairShown(one, laid.rows[one.theirs], ours, lead))
    return found


def _settle(request: HttpRequest, tracker: str, programme: str, laid: Beside) -> tuple[int, int]:
    """Enters what a form settled: all sure pairs, or what it says row by row. The position of the entry, and how many."""
    drafts = _sure(laid) if request.POST.get("which") == "sure" else _chosen(request, laid)
    with transaction.atomic():
        made = settle_matches(
            tracker=tracker, programme=programme, pairs=drafts, by=actor(request), at=now(), on=today()
        )
    return made[0].entry_id, len(made)


def _sure(laid: Beside) -> list[MatchDraft]:
    return [MatchDraft(one.theirs, one.ours, one.score) for one in laid.matching.of(Sure.SURE)]


def _chosen(request: HttpRequest, laid: Beside) -> list[MatchDraft]:
    """`pair:<mark>` says yes, none or another task's code; `there:<mark>` and `here:<code>` say that a row stands alone."""
    proposed = {one.theirs: one for one in laid.matching.pairs if one.sign is not Sign.CONFIRMED}
    drafts: list[MatchDraft] = []
    for name, value in request.POST.items():
        kind, _colon, key = name.partition(":")
        said = str(value).strip().partition(" · ")[0]
        if kind == "pair" and said == "yes" and key in proposed:
            drafts.append(MatchDraft(key, proposed[key].ours, proposed[key].score))
        elif kind == "pair" and said == "none":
            drafts.append(MatchDraft(key, ""))
        elif kind in {"other", "theirs"} and said:
            drafts.append(MatchDraft(key, said))
        elif kind == "there" and said:
            drafts.append(MatchDraft(key, ""))
        elif kind == "here" and said:
            drafts.append(MatchDraft("", key))
    others = {
        one.mark
        for one in drafts
        if one.task and f"other:{one.mark}" in request.POST and request.POST[f"other:{one.mark}"].strip()
    }
    return [
        one
        for one in drafts
        if one.mark not in others or one.task == request.POST[f"other:{one.mark}"].strip().partition(" · ")[0]
    ]


urls: list[URLPattern] = [path("trackers/<str:code>/pairs", tracker_pairs, name="tracker_pairs")]
