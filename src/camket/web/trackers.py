"""Pages: other trackers beside our tasks: their snapshots, an export on its way in, and every difference with its act."""

from __future__ import annotations

import json
import mimetypes
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import STEERING
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import PaperFile
from camket.discipline.sheets.rules import SheetColumn
from camket.discipline.trackers import dated, queries
from camket.discipline.trackers.actions import (
    drop_export_draft,
    keep_export_draft,
    map_export_draft,
    take_export,
)
from camket.discipline.trackers.beside import beside
from camket.discipline.trackers.reading import read_export
from camket.discipline.trackers.rules import DifferenceKind
from camket.errors import Refused
from camket.record.queries import latest_position
from camket.words import say_code, say_refusal

from .asking import NotLoggedIn, actor, asked, now, read_day, seal, today
from .intake import steering_post
from .intake_forms import sent_file
from .sheets import sheet
from .templatetags.say import language, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camket.discipline.agencies.models import Agency
    from camket.discipline.directives.models import Programme
    from camket.discipline.trackers.beside import Beside
    from camket.discipline.trackers.catalogue import Tracker
    from camket.discipline.trackers.models import TrackerExport, TrackerRow, TrackerUpload
    from camket.discipline.trackers.reading import ExportRead
    from camket.discipline.trackers.rules import Difference

    from .asking import Asked

PAGE = 100
SETTLED_BY: dict[DifferenceKind, tuple[str, str]] = {
    DifferenceKind.DONE_HERE_OVERDUE_THERE: ("tracker_texts", ""),
    DifferenceKind.DONE_HERE_OPEN_THERE: ("tracker_texts", ""),
    DifferenceKind.WITHDRAWN_HERE: ("tracker_texts", ""),
    DifferenceKind.ONLY_HERE: ("tracker_texts", ""),
    DifferenceKind.DONE_THERE_OPEN_HERE: ("task_act", "claim"),
    DifferenceKind.OTHER_DEADLINE: ("task_act", "extend"),
    DifferenceKind.OTHER_LEAD: ("task_act", "correct-leads"),
    DifferenceKind.OTHER_TITLE: ("task_act", "correct"),
    DifferenceKind.ONLY_THERE: ("intake", ""),
}
"""The page of the act that would settle a difference of each kind; nothing is settled by a tracker's word alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One tracker with its newest snapshot, as the list shows it."""

    tracker: Tracker
    export: TrackerExport | None
    beside: Beside | None
    waiting: int


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """One difference with its row, its lead by name, and the page of the act that would settle it."""

    one: Difference
    row: TrackerRow | None
    lead: Agency | None
    href: str

    @property
    def stands_day(self) -> date | None:
        """What stands here, where it is a day."""
        try:
            return date.fromisoformat(self.one.stands)
        except ValueError:
            return None


def reader_with_post(request: HttpRequest) -> Asked:
    """A reader who holds a post: other trackers' lists are not public. Raises `NotLoggedIn`."""
    this = asked(request)
    if this.scope.is_public:
        raise NotLoggedIn
    return this


def tracker_asked(code: str, this: Asked) -> tuple[Tracker, Programme]:
    """The tracker of an address and the programme it is held against; 404 where either is unknown."""
    found = dated.tracker(code, this.asof)
    if found is None or this.programme is None:
        raise Http404
    return found, this.programme


def latest_beside(tracker: Tracker, programme: Programme, this: Asked) -> Beside | None:
    """The newest snapshot up to the reader's day beside our tasks."""
    export = queries.exports(programme, tracker.code, this.asof).first()
    return beside(export, this.asof, this.scope) if export is not None else None


@require_safe
def trackers(request: HttpRequest) -> HttpResponse:
    """Every tracker in use, with its newest snapshot and how far it differs."""
    this = reader_with_post(request)
    lines = []
    for one in dated.trackers(this.asof):
        laid = latest_beside(one, this.programme, this) if this.programme else None
        waiting = laid.n_sure + laid.n_doubtful if laid and this.scope.reads_all else 0
        lines.append(Line(one, laid.export if laid else None, laid, waiting))
    context = {
        "room": "discipline",
        "lines": lines,
        "uploads": queries.uploads(by=this.scope.post or ""),
        "steers": this.scope.role in STEERING,
        "today": today(),
    }
    return render(request, "camket/trackers.html", context)


@require_safe
def tracker(request: HttpRequest, code: str) -> HttpResponse:
    """One tracker: counts and rows of its differences with ours, sifted by the address; as a file when asked."""
    this = reader_with_post(request)
    found, programme = tracker_asked(code, this)
    laid = latest_beside(found, programme, this)
    kind, lead = request.GET.get("kind", ""), request.GET.get("agency", "")
    rows = _sifted(laid.differences if laid else (), kind, lead, request.GET.get("q", ""))
    if request.GET.get("format") in {"csv", "xlsx"} and laid is not None:
        return _file(request.GET["format"], found, laid, rows)
    after = request.GET.get("after", "")
    start = int(after) if after.isdecimal() and len(after) < 9 else 0
    bodies = {one.code: one for one in agencies.agencies_by_id().values()}
    context: dict[str, Any] = {
        "room": "discipline",
        "tracker": found,
        "laid": laid,
        "counts": [(one, n) for one, n in laid.counted().items() if n] if laid else [],
        "kind": kind,
        "agency": lead,
        "leads": _leads(laid.differences if laid else (), bodies),
        "n": len(rows),
        "listed": [_shown(one, found, laid, bodies, this) for one in rows[start : start + PAGE]]
        if laid
        else [],
        "next_after": start + PAGE if len(rows) > start + PAGE else None,
        "earlier": queries.exports(programme, code, this.asof)[:12],
        "steers": this.scope.role in STEERING,
        "reads_all": this.scope.reads_all,
        "today": today(),
    }
    return render(request, "camket/tracker.html", context)


def _sifted(found: Iterable[Difference], kind: str, lead: str, q: str) -> list[Difference]:
    if kind and kind not in set(DifferenceKind):
        raise Http404
    wanted = q.strip().casefold()
    return [
        one
        for one in found
        if (not kind or one.kind == kind)
        and (not lead or one.lead == lead)
        and (not wanted or wanted in f"{one.ours} {one.title}".casefold())
    ]


def _leads(found: Iterable[Difference], bodies: dict[str, Agency]) -> list[Agency]:
    codes = {one.lead for one in found if one.lead in bodies}
    return sorted((bodies[code] for code in codes), key=lambda one: one.sort_key)


def _shown(
    one: Difference, found: Tracker, laid: Beside, bodies: dict[str, Agency], this: Asked
) -> DifferenceShown:
    name, verb = SETTLED_BY[one.kind]
    arguments = {"task_act": [one.ours, verb], "tracker_texts": [found.code]}.get(name, [])
    href = this.address(reverse(name, args=arguments))
    return DifferenceShown(one, laid.rows.get(one.theirs), bodies.get(one.lead), href)


def _file(form: str, found: Tracker, laid: Beside, rows: list[Difference]) -> HttpResponse:
    heads = [
        _("Khác biệt"),
        _("Mã nhiệm vụ"),
        _("Nhiệm vụ"),
        _("Mã ở hệ thống kia"),
        _("Hệ thống kia ghi"),
        _("Sổ này ghi"),
        _("Chủ trì"),
        _("Ngày của danh sách"),
    ]
    told = [
        [
            say_code("difference_kind", one.kind.value, language()),
            one.ours,
            one.title,
            laid.rows[one.theirs].code_text if one.theirs in laid.rows else "",
            one.told,
            one.stands,
            one.lead,
            laid.export.on_date.isoformat(),
        ]
        for one in rows
    ]
    return sheet(f"khac-biet-{found.code}-{laid.export.on_date}", form, heads=heads, rows=told)


@require_POST
def tracker_take(request: HttpRequest, code: str) -> HttpResponse:
    """Keeps an export that can be read, to be looked at before it is taken in."""
    post = steering_post(request)
    found, programme = tracker_asked(code, asked(request))
    name, content = sent_file(request.FILES.get("file"))
    on = read_day(request.POST.get("on", "")) or today()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    draft = keep_export_draft(
        file=PaperFile(name, media_type, content),
        tracker=found.code,
        programme=programme.code,
        on=on,
        by=post,
        at=now(),
    )
    return redirect("tracker_upload", pk=draft.pk)


def _upload(request: HttpRequest, pk: int) -> TrackerUpload:
    found = queries.upload(pk, by=actor(request).post)
    if found is None:
        raise Http404
    return found


def _read(request: HttpRequest, waiting: TrackerUpload) -> ExportRead:
    this = asked(request)
    programme = directives.programme(waiting.programme, this.scope)
    if programme is None:
        raise Http404
    return read_export(
        bytes(waiting.content),
        filename=waiting.file_name,
        columns=queries.columns_remembered(waiting.tracker) | json.loads(waiting.columns),
        under=programme.owner.code,
        on=waiting.on_date,
        asof=this.asof,
    )


@require_http_methods(["GET", "POST"])
def tracker_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run of an export: what each column is taken for, and the first rows; then the one button that keeps it."""
    waiting = _upload(request, pk)
    step = request.POST.get("step", "")
    if step == "drop":
        drop_export_draft(upload=waiting)
        messages.success(request, _("Đã bỏ tệp {file}. Sổ không đổi.").format(file=waiting.file_name))
        return redirect("trackers")
    if step == "columns":
        map_export_draft(upload=waiting, columns=json.dumps(_columns_sent(request)))
        messages.success(request, _("Đã đổi cách hiểu các cột. Chưa ghi gì vào sổ."))
        return redirect("tracker_upload", pk=pk)
    refusal: Refused | None = None
    read: ExportRead | None = None
    try:
        read = _read(request, waiting)
        if step == "enter":
            return _enter(request, waiting, read)
    except Refused as fault:
        refusal = fault
    context = {
        "room": "discipline",
        "upload": waiting,
        "tracker": dated.tracker(waiting.tracker, asked(request).asof),
        "read": read,
        "rows": read.rows[:20] if read else (),
        "undated": sum(one.due is None for one in read.rows) if read else 0,
        "unled": sum(not one.leads for one in read.rows) if read else 0,
        "unsaid": sum(not one.fate for one in read.rows) if read else 0,
        "columns": [one.value for one in SheetColumn],
        "refusal": say_refusal(refusal, language()) if refusal else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "camket/tracker_upload.html", context, status=status)


def _columns_sent(request: HttpRequest) -> dict[str, dict[str, str]]:
    """The columns that a form chose: `column:<fingerprint>:<place>`."""
    known = {one.value for one in SheetColumn}
    found: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        parts = name.split(":")
        if len(parts) == 3 and parts[0] == "column" and parts[2].isdecimal() and value in known:
            found.setdefault(parts[1][:16], {})[parts[2]] = str(value)
    return found


def _enter(request: HttpRequest, waiting: TrackerUpload, read: ExportRead) -> HttpResponse:
    media_type = mimetypes.guess_type(waiting.file_name)[0] or "application/octet-stream"
    file = PaperFile(waiting.file_name, media_type, bytes(waiting.content))
    before = latest_position()
    with transaction.atomic():
        export = take_export(
            tracker=waiting.tracker,
            programme=waiting.programme,
            read=read,
            file=file,
            by=actor(request),
            at=now(),
            on=waiting.on_date,
        )
        drop_export_draft(upload=waiting)
    entry = number(export.entry_id)
    if export.entry_id > before:
        seal()
        said = _("Đã ghi vào sổ, № {entry}: danh sách {n} dòng.").format(
            entry=entry, n=number(len(read.rows))
        )
    else:
        said = _("Tệp này đã vào sổ ở № {entry}; không ghi lần thứ hai.").format(entry=entry)
    messages.success(request, said)
    address = reverse("tracker_pairs", args=[waiting.tracker])
    return redirect(asked(request).address(address, programme=waiting.programme))


urls: list[URLPattern] = [
    path("trackers", trackers, name="trackers"),
    path("trackers/uploads/<int:pk>", tracker_upload, name="tracker_upload"),
    path("trackers/<str:code>", tracker, name="tracker"),
    path("trackers/<str:code>/take", tracker_take, name="tracker_take"),
]
