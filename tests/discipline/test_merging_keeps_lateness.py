"""A merger makes no lateness vanish: not into a task that is done, not into one that is due later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.world import EVERYTHING, OFFICE, World, asof, noon

from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions import merge_tasks
from camket.discipline.mendings.actions.merging import HidesLateness, IntoDone
from camket.discipline.redating.actions import extend_deadline
from camket.discipline.tasks.figures import standings, task_rows
from camket.record import queries as record

EARLY, DUE, LATE = date(2025, 5, 5), date(2025, 6, 30), date(2025, 9, 30)
DAY = date(2025, 7, 4)


def counts(on: date) -> dict[str, int]:
    found = programme("57", EVERYTHING)
    assert found is not None
    told = standings(task_rows(found, asof(on), EVERYTHING), asof(on)).counts
    return {name: n for name, n in told.items() if n}


def test_a_task_that_is_open_does_not_go_on_as_one_that_is_done(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=LATE)
    world.give("57-3", due=DUE)
    world.finish("57-3", on=EARLY)
    before = record.latest_position()
    for code in ("57-1", "57-2"):
        with pytest.raises(IntoDone) as told:
            world.merge(code, into="57-3", on=DAY)
        assert told.value.params == {"tasks": code, "into": "57-3"}
    assert record.latest_position() == before
    assert counts(DAY) == {"overdue": 1, "open_in_time": 1, "done_in_time": 1}


def test_a_task_that_is_late_does_not_go_on_as_one_that_is_due_later_or_never(world: World) -> None:
    for code, due in (("57-1", EARLY), ("57-2", DUE), ("57-3", LATE), ("57-4", None)):
        world.give(code, due=due)
    for into, hidden in (("57-3", "57-1, 57-2"), ("57-4", "57-1, 57-2"), ("57-2", "57-1")):
        with pytest.raises(HidesLateness) as told:
            world.merge(*({"57-1", "57-2", "57-3"} - {into}), into=into, on=DAY)
        named = str(told.value.params["tasks"]).split(", ")
        assert (sorted(named), told.value.params["into"]) == (hidden.split(", "), into)
    world.merge("57-2", "57-3", "57-4", into="57-1", on=DAY)
    assert counts(DAY) == {"overdue": 1, "withdrawn": 3}


def test_tasks_that_are_late_since_one_day_go_on_as_one_that_is_late(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    world.merge("57-1", into="57-2", on=DAY)
    assert counts(DAY) == {"overdue": 1, "withdrawn": 1}


def test_what_is_due_today_is_not_late_yet(world: World) -> None:
    world.give("57-1", due=DAY)
    world.give("57-2", due=LATE)
    world.merge("57-1", into="57-2", on=DAY)
    assert counts(DAY) == {"open_in_time": 1, "withdrawn": 1}


def test_a_merger_dated_back_hides_no_lateness_either(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=LATE)
    with pytest.raises(HidesLateness):
        merge_tasks(tasks=["57-1"], into="57-2", reason="Trùng", by=OFFICE, at=noon(DAY), on=EARLY)


def test_a_late_task_waits_for_the_answer_to_a_claim_on_the_one_it_would_go_on_as(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    claim = world.claim("57-2", on=EARLY)
    with pytest.raises(HidesLateness):
        world.merge("57-1", into="57-2", on=DAY)
    world.annul(claim, on=DAY)
    world.merge("57-1", into="57-2", on=DAY)
    assert counts(DAY) == {"overdue": 1, "withdrawn": 1}


def test_with_its_deadline_extended_a_task_goes_on_as_a_later_one(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=LATE)
    extend_deadline(
        task="57-1", due=LATE, reason="Trùng 57-2", asked_by="G06", by=OFFICE, at=noon(DAY), on=DAY
    )
    world.merge("57-1", into="57-2", on=DAY + timedelta(days=1))
    assert counts(DAY) == {"open_in_time": 2}
    assert counts(DAY + timedelta(days=1)) == {"open_in_time": 1, "withdrawn": 1}
