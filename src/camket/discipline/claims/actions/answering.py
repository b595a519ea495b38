"""What the assigner's side answers to a claim: accepted, or returned with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.mandates import bodies_of
from camket.discipline.agencies.queries import holder_of
from camket.discipline.tasks.actions.entering import (
    checked_words,
    enter,
    given,
    now,
    require_assigner,
    require_reason,
)
from camket.discipline.tasks.models import Acceptance, Claim, Return
from camket.discipline.tasks.queries import open_claims
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of
from camket.record.queries import hands
from camket.record.turn import take_turn

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.agencies.models import Post
    from camket.discipline.tasks.models import Task
    from camket.record.rules import Actor


class SameHand(Refused):
    """Who claimed does not accept: neither the person nor anyone of the claiming body."""

    code = "task.accept.same_hand"


class ClaimAnswered(Refused):
    """The claim was accepted, returned or annulled already."""

    code = "task.claim.answered"


class BeforeClaim(Refused):
    """An answer comes on the day of its claim or after it."""

    code = "task.claim.later"


def is_same_hand(claim: Claim, *, by: Actor, post: Post, today: date) -> bool:
    """Whether anyone behind an answer is behind its claim too, in person or by mandate.

    Behind an act stand whoever does it and the holder of the post it is done from. An answer is the claimant's own
    when the two sides share a person, or when somebody behind it sits in the claiming body, from whatever post.
    """
    from_post = hands([claim.entry])[claim.entry_id].post
    claiming = {claim.person_code, _holder(from_post, on=claim.on_date)}
    answering = {by.person, _holder(by.post, on=today)} - {""}
    body = claim.share.agency_id
    return (
        post.agency_id == body
        or bool(claiming & answering)
        or any(body in bodies_of(person, on=today) for person in answering)
    )


def _holder(post: str, *, on: date) -> str:
    held = holder_of(post, on=on)
    return held.person.code if held else ""


def _claim_to_answer(claim: int, *, by: Actor, at: datetime, on: date) -> tuple[Claim, Task]:
    take_turn()
    today = day_of(at)
    waiting = open_claims(now(today)).filter(entry_id=claim)
    found = waiting.select_related("share__agency", "share__task", "entry").first()
    if found is None:
        raise ClaimAnswered(claim=claim)
    task = given(found.share.task.code, on=on, at=at)
    post = require_assigner(task, by=by, today=today)
    if on < found.on_date:
        raise BeforeClaim(claim=claim, on=on.isoformat(), claimed=found.on_date.isoformat())
    if is_same_hand(found, by=by, post=post, today=today):
        raise SameHand(task=task.code, claim=claim)
    return found, task


@transaction.atomic
def accept_completion(*, claim: int, note: str = "", by: Actor, at: datetime, on: date) -> Acceptance:
    """The assigner's side agrees. The task is done, on the claim's day, once all its leads' claims are accepted.

    `claim` is the position of the claim's entry. Raises `ClaimAnswered`, `BeforeClaim`, `NotYoursToSteer`,
    `SameHand`.
    """
    found, task = _claim_to_answer(claim, by=by, at=at, on=on)
    note = checked_words(note)
    entry = enter(
        act="discipline.claim.accept",
        task=task,
        public={"agency": found.share.agency.code, "claim": claim},
        private={"note": note},
        by=by,
        at=at,
        on=on,
    )
    acceptance = Acceptance.objects.create(entry=entry, claim=found, on_date=on, note=note)
    settle([task.pk], entry=entry)
    return acceptance


@transaction.atomic
def return_claim(*, claim: int, reason: str, by: Actor, at: datetime, on: date) -> Return:
    """The claim goes back with a reason, and the deadline goes on running.

    Raises `ClaimAnswered`, `BeforeClaim`, `NotYoursToSteer`, `SameHand`, `ReasonMissing`.
    """
    found, task = _claim_to_answer(claim, by=by, at=at, on=on)
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
    returned = Return.objects.create(entry=entry, claim=found, on_date=on, reason=said)
    settle([task.pk], entry=entry)
    return returned
