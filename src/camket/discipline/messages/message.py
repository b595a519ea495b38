"""What reading an edXML message gives: its header in plain values, its files, and what of it is not understood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.errors import Refused

if TYPE_CHECKING:
    from datetime import date


class UnreadableMessage(Refused):
    """The message as a whole cannot be read; each reason has its own code."""

    code = "message.read.unreadable"

    def __init__(self, reason: str, **params: object) -> None:
        self.code = f"message.read.{reason}"
        super().__init__(**params)


@dataclass(frozen=True, slots=True)
class Party:
    """A body of the exchange: its identifier in dotted groups, and its name."""

    organ_id: str
    name: str


@dataclass(frozen=True, slots=True)
class MessageFileRead:
    """A file that a message carries, decoded; `trouble` says why it could not be, and then it has no bytes."""

    name: str
    media_type: str
    content: bytes
    trouble: str = ""

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class UnknownPart:
    """An element that no rule here reads: where it stands, and its words."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """One document or one status message of the exchange.

    `answers` is the identifier of the document that it responds to, `answers_number` that document's own number.
    """

    document_id: str
    number_text: str
    signed_on: date | None
    place: str
    due: date | None
    type_code: str
    type_name: str
    subject: str
    content: str
    signer: str
    signer_position: str
    sender: Party
    receivers: tuple[Party, ...]
    to_places: tuple[str, ...]
    answers: str
    answers_number: str
    status_code: str
    status_text: str
    business: str
    files: tuple[MessageFileRead, ...]
    unknown: tuple[UnknownPart, ...]
    remarks: tuple[str, ...]
    namespace: str
    signed: bool

    @property
    def is_status(self) -> bool:
        """True for a message that only tells how far another document has come."""
        return bool(self.status_code) and not self.files

    @property
    def digest(self) -> str:
        """What two sendings of one document share, whatever way they came: header and files, not the trace."""
        said = [
            *(
                self.document_id,
                self.number_text,
                str(self.signed_on),
                self.subject,
                self.content,
                str(self.due),
            ),
            *(self.sender.organ_id, self.answers, self.status_code, self.status_text, self.business),
            *sorted(one.sha256 for one in self.files),
        ]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()
