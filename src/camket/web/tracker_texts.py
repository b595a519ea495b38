"""Pages: the texts that a tracker wants, by indicator and unit, and the codes under which it keeps them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.seats import is_keeper
from camket.discipline.deadlines.cells import CellUnread, cell, is_confirmed, optional, read_rows, words
from camket.discipline.tasks.queries import given_tasks
from camket.discipline.trackers import dated
from camket.discipline.trackers.adopting import adopt_codes
from camket.discipline.trackers.catalogue import CodeKind, TrackerCode
from camket.discipline.trackers.composing import FIELDS, as_json, compose, handed_over, read_back
from camket.discipline.trackers.rules import compared
from camket.errors import Refused
from camket.periods import Period
from camket.words import say_refusal
from camket.words.cells import safe_cell

from .asking import actor, now, seal, today
from .intake_forms import sent_file
from .sheets import sheet
from .templatetags.say import language, number
from .tracker_history import history_of
from .trackers import reader_with_post, tracker_asked

if TYPE_CHECKING:
    from camket.discipline.directives.models import Programme
    from camket.discipline.trackers.composing import Composed

    from .asking import Asked

COLUMNS = (
    "kind",
    "ours",
    "theirs",
    "idx_id",
    "grant_id",
    "heading",
    "valid_from",
    "valid_to",
    "source",
    "confirmed",
)


class PeriodUnread(Refused):
    """The period in the address is none."""

    code = "tracker.period.unreadable"


class CodeOfNothing(Refused):
    """A tracker's code stands for a task, a group of tasks or a unit that the record knows."""

    code = "tracker.code.of_nothing"


@dataclass(frozen=True, slots=True)
class ComparedText:
    """One text of ours or theirs, and whether they say the same."""

    code: str
    object_code: str
    period: str
    verdict: str
    ours: str
    theirs: str


def period_of(text: str, on: date) -> Period:
    """The period that an address names; the month of the reader's day when it names none. Raises `PeriodUnread`."""
    try:
        return Period.parse(text) if text else Period.month(on.year, on.month)
    except ValueError as trouble:
        raise PeriodUnread(text=text[:20]) from trouble


@require_http_methods(["GET", "POST"])
def tracker_texts(request: HttpRequest, code: str) -> HttpResponse:
    """The texts of a period as they would be handed over: looked at, copied, downloaded, compared with what came back."""
    this = reader_with_post(request)
    tracker, programme = tracker_asked(code, this)
    period = period_of(request.GET.get("period", ""), this.asof.on)
    merged = request.GET.get("merged") == "1"
    composed = compose(
        tracker=code, programme=programme, period=period, merged=merged, asof=this.asof, scope=this.scope
    )
    if (form := request.GET.get("format", "")) in {"json", "csv"}:
        return text_file(composed, form, name=f"noi-dung-{code}-{period.code}")
    refusal, differing = None, None
    if request.method == "POST":
        try:
            differing = _compared(request, composed)
        except Refused as fault:
            refusal = say_refusal(fault, language())
    context = {
        "room": "discipline",
        "tracker": tracker,
        "period": period,
        "merged": merged,
        "composed": composed,
        "codes": dated.tracker_codes(code, programme.code, this.asof),
        "differing": differing,
        "refusal": refusal,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "camket/tracker_texts.html", context, status=status)


def text_file(composed: Composed, form: str, *, name: str) -> HttpResponse:
    """The texts as a file: JSON as the system's client sends it, or .csv for a spreadsheet."""
    if form == "json":
        answer = HttpResponse(as_json(composed), content_type="application/json")
    else:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(FIELDS)
        writer.writerows([[safe_cell(row[name]) for name in FIELDS] for row in handed_over(composed)])
        answer = HttpResponse(("\ufeff" + out.getvalue()).encode(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _compared(request: HttpRequest, composed: Composed) -> list[ComparedText]:
    name, content = sent_file(request.FILES.get("file"))
    theirs = read_back(content, filename=name)
    ours = {one.key: one.plain for one in composed.texts}
    return [
        ComparedText(*key, verdict, ours.get(key, ""), theirs.get(key, ""))
        for key, verdict in compared(ours, theirs)
        if verdict != "same"
    ]


@require_http_methods(["GET", "POST"])
def tracker_codes(request: HttpRequest, code: str) -> HttpResponse:
    """Which indicator of the tracker is which task or group, and which object is which unit: dated, with its source."""
    this = reader_with_post(request)
    tracker, programme = tracker_asked(code, this)
    codes = dated.tracker_codes(code, programme.code, this.asof)
    if request.GET.get("format") in {"csv", "xlsx"}:
        rows = [[_written(one, column) for column in COLUMNS] for one in codes]
        return sheet(f"ma-{code}-{programme.code}", request.GET["format"], heads=COLUMNS, rows=rows)
    refusal = None
    if request.method == "POST":
        try:
            return _adopted(request, code, programme, this)
        except Refused as fault:
            refusal = say_refusal(fault, language())
    known = {one.code: one for one in agencies.agencies_by_id().values()}
    history = history_of(dated.code_versions(code, programme.code, this.asof))
    told = history.newest
    context: dict[str, Any] = {
        "room": "discipline",
        "tracker": tracker,
        "codes": [
            (
                one,
                known.get(one.ours) if one.kind is CodeKind.UNIT else None,
                told.get((one.code, one.valid_from)),
            )
            for one in codes
        ],
        "history": history,
        "kinds": [one.value for one in CodeKind],
        "keeps": this.appointment is not None and is_keeper(actor(request), today=today()),
        "refusal": refusal,
        "sent": request.POST,
        "columns": ", ".join(COLUMNS),
        "today": today(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "camket/tracker_codes.html", context, status=status)


def _written(one: TrackerCode, column: str) -> str:
    table = one.as_table()
    value = table[column]
    return ("yes" if value else "no") if column == "confirmed" else str(value)


def _adopted(request: HttpRequest, tracker: str, programme: Programme, this: Asked) -> HttpResponse:
    by = actor(request)
    if "file" in request.FILES:
        name, content = sent_file(request.FILES.get("file"))
        rows = read_rows(name, content, COLUMNS)
    else:
        rows = [{column: request.POST.get(column, "") for column in COLUMNS}]
    codes = [_code(row, tracker, programme) for row in rows]
    _require_known(codes, programme, this)
    with transaction.atomic():
        made = adopt_codes(codes=codes, by=by, at=now(), on=today())
    seal()
    said = _("Đã ghi vào sổ, № {entry}: {n} mã.")
    messages.success(request, said.format(entry=number(made[0].entry_id), n=number(len(codes))))
    return redirect(this.address(reverse("tracker_codes", args=[tracker])))


def _code(row: dict[str, str], tracker: str, programme: Programme) -> TrackerCode:
    theirs = row.get("theirs", "").strip()
    if len(theirs) > 80:
        raise CellUnread(column="theirs", text=theirs[:80])
    return TrackerCode(
        valid_from=cell(row, "valid_from", date.fromisoformat),
        valid_to=cell(row, "valid_to", optional(date.fromisoformat)),
        source=cell(row, "source", words),
        confirmed=cell(row, "confirmed", is_confirmed),
        tracker=tracker,
        programme=programme.code,
        kind=cell(row, "kind", CodeKind),
        ours=cell(row, "ours", words).partition(" · ")[0],
        theirs=theirs,
        idx_id=row.get("idx_id", "").strip()[:80],
        grant_id=row.get("grant_id", "").strip()[:80],
        heading=" ".join(row.get("heading", "").split())[:400],
    )


def _require_known(codes: list[TrackerCode], programme: Programme, this: Asked) -> None:
    """Raises `CodeOfNothing` for a code of a task, group or unit that is not in the keeper's sight."""
    known = {
        CodeKind.TASK: set(
            given_tasks(this.asof, this.scope).filter(programme=programme).values_list("code", flat=True)
        ),
        CodeKind.FIELD: set(programme.fields.values_list("code", flat=True)),
        CodeKind.UNIT: {one.code for one in agencies.agencies_by_id().values()},
    }
    if strange := [one.ours for one in codes if one.ours not in known[one.kind]]:
        raise CodeOfNothing(codes=", ".join(strange[:6]))


urls: list[URLPattern] = [
    path("trackers/<str:code>/texts", tracker_texts, name="tracker_texts"),
    path("trackers/<str:code>/codes", tracker_codes, name="tracker_codes"),
]
