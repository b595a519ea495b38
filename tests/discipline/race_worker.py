"""A process of its own that takes part in a race on one task; run by the test of two hands at once."""

from __future__ import annotations

import sys
from datetime import date

import django

django.setup()

from django.core.management import call_command
from tests.replay import require_replay_agrees
from tests.world import CHAIR, FOLLOWER, MINISTER, OFFICER, World, build_world, noon

from camket.discipline.claims.actions import accept_completion
from camket.errors import Refused
from camket.record import queries as record

DAY = date(2025, 4, 4)
HANDS = {"accept": (FOLLOWER, CHAIR), "claim": (OFFICER, MINISTER)}


def build() -> None:
    """One task with a claim that waits, and one that nobody has claimed yet."""
    call_command("migrate", verbosity=0)
    world = build_world()
    for code in ("57-0001", "57-0002"):
        world.give(code, due=date(2025, 6, 30))
    sys.stdout.write(f"{world.claim('57-0001', on=DAY)}\n")


def act(verb: str, hand: int, claim: int) -> None:
    """Waits for the starting line, then accepts or claims; prints `entered`, or the code of the refusal."""
    by = HANDS[verb][hand]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    try:
        if verb == "accept":
            accept_completion(claim=claim, by=by, at=noon(DAY), on=DAY)
        else:
            World().claim("57-0002", on=DAY, by=by)
    except Refused as refusal:
        sys.stdout.write(f"{refusal.code}\n")
    else:
        sys.stdout.write("entered\n")


def check() -> None:
    """Fails unless a replay of the record gives what the tables give; prints how many entries there are."""
    require_replay_agrees()
    sys.stdout.write(f"{record.latest_position()}\n")


if __name__ == "__main__":
    if sys.argv[1] in HANDS:
        act(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    else:
        {"build": build, "check": check}[sys.argv[1]]()
