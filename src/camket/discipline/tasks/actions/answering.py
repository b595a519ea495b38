"""What the assigner's side answers to a claim: accepted, or returned with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.tasks.models import Acceptance, Claim, Return
from camket.discipline.tasks.queries import open_claims
from camket.errors import Refused

from .entering import enter, now, require_assigner, require_reason, task_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.tasks.models import Task
    from camket.record.rules import Actor


class SameHand(Refused):
    """Who claimed does not accept: neither the person nor anyone of the claiming body."""

    code = "task.accept.same_hand"


class ClaimAnswered(Refused):
    """The claim was accepted, returned or annulled already, or was made for a later day."""

    code = "task.claim.answered"


def _claim_to_answer(claim: int, *, by: Actor, on: date) -> tuple[Claim, Task]:
    found = open_claims(now(on)).filter(entry_id=claim).select_related("share__agency", "share__task").first()
    if found is None:
        raise ClaimAnswered(claim=claim)
    task = task_for(found.share.task.code, on=on)
    post = require_assigner(task, by=by)
    if by.person == found.person_code or post.agency_id == found.share.agency_id:
        raise SameHand(task=task.code, claim=claim)
    return found, task


@transaction.atomic
def accept_completion(*, claim: int, note: str = "", by: Actor, at: datetime, on: date) -> Acceptance:
    """The assigner's side agrees. The task is done, on the claim's day, once all its leads' claims are accepted.

    `claim` is the position of the claim's entry. Raises `ClaimAnswered`, `NotYoursToSteer`, `SameHand`.
    """
    found, task = _claim_to_answer(claim, by=by, on=on)
    entry = enter(
        act="discipline.claim.accept",
        task=task,
        public={"agency": found.share.agency.code, "claim": claim},
        private={"note": note},
        by=by,
        at=at,
        on=on,
    )
    return Acceptance.objects.create(entry=entry, claim=found, on_date=on, note=note)


@transaction.atomic
def return_claim(*, claim: int, reason: str, by: Actor, at: datetime, on: date) -> Return:
    """The claim goes back with a reason, and the deadline goes on running.

    Raises `ClaimAnswered`, `NotYoursToSteer`, `SameHand`, `ReasonMissing`.
    """
    found, task = _claim_to_answer(claim, by=by, on=on)
    said = require_reason(reason)
    entry = enter(
        act="discipline.claim.return",
        task=task,
        public={"agency": found.share.agency.code, "claim": claim},
        private={"reason": said},
        by=by,
        at=at,
        on=on,
    )
    return Return.objects.create(entry=entry, claim=found, on_date=on, reason=said)
