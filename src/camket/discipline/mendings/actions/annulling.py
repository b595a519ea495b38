"""Annulling: an act about one task, or a bulk act with all it brought, is declared never to have held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.seats import require_steering
from camket.discipline.directives.models import Programme
from camket.discipline.mendings.queries import leaning_on, passings_leaning, tasks_of
from camket.discipline.tasks.actions.entering import (
    enter,
    now,
    require_assigner,
    require_reason,
    task_for,
)
from camket.discipline.tasks.actions.entering_many import some_of
from camket.discipline.tasks.models import (
    Acceptance,
    Annulment,
    CarriedCheck,
    Claim,
    Correction,
    Deadline,
    Return,
)
from camket.discipline.tasks.queries import accepted_claims, open_claims, restricted_among
from camket.discipline.tasks.rules import ANNULLABLE, BULK_ANNULLABLE, CorrectedField
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of
from camket.record import queries as record
from camket.record.actions import append
from camket.record.turn import take_turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.tasks.models import Task
    from camket.record.models import Entry
    from camket.record.rules import Actor


class NotAnnullable(Refused):
    """The entry is not an act that can be taken back this way."""

    code = "act.annul.not_annullable"


class AlreadyAnnulled(Refused):
    """The act was annulled before."""

    code = "act.annul.already"


class AnswerStands(Refused):
    """A claim that was accepted or returned is annulled after its answer, not before."""

    code = "act.annul.answer_stands"


class LaterClaim(Refused):
    """A claim that was returned, or refuted by a check, comes back only while the share has no other claim."""

    code = "act.annul.later_claim"


class BeforeAct(Refused):
    """An act is annulled on its day or after it."""

    code = "act.annul.before_act"


class LeanedOn(Refused):
    """Later acts stand on this one: they are annulled first, the newest before the others."""

    code = "act.annul.leaned_on"


@transaction.atomic
def annul_act(*, entry: int, reason: str, by: Actor, at: datetime, on: date) -> Annulment:
    """An act about one task is declared never to have held.

    Raises `NotAnnullable`, `AlreadyAnnulled`, `AnswerStands`, `LaterClaim`, `LeanedOn`, `BeforeAct`,
    `NotYoursToSteer`, `ReasonMissing`.
    """
    take_turn()
    target = record.entry(entry)
    if target is None or target.act not in ANNULLABLE:
        raise NotAnnullable(entry=entry)
    task = task_for(record.public_part(target)["task"], on=on, at=at)
    require_assigner(task, by=by, today=day_of(at))
    said = _require_free(target, reason=reason, on=on)
    if target.act == "discipline.claim.submit" and _answered(entry):
        raise AnswerStands(entry=entry)
    claim = _struck_out_by(target)
    if claim is not None and _claimed_again(claim, day_of(at)):
        raise LaterClaim(entry=entry)
    if claim is not None or Deadline.objects.filter(entry=target).exists():
        _require_nothing_leans(entry, passings_leaning(target, task, claim_back=claim is not None))
    # Asked of the facts and not of the leaf, which tells nothing of a restricted task.
    if Correction.objects.filter(entry_id=entry, field=CorrectedField.LEAD).exists():
        _require_unleaned(entry)
    annulment = enter(
        act="discipline.act.annul",
        task=task,
        public={"entry": entry, "act": target.act},
        private={"reason": said},
        by=by,
        at=at,
        on=on,
    )
    made = Annulment.objects.create(entry=annulment, target=target, task=task, on_date=on, reason=said)
    settle([task.pk], entry=annulment)
    return made


@transaction.atomic
def annul_bulk(*, entry: int, reason: str, by: Actor, at: datetime, on: date) -> Annulment:
    """An act about many tasks is taken back whole: from this entry on, the tasks it brought are on no day's list.

    What it did to tasks that were there before is undone with it. Where every one of them is restricted now, the leaf
    names neither the post nor a body. Raises `NotAnnullable`, `AlreadyAnnulled`, `LeanedOn`, `BeforeAct`,
    `NotYoursToSteer`, `NotTheOwner`, `ReasonMissing`.
    """
    take_turn()
    target = record.entry(entry)
    if target is None or target.act not in BULK_ANNULLABLE:
        raise NotAnnullable(entry=entry)
    tasks = list(tasks_of(entry))
    _require_assigner_of_all(target, tasks, by=by, today=day_of(at))
    said = _require_free(target, reason=reason, on=on)
    _require_unleaned(entry)
    closed = bool(tasks) and len(restricted_among(task.pk for task in tasks)) == len(tasks)
    subjects = list(target.mentions.order_by("pk").values_list("subject", flat=True))
    annulment = append(
        act="discipline.act.annul",
        by=by,
        at=at,
        on=on,
        subjects=[one for one in subjects if not closed or not one.startswith("agency:")],
        public={"entry": entry, "act": target.act, "task": None, "on": on.isoformat()},
        private={"reason": said},
        concealed=closed,
    )
    made = Annulment.objects.create(entry=annulment, target=target, task=None, on_date=on, reason=said)
    settle([task.pk for task in tasks], entry=annulment)
    return made


def _require_assigner_of_all(target: Entry, tasks: Sequence[Task], *, by: Actor, today: date) -> None:
    """An opening may have brought nothing to any task; its programme then says who steers."""
    for one in {task.programme_id: task for task in tasks}.values():
        require_assigner(one, by=by, today=today)
    if not tasks:
        programme = Programme.objects.get(code=record.public_part(target)["programme"])
        require_steering(by, programme=programme.code, owner=programme.owner_id, today=today)


def _require_free(target: Entry, *, reason: str, on: date) -> str:
    """The reason, once nothing of the entry's own speaks against annulling it."""
    if on < target.on_date:
        raise BeforeAct(entry=target.position, on=on.isoformat(), held=target.on_date.isoformat())
    said = require_reason(reason)
    if Annulment.objects.filter(target=target).exists():
        raise AlreadyAnnulled(entry=target.position)
    return said


def _require_unleaned(entry: int) -> None:
    _require_nothing_leans(entry, [one.position for one in leaning_on(entry)])


def _require_nothing_leans(entry: int, leaning: Sequence[int]) -> None:
    """Raises `LeanedOn` with the positions that lean, the newest first."""
    if leaning:
        newest = some_of(f"№ {position}" for position in reversed(leaning))
        raise LeanedOn(entry=entry, n=len(leaning), entries=newest)


def _struck_out_by(target: Entry) -> Claim | None:
    """The claim that a return, or a check that refuted it, keeps from counting: with it annulled, the claim is back."""
    if target.act == "discipline.claim.return":
        return Return.objects.select_related("claim__share").get(entry=target).claim
    refuted = CarriedCheck.objects.filter(entry=target, upheld=False).select_related("carried__claim__share")
    return next((check.carried.claim for check in refuted), None)


def _claimed_again(claim: Claim, today: date) -> bool:
    """Whether the share of a claim has another one that waits or was accepted."""
    share, standing = claim.share, now(today)
    claims = (open_claims(standing) | accepted_claims(standing)).exclude(pk=claim.pk)
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
