"""A file in, a proposal out: every row as the task it would become, with every doubt. Writes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from camket.discipline.agencies.actions import UnknownAgency
from camket.discipline.agencies.folding import fold
from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.annexes import read_annex
from camket.discipline.deadlines.queries import reading_rules, working_calendar
from camket.discipline.directives import queries as directives
from camket.discipline.directives.models import Directive
from camket.discipline.mendings.queries import gone_codes, was_taken_back
from camket.discipline.tasks.models import Task
from camket.errors import Refused

from .answers import Answers, read_answers
from .bodies import PAPER_QUESTIONS, BodyReader, directory_at
from .dates import DeadlineReader, answered, deadline_doubt
from .numbering import FieldBook, task_codes
from .proposal import PaperMeta, Proposal, ProposedRow, Question, RowDoubt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camket.discipline.annexes import Annex, Locator, RowDraft
    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf

    from .answers import RowAnswer
    from .bodies import Settled

EVERYTHING = Scope(role=Role.COMMITTEE)

BLOCKING = frozenset(
    {
        "struck_through",
        "duplicate",
        "mixed_roles",
        "cell_error",
        "formula_without_value",
    }
)
"""Doubts of the file behind which a task would stand that nobody meant, or a wrong one."""

_SAID_ELSEWHERE = frozenset({"no_lead", "no_deadline"})
_LEADS_SETTLE = frozenset({"mixed_roles", "as_above"})
_ACCEPT = ("accept", "leave_out")
_LEAD = ("lead", "leave_out")


class UnknownProgramme(Refused):
    """A paper belongs to a programme of the register."""

    code = "programme.unknown"


def propose(
    *,
    data: bytes,
    filename: str,
    meta: PaperMeta,
    answers: Mapping[str, Mapping[str, object]],
    asof: AsOf,
) -> Proposal:
    """The file as tasks to be, under its paper's data and what a person settled so far; nothing is written.

    Bodies are read in the register as it stood on the day of signing, deadlines by the rules the record knows at
    `asof` and the programme's own setting. Raises `UnreadableFile`, `UnreadableAnswer`, `UnknownProgramme`,
    `UnknownAgency`.
    """
    programme = directives.programme(meta.programme, EVERYTHING)
    if programme is None:
        raise UnknownProgramme(programme=meta.programme)
    settled = read_answers(answers)
    annex = read_annex(data, filename=filename)
    directory = directory_at(asof.position)
    if meta.issuer not in directory.by_code:
        raise UnknownAgency(code=meta.issuer)
    rules = reading_rules(asof.position)
    reader = _RowReader(
        meta=meta,
        answers=settled,
        bodies=BodyReader(directory, under=meta.issuer, on=meta.signed_on, paper=settled.paper),
        deadlines=DeadlineReader(
            rules,
            issued_on=meta.signed_on,
            before_includes_day=programme.before_includes_day,
            calendar=working_calendar(asof),
        ),
        given=_given(programme, asof),
        fields=FieldBook(dict(directives.fields_of(programme).values_list("code", "name_vi"))),
        codes=task_codes(
            meta.programme,
            [row.number_text for row in annex.rows],
            set(Task.objects.filter(code__startswith=f"{meta.programme}-").values_list("code", flat=True)),
            gone_codes(programme, asof),
        ),
    )
    rows = reader.rows(annex)
    digest = hashlib.sha256(data).hexdigest()
    return Proposal(
        meta=meta,
        file_name=filename,
        sha256=digest,
        rows=rows,
        unread=annex.unread,
        tables=annex.tables,
        remarks=annex.remarks,
        fields=reader.fields.drafts(),
        questions=_questions(rows, reader, settled),
        warnings=tuple(_warnings(digest, meta, annex, asof, has_rules=bool(rules))),
    )


def place_of(locator: Locator) -> str:
    """Where a row stands, as the paper's reader counts: table and row of a document, sheet and row of a workbook."""
    if locator.sheet is None:
        return f"bảng {locator.table}, dòng {locator.row}"
    return f"trang tính “{locator.sheet}”, dòng {locator.row}"


def _given(programme: Programme, asof: AsOf) -> dict[tuple[str, str], str]:
    """The programme's tasks by folded title and leads: the same promise must not be counted twice."""
    kept = Task.objects.filter(programme=programme).exclude(code__in=gone_codes(programme, asof))
    known = kept.values_list("title", "leads_text", "code")
    return {(fold(title), fold(leads)): code for title, leads, code in known}


def _warnings(digest: str, meta: PaperMeta, annex: Annex, asof: AsOf, *, has_rules: bool) -> list[str]:
    found = []
    if not has_rules:
        found.append("no_reading_rules")
    if any(row.reason_code in {"hidden_row", "hidden_sheet"} for row in annex.unread):
        found.append("hidden_rows")
    if Directive.objects.filter(code=meta.code).exists():
        found.append("paper_known")
    if any(not was_taken_back(one, asof) for one in Directive.objects.filter(file_sha256=digest)):
        found.append("file_known")
    return found


@dataclass(slots=True)
class _RowReader:
    """Everything the rows of one paper are read by."""

    meta: PaperMeta
    answers: Answers
    bodies: BodyReader
    deadlines: DeadlineReader
    given: Mapping[tuple[str, str], str]
    fields: FieldBook
    codes: Sequence[str]

    def rows(self, annex: Annex) -> tuple[ProposedRow, ...]:
        keys = Counter(str(draft.locator) for draft in annex.rows)
        return tuple(
            self._row(order, draft, _key(draft, order, keys), code)
            for order, (draft, code) in enumerate(zip(annex.rows, self.codes, strict=True), start=1)
        )

    def _row(self, order: int, draft: RowDraft, key: str, code: str) -> ProposedRow:
        answer = self.answers.row(key)
        read = self.deadlines.reading(draft.deadline_text, draft.deadline_cell_date)
        leads, cooperating = (
            self.bodies.leads(draft.leads_text),
            self.bodies.cooperating(draft.cooperating_text),
        )
        typed, unknown = self.bodies.typed(answer.leads)
        lead_codes = typed or leads.codes
        doubts = [
            *_body_doubts(draft, leads, cooperating, unknown=unknown, typed=typed),
            *_file_doubts(draft, answer),
        ]
        if deadline := deadline_doubt(read, draft.deadline_text, answer):
            doubts.append(deadline)
        if known := self.given.get((fold(draft.title), fold(draft.leads_text))):
            doubts.append(RowDoubt("already_given", "title", draft.title, True, _ACCEPT, (known,)))
        return ProposedRow(
            key=key,
            order=order,
            place=place_of(draft.locator),
            code=code,
            number_text=draft.number_text,
            group_text=draft.group_text,
            field_code=None if answer.leave_out else self.fields.code_of(draft.group_text),
            title=draft.title,
            product=draft.product_text,
            leads_text=draft.leads_text,
            cooperating_text=draft.cooperating_text,
            deadline_text=draft.deadline_text,
            parent_text=draft.parent_text,
            note_text=draft.note_text,
            leads=lead_codes,
            cooperating=tuple(one for one in cooperating.codes if one not in lead_codes),
            kept_words=cooperating.kept_words,
            reading=answered(read, answer),
            doubts=tuple(one for one in doubts if not _settles(one, answer)),
            answer=answer,
        )


def _body_doubts(
    draft: RowDraft,
    leads: Settled,
    cooperating: Settled,
    *,
    unknown: tuple[str, ...],
    typed: tuple[str, ...],
) -> list[RowDoubt]:
    found = [RowDoubt("answer_unknown_body", "leads", words, True, _LEAD) for words in unknown]
    if not typed:
        found += leads.doubts if leads.codes else _leaderless(leads.doubts, draft.leads_text)
    return [*found, *cooperating.doubts]


def _leaderless(doubts: Sequence[RowDoubt], words: str) -> list[RowDoubt]:
    """The doubts of a row that nobody leads yet: each blocks, and "as it is" is no answer."""
    found = [one if one.answers == ("paper",) else replace(one, blocks=True, answers=_LEAD) for one in doubts]
    return found or [RowDoubt("no_lead", "leads", words, True, _LEAD)]


def _key(draft: RowDraft, order: int, keys: Mapping[str, int]) -> str:
    key = str(draft.locator)
    return key if keys[key] == 1 else f"{key}/{order}"


def _file_doubts(draft: RowDraft, answer: RowAnswer) -> list[RowDoubt]:
    """What the reader of the file doubted, without what is said better by the reading of bodies and days."""
    found = []
    for one in draft.doubts:
        if one.code in _SAID_ELSEWHERE or (
            answer.leads and one.code in _LEADS_SETTLE and one.column == "leads"
        ):
            continue
        column = one.column.value
        if answer.due is not None and column == "deadline":
            continue
        blocks = one.code in BLOCKING and column in {"title", "leads"}
        controls = {"leads": ("lead", *_ACCEPT), "deadline": ("due", *_ACCEPT)}.get(column, _ACCEPT)
        found.append(RowDoubt(one.code, column, one.words, blocks, controls))
    return found


def _settles(doubt: RowDoubt, answer: RowAnswer) -> bool:
    """Whether "take it as it is" is an answer to this doubt, and was given."""
    return answer.accept and "accept" in doubt.answers


def _questions(rows: Sequence[ProposedRow], reader: _RowReader, settled: Answers) -> tuple[Question, ...]:
    asked: dict[str, list[str]] = {}
    for row in rows:
        if row.answer.leave_out:
            continue
        for cell in (reader.bodies.leads(row.leads_text), reader.bodies.cooperating(row.cooperating_text)):
            for ask in cell.asks:
                if row.key not in asked.setdefault(ask, []):
                    asked[ask].append(row.key)
    return tuple(
        Question(ask, tuple(keys), reader.bodies.added_by(ask), settled.paper.get(ask, ""))
        for ask, keys in asked.items()
        if ask in PAPER_QUESTIONS
    )
