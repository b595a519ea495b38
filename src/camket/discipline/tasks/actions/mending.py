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
from camket.discipline.tasks.queries import accepted_claims, open_claims, shares_in_force
from camket.discipline.tasks.rules import ANNULLABLE, CorrectedField, DeadlineOrigin, ShareRole, plain
from camket.errors import Refused
from camket.periods import day_of
from camket.record import queries as record
from camket.record.turn import take_turn

from .assigning import NoLead, UnknownBody
from .entering import enter, now, require_assigner, require_near, require_open, require_reason, task_for

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


class LaterClaim(Refused):
    """A returned claim comes back only while the share has no other claim."""

    code = "act.annul.later_claim"


class BeforeAct(Refused):
    """An act is annulled on its day or after it."""

    code = "act.annul.before_act"


class BeforeLastChange(Refused):
    """Who leads changes forward in time only."""

    code = "task.correct.before_last_change"


@transaction.atomic
def withdraw_task(*, task: str, statement: str, by: Actor, at: datetime, on: date) -> Withdrawal:
    """The assigner's side takes a task off the list, with a closing statement. Raises `TaskWithdrawn`."""
    found = task_for(task, on=on, at=at)
    require_assigner(found, by=by, today=day_of(at))
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
    require_assigner(task, by=by, today=day_of(at))
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
    found = task_for(task, on=on, at=at)
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
    found = task_for(task, on=on, at=at)
    require_open(found, on=on)
    require_near(reading.due_date)
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
        deadline_text=plain(deadline_text),
        rule_code=reading.rule_code or "",
        reason=correction.reason,
    )
    return correction


@transaction.atomic
def correct_leads(
    *, task: str, leads: Sequence[str], reason: str, by: Actor, at: datetime, on: date
) -> Correction:
    """Other bodies lead the task from this day on. Raises `NoLead`, `UnknownBody`, `BeforeLastChange`.

    The shares are written anew in the paper's order: who leads first is a matter of order. A body's claims stay its
    own, so a lead that comes back finds them again.
    """
    found = task_for(task, on=on, at=at)
    require_open(found, on=on)
    leads = list(dict.fromkeys(leads))
    if not leads:
        raise NoLead(codes=task)
    bodies = dict(Agency.objects.filter(code__in=leads).values_list("code", "pk"))
    if missing := set(leads) - set(bodies):
        raise UnknownBody(codes=", ".join(sorted(missing)))
    if Share.objects.filter(task=found, from_date__gt=on).exists():
        raise BeforeLastChange(task=task, on=on.isoformat())
    held = list(shares_in_force(now(day_of(at))).filter(task=found).select_related("agency"))
    old = [share for share in held if share.role == ShareRole.LEAD]
    correction = _enter_correction(
        found,
        field=CorrectedField.LEAD,
        public={
            "leads": list(leads),
            "cooperating": [
                share.agency.code
                for share in held
                if share.role == ShareRole.COOPERATING and share.agency.code not in leads
            ],
        },
        before=", ".join(share.agency.code for share in old),
        after=", ".join(leads),
        reason=reason,
        by=by,
        at=at,
        on=on,
    )
    ShareEnd.objects.bulk_create(
        [
            ShareEnd(entry=correction.entry, share=share, on_date=on)
            for share in held
            if share in old or share.agency.code in leads
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
        ]
    )
    return correction


@transaction.atomic
def annul_act(*, entry: int, reason: str, by: Actor, at: datetime, on: date) -> Annulment:
    """An act about one task is declared never to have held.

    Raises `NotAnnullable`, `AlreadyAnnulled`, `AnswerStands`, `LaterClaim`, `BeforeAct`, `NotYoursToSteer`,
    `ReasonMissing`.
    """
    take_turn()
    target = record.entry(entry)
    # Asked of the facts and not of the leaf, which tells nothing of a restricted task.
    led = Correction.objects.filter(entry_id=entry, field=CorrectedField.LEAD)
    if target is None or target.act not in ANNULLABLE or led.exists():
        raise NotAnnullable(entry=entry)
    task = task_for(record.public_part(target)["task"], on=on, at=at)
    require_assigner(task, by=by, today=day_of(at))
    if on < target.on_date:
        raise BeforeAct(entry=entry, on=on.isoformat(), held=target.on_date.isoformat())
    said = require_reason(reason)
    if Annulment.objects.filter(target_id=entry).exists():
        raise AlreadyAnnulled(entry=entry)
    if target.act == "discipline.claim.submit" and _answered(entry):
        raise AnswerStands(entry=entry)
    if target.act == "discipline.claim.return" and _claimed_again(entry, day_of(at)):
        raise LaterClaim(entry=entry)
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


def _claimed_again(entry: int, today: date) -> bool:
    """Whether the share of a returned claim has another one that waits or was accepted."""
    returned = Return.objects.select_related("claim__share").get(entry_id=entry).claim
    share, standing = returned.share, now(today)
    claims = (open_claims(standing) | accepted_claims(standing)).exclude(pk=returned.pk)
    return claims.filter(
        share__task=share.task_id, share__agency=share.agency_id, share__role=share.role
    ).exists()


def _answered(claim: int) -> bool:
    for model in (Acceptance, Return):
        answers = model.objects.filter(claim__entry_id=claim).values_list("entry_id", flat=True)
        if set(answers) - set(
            Annulment.objects.filter(target_id__in=answers).values_list("target_id", flat=True)
        ):
            return True
    return False
