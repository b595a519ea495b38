"""Readers of messages: those that came, what they answer, which paper came of them, and a file out of its envelope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.discipline.directives.models import Directive
from camket.record.queries import evidence_path

from .edxml import read_edxml
from .models import IncomingMessage

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .message import MessageFileRead
    from .models import MessageFile


def messages_known(position: int) -> QuerySet[IncomingMessage]:
    """Messages up to a place in the record, newest first."""
    known = IncomingMessage.objects.filter(entry_id__lte=position)
    return known.select_related("entry").prefetch_related("files").order_by("-entry_id")


def message_by_mark(mark: str, position: int) -> IncomingMessage | None:
    """One message by its mark."""
    return messages_known(position).filter(mark=mark).first()


def message_of_document(document_id: str) -> IncomingMessage | None:
    """The message that brought a document."""
    return IncomingMessage.objects.filter(document_id=document_id).first()


def answered_by(message: IncomingMessage) -> QuerySet[IncomingMessage]:
    """Messages that respond to this one."""
    return IncomingMessage.objects.filter(answers=message.document_id).order_by("entry_id")


def papers_answered(message: IncomingMessage) -> list[Directive]:
    """Papers of the register that this message responds to, by their own number."""
    said = message.answers_number or message.answers.rpartition(",")[2]
    return list(Directive.objects.filter(number_text=said)) if said else []


def papers_of(message: IncomingMessage) -> list[Directive]:
    """Papers of the register that were entered from a file of this message."""
    hashes = [one.sha256 for one in message.files.all() if one.sha256]
    return list(Directive.objects.filter(file_sha256__in=hashes).order_by("entry_id"))


def content_of(file: MessageFile) -> MessageFileRead | None:
    """A file taken out of the envelope that the record keeps; none when the envelope holds no such file any more."""
    envelope = evidence_path(file.message.file_sha256).read_bytes()
    return next((one for one in read_edxml(envelope).files if one.sha256 == file.sha256), None)
