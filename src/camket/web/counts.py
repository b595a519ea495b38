"""Page: the published counts of one thing side by side, and what the record can and cannot explain of them."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies.seats import is_keeper
from camket.discipline.deadlines.cells import cell, code_of, is_confirmed, optional, words
from camket.discipline.trackers import dated
from camket.discipline.trackers.adopting import adopt_count
from camket.discipline.trackers.counting import lay_out
from camket.discipline.trackers.rules import PublishedCount, Share
from camket.errors import Refused
from camket.words import say_refusal

from .asking import actor, asked, now, seal, today
from .sheets import sheet
from .templatetags.say import language, number
from .tracker_history import history_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from camket.discipline.trackers.counting import Laid

NUMBERS = ("total", "completed", "in_progress", "overdue", "not_done", "units", "percent")
COLUMNS = (
    *("code", "who_vi", "who_en", "tracker", "on", *NUMBERS, "percent_of", "tasks_vi", "tasks_en"),
    *("valid_from", "valid_to", "source", "confirmed"),
)


@require_http_methods(["GET", "POST"])
def counts(request: HttpRequest) -> HttpResponse:
    """Published counts, each checked against itself and against our rows; a keeper adds the next one."""
    this = asked(request)
    laid = lay_out(this.programme, this.asof, this.scope)
    if request.GET.get("format") in {"csv", "xlsx"}:
        return _file(request.GET["format"], laid)
    refusal = None
    if request.method == "POST":
        by = actor(request)
        try:
            with transaction.atomic():
                made = adopt_count(count=_count(request.POST), by=by, at=now(), on=today())
        except Refused as fault:
            refusal = say_refusal(fault, language())
        else:
            seal()
            messages.success(request, _("Đã ghi vào sổ, № %(n)s") % {"n": number(made[0].entry_id)})
            return redirect(this.address(reverse("counts")))
    history = history_of(dated.count_versions(this.asof))
    context = {
        "room": "discipline",
        "laid": laid,
        "history": history,
        "told": {one.value.code: one for one in history.newest.values()},
        "adopted": dated.adopted_codes(dated.COUNT, this.asof),
        "trackers": dated.trackers(this.asof),
        "shares": [one.value for one in Share],
        "keeps": this.appointment is not None and is_keeper(actor(request), today=today()),
        "refusal": refusal,
        "sent": request.POST,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "camket/counts.html", context, status=status)


def _count(sent: QueryDict) -> PublishedCount:
    """The count that a form describes. Raises `CellUnread`."""
    said = {name: str(value) for name, value in sent.items()}
    day = cell(said, "on", date.fromisoformat)
    numbers = {name: cell(said, name, optional(_natural)) for name in NUMBERS}
    who, about = cell(said, "who_vi", words), cell(said, "tasks_vi", words)
    return PublishedCount(
        code=cell(said, "code", code_of),
        who_vi=who,
        who_en=said.get("who_en", "").strip() or who,
        tracker=cell(said, "tracker", code_of),
        on=day,
        percent_of=cell(said, "percent_of", lambda text: Share(text).value if text else ""),
        tasks_vi=about,
        tasks_en=said.get("tasks_en", "").strip() or about,
        valid_from=day,
        valid_to=None,
        source=cell(said, "source", words),
        confirmed=cell(said, "confirmed", is_confirmed),
        **numbers,
    )


def _natural(text: str) -> int:
    """A whole number as a clerk types it; ValueError for any other."""
    value = int(text.replace(".", "").replace(" ", ""))
    if not 0 <= value < 10_000_000:
        raise ValueError(text)
    return value


def _file(form: str, laid: Laid) -> HttpResponse:
    rows = []
    for one in laid.rows:
        table = one.count.as_table()
        rows.append([table[column] for column in COLUMNS])
    return sheet("so-lieu-cong-bo", form, heads=COLUMNS, rows=rows)


urls: list[URLPattern] = [path("trackers/counts", counts, name="counts")]
