"""The store of the crash test, in a process of its own: builds it, feeds its queue, and looks at what is left of it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import timedelta
from itertools import count

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from tests.replay import require_replay_agrees, signing_key
from tests.world import PROVINCE_OFFICER, START, build_world

from camket.cli.door import now
from camket.cli.duties import DUTIES
from camket.cli.spans import span_vitals
from camket.discipline.claims.actions import report_progress
from camket.jobs import queueing
from camket.jobs.models import Job, Receipt
from camket.jobs.rules import LEASE, JobState
from camket.periods import day_of
from camket.record.actions import seal_checkpoint
from camket.record.checking import Grade, file_vitals, record_vitals
from camket.record.models import Opening

TASKS = 40


def build() -> None:
    """The world of the tests with tasks to write about; one of them is the feeder's own."""
    call_command("migrate", verbosity=0)
    world = build_world()
    for n in range(TASKS):
        world.give(f"57-{n:04d}", due=START + timedelta(days=900))
    world.give("57-9999", leads=("H42",), due=START + timedelta(days=900))
    seal_checkpoint(key=signing_key(), at=now())


def feed() -> None:
    """Enters acts that nobody seals, and asks for jobs that seal them; says each job that the store has taken."""
    sys.stdout.write("fed\n")
    for n in count():
        at = now()
        report_progress(task="57-9999", words=f"feeder {n}", by=PROVINCE_OFFICER, at=at, on=day_of(at))
        queueing.ask_for(kind="seal", key=f"seal:crash-{n}", at=at)
        sys.stdout.write(f"seal:crash-{n}\n")
        sys.stdout.flush()
        if sys.stdin.readline() != "more\n":
            return


def check() -> None:
    """Reads what was acknowledged from standard input; fails when any of it is lost or doubled, or the store unsound."""
    told = json.load(sys.stdin)
    at = now()
    entered: Counter[str] = Counter()
    for private in Opening.objects.values_list("private", flat=True):
        part = json.loads(private)
        said = f"{part.get('words', '')} {part.get('product', '')} {part.get('note', '')}"
        entered.update(word for word in said.split() if word.startswith("dau-"))
    lost = [word for word in told["acknowledged"] if entered[word] == 0]
    doubled = [word for word, times in entered.items() if times > 1]
    assert not lost, f"acknowledged and lost: {lost}"
    assert not doubled, f"entered twice: {doubled}"
    assert set(entered) == set(told["acknowledged"]), "an act was entered and never acknowledged"
    assert not Receipt.objects.filter(place="").exists()
    _finish_jobs(told["jobs"])
    found = [
        *record_vitals(at=at, vkey=signing_key().vkey),
        *file_vitals(settings.CAMKET_EVIDENCE_DIR, every=True),
        *span_vitals(every=True),
    ]
    assert not [one for one in found if one.grade is Grade.WRONG], found
    require_replay_agrees()
    sys.stdout.write(f"{len(entered)}\n")


def _finish_jobs(keys: list[str]) -> None:
    """Every job asked for is there; those that a killed worker left are free when their lease is over."""
    assert set(keys) <= set(Job.objects.values_list("key", flat=True)), "a job was lost"
    later = now() + LEASE + timedelta(hours=2)
    while (job := queueing.take(worker="afterwards", at=later)) is not None:
        told = DUTIES[job.kind](at=now())
        assert queueing.finish(job, worker="afterwards", at=later, told=told)
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


if __name__ == "__main__":
    {"build": build, "feed": feed, "check": check}[sys.argv[1]]()
