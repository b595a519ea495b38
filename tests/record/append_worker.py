"""A process of its own that appends entries, some in transactions that fail; run by the concurrency test."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import django

django.setup()

from django.db import transaction
from tests.world import START, noon

from camket.record import queries as record
from camket.record.actions import append
from camket.record.models import Entry
from camket.record.rules import Actor
from camket_verify import tree


class Torn(Exception):
    """What makes every third transaction fail after its append."""


def _tear(chance: random.Random) -> None:
    if chance.random() < 0.3:
        raise Torn


def write(name: str, n: int) -> None:
    """Appends `n` entries, fewer where a file `stop` appears, with torn transactions in between; prints how many."""
    chance = random.Random(name)  # noqa: S311 - which transactions fail is no secret
    last = record.last_entry()
    at = noon(START) if last is None else last.recorded_at
    done = 0
    stop = Path(os.environ["CAMKET_DATA"], "stop")
    while done < n and not stop.exists():
        try:
            with transaction.atomic():
                append(
                    act="discipline.progress.report",
                    by=Actor(post=name, person=name),
                    at=at,
                    on=START,
                    subjects=[f"task:{name}-{done}"],
                    public={"task": f"{name}-{done}"},
                    private={},
                )
                _tear(chance)
                done += 1
        except Torn:
            continue
    sys.stdout.write(f"{done}\n")


def check() -> None:
    """Prints how many entries there are; fails on a gap, a doubled subject or a root that is not theirs."""
    entries = list(Entry.objects.order_by("position"))
    if [entry.position for entry in entries] != list(range(1, len(entries) + 1)):
        raise SystemExit("positions are not dense")
    if len({entry.leaf.split('"subjects":')[1] for entry in entries}) != len(entries):
        raise SystemExit("an act was entered twice")
    if record.root_at(len(entries)) != tree.root_of(tree.leaf_hash(entry.leaf.encode()) for entry in entries):
        raise SystemExit("the root is not that of the leaves")
    sys.stdout.write(f"{len(entries)}\n")


if __name__ == "__main__":
    if sys.argv[1] == "check":
        check()
    else:
        write(sys.argv[1], int(sys.argv[2]))
