"""The only writer of messages: each document is registered once, with its envelope as evidence."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.roles import STEERING, Role
from camket.discipline.agencies.seats import OPERATOR, seat_of
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append, keep_evidence
from camket.record.turn import take_turn

from .models import IncomingMessage, MessageFile
from .queries import message_of_document

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.directives.actions import PaperFile
    from camket.record.models import Entry
    from camket.record.rules import Actor

    from .message import Message


class NotSteering(Refused):
    """Messages are received by those who steer, as papers are."""

    code = "message.receive.not_steering"


class SaysOtherwise(Refused):
    """The same document came before and said something else: a person finds out which of the two holds."""

    code = "message.receive.differs"


@transaction.atomic
def receive_message(
    *, message: Message, envelope: PaperFile, by: Actor, at: datetime, on: date
) -> IncomingMessage:
    """A message as it came; one whose document is here already is found, and nothing is entered.

    Raises `NotSteering`, `SaysOtherwise`, `NotInPost`.
    """
    take_turn()
    if by != OPERATOR and Role(seat_of(by, today=day_of(at)).role) not in STEERING:
        raise NotSteering(post=by.post)
    known = message_of_document(message.document_id)
    if known is not None:
        if known.digest != message.digest:
            raise SaysOtherwise(document=message.document_id[:120], entry=known.entry_id)
        return known
    sha256 = hashlib.sha256(envelope.content).hexdigest()
    mark = hashlib.sha256(f"{sha256}\x1f{message.document_id}".encode()).hexdigest()[:16]
    keep_evidence(
        content=envelope.content,
        file_name=envelope.file_name,
        media_type=envelope.media_type,
        by=by,
        at=at,
        on=on,
        concealed_under=f"message:{mark}",
    )
    entry = append(
        act="discipline.message.receive",
        by=by,
        at=at,
        on=on,
        subjects=[f"message:{mark}"],
        public={"files": len(message.files), "on": on.isoformat()},
        private={"document": message.document_id, "number": message.number_text, "sha256": sha256},
    )
    made = _insert(entry, message, envelope, sha256=sha256, mark=mark, on=on)
    MessageFile.objects.bulk_create(
        [
            MessageFile(
                entry=entry,
                message=made,
                order=order,
                file_name=one.name[:200],
                media_type=one.media_type,
                sha256=one.sha256 if one.content else "",
                size=len(one.content),
                trouble=one.trouble,
            )
            for order, one in enumerate(message.files, start=1)
        ]
    )
    return made


def _insert(
    entry: Entry, message: Message, envelope: PaperFile, *, sha256: str, mark: str, on: date
) -> IncomingMessage:
    return IncomingMessage.objects.create(
        entry=entry,
        document_id=message.document_id,
        digest=message.digest,
        mark=mark,
        on_date=on,
        file_sha256=sha256,
        file_name=envelope.file_name[:200],
        number_text=message.number_text,
        signed_on=message.signed_on,
        due_date=message.due,
        type_name=message.type_name[:200],
        subject=message.subject,
        content=message.content,
        sender_id=message.sender.organ_id[:80],
        sender_name=message.sender.name,
        receivers=_json([asdict(one) for one in message.receivers]),
        signer=message.signer,
        signer_position=message.signer_position,
        answers=message.answers[:400],
        answers_number=message.answers_number[:80],
        status_code=message.status_code[:20],
        status_text=message.status_text,
        business=message.business[:20],
        signed=message.signed,
        unknown=_json([asdict(one) for one in message.unknown]),
        remarks=_json(list(message.remarks)),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
