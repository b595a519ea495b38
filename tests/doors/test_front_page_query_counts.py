"""A page asks the database as often for four hundred tasks as for twenty, and at most twelve times."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.doors.pages import page
from tests.replay import signing_key
from tests.world import FOLLOWER, OFFICE, World, noon

from camket.discipline.claims.actions import accept_completion
from camket.review.snapshots.actions import freeze_figure

if TYPE_CHECKING:
    from django.test import Client

DAY = date(2025, 10, 15)
PAGES = {
    "/?on=2025-10-15": 12,
    "/tasks?on=2025-10-15": 12,
    "/tasks?on=2025-10-15&standing=overdue&agency=G06&q=nen+tang": 13,
    "/agencies?on=2025-10-15": 12,
    "/agencies/G06?on=2025-10-15": 12,
    "/meetings?on=2025-10-15": 12,
    "/figures/tasks.standings?on=2025-10-15": 14,
}


def asked_of_the_database(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)


def fill(world: World, start: int, end: int) -> None:
    for n in range(start, end):
        world.give(
            f"57-{n:04d}",
            due=date(2025, 6, 1) + timedelta(days=n % 250),
            leads=("G06", "H42")[n % 2 :][:1],
            cooperating=("G01",),
        )


def test_queries_do_not_grow_with_the_number_of_tasks(client: Client, world: World):
    fill(world, 0, 20)
    few = {address: asked_of_the_database(client, address) for address in PAGES}
    fill(world, 20, 400)
    many = {address: asked_of_the_database(client, address) for address in PAGES}
    assert many == few
    for address, n in many.items():
        assert n <= PAGES[address], f"{address} asks {n} times"


def test_a_review_counted_before_is_not_counted_again(client: Client, world: World):
    fill(world, 0, 2)
    first = asked_of_the_database(client, "/?on=2025-10-15")
    again = asked_of_the_database(client, "/?on=2025-10-15")
    fill(world, 2, 3)
    after_an_act = asked_of_the_database(client, "/?on=2025-10-15")
    assert again < first == after_an_act <= 12


@pytest.mark.parametrize("moved", [False, True])
def test_a_frozen_figure_stays_within_the_bound_even_when_it_moved(client: Client, world: World, moved: bool):  # noqa: FBT001 - pytest passes it
    world.give("57-01", due=date(2025, 6, 30))
    claim = world.claim("57-01", on=date(2025, 6, 30))
    freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    if moved:
        accept_completion(claim=claim, by=FOLLOWER, at=noon(date(2025, 10, 20)), on=date(2025, 10, 20))
    # A seal compares rows: once for this reader, once more for the whole when the number moved.
    assert asked_of_the_database(client, "/?on=2025-10-15") <= 20
