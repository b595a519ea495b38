"""Pages: a paper's file on its way in, its rows and doubts, and the one button that enters it."""

from __future__ import annotations

import json
import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import STEERING, Publication
from camket.discipline.annexes import read_annex
from camket.discipline.deadlines.rules import Nature
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import (
    PaperFile,
    answer_upload,
    close_upload,
    drop_upload,
    keep_upload,
    note_paper,
)
from camket.discipline.intakes import RowState, confirm, propose
from camket.discipline.intakes.guessing import guess_paper
from camket.errors import Refused
from camket.words import CODES, say_refusal

from .asking import actor, asked, now, seal, today
from .intake_forms import PaperForm, guessed, kept_answers, paper_form, sent_file, with_answers
from .messages_in import is_message, receive
from .templatetags.say import language, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.agencies.models import Agency
    from camket.discipline.directives.models import Upload
    from camket.discipline.intakes import Proposal, ProposedRow

PAGE = 100
NAMED = 6
NEEDS_A_PERSON = (RowState.BLOCKED, RowState.LOOK)
SHOWN: dict[str, tuple[RowState, ...]] = {
    "person": NEEDS_A_PERSON,
    "blocked": (RowState.BLOCKED,),
    "ready": (RowState.READY,),
    "left_out": (RowState.LEFT_OUT,),
    "all": tuple(RowState),
}


class NotSteering(Refused):
    """Papers are taken in by those who steer."""

    code = "directive.intake.not_steering"


class AlreadyConfirmed(Refused):
    """The waiting file became a paper."""

    code = "directive.intake.confirmed"


class PaperIncomplete(Refused):
    """The paper's data lack something."""

    code = "directive.intake.paper_incomplete"


@dataclass(frozen=True, slots=True)
class Bodies:
    """Some bodies of a long list by name, and how many more there are."""

    named: tuple[Agency, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row with its bodies named."""

    row: ProposedRow
    leads: Bodies
    cooperating: Bodies
    picks: tuple[Agency, ...]
    asks: frozenset[str]

    @property
    def open(self) -> bool:
        """Whether something of this very row waits for an answer, or got one."""
        said = self.row.answer
        settled = said.leads or said.due or said.nature or said.leave_out or said.accept
        return bool(settled) or not self.asks.isdisjoint({"lead", "due", "accept"})


def steering_post(request: HttpRequest) -> str:
    """The post of a reader who may take papers in. Raises `NotLoggedIn`, `NotSteering`."""
    post = actor(request).post
    if asked(request).scope.role not in STEERING:
        raise NotSteering
    return post


@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """The form for a file, and the files that wait."""
    post = steering_post(request)
    refusal = None
    if request.method == "POST":
        try:
            name, content = sent_file(request.FILES.get("file"))
            if is_message(name, content):
                return receive(request, name=name, content=content)
            return redirect("upload", pk=_take(request, post, name, content).pk)
        except Refused as fault:
            refusal = say_refusal(fault, language())
    context = {"room": "discipline", "uploads": directives.uploads(by=post), "refusal": refusal}
    return render(request, "camket/intake.html", context, status=400 if refusal else 200)


def _take(request: HttpRequest, post: str, name: str, content: bytes) -> Upload:
    """Keeps a file that can be read, with the paper's data as its head tells them."""
    this = asked(request)
    read_annex(content, filename=name)
    guess = guess_paper(content, filename=name, position=this.asof.position, on=this.asof.on)
    programme = this.programme.code if this.programme else ""
    publication = this.programme.publication if this.programme else Publication.INTERNAL.value
    said = guessed(guess, programme=programme, publication=publication)
    return keep_upload(
        file_name=name, content=content, paper=json.dumps(said, ensure_ascii=False), by=post, at=now()
    )


def _upload(request: HttpRequest, pk: int) -> Upload:
    found = directives.upload(pk, by=steering_post(request))
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, upload: Upload) -> PaperForm:
    this = asked(request)
    return paper_form(
        json.loads(upload.paper),
        programmes=[one.code for one in directives.programmes(this.scope)],
        agencies=[one.code for one in agencies.agencies_by_id().values()],
        today=today(),
    )


def _propose(request: HttpRequest, upload: Upload, form: PaperForm) -> Proposal:
    if form.wrong:
        raise PaperIncomplete(missing=", ".join(_field_name(name) for name in form.wrong))
    return propose(
        data=bytes(upload.content),
        filename=upload.file_name,
        meta=form.meta,
        answers=kept_answers(upload.answers),
        asof=asked(request).asof,
    )


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run: the paper's data, then every row with its doubts. Nothing is in the record yet."""
    waiting = _upload(request, pk)
    if waiting.confirmed_as:
        return redirect("paper", code=waiting.confirmed_as)
    if request.method == "POST":
        return _save(request, waiting)
    return _shown(request, waiting)


def _save(request: HttpRequest, waiting: Upload) -> HttpResponse:
    if request.POST.get("form") == "paper":
        said = {name: value for name, value in request.POST.items() if isinstance(value, str)}
        kept = paper_form(said, programmes=(), agencies=(), today=today()).said
        note_paper(upload=waiting, paper=json.dumps(dict(kept), ensure_ascii=False))
    else:
        answers = with_answers(kept_answers(waiting.answers), request.POST)
        answer_upload(upload=waiting, answers=json.dumps(answers, ensure_ascii=False))
    messages.success(request, _("Đã lưu câu trả lời. Chưa ghi gì vào sổ."))
    show = request.POST.get("show", "")
    address = reverse("upload", args=[waiting.pk])
    return redirect(f"{address}?show={show}" if show in SHOWN else address)


def _shown(request: HttpRequest, waiting: Upload, *, refusal: Refused | None = None) -> HttpResponse:
    form = _form(request, waiting)
    context: dict[str, Any] = {
        "room": "discipline",
        "upload": waiting,
        "form": form,
        "kinds": list(CODES["directive_kind"]),
        "publications": [
            one.value for one in (Publication.PUBLIC, Publication.INTERNAL, Publication.RESTRICTED)
        ],
        "natures": [one.value for one in Nature if one is not Nature.DATED],
        "bodies": agencies.agencies_on(asked(request).asof),
    }
    try:
        proposal = _propose(request, waiting, form)
        context |= _rows(request, proposal)
    except PaperIncomplete as fault:
        refusal = refusal or fault
        context["fields_wrong"] = [(name, _field_name(name)) for name in form.wrong]
    except Refused as fault:
        refusal = refusal or fault
    context["refusal"] = say_refusal(refusal, language()) if refusal else None
    return render(request, "camket/upload.html", context, status=409 if refusal and not form.wrong else 200)


def _rows(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    counts = {state.value: len(proposal.rows_in(state)) for state in RowState}
    person = counts["blocked"] + counts["look"]
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "person" if person else "all"
    after = request.GET.get("after", "")
    start = int(after) if after.isdecimal() else 0
    wanted = [row for row in proposal.rows_in(*SHOWN[show]) if row.order > start]
    page = wanted[:PAGE]
    bodies = {one.code: one for one in agencies.agencies_by_id().values()}
    return {
        "proposal": proposal,
        "counts": counts,
        "person": person,
        "show": show,
        "start": start,
        "rows": [_row_shown(row, bodies) for row in page],
        "next_after": page[-1].order if len(wanted) > PAGE else None,
        "questions": [(one, _named(one.adds, bodies)) for one in proposal.questions],
        "others": [name for name in ("person", "ready", "left_out", "all") if name != show],
    }


def _row_shown(row: ProposedRow, bodies: dict[str, Agency]) -> RowShown:
    picks = [
        code
        for doubt in row.doubts
        if "lead" in doubt.answers and len(doubt.candidates) <= NAMED
        for code in doubt.candidates
    ]
    return RowShown(
        row=row,
        leads=_named(row.leads, bodies),
        cooperating=_named(row.cooperating, bodies),
        picks=tuple(bodies[code] for code in dict.fromkeys(picks) if code in bodies),
        asks=frozenset(name for doubt in row.doubts for name in doubt.answers),
    )


def _named(codes: Sequence[str], bodies: dict[str, Agency]) -> Bodies:
    known = [bodies[code] for code in codes if code in bodies]
    if len(known) <= NAMED:
        return Bodies(tuple(known), 0)
    return Bodies(tuple(known[: NAMED - 2]), len(known) - NAMED + 2)


def _field_name(name: str) -> str:
    return {
        "code": _("mã văn bản"),
        "number_text": _("số, ký hiệu"),
        "kind": _("loại văn bản"),
        "title": _("trích yếu"),
        "issuer": _("cơ quan ban hành"),
        "signed_on": _("ngày ký"),
        "programme": _("chương trình"),
        "publication": _("mức công khai"),
        "meeting": _("mã phiên họp"),
        "meeting_title": _("tên phiên họp"),
    }[name]


@require_POST
def upload_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Enters the paper and its tasks; what still blocks is told on the same page."""
    waiting = _upload(request, pk)
    if waiting.confirmed_as:
        raise AlreadyConfirmed(directive=waiting.confirmed_as)
    by, at = actor(request), now()
    try:
        proposal = _propose(request, waiting, _form(request, waiting))
        media_type = mimetypes.guess_type(waiting.file_name)[0] or "application/octet-stream"
        file = PaperFile(waiting.file_name, media_type, bytes(waiting.content))
        with transaction.atomic():
            paper = confirm(proposal=proposal, file=file, by=by, at=at, on=today())
            close_upload(upload=waiting, directive=paper.code)
    except Refused as fault:
        return _shown(request, waiting, refusal=fault)
    seal()
    given = len(proposal.rows) - len(proposal.rows_in(RowState.LEFT_OUT))
    said = _("Đã ghi vào sổ, № {entry}: văn bản {code} và {n} nhiệm vụ.")
    messages.success(
        request, said.format(entry=number(paper.entry_id), code=paper.number_text, n=number(given))
    )
    return redirect("paper", code=paper.code)


@require_POST
def upload_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws a waiting file away; nothing of it was in the record."""
    waiting = _upload(request, pk)
    if waiting.confirmed_as:
        raise AlreadyConfirmed(directive=waiting.confirmed_as)
    drop_upload(upload=waiting)
    messages.success(request, _("Đã bỏ tệp {file}. Sổ không đổi.").format(file=waiting.file_name))
    return redirect("intake")


urls: list[URLPattern] = [
    path("intake", intake, name="intake"),
    path("intake/<int:pk>", upload, name="upload"),
    path("intake/<int:pk>/confirm", upload_confirm, name="upload_confirm"),
    path("intake/<int:pk>/drop", upload_drop, name="upload_drop"),
]
