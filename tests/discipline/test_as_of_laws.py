"""Laws of the two clocks: standings partition tasks on every day, and later facts never change an earlier view."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.replay import require_replay_agrees
from tests.world import EVERYTHING, FOLLOWER, OFFICE, PROVINCE_OFFICER, START, World, asof, noon

from camket.discipline.claims.actions import accept_completion, return_claim
from camket.discipline.deadlines.rules import standing
from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions import withdraw_task
from camket.discipline.redating.actions import extend_deadline
from camket.discipline.tasks.figures import task_rows
from camket.discipline.tasks.queries import programme_tasks
from camket.errors import Refused
from camket.record.queries import latest_position

pytestmark = pytest.mark.django_db

CODES = ("57-0001", "57-0002", "57-0003")
DAYS = st.integers(0, 40).map(lambda step: START + timedelta(days=step))

# (what, which task, how many days after the last act, days until a new deadline)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["claim", "claim_province", "accept", "return", "extend", "withdraw"]),
        st.sampled_from(CODES),
        st.integers(0, 6),
        st.integers(1, 20),
    ),
    max_size=12,
)


def do(what: str, code: str, on: date, ahead: int, world: World, claims: dict[str, int]) -> None:
    """One act, if the rules allow it; a refusal leaves nothing behind."""
    at = noon(on)
    try:
        with transaction.atomic():
            if what == "claim":
                claims[code] = world.claim(code, on=on)
            elif what == "claim_province":
                claims[code] = world.claim(code, on=on, by=PROVINCE_OFFICER)
            elif what == "accept":
                accept_completion(claim=claims.get(code, 0), by=FOLLOWER, at=at, on=on)
            elif what == "return":
                return_claim(claim=claims.get(code, 0), reason="Thiếu sản phẩm", by=FOLLOWER, at=at, on=on)
            elif what == "extend":
                due = on + timedelta(days=ahead)
                extend_deadline(task=code, due=due, reason="Lý do", asked_by="G06", by=OFFICE, at=at, on=on)
            else:
                withdraw_task(task=code, statement="Không còn phù hợp", by=OFFICE, at=at, on=on)
    except Refused:
        pass


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, days=st.lists(DAYS, min_size=2, max_size=4), due=st.integers(5, 20))
def test_whatever_happens_the_laws_hold(
    world: World, acts: list[tuple[str, str, int, int]], days: list[date], due: int
) -> None:
    point = transaction.savepoint()
    try:
        _live_through(world, acts, days, due)
    finally:
        transaction.savepoint_rollback(point)


def _live_through(world: World, acts: list[tuple[str, str, int, int]], days: list[date], due: int) -> None:
    world.give(CODES[0], due=START + timedelta(days=due))
    world.give(CODES[1], due=START + timedelta(days=due), leads=("G06", "H42"))
    world.give(CODES[2])
    found = programme("57", EVERYTHING)
    assert found is not None
    on, claims, known = START, dict[str, int](), {}
    for what, code, wait, ahead in acts:
        on += timedelta(days=wait)
        do(what, code, on, ahead, world, claims)
        for day in days:
            known[latest_position(), day] = task_rows(found, asof(day), EVERYTHING)
    for day in days:
        rows = task_rows(found, asof(day), EVERYTHING)
        assert [row.code for row in rows] == list(CODES)
        assert sum(Counter(row.standing for row in rows).values()) == 3
        for task in programme_tasks(found, asof(day), EVERYTHING):
            assert task.standing == standing(
                due_date=task.due_date, done_date=task.done_date, withdrawn_date=task.withdrawn_date, on=day
            )
    for (position, day), then in known.items():
        assert task_rows(found, asof(day, position), EVERYTHING) == then
    require_replay_agrees()
