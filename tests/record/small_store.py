"""A small store with every kind of row, in a process of its own: builds it, or holds it against its record."""

from __future__ import annotations

import sys
from datetime import date

import django

django.setup()

from django.core.management import call_command
from tests.replay import require_replay_agrees, signing_key
from tests.world import FOLLOWER, OFFICE, build_world, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.claims.actions import return_claim
from camket.discipline.mendings.actions import annul_act, withdraw_task
from camket.discipline.redating.actions import extend_deadline
from camket.record import queries as record
from camket.record.actions import seal_checkpoint


def build() -> None:
    """Tasks that were done, returned, extended, withdrawn and annulled; one restricted; then a signed checkpoint."""
    call_command("migrate", verbosity=0)
    world = build_world()
    for n in range(6):
        world.give(f"57-{n:04d}", due=date(2025, 6, 30), title=f"Nhiệm vụ “{n}” \\ \t 𠮷")
    world.give("57-0100", publication=Publication.RESTRICTED, due=date(2025, 6, 30))
    world.finish("57-0000", on=date(2025, 6, 1))
    accepted = world.finish("57-0001", on=date(2025, 7, 5))
    by, day = {"by": FOLLOWER}, date(2025, 7, 8)
    annul_act(entry=accepted, reason="Xác nhận nhầm", **by, at=noon(day), on=day)
    claim = world.claim("57-0002", on=day)
    return_claim(claim=claim, reason="Thiếu biên bản", **by, at=noon(day), on=day)
    extend_deadline(
        task="57-0003",
        due=date(2025, 9, 30),
        reason="Chờ kinh phí",
        asked_by="G06",
        by=OFFICE,
        at=noon(day),
        on=day,
    )
    withdraw_task(task="57-0004", statement="Gộp vào việc khác", by=OFFICE, at=noon(day), on=day)
    seal_checkpoint(key=signing_key(), at=noon(day))


def check() -> None:
    """Fails unless a replay of the record gives what the tables give; prints how many entries there are."""
    require_replay_agrees()
    sys.stdout.write(f"{record.latest_position()}\n")


if __name__ == "__main__":
    {"build": build, "check": check}[sys.argv[1]]()
