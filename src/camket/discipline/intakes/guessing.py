"""Guesses a paper's data from its own head, the issuer in the register of agencies; a person confirms each guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.annexes.heads import head_lines
from camket.discipline.annexes.letterhead import guess_letterhead, paper_code
from camket.discipline.mendings.queries import free_paper_code
from camket.discipline.naming.rules import resolve_bodies
from camket.periods import AsOf

from .bodies import directory_at

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.naming.directory import Directory


@dataclass(frozen=True, slots=True)
class PaperGuess:
    """What the head of a file seems to say; empty where it says nothing."""

    code: str
    number_text: str
    kind: str
    title: str
    issuer: str
    signed_on: date | None


def guess_paper(data: bytes, *, filename: str, position: int, on: date) -> PaperGuess:
    """The paper's data as its letterhead tells them, read on a day if it names none. Raises `UnreadableFile`."""
    head = guess_letterhead(head_lines(data, filename=filename))
    day = head.signed_on or on
    return PaperGuess(
        code=free_paper_code(paper_code(head.number_text), AsOf(on=on, known_at=None, position=position)),
        number_text=head.number_text,
        kind=head.kind,
        title=head.title,
        issuer=issuer_of(head.issuer_lines, directory_at(position), on=day),
        signed_on=head.signed_on,
    )


def issuer_of(lines: tuple[str, ...], directory: Directory, *, on: date) -> str:
    """The one body the letterhead names: by its full name, or by its name under the body printed above it."""
    if not lines:
        return ""
    own = lines[-1]
    if code := _only_one(directory, own, on=on):
        return code
    above = _only_one(directory, lines[-2], on=on) if len(lines) > 1 else ""
    if not above:
        return ""
    below = [
        one.code
        for one in directory.names
        if one.parent == above and one.valid_on(on) and fold(one.name).startswith(fold(own))
    ]
    if len(below) == 1:
        return below[0]
    said = resolve_bodies(own, directory=directory, under=above, on=on)
    return said.found[0].code if len(said.found) == 1 and not (said.unknown or said.classes) else ""


def _only_one(directory: Directory, name: str, *, on: date) -> str:
    valid = {one.code for one in directory.full.get(directory.key(name), []) if one.valid_on(on)}
    return valid.pop() if len(valid) == 1 else ""
