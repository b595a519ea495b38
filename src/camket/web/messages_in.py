"""Pages: messages of the exchange: what came, what of it is not understood, its files, and the intake of its annex."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from camket.discipline.agencies.roles import Publication
from camket.discipline.annexes import UnreadableFile, read_annex
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import PaperFile, keep_upload
from camket.discipline.intakes.guessing import guess_paper
from camket.discipline.messages import queries
from camket.discipline.messages.actions import receive_message
from camket.discipline.messages.edxml import read_edxml
from camket.discipline.messages.envelope import looks_like_message
from camket.discipline.messages.guessing import paper_of
from camket.record import queries as record
from camket.words import CODES

from .asking import NotLoggedIn, actor, asked, now, seal, today
from .intake_forms import guessed
from .templatetags.say import number

if TYPE_CHECKING:
    from camket.discipline.directives.models import Upload
    from camket.discipline.messages.message import Message, MessageFileRead
    from camket.discipline.messages.models import IncomingMessage

    from .asking import Asked

READABLE = (".docx", ".xlsx", ".xls", ".csv")


def is_message(name: str, content: bytes) -> bool:
    """Whether a file that was sent to the intake is a message of the exchange."""
    return name.lower().endswith(".edxml") or (
        name.lower().endswith((".xml", ".zip", ".eml", ".mime")) and looks_like_message(content)
    )


def receive(request: HttpRequest, *, name: str, content: bytes) -> HttpResponse:
    """Registers a message and puts its annexes before the reader; the same document again leads to where it is.

    Raises `UnreadableMessage`, `NotSteering`, `SaysOtherwise`.
    """
    message = read_edxml(content)
    envelope = PaperFile(name, "application/xml", content)
    before = record.latest_position()
    with transaction.atomic():
        kept = receive_message(message=message, envelope=envelope, by=actor(request), at=now(), on=today())
        made = [] if kept.entry_id <= before else _drafts(request, message)
    entry = number(kept.entry_id)
    if kept.entry_id <= before:
        said = _("Văn bản này đã nhận ở № {entry}; không ghi lần thứ hai.").format(entry=entry)
        messages.info(request, said)
        return redirect("message", mark=kept.mark)
    seal()
    messages.success(request, _("Đã ghi vào sổ, № {entry}: nhận văn bản liên thông.").format(entry=entry))
    return redirect("upload", pk=made[0].pk) if len(made) == 1 else redirect("message", mark=kept.mark)


def _drafts(request: HttpRequest, message: Message) -> list[Upload]:
    """A waiting file for each annex of a message that can be read, its paper's data as the message says them."""
    made = []
    for one in message.files:
        if not one.content or not one.name.lower().endswith(READABLE):
            continue
        try:
            read_annex(one.content, filename=one.name)
        except UnreadableFile:
            continue
        made.append(_draft(asked(request), message, one, by=actor(request).post))
    return made


def _draft(this: Asked, message: Message, file: MessageFileRead, *, by: str) -> Upload:
    own = guess_paper(file.content, filename=file.name, position=this.asof.position, on=this.asof.on)
    kinds = {words[0].casefold(): code for code, words in CODES["directive_kind"].items()}
    guess = paper_of(message, own, kinds=kinds, position=this.asof.position, on=this.asof.on)
    programme = this.programme.code if this.programme else ""
    publication = this.programme.publication if this.programme else Publication.INTERNAL.value
    said = guessed(guess, programme=programme, publication=publication)
    paper = json.dumps(said, ensure_ascii=False)
    return keep_upload(file_name=file.name, content=file.content, paper=paper, by=by, at=now())


def _reader(request: HttpRequest) -> Asked:
    """Messages are for those who read everything. Raises `NotLoggedIn`, `Http404`."""
    this = asked(request)
    if this.scope.is_public:
        raise NotLoggedIn
    if not this.scope.reads_all:
        raise Http404
    return this


def _message(request: HttpRequest, mark: str) -> IncomingMessage:
    found = queries.message_by_mark(mark, _reader(request).asof.position)
    if found is None:
        raise Http404
    return found


@require_safe
def messages_in(request: HttpRequest) -> HttpResponse:
    """The messages that came, newest first."""
    known = queries.messages_known(_reader(request).asof.position)
    context = {"room": "discipline", "listed": known[:100], "n": known.count()}
    return render(request, "camket/messages_in.html", context)


@require_safe
def message(request: HttpRequest, mark: str) -> HttpResponse:
    """One message: its header, its files, what it answers, and every part that nobody here understands."""
    found = _message(request, mark)
    earlier = queries.message_of_document(found.answers) if found.answers else None
    hashes = {one.sha256 for one in found.files.all() if one.sha256}
    post = asked(request).scope.post or ""
    context = {
        "room": "discipline",
        "message": found,
        "receivers": json.loads(found.receivers),
        "unknown": json.loads(found.unknown),
        "remarks": json.loads(found.remarks),
        "answers": earlier,
        "answered_by": queries.answered_by(found),
        "papers": queries.papers_of(found),
        "papers_answered": queries.papers_answered(found),
        "waiting": [
            one
            for one in directives.uploads(by=post)
            if hashlib.sha256(bytes(one.content)).hexdigest() in hashes
        ],
    }
    return render(request, "camket/message.html", context)


@require_safe
def message_file(request: HttpRequest, mark: str, order: int) -> HttpResponse:
    """A file taken out of the envelope, always as a download; a file of any type runs nowhere."""
    found = _message(request, mark)
    file = found.files.filter(order=order).first()
    kept = queries.content_of(file) if file is not None and file.sha256 else None
    if kept is None:
        raise Http404
    answer = HttpResponse(kept.content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(kept.name, safe='')}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


urls: list[URLPattern] = [
    path("messages", messages_in, name="messages_in"),
    path("messages/<str:mark>", message, name="message"),
    path("messages/<str:mark>/files/<int:order>", message_file, name="message_file"),
]
