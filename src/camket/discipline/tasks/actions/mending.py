"""Mending without editing: correct, withdraw, annul. What was stays in the record beside what is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.models import Agency
from camket.discipline.tasks.models import (
    Acceptance,
    Annulment,
    Correction,
    Deadline,
    Return,
    Share,
    ShareEnd,
    Task,
    Withdrawal,
)
from camket.discipline.tasks.queries import shares_in_force
from camket.discipline.tasks.rules import ANNULLABLE, CorrectedField, DeadlineOrigin, ShareRole
from camket.errors import Refused
from camket.record import queries as record

from .assigning import NoLead, UnknownBody
from .entering import enter, now, require_assigner, require_open, require_reason, task_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.deadlines.rules import Reading
    from camket.record.rules import Actor


class NothingChanges(Refused):
    """A correction says something other than what stands."""

    code = "task.correct.no_change"


class NotAnnullable(Refused):
    """The entry is not an act about one task that can be taken back."""

    code = "act.annul.not_annullable"


class AlreadyAnnulled(Refused):
    """The act was annulled before."""

    code = "act.annul.already"


class AnswerStands(Refused):
    """A claim that was accepted or returned is annulled after its answer, not before."""

    code = "act.annul.answer_stands"


@transaction.atomic
def withdraw_task(*, task: str, statement: str, by: Actor, at: datetime, on: date) -> Withdrawal:
    """The assigner's side takes a task off the list, with a closing statement. Raises `TaskWithdrawn`."""
    found = task_for(task, on=on)
    require_assigner(found, by=by)
    require_open(found, on=on)
    said = require_reason(statement)
    entry = enter(
        act="discipline.task.withdraw",
        task=found,
        public={},
        private={"statement": said},
        by=by,
        at=at,
        on=on,
    )
    return Withdrawal.objects.create(entry=entry, task=found, on_date=on, statement=said)


def _enter_correction(
    task: Task,
    *,
    field: CorrectedField,
    public: dict[str, Any],
    before: str,
    after: str,
    reason: str,
    by: Actor,
    at: datetime,
    on: date,
) -> Correction:
    require_assigner(task, by=by)
    said = require_reason(reason)
    if before == after:
        raise NothingChanges(task=task.code, field=field.value)
    entry = enter(
        act="discipline.task.correct",
        task=task,
        public={"field": field.value, **public},
        private={"before": before, "after": after, "reason": said},
        by=by,
        at=at,
        on=on,
    )
    return Correction.objects.create(
        entry=entry, task=task, on_date=on, field=field.value, before=before, after=after, reason=said
    )


@transaction.atomic
def correct_words(
    *, task: str, field: CorrectedField, after: str, reason: str, by: Actor, at: datetime, on: date
) -> Correction:
    """A title or product read or typed wrongly is mended; the paper's words stay on the task."""
    found = task_for(task, on=on)
    before = str(getattr(found, f"{field.value}_now"))
    after = require_reason(after)
    return _enter_correction(
        found, field=field, public={}, before=before, after=after, reason=reason, by=by, at=at, on=on
    )


@transaction.atomic
def correct_deadline(
    *, task: str, reading: Reading, deadline_text: str, reason: str, by: Actor, at: datetime, on: date
) -> Correction:
    """A deadline that was read wrongly is read again. The new reading holds from `on`; the old one stays before it."""
    found = task_for(task, on=on)
    require_open(found, on=on)
    in_force = found.due_date
    was = f"{found.nature} {in_force or ''}".strip()
    due = reading.due_date
    correction = _enter_correction(
        found,
        field=CorrectedField.DEADLINE,
        public={
            "nature": reading.nature.value,
            "due": due.isoformat() if due else None,
            "continues": reading.continues,
        },
        before=was,
        after=f"{reading.nature.value} {due or ''}".strip(),
        reason=reason,
        by=by,
        at=at,
        on=on,
    )
    Deadline.objects.create(
        entry=correction.entry,
        task=found,
        origin=DeadlineOrigin.CORRECTED,
        on_date=on,
        nature=reading.nature,
        due_date=due,
        continues=reading.continues,
        deadline_text=deadline_text,
        rule_code=reading.rule_code or "",
        reason=correction.reason,
    )
    return correction


@transaction.atomic
def correct_leads(
    *, task: str, leads: Sequence[str], reason: str, by: Actor, at: datetime, on: date
) -> Correction:
    """Other bodies lead the task from this day on. Raises `NoLead`, `UnknownBody`."""
    found = task_for(task, on=on)
    require_open(found, on=on)
    if not leads:
        raise NoLead(codes=task)
    bodies = dict(Agency.objects.filter(code__in=leads).values_list("code", "pk"))
    if missing := set(leads) - set(bodies):
        raise UnknownBody(codes=", ".join(sorted(missing)))
    held = list(shares_in_force(now(on)).filter(task=found).select_related("agency"))
    old = [share for share in held if share.role == ShareRole.LEAD]
    correction = _enter_correction(
        found,
        field=CorrectedField.LEAD,
        public={
            "leads": list(leads),
            "cooperating": [share.agency.code for share in held if share.role == ShareRole.COOPERATING],
        },
        before=", ".join(share.agency.code for share in old),
        after=", ".join(leads),
        reason=reason,
        by=by,
        at=at,
        on=on,
    )
    kept = {share.agency.code for share in old if share.agency.code in leads}
    ShareEnd.objects.bulk_create(
        [
            ShareEnd(entry=correction.entry, share=share, on_date=on)
            for share in old
            if share.agency.code not in kept
        ]
    )
    Share.objects.bulk_create(
        [
            Share(
                entry=correction.entry,
                task=found,
                agency_id=bodies[code],
                role=ShareRole.LEAD,
                from_date=on,
                order=order,
            )
            for order, code in enumerate(leads, start=1)
            if code not in kept
        ]
    )
    return correction


@transaction.atomic
def annul_act(*, entry: int, reason: str, by: Actor, at: datetime, on: date) -> Annulment:
    """An act about one task is declared never to have held.

    Raises `NotAnnullable`, `AlreadyAnnulled`, `AnswerStands`, `NotYoursToSteer`, `ReasonMissing`.
    """
    target = record.entry(entry)
    if target is None or target.act not in ANNULLABLE:
        raise NotAnnullable(entry=entry)
    public = record.public_part(target)
    if target.act == "discipline.task.correct" and public.get("field") == CorrectedField.LEAD:
        raise NotAnnullable(entry=entry)
    task = task_for(public["task"], on=on)
    require_assigner(task, by=by)
    said = require_reason(reason)
    if Annulment.objects.filter(target_id=entry).exists():
        raise AlreadyAnnulled(entry=entry)
    if target.act == "discipline.claim.submit" and _answered(entry):
        raise AnswerStands(entry=entry)
    annulment = enter(
        act="discipline.act.annul",
        task=task,
        public={"entry": entry, "act": target.act},
        private={"reason": said},
        by=by,
        at=at,
        on=on,
    )
    return Annulment.objects.create(entry=annulment, target=target, task=task, on_date=on, reason=said)


def _answered(claim: int) -> bool:
    for model in (Acceptance, Return):
        answers = model.objects.filter(claim__entry_id=claim).values_list("entry_id", flat=True)
        if set(answers) - set(
            Annulment.objects.filter(target_id__in=answers).values_list("target_id", flat=True)
        ):
            return True
    return False
