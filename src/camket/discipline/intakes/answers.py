"""What a person settled about a file's doubts: plain words that can be kept as JSON, read back strictly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from camket.discipline.deadlines.rules import Nature
from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

PAPER = "*"
"""The key of the answers that hold for the whole paper."""

UNDATED = frozenset({Nature.WAITING, Nature.CONTINUING, Nature.RECURRING, Nature.UNREAD})
_ROW = frozenset({"leads", "due", "nature", "leave_out", "accept"})
_YES_NO = frozenset({"yes", "no"})


class UnreadableAnswer(Refused):
    """An answer that says nothing the intake asks for."""

    code = "directive.intake.answer_unreadable"


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What was settled about one row. `leads` are codes or names as typed; `leave_out` is the reason."""

    leads: tuple[str, ...] = ()
    due: date | None = None
    nature: Nature | None = None
    leave_out: str = ""
    accept: bool = False


NOTHING = RowAnswer()


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything settled so far: by question for the paper, by key for rows."""

    paper: Mapping[str, str]
    rows: Mapping[str, RowAnswer]

    def row(self, key: str) -> RowAnswer:
        """What was settled about a row; nothing is an answer too."""
        return self.rows.get(key, NOTHING)


def read_answers(answers: Mapping[str, Mapping[str, object]]) -> Answers:
    """The answers as values. Raises `UnreadableAnswer` naming the row and the answer."""
    paper = {name: str(said) for name, said in answers.get(PAPER, {}).items() if said}
    for name, said in paper.items():
        if said not in _YES_NO:
            raise UnreadableAnswer(row=PAPER, answer=name, words=said)
    return Answers(paper, {key: _row(key, said) for key, said in answers.items() if key != PAPER})


def _row(key: str, said: Mapping[str, object]) -> RowAnswer:
    if unknown := sorted(set(said) - _ROW):
        raise UnreadableAnswer(row=key, answer=unknown[0], words=str(said[unknown[0]]))
    leads = said.get("leads") or ()
    if isinstance(leads, str):
        leads = leads.split(";")
    if not isinstance(leads, (list, tuple)):
        raise UnreadableAnswer(row=key, answer="leads", words=str(leads))
    return RowAnswer(
        leads=tuple(words for one in leads if (words := " ".join(str(one).split()))),
        due=_day(key, str(said.get("due") or "")),
        nature=_nature(key, str(said.get("nature") or "")),
        leave_out=" ".join(str(said.get("leave_out") or "").split()),
        accept=bool(said.get("accept")),
    )


def _day(key: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as trouble:
        raise UnreadableAnswer(row=key, answer="due", words=text) from trouble


def _nature(key: str, text: str) -> Nature | None:
    if not text:
        return None
    if text not in UNDATED:
        raise UnreadableAnswer(row=key, answer="nature", words=text)
    return Nature(text)
