"""Enters a proposal: the paper with every row it has, and its tasks, in one transaction."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.seats import require_steering
from camket.discipline.directives.actions import ClauseDraft, PaperFile, UnreadDraft, register_directive
from camket.discipline.directives.models import Directive, Programme
from camket.discipline.meetings.actions import conclude, hold_meeting
from camket.discipline.meetings.models import Meeting
from camket.discipline.mendings.queries import was_taken_back
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.discipline.tasks.actions.entering import now
from camket.errors import Refused
from camket.periods import day_of
from camket.record.turn import take_turn

from .dates import detail_of
from .proposal import RowState
from .proposing import place_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.record.rules import Actor

    from .proposal import PaperMeta, Proposal, ProposedRow

LEFT_OUT = "left_out"
_NAMED = 12


class RowsUnsettled(Refused):
    """Rows behind which a wrong task would stand wait for a person."""

    code = "directive.intake.rows_unsettled"


class FileKnown(Refused):
    """The very same file is a paper of the register already."""

    code = "directive.intake.file_known"


class OtherFile(Refused):
    """What is confirmed is the file that was read, byte for byte."""

    code = "directive.intake.other_file"


@transaction.atomic
def confirm(*, proposal: Proposal, file: PaperFile, by: Actor, at: datetime, on: date) -> Directive:
    """Enters the paper on the day `on`; its tasks hold from the day it was signed.

    Rows a person left out are kept as unread rows with their reason; a deadline nobody could read is kept as words.
    Raises `RowsUnsettled`, `FileKnown`, `OtherFile`, `NotTheOwner`, `NotInPost`, and what the composed actions raise.
    """
    take_turn()
    _require_confirmable(proposal, file, by=by, today=day_of(at))
    meta = proposal.meta
    rows = [row for row in proposal.rows if row.state is not RowState.LEFT_OUT]
    paper = register_directive(
        code=meta.code,
        number_text=meta.number_text,
        kind=meta.kind,
        title=meta.title,
        issuer=meta.issuer,
        signed_on=meta.signed_on,
        programme=meta.programme,
        clauses=[_clause(row) for row in rows],
        unread=_unread(proposal),
        fields=proposal.fields,
        file=file,
        by=by,
        at=at,
        on=on,
    )
    if meta.meeting:
        _enter_meeting(meta, by=by, at=at)
    assign_tasks(
        directive=meta.code, drafts=[_task(row, meta) for row in rows], by=by, at=at, on=meta.signed_on
    )
    return paper


def _require_confirmable(proposal: Proposal, file: PaperFile, *, by: Actor, today: date) -> None:
    programme = Programme.objects.get(code=proposal.meta.programme)
    require_steering(by, programme=programme.code, owner=programme.owner_id, today=today)
    if hashlib.sha256(file.content).hexdigest() != proposal.sha256:
        raise OtherFile(file=file.file_name)
    for known in Directive.objects.filter(file_sha256=proposal.sha256):
        if not was_taken_back(known, now(today)):
            raise FileKnown(file=file.file_name, directive=known.code)
    if blocked := proposal.blocked:
        named = ", ".join(row.key for row in blocked[:_NAMED])
        raise RowsUnsettled(n=len(blocked), rows=named if len(blocked) <= _NAMED else f"{named}, …")


def _clause(row: ProposedRow) -> ClauseDraft:
    return ClauseDraft(
        order=row.order,
        number_text=row.number_text,
        group_text=row.group_text,
        words="\n".join(words for words in (row.title, row.note_text) if words),
        place=row.place,
    )


def _unread(proposal: Proposal) -> list[UnreadDraft]:
    read = [
        UnreadDraft(place_of(row.locator), row.column.value, row.words, row.reason_code)
        for row in proposal.unread
    ]
    left = [
        UnreadDraft(row.place, "", f"{_words(row)}\n— {row.answer.leave_out}", LEFT_OUT)
        for row in proposal.rows_in(RowState.LEFT_OUT)
    ]
    return [*read, *left]


def _words(row: ProposedRow) -> str:
    cells = (row.number_text, row.title, row.leads_text, row.cooperating_text, row.product, row.deadline_text)
    return " | ".join(cell.replace("\n", " ") for cell in (*cells, row.note_text) if cell)


def _enter_meeting(meta: PaperMeta, *, by: Actor, at: datetime) -> None:
    """The meeting is held once; a second paper of the same meeting only adds conclusions."""
    if not Meeting.objects.filter(code=meta.meeting).exists():
        title = meta.meeting_title or meta.title
        hold_meeting(
            code=meta.meeting,
            programme=meta.programme,
            body=meta.issuer,
            title_vi=title,
            title_en="",
            by=by,
            at=at,
            on=meta.signed_on,
        )
    conclude(meeting=meta.meeting, directive=meta.code, by=by, at=at, on=meta.signed_on)


def _task(row: ProposedRow, meta: PaperMeta) -> TaskDraft:
    by_person = row.answer.due is not None or row.answer.nature is not None
    return TaskDraft(
        code=row.code,
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
        parent_code=row.parent_text[:120],
        publication=meta.publication,
        detail=detail_of(row.reading, by_person=by_person),
    )
