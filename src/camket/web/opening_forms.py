"""The forms of the opening balance read into answers, and its questions gathered as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from camket.discipline.openings import question_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict

    from camket.discipline.agencies.models import Agency
    from camket.discipline.openings import Difference, DifferenceKind, Opening, Question

Kept = dict[str, Any]
MANY = 3
"""From so many wordings of one kind on, one answer for all of them is offered beside the single ones."""
_ALL = "all"
_BEGINS_WITH = {"status": "ignore", "fill": "ignore"}
"""A word or a colour that nobody has explained completes nothing unless a person says so."""


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with the agencies that its wording resembles, and the answer a form begins with."""

    question: Question
    proposed: tuple[Agency, ...]
    chosen: str
    typed: str


@dataclass(frozen=True, slots=True)
class QuestionsShown:
    """All questions of one kind: how many wordings and rows, and the answers they have in common."""

    code: str
    shown: tuple[QuestionShown, ...]
    n_rows: int
    n_open: int
    options: tuple[str, ...]

    @property
    def many(self) -> bool:
        """Whether one answer for all wordings is offered."""
        return len(self.shown) >= MANY


@dataclass(frozen=True, slots=True)
class KindShown:
    """The differences of one kind, decided together or one by one."""

    kind: DifferenceKind
    rows: tuple[Difference, ...]
    takeable: bool
    decision: str
    reason: str

    @classmethod
    def of(cls, differences: Iterable[Difference]) -> list[KindShown]:
        """The kinds that occur, each with its differences."""
        found: dict[DifferenceKind, list[Difference]] = {}
        for one in differences:
            found.setdefault(one.kind, []).append(one)
        return [
            cls(
                kind=kind,
                rows=tuple(rows),
                takeable=rows[0].takeable,
                decision=rows[0].decision if len({one.decision for one in rows}) == 1 else "",
                reason=next((one.reason for one in rows if one.reason), ""),
            )
            for kind, rows in found.items()
        ]


def grouped(proposed: Opening, names: Mapping[str, Agency]) -> list[QuestionsShown]:
    """The questions kind by kind, those that wait first."""
    kinds: dict[str, list[QuestionShown]] = {}
    for one in proposed.questions:
        kinds.setdefault(one.code, []).append(_shown(one, names))
    found = [
        QuestionsShown(
            code=code,
            shown=tuple(shown),
            n_rows=len({row for one in shown for row in one.question.rows}),
            n_open=sum(one.question.open for one in shown),
            options=_common(shown),
        )
        for code, shown in kinds.items()
    ]
    return sorted(found, key=lambda kind: (not kind.n_open, -kind.n_rows))


def _shown(one: Question, names: Mapping[str, Agency]) -> QuestionShown:
    is_option = one.answer in one.options
    first = "" if one.answer or not one.options else _BEGINS_WITH.get(one.code, one.options[0])
    agency = names.get(one.answer)
    typed = (
        "" if is_option or not one.answer else f"{agency.code} · {agency.name_vi}" if agency else one.answer
    )
    return QuestionShown(
        question=one,
        proposed=tuple(names[code] for code in one.proposed if code in names),
        chosen=one.answer if is_option else first if one.blocks else "",
        typed=typed,
    )


def _common(shown: Iterable[QuestionShown]) -> tuple[str, ...]:
    options = [option for one in shown for option in one.question.options]
    return tuple(dict.fromkeys(options))


def with_questions(kept: Kept, form: QueryDict) -> Kept:
    """The answers with those of the questions this form showed. What is typed goes before what is ticked."""
    questions: dict[str, str] = dict(kept.get("questions", {}))
    for code in form.getlist("kind"):
        if said := form.get(f"{_ALL}:{code}", ""):
            questions[question_key(code, "*")] = said
            for key in form.getlist("question"):
                if key.partition("|")[0] == code and not form.get(f"typed:{key}", "").strip():
                    questions.pop(key, None)
    for key in form.getlist("question"):
        code = key.partition("|")[0]
        typed = form.get(f"typed:{key}", "").strip()
        said = typed.partition(" · ")[0] if typed else form.get(f"q:{key}", "")
        if said and (typed or not form.get(f"{_ALL}:{code}")):
            questions[key] = said
    return {**kept, "questions": {key: said for key, said in questions.items() if said}}


def with_columns(kept: Kept, form: QueryDict) -> Kept:
    """The answers with what a person took the columns of each head for."""
    columns: dict[str, dict[str, str]] = dict(kept.get("columns", {}))
    for mark in form.getlist("head"):
        prefix = f"c:{mark}:"
        columns[mark] = {
            name.removeprefix(prefix): str(form[name]) for name in form if name.startswith(prefix)
        }
    return {**kept, "columns": columns}


def with_decisions(kept: Kept, form: QueryDict) -> Kept:
    """The answers with what was decided about differences: by kind, and for single ones otherwise."""
    decided: dict[str, str] = dict(kept.get("differences", {}))
    reasons: dict[str, str] = dict(kept.get("reasons", {}))
    for key in [*form.getlist("kind"), *form.getlist("difference")]:
        decided[key] = form.get(f"d:{key}", "")
        reasons[key] = " ".join(form.get(f"r:{key}", "").split())
    return {
        **kept,
        "differences": {key: said for key, said in decided.items() if said},
        "reasons": {key: said for key, said in reasons.items() if said},
    }


def with_row(kept: Kept, form: QueryDict) -> Kept:
    """The answers with what was settled about one row alone."""
    rows: dict[str, Any] = dict(kept.get("rows", {}))
    key = form.get("row", "")
    said = {
        "leads": form.get("leads", "").partition(" · ")[0].strip(),
        "due": form.get("due", "").strip(),
        "done": form.get("done", "").strip(),
        "leave_out": " ".join(form.get("leave_out", "").split()),
    }
    rows[key] = {name: value for name, value in said.items() if value}
    return {**kept, "rows": {key: told for key, told in rows.items() if key and told}}
