"""Pages: the acts on one post: somebody takes it, leaves it, moves; it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.actions import appoint, leave_post
from camket.discipline.catalogues.postings import close_post, holding, move_holder, new_person_code
from camket.errors import Refused

from .asking import actor, now, today
from .keeping import enter, form_page
from .post_forms import AppointForm, EndForm, LeaveForm, MoveForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from camket.discipline.agencies.models import Appointment, Post

    from .agency_forms import KeptForm

FORMS: dict[str, type[KeptForm]] = {
    "appoint": AppointForm,
    "leave": LeaveForm,
    "move": MoveForm,
    "end": EndForm,
}
NEEDS_HOLDER = frozenset({"leave", "move"})


def _headings() -> dict[str, str]:
    return {
        "appoint": _("Giao vị trí"),
        "leave": _("Thôi giữ vị trí"),
        "move": _("Chuyển sang vị trí khác"),
        "end": _("Bãi bỏ vị trí"),
    }


@require_http_methods(["GET", "POST"])
def post_act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """The form of one act on a post, and the act."""
    found = agencies.post(code)
    if found is None or verb not in FORMS:
        raise Http404
    actor(request)
    held = holding(code)
    back = reverse("post_entry", args=[code])
    if verb in NEEDS_HOLDER and held is None:
        return HttpResponseRedirect(back)
    form = FORMS[verb](request.POST or None, initial={"on": today(), "from_date": today()})
    page: dict[str, Any] = {"heading": _headings()[verb], "back": back, "post": found, "held": held}
    if request.method == "POST" and form.is_valid():
        try:
            return enter(request, _act(request, verb, found, held, form.cleaned_data), to=back)
        except Refused as refusal:
            page["refusal"] = refusal
    return form_page(request, form, **page)


def _act(
    request: HttpRequest, verb: str, post: Post, held: Appointment | None, typed: Mapping[str, Any]
) -> Callable[[], int]:
    by, at = actor(request), now()

    def take() -> int:
        person = typed["person"] or new_person_code()
        name, day = typed["full_name"], typed["from_date"]
        return appoint(post=post.code, person=person, full_name=name, by=by, at=at, on=day).entry_id

    def end() -> int:
        return close_post(post=post.code, reason=typed["reason"], by=by, at=at, on=typed["on"]).entry_id

    if held is None:
        return end if verb == "end" else take

    def leave() -> int:
        return leave_post(appointment=held, by=by, at=at, on=typed["on"]).entry_id

    def move() -> int:
        to = typed["to_post"]
        return move_holder(appointment=held, to_post=to, by=by, at=at, on=typed["on"])[1].entry_id

    return {"appoint": take, "end": end, "leave": leave, "move": move}[verb]


urls: list[URLPattern] = [
    path("catalogues/posts/entries/<str:code>/<str:verb>", post_act, name="post_act"),
]
