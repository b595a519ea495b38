"""What those who carry a task out enter: progress, and the claim that it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.tasks.models import Claim, ClaimEvidence, Progress
from camket.discipline.tasks.queries import accepted_claims, open_claims
from camket.errors import Refused
from camket.record.actions import keep_evidence

from .entering import DayAhead, enter, now, require_open, require_reason, share_of, task_for

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


class ProductMissing(Refused):
    """A task is done when its product exists: the claim says which."""

    code = "task.claim.no_product"


class EvidenceMissing(Refused):
    """A claim needs something that can be checked."""

    code = "task.claim.no_evidence"


class AlreadyClaimed(Refused):
    """A claim on this share waits for an answer, or was accepted."""

    code = "task.claim.already"


@transaction.atomic
def report_progress(*, task: str, words: str, by: Actor, at: datetime, on: date) -> Progress:
    """A body says where its share stands. It changes no standing."""
    found = task_for(task, on=on)
    require_open(found, on=on)
    share = share_of(found, by=by, on=on)
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

    Raises `ProductMissing`, `EvidenceMissing`, `AlreadyClaimed`, `NotYoursToReport`, `TaskWithdrawn`, `DayAhead`.
    """
    found = task_for(task, on=on)
    require_open(found, on=on)
    if on < found.assigned_on:
        raise DayAhead(task=task, on=on.isoformat())
    share = share_of(found, by=by, on=on)
    product = " ".join(product.split())
    if not product:
        raise ProductMissing(task=task)
    if not evidence:
        raise EvidenceMissing(task=task)
    standing = now(on)
    if (open_claims(standing) | accepted_claims(standing)).filter(share=share).exists():
        raise AlreadyClaimed(task=task, agency=share.agency.code)
    kept = [
        keep_evidence(
            content=file.content, file_name=file.file_name, media_type=file.media_type, by=by, at=at, on=on
        )
        for file in evidence
    ]
    digests = list(dict.fromkeys(file.sha256 for file in kept))
    entry = enter(
        act="discipline.claim.submit",
        task=found,
        public={"agency": share.agency.code, "evidence": digests},
        private={"product": product, "files": [file.file_name for file in evidence]},
        by=by,
        at=at,
        on=on,
        more_subjects=tuple(f"evidence:{digest}" for digest in digests),
    )
    claim = Claim.objects.create(entry=entry, share=share, on_date=on, product=product, person_code=by.person)
    ClaimEvidence.objects.bulk_create(
        [
            ClaimEvidence(entry=entry, claim=claim, sha256=file.sha256, file_name=sent.file_name)
            for file, sent in zip(kept, evidence, strict=True)
        ]
    )
    return claim
