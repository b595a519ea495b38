"""The queue of jobs: ask for one, take one, keep it alive, end it. The instant is always the caller's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q

from .models import Job
from .rules import LEASE, JobState, next_try

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

_TOLD = 2000


def ask_for(*, kind: str, key: str, at: datetime, about: str = "") -> bool:
    """Puts a job in the queue, due at `at`; False when its key was asked for before, whatever became of it."""
    _, made = Job.objects.get_or_create(key=key, defaults={"kind": kind, "about": about, "due_at": at})
    return made


def _free(at: datetime) -> QuerySet[Job]:
    left = Q(state=JobState.TAKEN, leased_until__lt=at)
    return Job.objects.filter(Q(state=JobState.WAITING, due_at__lte=at) | left).order_by("due_at", "pk")


@transaction.atomic
def take(*, worker: str, at: datetime) -> Job | None:
    """The next job that is due, leased to this worker; None when nothing waits.

    Two workers never hold the same job: PostgreSQL passes over rows that another is just taking, and SQLite lets one
    transaction write at a time. A job whose lease ran out is taken again; that counts as a try, so a job that kills
    its worker every time is given up in the end.
    """
    free = _free(at)
    if connection.vendor == "postgresql":
        free = free.select_for_update(skip_locked=True)
    for job in free[:20]:
        if job.state == JobState.TAKEN and next_try(job.tries, at=at) is None:
            _end(job, JobState.GIVEN_UP, at=at, told=f"worker {job.leased_by} ended without a word")
            continue
        job.state = JobState.TAKEN
        job.tries += 1
        job.leased_by, job.leased_until = worker, at + LEASE
        job.save(update_fields=["state", "tries", "leased_by", "leased_until"])
        return job
    return None


def keep_alive(job: Job, *, worker: str, at: datetime) -> bool:
    """Lengthens the lease; False when the job has passed to another worker meanwhile."""
    held = Job.objects.filter(pk=job.pk, state=JobState.TAKEN, leased_by=worker)
    return held.update(leased_until=at + LEASE) == 1


@transaction.atomic
def finish(job: Job, *, worker: str, at: datetime, told: str) -> bool:
    """Ends a job that went well; False when it had passed to another worker, whose ending counts."""
    held = _held(job, worker)
    if held is None:
        return False
    _end(held, JobState.DONE, at=at, told=told)
    return True


@transaction.atomic
def fail(job: Job, *, worker: str, at: datetime, told: str) -> bool:
    """Puts a job that failed back for a later try, or gives it up; what went wrong is kept either way."""
    held = _held(job, worker)
    if held is None:
        return False
    again = next_try(held.tries, at=at)
    if again is None:
        _end(held, JobState.GIVEN_UP, at=at, told=told)
        return True
    held.state, held.due_at, held.told = JobState.WAITING, again, told[:_TOLD]
    held.leased_by, held.leased_until = "", None
    held.save(update_fields=["state", "due_at", "told", "leased_by", "leased_until"])
    return True


def _held(job: Job, worker: str) -> Job | None:
    rows = Job.objects.filter(pk=job.pk, state=JobState.TAKEN, leased_by=worker)
    return rows.select_for_update().first()


def _end(job: Job, state: JobState, *, at: datetime, told: str) -> None:
    job.state, job.ended_at, job.told, job.leased_until = state, at, told[:_TOLD], None
    job.save(update_fields=["state", "ended_at", "told", "leased_until"])


def sweep_jobs(*, done_before: datetime, given_up_before: datetime) -> int:
    """Drops jobs that ended before an instant; those given up stay in sight longer, for whoever must look."""
    done = Q(state=JobState.DONE, ended_at__lt=done_before)
    given_up = Q(state=JobState.GIVEN_UP, ended_at__lt=given_up_before)
    return Job.objects.filter(done | given_up).delete()[0]
