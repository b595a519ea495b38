"""What a message says of the paper that it brings, as the intake form asks for it; a person confirms each word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from camket.discipline.annexes.letterhead import paper_code
from camket.discipline.intakes.bodies import directory_at
from camket.discipline.intakes.guessing import PaperGuess, issuer_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from camket.discipline.naming.directory import Directory

    from .message import Message

_WHOLE_BODY = re.compile(r"(?:0+\.)*([A-Z]\d{2})")


def paper_of(
    message: Message, own: PaperGuess, *, kinds: Mapping[str, str], position: int, on: date
) -> PaperGuess:
    """The paper's data: what the message says, and what the file's own head says where the message is silent.

    `kinds` are the words of each kind of paper, folded by the caller, with their codes.
    """
    directory = directory_at(position)
    return PaperGuess(
        code=paper_code(message.number_text) or own.code,
        number_text=message.number_text or own.number_text,
        kind=kinds.get(message.type_name.strip().casefold(), "") or own.kind,
        title=message.subject or message.content or own.title,
        issuer=issuer_in(message, directory, on=message.signed_on or on) or own.issuer,
        signed_on=message.signed_on or own.signed_on,
    )


def issuer_in(message: Message, directory: Directory, *, on: date) -> str:
    """The sender as a body of the register: by its identifier when it is a body of the first rank, else by its name."""
    found = _WHOLE_BODY.fullmatch(message.sender.organ_id.strip().upper())
    if found and found[1] in directory.by_code:
        return found[1]
    return issuer_of((message.sender.name,), directory, on=on) if message.sender.name else ""
