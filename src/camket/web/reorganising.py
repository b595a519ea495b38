"""Page: a merger, a split or a change of name: tried out first, with what it concerns, then entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies.catalogue import SuccessionKind
from camket.discipline.catalogues.reorganising import Reorganisation, reorganise, try_out
from camket.errors import Refused

from .agency_forms import SucceedForm
from .asking import actor, asked, now
from .keeping import enter, form_page, require_hand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def agency_succeed(request: HttpRequest) -> HttpResponse:
    """The form; sent once it shows what would change, sent again with `step=enter` it enters it."""
    require_hand(request)
    first = {"predecessors": request.GET.get("from", ""), "kind": "merge"}
    form = SucceedForm(request.POST or None, initial=first)
    page: dict[str, Any] = {
        "heading": _("Ghi việc sắp xếp tổ chức"),
        "back": reverse("agency_catalogue"),
        "template": "camket/agency_succeed.html",
        "bodies": True,
    }
    if request.method == "POST" and form.is_valid():
        said, by = _said(form.cleaned_data), actor(request)
        try:
            if request.POST.get("step") == "enter":
                return enter(request, lambda: reorganise(said=said, by=by, at=now()), to=page["back"])
            page["dry"] = try_out(said, by=by, at=now(), scope=asked(request).scope)
            page["said"] = said
        except Refused as refusal:
            page["refusal"] = refusal
    return form_page(request, form, **page)


def _said(typed: Mapping[str, Any]) -> Reorganisation:
    return Reorganisation(
        kind=SuccessionKind(typed["kind"]),
        predecessors=typed["predecessors"],
        successors=typed["successors"],
        heir=typed.get("heir") or None,
        source=typed["source"],
        confirmed=typed["confirmed"],
        on=typed["on"],
    )


urls: list[URLPattern] = [path("catalogues/agencies/reorganise", agency_succeed, name="agency_succeed")]
