"""The watch over programs that must not stand still: the nightly round and the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .models import Job, Round
from .rules import NIGHTLY_LATE, WORKER_LATE, JobState, RoundKind, is_late

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def begin(*, kind: RoundKind, name: str, at: datetime) -> Round:
    """A round that has begun."""
    return Round.objects.create(kind=kind.value, name=name, began_at=at, seen_at=at)


def see(found: Round, *, at: datetime) -> None:
    """The program is alive."""
    Round.objects.filter(pk=found.pk).update(seen_at=at)


def end(found: Round, *, at: datetime, good: bool, told: str) -> None:
    """The round is over, well or not; what it found is kept."""
    Round.objects.filter(pk=found.pk).update(seen_at=at, ended_at=at, good=good, told=told)


def last_nightly() -> Round | None:
    """The newest nightly round that came to its end."""
    return Round.objects.filter(kind=RoundKind.NIGHTLY, ended_at__isnull=False).order_by("-ended_at").first()


def last_worker() -> Round | None:
    """The worker that was seen last."""
    return Round.objects.filter(kind=RoundKind.WORKER).order_by("-seen_at").first()


def nightly_is_late(*, at: datetime) -> bool:
    """Whether no nightly round has come to its end within 26 hours."""
    last = last_nightly()
    return is_late(last.ended_at if last else None, at=at, limit=NIGHTLY_LATE)


def worker_is_late(*, at: datetime) -> bool:
    """Whether no worker has been seen within five minutes."""
    last = last_worker()
    return is_late(last.seen_at if last else None, at=at, limit=WORKER_LATE)


def given_up() -> QuerySet[Job]:
    """Jobs that were tried in vain and wait for a person, newest first."""
    return Job.objects.filter(state=JobState.GIVEN_UP).order_by("-ended_at")


def sweep_rounds(*, before: datetime) -> int:
    """Drops rounds last seen before an instant, but never the newest nightly round."""
    last = last_nightly()
    old = Round.objects.filter(seen_at__lt=before)
    return (old.exclude(pk=last.pk) if last else old).delete()[0]
