"""Shares that pass to another body in bulk: the dry run, the act, what stays, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.world import EVERYTHING, MINISTER, OFFICE, PROVINCE_OFFICER, SYSTEM, World, asof, noon

from camket.discipline.agencies.actions import succeed_agency
from camket.discipline.agencies.roles import Publication
from camket.discipline.mendings.actions import correct_leads, hand_over
from camket.discipline.mendings.actions.annulling import LeanedOn
from camket.discipline.mendings.actions.correcting import BeforeLastChange
from camket.discipline.mendings.actions.handing_over import (
    NothingToHandOver,
    SameBody,
    ShareStays,
    TakerEnded,
    dry_run,
)
from camket.discipline.tasks.actions.assigning import UnknownBody
from camket.discipline.tasks.actions.entering import NotYoursToSteer
from camket.discipline.tasks.actions.entering_many import MixedSight
from camket.discipline.tasks.queries import shares_of, task_as_of
from camket.record import queries as record

DUE, DAY = date(2025, 6, 30), date(2025, 4, 4)
NEXT = DAY + timedelta(days=1)


def bodies(code: str, on: date) -> list[tuple[str, str]]:
    task = task_as_of(code, asof(on), EVERYTHING)
    assert task is not None
    return [(share.agency.code, share.role) for share in shares_of(task, asof(on))]


def standing(code: str, on: date) -> str:
    task = task_as_of(code, asof(on), EVERYTHING)
    assert task is not None
    return str(task.standing)


def test_the_dry_run_lists_every_task_and_says_what_stays(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE, leads=("G01",), cooperating=("G06",))
    world.give("57-3", due=DUE)
    world.give("57-4", due=DUE)
    world.give("57-5", due=DUE, leads=("G06", "G01"))
    world.give("57-6", due=DUE, leads=("G01",))
    world.claim("57-4", on=DAY)
    world.finish("57-3", on=DAY, accepted_on=DAY)
    world.finish("57-5", on=DAY, accepted_on=DAY)
    found = dry_run(giver="G06", taker="H42", asof=asof(NEXT), scope=EVERYTHING)
    assert [(one.task.code, one.share.role, one.stays) for one in found] == [
        ("57-1", "lead", None),
        ("57-2", "cooperating", None),
        ("57-3", "lead", "done"),
        ("57-4", "lead", "claim_waits"),
        ("57-5", "lead", "share_done"),
    ]
    assert [(one.leads, one.cooperating) for one in found[:2]] == [(("H42",), ()), (("G01",), ("H42",))]


def test_shares_pass_from_the_day_and_the_taker_claims(world: World) -> None:
    world.give("57-1", due=DUE, leads=("G01", "G06"))
    world.give("57-2", due=DUE, leads=("G06",), cooperating=("H42", "G01"))
    world.give("57-3", due=DUE, leads=("H42", "G06"))
    world.hand_over("57-1", "57-2", "57-3", on=DAY)
    assert bodies("57-1", DAY) == [("G01", "lead"), ("H42", "lead")]
    assert bodies("57-2", DAY) == [("H42", "lead"), ("G01", "cooperating")]
    assert bodies("57-3", DAY) == [("H42", "lead")], "a body that leads has its part already"
    assert bodies("57-1", DAY - timedelta(days=1)) == [("G01", "lead"), ("G06", "lead")]
    world.finish("57-2", on=NEXT, by=PROVINCE_OFFICER)
    assert standing("57-2", DUE) == "done_in_time"


def test_what_is_done_or_waits_is_refused_by_name(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    world.finish("57-1", on=DAY)
    with pytest.raises(ShareStays) as told:
        world.hand_over("57-1", "57-2", on=NEXT)
    assert told.value.params == {"tasks": "57-1", "n": 1}


def test_a_handing_over_that_cannot_be_is_refused(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE, leads=("G01",))
    world.give("57-3", due=DUE, publication=Publication.RESTRICTED)
    with pytest.raises(NothingToHandOver):
        world.hand_over("57-1", "57-2", on=DAY)
    with pytest.raises(NothingToHandOver):
        world.hand_over(on=DAY)
    with pytest.raises(SameBody):
        world.hand_over("57-1", on=DAY, taker="G06")
    with pytest.raises(UnknownBody):
        world.hand_over("57-1", on=DAY, taker="G99")
    with pytest.raises(NotYoursToSteer):
        world.hand_over("57-1", on=DAY, by=MINISTER)
    with pytest.raises(MixedSight):
        world.hand_over("57-1", "57-3", on=DAY)
    world.hand_over("57-1", on=NEXT)
    hand = {"reason": "Đổi", "by": OFFICE, "at": noon(NEXT), "on": DAY}
    with pytest.raises(BeforeLastChange):
        hand_over(giver="H42", taker="G01", tasks=["57-1"], **hand)


def test_a_body_that_ended_hands_over_and_takes_nothing(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE, leads=("G01",))
    succeed_agency(
        kind="merge",
        predecessors=["G06"],
        successors=["H42"],
        heir="H42",
        source="test",
        confirmed=True,
        by=SYSTEM,
        at=noon(DAY),
        on=DAY,
    )
    with pytest.raises(TakerEnded):
        world.hand_over("57-2", on=DAY, giver="G01", taker="G06")
    world.hand_over("57-1", on=DAY)
    assert bodies("57-1", DAY) == [("H42", "lead")]


def test_a_handing_over_annulled_puts_everything_back(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE, leads=("G01",), cooperating=("G06",))
    handed = world.hand_over("57-1", "57-2", on=DAY)
    world.annul(handed, on=NEXT)
    assert bodies("57-1", NEXT) == [("G06", "lead")]
    assert bodies("57-2", NEXT) == [("G01", "lead"), ("G06", "cooperating")]
    again = world.hand_over("57-1", on=NEXT)
    assert bodies("57-1", NEXT) == [("H42", "lead")]
    world.claim("57-1", on=NEXT, by=PROVINCE_OFFICER)
    with pytest.raises(LeanedOn):
        world.annul(again, on=NEXT)


def test_a_handing_over_is_not_annulled_under_a_later_change_of_leads(world: World) -> None:
    world.give("57-1", due=DUE)
    handed = world.hand_over("57-1", on=DAY)
    correct_leads(task="57-1", leads=["G01"], reason="Đổi", by=OFFICE, at=noon(NEXT), on=NEXT)
    with pytest.raises(LeanedOn):
        world.annul(handed, on=NEXT)


def test_of_restricted_tasks_nobody_reads_between_which_bodies_they_passed(world: World) -> None:
    world.give("57-1", due=DUE, publication=Publication.RESTRICTED)
    entry = record.entry(world.hand_over("57-1", on=DAY))
    assert entry is not None
    assert record.public_part(entry) == {
        "tasks": [{"task": "57-1", "restricted": True}],
        "on": DAY.isoformat(),
    }
    assert "H42" not in entry.leaf
    assert record.private_part(entry)["to"] == "H42"
    world.annul(entry.position, on=NEXT)
    assert bodies("57-1", NEXT) == [("G06", "lead")]
