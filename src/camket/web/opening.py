"""Pages: a running sheet on its way in: its columns, its questions, its differences, and what it would enter."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Standing
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import PaperFile
from camket.discipline.openings import (
    SheetAbout,
    answers_in,
    confirm_opening,
    queries,
)
from camket.discipline.openings.actions import answer_sheet, close_sheet, drop_sheet, keep_sheet
from camket.discipline.reckonings import propose_opening
from camket.discipline.sheets import SheetColumn
from camket.errors import Refused
from camket.words import say_refusal

from .asking import actor, asked, now, seal, today
from .intake import steering_post
from .intake_forms import sent_file
from .opening_forms import KindShown, grouped, with_columns, with_decisions, with_questions, with_row
from .templatetags.say import language, number

if TYPE_CHECKING:
    from camket.discipline.openings import CarriedRow, Opening
    from camket.discipline.openings.models import SheetUpload

PAGE = 60
SHOWN = ("overdue", "done", "undated", "doubts", "all")


class ProgrammeNotChosen(Refused):
    """A running sheet is the list of one programme."""

    code = "opening.sheet.no_programme"


class SheetConfirmed(Refused):
    """The waiting sheet was taken in already."""

    code = "opening.sheet.confirmed"


@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """The form for a running sheet, and the sheets that wait."""
    post = steering_post(request)
    refusal = None
    if request.method == "POST":
        try:
            return redirect("opening_sheet", pk=_take(request, post).pk)
        except Refused as fault:
            refusal = say_refusal(fault, language())
    this = asked(request)
    context = {
        "room": "discipline",
        "uploads": queries.uploads(by=post),
        "programmes": list(directives.programmes(this.scope)),
        "chosen": request.POST.get("programme") or (this.programme.code if this.programme else ""),
        "refusal": refusal,
    }
    return render(request, "camket/opening.html", context, status=400 if refusal else 200)


def _take(request: HttpRequest, post: str) -> SheetUpload:
    """Keeps a sheet that can be read."""
    this = asked(request)
    programme = directives.programme(request.POST.get("programme", ""), this.scope)
    if programme is None:
        raise ProgrammeNotChosen
    name, content = sent_file(request.FILES.get("file"))
    propose_opening(data=content, filename=name, about=SheetAbout(programme.code), answers={}, asof=this.asof)
    return keep_sheet(
        file_name=name,
        content=content,
        programme=programme.code,
        publication=programme.publication,
        by=post,
        at=now(),
    )


def _upload(request: HttpRequest, pk: int) -> SheetUpload:
    found = queries.upload(pk, by=steering_post(request))
    if found is None:
        raise Http404
    return found


def _propose(request: HttpRequest, waiting: SheetUpload) -> Opening:
    return propose_opening(
        data=bytes(waiting.content),
        filename=waiting.file_name,
        about=SheetAbout(waiting.programme, Publication(waiting.publication)),
        answers=answers_in(waiting.answers),
        asof=asked(request).asof,
    )


@require_http_methods(["GET", "POST"])
def opening_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What the sheet would enter, and what a person is asked first. Nothing is in the record yet."""
    waiting = _upload(request, pk)
    if waiting.confirmed_as:
        return redirect("paper", code=waiting.confirmed_as)
    if request.method == "POST":
        return _save(request, waiting)
    return _shown(request, waiting)


def _save(request: HttpRequest, waiting: SheetUpload) -> HttpResponse:
    answers = answers_in(waiting.answers)
    kind = request.POST.get("form", "")
    parts = {
        "columns": (with_columns, "h-columns"),
        "questions": (with_questions, "h-questions"),
        "differences": (with_decisions, "h-differences"),
        "row": (with_row, "h-rows"),
    }
    if kind not in parts:
        raise Http404
    mend, place = parts[kind]
    answers = mend(answers, request.POST)
    try:
        with transaction.atomic():
            answer_sheet(upload=waiting, answers=answers)
            proposed = _propose(request, waiting)
    except Refused as fault:
        waiting.refresh_from_db()
        return _shown(request, waiting, refusal=fault)
    messages.success(request, _("Đã lưu câu trả lời. Chưa ghi gì vào sổ."))
    settled = not (proposed.open_questions or proposed.open_differences)
    return redirect(f"{reverse('opening_sheet', args=[waiting.pk])}#{'h1' if settled else place}")


def _shown(request: HttpRequest, waiting: SheetUpload, *, refusal: Refused | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "room": "discipline",
        "upload": waiting,
        "columns": [one.value for one in SheetColumn],
        "bodies": agencies.agencies_on(asked(request).asof),
    }
    try:
        context |= _told(request, _propose(request, waiting))
    except Refused as fault:
        refusal = refusal or fault
    context["refusal"] = say_refusal(refusal, language()) if refusal else None
    return render(request, "camket/opening_sheet.html", context, status=409 if refusal else 200)


def _told(request: HttpRequest, proposed: Opening) -> dict[str, Any]:
    rows = [row for row in proposed.rows if row.taken]
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "overdue"
    after = request.GET.get("after", "")
    start = int(after) if after.isdecimal() else 0
    wanted = [row for row in _sifted(proposed, show) if row.order > start]
    page = wanted[:PAGE]
    names = {one.code: one for one in agencies.agencies_by_id().values()}
    return {
        "proposal": proposed,
        "n_rows": len(rows),
        "counts": {one.value: proposed.count(one) for one in Standing},
        "n_left": len(proposed.left) + len(proposed.rows) - len(rows),
        "ready": not (proposed.open_questions or proposed.open_differences),
        "kinds": grouped(proposed, names),
        "differences": KindShown.of(proposed.differences),
        "show": show,
        "shows": [(name, len(_sifted(proposed, name))) for name in SHOWN],
        "rows": [(row, row.standing(proposed.on), [names.get(code) for code in row.leads]) for row in page],
        "next_after": page[-1].order if len(wanted) > PAGE else None,
        "left_rows": [row for row in proposed.rows if row.left_out],
    }


def _sifted(proposed: Opening, show: str) -> list[CarriedRow]:
    rows = [row for row in proposed.rows if row.taken]
    if show == "done":
        return [row for row in rows if row.done is not None]
    if show == "doubts":
        return [row for row in rows if row.doubts]
    if show in {"overdue", "undated"}:
        return [row for row in rows if row.standing(proposed.on).value == show]
    return rows


@require_POST
def opening_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Enters the sheet, and leads to the first list of overdue tasks."""
    waiting = _upload(request, pk)
    if waiting.confirmed_as:
        raise SheetConfirmed(directive=waiting.confirmed_as)
    try:
        proposed = _propose(request, waiting)
        media_type = mimetypes.guess_type(waiting.file_name)[0] or "application/octet-stream"
        with transaction.atomic():
            paper = confirm_opening(
                opening=proposed,
                answers=answers_in(waiting.answers),
                file=PaperFile(waiting.file_name, media_type, bytes(waiting.content)),
                by=actor(request),
                at=now(),
                on=today(),
            )
            close_sheet(upload=waiting, directive=paper.code)
    except Refused as fault:
        return _shown(request, waiting, refusal=fault)
    seal()
    said = _("Đã ghi vào sổ, № {entry}: {n} nhiệm vụ mới, {done} hoàn thành theo báo cáo, chưa kiểm chứng.")
    messages.success(
        request,
        said.format(
            entry=number(paper.entry_id), n=number(len(proposed.fresh)), done=number(proposed.n_carried)
        ),
    )
    return redirect("opening_done", code=paper.code)


@require_http_methods(["GET"])
def opening_done(request: HttpRequest, code: str) -> HttpResponse:
    """What a sheet brought, and where to go on: the list of overdue tasks, and what waits for a check."""
    this = asked(request)
    paper = directives.directive(code, this.scope)
    sheet = queries.sheet_of(paper) if paper is not None else None
    if paper is None or sheet is None or this.scope.is_public:
        raise Http404
    context = {
        "room": "discipline",
        "paper": paper,
        "sheet": sheet,
        "differences": queries.differences_in(sheet, this.scope),
        "n_unread": directives.unread_rows_of(paper).count(),
        "n_unchecked": queries.n_tasks_unchecked(paper.programme, this.asof, this.scope),
    }
    return render(request, "camket/opening_done.html", context)


@require_POST
def opening_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws a waiting sheet away; nothing of it was in the record."""
    waiting = _upload(request, pk)
    if waiting.confirmed_as:
        raise SheetConfirmed(directive=waiting.confirmed_as)
    drop_sheet(upload=waiting)
    messages.success(request, _("Đã bỏ tệp {file}. Sổ không đổi.").format(file=waiting.file_name))
    return redirect("opening")


urls: list[URLPattern] = [
    path("opening", opening, name="opening"),
    path("opening/<int:pk>", opening_sheet, name="opening_sheet"),
    path("opening/<int:pk>/confirm", opening_confirm, name="opening_confirm"),
    path("opening/<int:pk>/drop", opening_drop, name="opening_drop"),
    path("opening/taken/<str:code>", opening_done, name="opening_done"),
]
