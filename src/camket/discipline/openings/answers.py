"""What a person settled about a running sheet: plain words that can be kept as JSON, read back strictly."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

ALL = "*"
"""In place of the wording of a question: the answer for every wording that has none of its own."""

_ROW = frozenset({"leads", "due", "done", "leave_out"})


class UnreadableSheetAnswer(Refused):
    """An answer that says nothing the opening balance asks for."""

    code = "opening.answer.unreadable"


@dataclass(frozen=True, slots=True)
class RowSettled:
    """What was settled about one row alone: its leads, its days, or why it is left out."""

    leads: tuple[str, ...] = ()
    due: date | None = None
    done: date | None = None
    leave_out: str = ""


NOTHING = RowSettled()


@dataclass(frozen=True, slots=True)
class SheetAnswers:
    """Everything settled: columns by head, questions by their key, rows by their place, differences by kind."""

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, RowSettled] = field(default_factory=dict)
    differences: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def to(self, code: str, wording: str = "") -> str:
        """The answer to a question: for its own wording, else for all wordings of its kind."""
        own = self.questions.get(question_key(code, wording), "")
        return own or self.questions.get(question_key(code, ALL), "")

    def joined(self, own: SheetAnswers) -> SheetAnswers:
        """These answers with newer ones over them; only wordings are carried on, never what was said of rows."""
        return replace(own, questions={**self.questions, **own.questions})

    def row(self, key: str) -> RowSettled:
        """What was settled about a row; nothing is an answer too."""
        return self.rows.get(key, NOTHING)


def question_key(code: str, wording: str) -> str:
    """How a question is named in answers."""
    return f"{code}|{wording}" if wording else code


def read_answers(said: Mapping[str, Any]) -> SheetAnswers:
    """The answers as values. Raises `UnreadableSheetAnswer` naming what cannot be read."""
    for name in said:
        if name not in {"columns", "questions", "rows", "differences", "reasons"}:
            raise UnreadableSheetAnswer(answer=str(name), words="")
    parts = {name: _part(said, name) for name in ("columns", "questions", "rows", "differences", "reasons")}
    return SheetAnswers(
        columns={mark: _texts(mark, told) for mark, told in parts["columns"].items()},
        questions=_texts("questions", parts["questions"]),
        rows={key: _row(key, told) for key, told in parts["rows"].items()},
        differences=_texts("differences", parts["differences"]),
        reasons=_texts("reasons", parts["reasons"]),
    )


def answers_in(text: str) -> dict[str, Any]:
    """The answers as they are kept. Raises `UnreadableSheetAnswer` for what is no JSON object."""
    try:
        said = json.loads(text or "{}")
    except ValueError as trouble:
        raise UnreadableSheetAnswer(answer="", words=text[:80]) from trouble
    if not isinstance(said, dict):
        raise UnreadableSheetAnswer(answer="", words=text[:80])
    return said


def _part(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    told = said.get(name) or {}
    if not isinstance(told, dict):
        raise UnreadableSheetAnswer(answer=name, words=str(told)[:80])
    return told


def _texts(name: str, told: object) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise UnreadableSheetAnswer(answer=name, words=str(told)[:80])
    return {str(key): " ".join(one.split()) for key, one in told.items() if one.strip()}


def _row(key: str, told: object) -> RowSettled:
    if not isinstance(told, dict) or (set(told) - _ROW):
        raise UnreadableSheetAnswer(answer=key, words=str(told)[:80])
    leads = told.get("leads") or ()
    if isinstance(leads, str):
        leads = leads.split(";")
    if not isinstance(leads, (list, tuple)):
        raise UnreadableSheetAnswer(answer=key, words=str(leads)[:80])
    return RowSettled(
        leads=tuple(words for one in leads if (words := " ".join(str(one).split()))),
        due=_day(key, told.get("due")),
        done=_day(key, told.get("done")),
        leave_out=" ".join(str(told.get("leave_out") or "").split()),
    )


def _day(key: str, text: object) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as trouble:
        raise UnreadableSheetAnswer(answer=key, words=str(text)[:80]) from trouble
