"""Laws of merging, splitting and handing over: what the totals do, and that annulling is as if it had never been."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.replay import require_replay_agrees
from tests.world import EVERYTHING, START, World, asof

from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions.merging import HidesLateness
from camket.discipline.tasks.figures import TaskRow, task_rows

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

CODES = ("57-1", "57-2", "57-3", "57-4")
DAY = START + timedelta(days=20)
DAYS = [DAY + timedelta(days=step) for step in (-1, 0, 1, 10, 30)]
DUES = st.lists(st.one_of(st.none(), st.integers(1, 50)), min_size=len(CODES), max_size=len(CODES))
SETTINGS = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def rows_of(days: list[date]) -> dict[date, list[TaskRow]]:
    found = programme("57", EVERYTHING)
    assert found is not None
    return {day: task_rows(found, asof(day), EVERYTHING) for day in days}


def totals(days: list[date]) -> list[int]:
    return [sum(row.standing != "withdrawn" for row in rows) for rows in rows_of(days).values()]


def lived(world: World, dues: list[int | None], check: Callable[[], None]) -> None:
    """A check in a world of tasks that is gone afterwards."""
    point = transaction.savepoint()
    try:
        for code, due in zip(CODES, dues, strict=True):
            world.give(code, due=START + timedelta(days=due) if due else None)
        check()
        require_replay_agrees()
    finally:
        transaction.savepoint_rollback(point)


def _is_hidden(due: int | None, until: int | None) -> bool:
    """Whether a task is late on the day of the merger and the one left is due later, in days from the start."""
    return due is not None and due < (DAY - START).days and (until is None or due < until)


@SETTINGS
@given(dues=DUES, passing=st.sets(st.sampled_from(CODES[1:]), min_size=1))
def test_merging_k_tasks_lowers_the_total_by_k_less_one_and_annulled_never_was(
    world: World, dues: list[int | None], passing: set[str]
) -> None:
    due_of = dict(zip(CODES, dues, strict=True))

    def check() -> None:
        before, counted = rows_of(DAYS), totals(DAYS)
        if any(_is_hidden(due_of[code], due_of[CODES[0]]) for code in passing):
            with pytest.raises(HidesLateness):
                world.merge(*sorted(passing), into=CODES[0], on=DAY)
            return
        merged = world.merge(*sorted(passing), into=CODES[0], on=DAY)
        assert totals(DAYS) == [
            n - (len(passing) if day >= DAY else 0) for day, n in zip(DAYS, counted, strict=True)
        ]
        assert rows_of(DAYS[:1]) == {DAYS[0]: before[DAYS[0]]}
        world.annul(merged, on=DAY)
        assert rows_of(DAYS) == before

    lived(world, dues, check)


@SETTINGS
@given(
    dues=DUES,
    due=st.one_of(st.none(), st.integers(21, 50)),
    leads=st.lists(st.sampled_from(["G06", "H42", "G01"]), min_size=2, max_size=5),
)
def test_splitting_into_k_raises_the_total_by_k_less_one_and_annulled_never_was(
    world: World, dues: list[int | None], due: int | None, leads: list[str]
) -> None:
    def check() -> None:
        before, counted = rows_of(DAYS), totals(DAYS)
        split = world.split("57-1", on=DAY, due=START + timedelta(days=due) if due else None, leads=leads)
        more = len(leads) - 1
        assert totals(DAYS) == [n + (more if day >= DAY else 0) for day, n in zip(DAYS, counted, strict=True)]
        assert rows_of(DAYS[:1]) == {DAYS[0]: before[DAYS[0]]}
        world.annul(split, on=DAY)
        assert rows_of(DAYS) == before

    lived(world, dues, check)


@SETTINGS
@given(dues=DUES, codes=st.sets(st.sampled_from(CODES), min_size=1))
def test_handing_over_moves_no_standing_and_annulled_never_was(
    world: World, dues: list[int | None], codes: set[str]
) -> None:
    def check() -> None:
        before = rows_of(DAYS)
        handed = world.hand_over(*sorted(codes), on=DAY)
        after = rows_of(DAYS)
        for day in DAYS:
            assert [row.standing for row in after[day]] == [row.standing for row in before[day]]
            moved = {
                row.code for row, was in zip(after[day], before[day], strict=True) if row.lead != was.lead
            }
            assert moved == (codes if day >= DAY else set())
        world.annul(handed, on=DAY)
        assert rows_of(DAYS) == before

    lived(world, dues, check)
