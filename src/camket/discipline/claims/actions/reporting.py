"""What those who carry a task out enter: progress, and the claim that it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.tasks.actions.entering import (
    checked_words,
    enter,
    given,
    is_restricted,
    require_open,
    require_reason,
    share_of,
    share_to_claim,
)
from camket.discipline.tasks.models import Claim, ClaimEvidence, Progress
from camket.discipline.tasks.rules import plain_file_name
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import keep_evidence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.record.rules import Actor


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file put forward with a claim."""

    file_name: str
    media_type: str
    content: bytes


class NotTheDay(Refused):
    """A claim counts on the day on which it is submitted, and on no other."""

    code = "task.claim.not_today"


class ProductMissing(Refused):
    """A task is done when its product exists: the claim says which."""

    code = "task.claim.no_product"


class EvidenceMissing(Refused):
    """A claim needs something that can be checked."""

    code = "task.claim.no_evidence"


@transaction.atomic
def report_progress(*, task: str, words: str, by: Actor, at: datetime, on: date) -> Progress:
    """A body says where its share stands. It changes no standing."""
    found = given(task, on=on, at=at)
    require_open(found, on=on)
    share = share_of(found, by=by, on=on, today=day_of(at))
    said = require_reason(words)
    entry = enter(
        act="discipline.progress.report",
        task=found,
        public={"agency": share.agency.code},
        private={"words": said},
        by=by,
        at=at,
        on=on,
    )
    return Progress.objects.create(entry=entry, share=share, on_date=on, words=said)


@transaction.atomic
def claim_completion(
    *, task: str, product: str, evidence: Sequence[EvidenceFile], by: Actor, at: datetime, on: date
) -> Claim:
    """A body says that its share is done. Nothing is done by it until the assigner's side accepts.

    The day it counts for is the day it is submitted: a claim dated back would make late work timely. Raises
    `NotTheDay`, `ProductMissing`, `EvidenceMissing`, `AlreadyClaimed`, `NotYoursToReport`, `TaskWithdrawn`,
    `BeforeGiven`.
    """
    if on != day_of(at):
        raise NotTheDay(task=task, on=on.isoformat())
    found = given(task, on=on, at=at)
    require_open(found, on=on)
    share = share_to_claim(found, by=by, on=on, today=day_of(at))
    product = checked_words(product)
    if not any(sign.isalnum() for sign in product):
        raise ProductMissing(task=task)
    if not evidence:
        raise EvidenceMissing(task=task)
    names = [plain_file_name(file.file_name) for file in evidence]
    kept = [
        keep_evidence(
            content=file.content,
            file_name=name,
            media_type=file.media_type,
            by=by,
            at=at,
            on=on,
            concealed_under=f"task:{found.code}" if is_restricted(found) else None,
        )
        for file, name in zip(evidence, names, strict=True)
    ]
    digests = list(dict.fromkeys(file.sha256 for file in kept))
    entry = enter(
        act="discipline.claim.submit",
        task=found,
        public={"agency": share.agency.code, "evidence": digests},
        private={"product": product, "files": names},
        by=by,
        at=at,
        on=on,
        more_subjects=tuple(f"evidence:{digest}" for digest in digests),
    )
    claim = Claim.objects.create(entry=entry, share=share, on_date=on, product=product, person_code=by.person)
    ClaimEvidence.objects.bulk_create(
        [
            ClaimEvidence(entry=entry, claim=claim, sha256=file.sha256, file_name=name)
            for file, name in zip(kept, names, strict=True)
        ]
    )
    settle([found.pk], entry=entry)
    return claim
