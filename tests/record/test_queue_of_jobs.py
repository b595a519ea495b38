"""The queue of background work: asked once, taken by one, tried again, given up; and the watch over the programs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from camket.jobs import queueing, receipts, rounds
from camket.jobs.models import Job, Round
from camket.jobs.rules import LEASE, MOST_TRIES, JobState, RoundKind, next_try

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def ask(key: str = "seal:7", at: datetime = NOON) -> bool:
    return queueing.ask_for(kind="seal", key=key, at=at)


def taken(worker: str, at: datetime) -> Job:
    job = queueing.take(worker=worker, at=at)
    assert job is not None
    return job


def test_asking_twice_for_one_key_is_asking_once():
    assert ask()
    assert not ask()
    job = taken("one", NOON)
    assert queueing.finish(job, worker="one", at=NOON, told="7")
    assert not ask()
    assert queueing.take(worker="one", at=NOON) is None


def test_a_job_is_held_by_one_worker_until_its_lease_is_over():
    ask()
    job = taken("one", NOON)
    assert queueing.take(worker="two", at=NOON + LEASE) is None
    assert queueing.keep_alive(job, worker="one", at=NOON + LEASE)
    assert queueing.take(worker="two", at=NOON + LEASE + SECOND) is None
    again = taken("two", NOON + LEASE * 2 + SECOND)
    assert again.pk == job.pk
    # the first worker wakes up: what it has to say no longer counts
    assert not queueing.keep_alive(job, worker="one", at=NOON + LEASE * 2 + SECOND)
    assert not queueing.finish(job, worker="one", at=NOON + LEASE * 2 + SECOND, told="late")
    assert queueing.finish(again, worker="two", at=NOON + LEASE * 2 + SECOND, told="done")
    assert Job.objects.get().told == "done"


def test_a_failed_job_waits_longer_each_time_and_is_given_up_with_its_error_kept():
    ask()
    at, waits = NOON, []
    for _ in range(MOST_TRIES):
        job = taken("one", at)
        assert queueing.fail(job, worker="one", at=at, told="disk full")
        kept = Job.objects.get()
        if kept.state == JobState.WAITING:
            assert queueing.take(worker="one", at=kept.due_at - SECOND) is None
            waits.append((kept.due_at - at).total_seconds())
            at = kept.due_at
    assert waits == [10, 20, 40, 80, 160, 320, 640]
    assert (kept.state, kept.told, kept.tries) == (JobState.GIVEN_UP, "disk full", MOST_TRIES)
    assert list(rounds.given_up()) == [kept]
    assert queueing.take(worker="one", at=at + timedelta(days=1)) is None


def test_a_job_that_kills_its_worker_each_time_is_given_up():
    ask()
    at = NOON
    for _ in range(MOST_TRIES):
        taken("one", at)
        at += LEASE + SECOND
    assert queueing.take(worker="one", at=at) is None
    assert Job.objects.get().state == JobState.GIVEN_UP


def test_no_wait_is_longer_than_an_hour():
    waits = [next_try(tries, at=NOON) for tries in range(1, MOST_TRIES)]
    assert all(wait is not None and wait - NOON <= timedelta(hours=1) for wait in waits)
    assert next_try(MOST_TRIES, at=NOON) is None


def test_ended_jobs_are_swept_and_those_given_up_stay_longer():
    for key in ("done", "given"):
        ask(key)
    done, given = taken("one", NOON), taken("one", NOON)
    queueing.finish(done, worker="one", at=NOON, told="")
    Job.objects.filter(pk=given.pk).update(state=JobState.GIVEN_UP, ended_at=NOON)
    after = NOON + SECOND
    assert queueing.sweep_jobs(done_before=after, given_up_before=NOON) == 1
    assert [job.key for job in Job.objects.all()] == [given.key]
    assert queueing.sweep_jobs(done_before=after, given_up_before=after) == 1


def test_a_nightly_round_is_missed_after_twenty_six_hours():
    assert rounds.nightly_is_late(at=NOON)
    mine = rounds.begin(kind=RoundKind.NIGHTLY, name="a", at=NOON)
    assert rounds.nightly_is_late(at=NOON), "a round that only began has done nothing yet"
    rounds.end(mine, at=NOON, good=True, told="")
    assert not rounds.nightly_is_late(at=NOON + timedelta(hours=26))
    assert rounds.nightly_is_late(at=NOON + timedelta(hours=26, seconds=1))


def test_a_worker_is_missed_after_five_minutes():
    mine = rounds.begin(kind=RoundKind.WORKER, name="a", at=NOON)
    assert not rounds.worker_is_late(at=NOON + timedelta(minutes=5))
    rounds.see(mine, at=NOON + timedelta(minutes=5))
    assert not rounds.worker_is_late(at=NOON + timedelta(minutes=10))
    assert rounds.worker_is_late(at=NOON + timedelta(minutes=11))


def test_old_rounds_are_swept_but_never_the_newest_nightly():
    for hours in (2, 1):
        mine = rounds.begin(kind=RoundKind.NIGHTLY, name="a", at=NOON - timedelta(hours=hours))
        rounds.end(mine, at=NOON - timedelta(hours=hours), good=True, told="")
    rounds.sweep_rounds(before=NOON)
    assert [one.began_at for one in Round.objects.all()] == [NOON - timedelta(hours=1)]


def test_a_receipt_gives_the_first_place_back_until_it_is_given_back():
    assert receipts.claim_key("k", at=NOON) is None
    receipts.keep_place("k", "/tasks/57-0001")
    assert receipts.claim_key("k", at=NOON) == "/tasks/57-0001"
    receipts.give_back("k")
    assert receipts.claim_key("k", at=NOON) is None
    assert receipts.sweep_receipts(before=NOON + SECOND) == 1
