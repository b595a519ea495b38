"""Enters a running sheet: the paper with every row, its new tasks, what it reports, and each difference by its own act."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.seats import require_steering
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, PaperFile, UnreadDraft, register_directive
from camket.discipline.directives.models import Directive, Programme
from camket.discipline.intakes.confirming import OtherFile
from camket.discipline.intakes.dates import detail_of
from camket.discipline.intakes.proposing import place_of
from camket.discipline.mendings.actions import correct_deadline, correct_leads, correct_words, withdraw_task
from camket.discipline.redating.actions import extend_deadline
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.discipline.tasks.rules import CorrectedField
from camket.errors import Refused
from camket.periods import day_of
from camket.record.turn import take_turn

from .actions import enter_opening
from .drafts import CarriedDraft, DifferenceDraft, LineDraft, SheetDraft
from .proposal import Difference, DifferenceKind, cells_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from camket.record.rules import Actor

    from .proposal import CarriedRow, Opening

KIND = "running_sheet"
LEFT_OUT = "left_out"
_LONGEST_PARENT = 120
_LONGEST_REASON = 80


class SheetUnsettled(Refused):
    """Questions behind which wrong tasks would stand wait for an answer."""

    code = "opening.sheet.unsettled"


class DifferencesUndecided(Refused):
    """What a sheet says otherwise than Camket is taken over or left with a reason, never passed over."""

    code = "opening.sheet.undecided"


class NothingNew(Refused):
    """The sheet says nothing that does not stand already."""

    code = "opening.sheet.nothing_new"


@transaction.atomic
def confirm_opening(
    *,
    opening: Opening,
    answers: Mapping[str, object],
    file: PaperFile,
    by: Actor,
    at: datetime,
    on: date,
) -> Directive:
    """Enters the sheet on the day `on`, from which its tasks count; no standing is made up for days before.

    Raises `SheetUnsettled`, `DifferencesUndecided`, `NothingNew`, `OtherFile`, `NotTheOwner`, `NotInPost`, and what
    the composed actions raise.
    """
    take_turn()
    programme = Programme.objects.select_related("owner").get(code=opening.about.programme)
    require_steering(by, programme=programme.code, owner=programme.owner_id, today=day_of(at))
    _require_confirmable(opening, file)
    fresh = opening.fresh
    paper = register_directive(
        code=_free_code(programme.code, on),
        number_text=f"Bảng theo dõi ngày {on:%d/%m/%Y}",
        kind=KIND,
        title=f"Bảng theo dõi nhiệm vụ mang sang: {file.file_name}",
        issuer=programme.owner.code,
        signed_on=on,
        programme=programme.code,
        clauses=[_clause(row) for row in fresh],
        unread=_unread(opening),
        fields=opening.fields,
        file=file,
        by=by,
        at=at,
        on=on,
    )
    if fresh:
        drafts = [_task(row, opening) for row in fresh]
        assign_tasks(directive=paper.code, drafts=drafts, by=by, at=at, on=on)
    rows = {row.task: row for row in opening.rows if row.taken}
    taken = [one for one in opening.differences if one.decision == "take"]
    for one in taken:
        _act(one, rows.get(one.task), paper=paper, by=by, at=at, on=on)
    enter_opening(
        directive=paper.code,
        carried=_carried(fresh, taken, rows),
        sheet=_sheet(opening, answers),
        by=by,
        at=at,
        on=on,
    )
    for row in fresh:
        if row.stopped:
            said = f"{_cited(paper)}: {row.status_text or 'dòng bị gạch ngang'}"
            withdraw_task(task=row.task, statement=said, by=by, at=at, on=on)
    return paper


def _require_confirmable(opening: Opening, file: PaperFile) -> None:
    if hashlib.sha256(file.content).hexdigest() != opening.sha256:
        raise OtherFile(file=file.file_name)
    if opening.same_file:
        raise NothingNew(directive=opening.same_file)
    if waiting := opening.open_questions:
        raise SheetUnsettled(n=len(waiting), rows=len({row for one in waiting for row in one.rows}))
    if undecided := opening.open_differences:
        raise DifferencesUndecided(n=len(undecided))
    if blocked := [row.key for row in opening.rows if row.blocked]:
        raise SheetUnsettled(n=1, rows=len(blocked))
    if opening.changes_nothing or not any(row.taken for row in opening.rows):
        raise NothingNew(directive=opening.follows or "–")


def _free_code(programme: str, on: date) -> str:
    stem = f"BTD-{programme}-{on:%Y%m%d}"
    taken = set(Directive.objects.filter(code__startswith=stem).values_list("code", flat=True))
    if stem not in taken:
        return stem
    return next(code for n in range(2, 10_000) if (code := f"{stem}-{n}") not in taken)


def _cited(paper: Directive) -> str:
    return f"Theo bảng theo dõi {paper.code}"


def _clause(row: CarriedRow) -> ClauseDraft:
    source = f"Văn bản giao: {row.source_text}" if row.source_text else ""
    if row.source_day and f"{row.source_day:%d/%m/%Y}" not in source:
        source = f"{source or 'Văn bản giao:'} ngày {row.source_day:%d/%m/%Y}"
    status = f"Trạng thái: {row.status_text}" if row.status_text else ""
    return ClauseDraft(
        order=row.order,
        number_text=row.number_text,
        group_text=row.group_text,
        words="\n".join(words for words in (row.title, source, status, row.note_text) if words),
        place=row.place,
    )


def _unread(opening: Opening) -> list[UnreadDraft]:
    """Every row of the file that gives no task, with its words and why: nothing is lost."""
    read = [UnreadDraft(place_of(row.locator), "", row.words, row.reason) for row in opening.left]
    left = [
        UnreadDraft(row.place, "", _words(row), _reason(row.left_out))
        for row in opening.rows
        if not row.taken
    ]
    new = {one.row: one.reason for one in opening.differences if _is_left_new(one)}
    left += [
        UnreadDraft(row.place, "", f"{_words(row)}\n— {new[row.key]}", LEFT_OUT)
        for row in opening.rows
        if row.key in new
    ]
    return [*read, *left]


def _is_left_new(one: Difference) -> bool:
    return one.kind is DifferenceKind.NEW and one.decision == "leave"


def _reason(left_out: str) -> str:
    return left_out[:_LONGEST_REASON] if left_out.isascii() and " " not in left_out else LEFT_OUT


def _words(row: CarriedRow) -> str:
    cells = (
        row.number_text,
        row.title,
        row.source_text,
        row.leads_text,
        row.deadline_text,
        row.extension_text,
        row.status_text,
        row.done_text,
        row.note_text,
    )
    told = " | ".join(cell.replace("\n", " ") for cell in cells if cell)
    return told if _reason(row.left_out) != LEFT_OUT else f"{told}\n— {row.left_out}"


def _task(row: CarriedRow, opening: Opening) -> TaskDraft:
    return TaskDraft(
        code=row.task,
        clause_order=row.order,
        title=row.title,
        reading=row.reading,
        deadline_text=row.deadline_text,
        leads=row.leads,
        cooperating=row.cooperating,
        product=row.product,
        leads_text=row.leads_text,
        cooperating_text=row.cooperating_text,
        field_code=row.field_code,
        parent_code=row.source_text[:_LONGEST_PARENT],
        publication=opening.about.publication,
        detail=detail_of(row.reading, by_person=not row.reading.rule_codes and bool(row.reading.due_date)),
    )


def _carried(
    fresh: tuple[CarriedRow, ...], taken: list[Difference], rows: Mapping[str, CarriedRow]
) -> list[CarriedDraft]:
    """What new rows report, and completions that a later sheet newly reports: both as reported, unverified."""
    found = [
        CarriedDraft(
            task=row.task,
            done=None if row.stopped else row.done,
            dues=row.dues,
            status_text=row.status_text,
            product=row.product,
            due_words=row.extension_text,
        )
        for row in fresh
        if (row.done and not row.stopped) or row.dues
    ]
    newly = [rows[one.task] for one in taken if one.kind is DifferenceKind.DONE]
    found += [
        CarriedDraft(task=row.task, done=row.done, status_text=row.status_text, product=row.product)
        for row in newly
    ]
    return found


def _sheet(opening: Opening, answers: Mapping[str, object]) -> SheetDraft:
    left_new = {one.row for one in opening.differences if _is_left_new(one)}
    return SheetDraft(
        file_sha256=opening.sha256,
        columns={
            head.fingerprint: {str(one.place): one.column.value for one in head.columns}
            for head in opening.heads
        },
        answers=dict(answers),
        lines=tuple(
            LineDraft(row.task, row.identity, cells_of(row))
            for row in opening.rows
            if row.taken and row.key not in left_new
        ),
        differences=tuple(
            DifferenceDraft(
                "" if _is_left_new(one) else one.task,
                one.kind.value,
                one.told,
                one.stands,
                one.decision == "take",
                one.reason,
            )
            for one in opening.differences
        ),
    )


def _act(
    one: Difference, row: CarriedRow | None, *, paper: Directive, by: Actor, at: datetime, on: date
) -> None:
    """The proper act for a difference that was taken over; completions go with the opening itself."""
    reason = one.reason or _cited(paper)
    if one.kind is DifferenceKind.GONE:
        withdraw_task(task=one.task, statement=f"{reason}: không còn trong bảng", by=by, at=at, on=on)
    elif row is None:
        return
    elif one.kind is DifferenceKind.STOPPED:
        withdraw_task(task=one.task, statement=f"{reason}: {row.status_text}", by=by, at=at, on=on)
    elif one.kind in {DifferenceKind.WORDS, DifferenceKind.PRODUCT}:
        field = CorrectedField.TITLE if one.kind is DifferenceKind.WORDS else CorrectedField.PRODUCT
        correct_words(task=one.task, field=field, after=one.told, reason=reason, by=by, at=at, on=on)
    elif one.kind is DifferenceKind.LEAD:
        correct_leads(task=one.task, leads=row.leads, reason=reason, by=by, at=at, on=on)
    elif one.kind is DifferenceKind.DEADLINE:
        _redate(row, reason=reason, by=by, at=at, on=on, stands=one.stands)


def _redate(row: CarriedRow, *, reason: str, by: Actor, at: datetime, on: date, stands: str) -> None:
    """An extension column that moved the day is an extension; any other change is a corrected reading."""
    if row.dues and row.leads and stands[:4].isdigit() and row.dues[-1].isoformat() > stands:
        extend_deadline(
            task=row.task, due=row.dues[-1], reason=reason, asked_by=row.leads[0], by=by, at=at, on=on
        )
        return
    reading = Reading(Nature.DATED, due_date=row.due) if row.due else row.reading
    correct_deadline(
        task=row.task,
        reading=reading,
        deadline_text=row.deadline_text or row.extension_text,
        reason=reason,
        by=by,
        at=at,
        on=on,
    )
