"""Mending that somebody tries although it would double, hide or contradict what stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.world import EVERYTHING, FOLLOWER, OFFICE, PROVINCE_OFFICER, START, World, asof, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.claims.actions import accept_completion, return_claim
from camket.discipline.mendings.actions import annul_act, correct_leads
from camket.discipline.mendings.actions.annulling import (
    AlreadyAnnulled,
    BeforeAct,
    LaterClaim,
    LeanedOn,
    NotAnnullable,
)
from camket.discipline.mendings.actions.correcting import BeforeLastChange
from camket.discipline.tasks.actions.entering import AlreadyClaimed
from camket.discipline.tasks.queries import shares_of, task_as_of

DUE = date(2025, 6, 30)
DAY = date(2025, 4, 4)
NEXT = DAY + timedelta(days=1)


def standing(code: str, on: date) -> str:
    task = task_as_of(code, asof(on), EVERYTHING)
    assert task is not None
    return str(task.standing)


def test_a_body_named_twice_leads_once_and_the_public_can_still_count(world: World) -> None:
    world.give("57-0001", due=DUE, leads=("G06", "G06"), cooperating=("H42", "G06", "H42"))
    correct_leads(task="57-0001", leads=["H42", "H42"], reason="Đổi", by=OFFICE, at=noon(DAY), on=DAY)
    task = task_as_of("57-0001", asof(DAY), EVERYTHING)
    assert task is not None
    assert [(share.agency.code, share.role) for share in shares_of(task, asof(DAY))] == [("H42", "lead")]
    assert [(share.agency.code, share.role) for share in shares_of(task, asof(START))] == [
        ("G06", "lead"),
        ("H42", "cooperating"),
    ]


def test_a_lead_moved_by_mistake_and_moved_back_finds_its_accepted_claim_again(world: World) -> None:
    world.give("57-0001", due=DUE)
    world.finish("57-0001", on=DAY)
    correct_leads(task="57-0001", leads=["H42"], reason="Nhầm", by=OFFICE, at=noon(NEXT), on=NEXT)
    assert standing("57-0001", DUE) == "open_in_time"
    with pytest.raises(BeforeLastChange):
        correct_leads(task="57-0001", leads=["G06"], reason="Đổi lại", by=OFFICE, at=noon(NEXT), on=DAY)
    correct_leads(task="57-0001", leads=["G06"], reason="Đổi lại", by=OFFICE, at=noon(NEXT), on=NEXT)
    assert standing("57-0001", DUE) == "done_in_time"
    with pytest.raises(AlreadyClaimed):
        world.claim("57-0001", on=DUE)


def test_the_first_lead_is_the_one_named_first_now(world: World) -> None:
    world.give("57-0001", due=DUE)
    correct_leads(task="57-0001", leads=["H42", "G06"], reason="Đổi", by=OFFICE, at=noon(DAY), on=DAY)
    task = task_as_of("57-0001", asof(DAY), EVERYTHING)
    assert task is not None
    assert [share.agency.code for share in shares_of(task, asof(DAY))] == ["H42", "G06"]


def test_a_cooperating_body_that_becomes_the_lead_still_has_its_lead_part_to_do(world: World) -> None:
    world.give("57-0001", due=DUE, cooperating=("H42",))
    world.finish("57-0001", on=DAY, by=PROVINCE_OFFICER)
    correct_leads(task="57-0001", leads=["H42"], reason="Đổi", by=OFFICE, at=noon(NEXT), on=NEXT)
    assert standing("57-0001", DUE) == "open_in_time"
    world.finish("57-0001", on=NEXT + timedelta(days=5), by=PROVINCE_OFFICER)
    assert standing("57-0001", DUE) == "done_in_time"


def test_a_claim_of_a_cooperating_body_waits_for_an_answer_like_any_other(world: World) -> None:
    world.give("57-0001", due=DUE, cooperating=("H42",))
    world.claim("57-0001", on=DAY, by=PROVINCE_OFFICER)
    task = task_as_of("57-0001", asof(DAY), EVERYTHING)
    assert task is not None
    assert task.awaiting


def test_a_return_is_not_annulled_over_the_next_claim(world: World) -> None:
    world.give("57-0001", due=DUE)
    first = world.claim("57-0001", on=DAY)
    sent_back = return_claim(claim=first, reason="Thiếu", by=FOLLOWER, at=noon(DAY), on=DAY).entry_id
    second = world.claim("57-0001", on=NEXT)
    hands = {"by": OFFICE, "at": noon(NEXT), "on": NEXT}
    with pytest.raises(LaterClaim):
        annul_act(entry=sent_back, reason="Nhầm", **hands)
    annul_act(entry=second, reason="Nhầm", **hands)
    annul_act(entry=sent_back, reason="Nhầm", **hands)
    accept_completion(claim=first, **hands)
    assert standing("57-0001", DUE) == "done_in_time"


def test_an_annulment_is_not_annulled_nor_dated_before_its_act(world: World) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DAY)
    with pytest.raises(BeforeAct):
        annul_act(entry=claim, reason="Nhầm", by=OFFICE, at=noon(DAY), on=DAY - timedelta(days=1))
    annulled = annul_act(entry=claim, reason="Nhầm", by=OFFICE, at=noon(DAY), on=DAY).entry_id
    with pytest.raises(NotAnnullable):
        annul_act(entry=annulled, reason="Nhầm", by=OFFICE, at=noon(DAY), on=DAY)
    with pytest.raises(AlreadyAnnulled):
        annul_act(entry=claim, reason="Nhầm", by=OFFICE, at=noon(DAY), on=DAY)
    for entry in (0, -1, 10**9):
        with pytest.raises(NotAnnullable):
            annul_act(entry=entry, reason="Nhầm", by=OFFICE, at=noon(DAY), on=DAY)


def test_a_change_of_lead_is_annulled_also_where_the_leaf_tells_nothing(world: World) -> None:
    world.give("57-0001", due=DUE, publication=Publication.RESTRICTED)
    moved = correct_leads(task="57-0001", leads=["H42"], reason="Đổi", by=OFFICE, at=noon(DAY), on=DAY)
    world.annul(moved.entry_id, on=NEXT)
    task = task_as_of("57-0001", asof(NEXT), EVERYTHING)
    assert task is not None
    assert [share.agency.code for share in shares_of(task, asof(NEXT))] == ["G06"]


def test_a_change_of_lead_is_not_annulled_under_a_claim_or_a_later_change(world: World) -> None:
    world.give("57-0001", due=DUE)
    first = correct_leads(task="57-0001", leads=["H42"], reason="Đổi", by=OFFICE, at=noon(DAY), on=DAY)
    claim = world.claim("57-0001", on=DAY, by=PROVINCE_OFFICER)
    with pytest.raises(LeanedOn) as told:
        world.annul(first.entry_id, on=NEXT)
    assert told.value.params == {"entry": first.entry_id, "n": 1, "entries": f"№ {claim}"}
    world.annul(claim, on=NEXT)
    second = correct_leads(task="57-0001", leads=["G01"], reason="Đổi", by=OFFICE, at=noon(NEXT), on=NEXT)
    with pytest.raises(LeanedOn):
        world.annul(first.entry_id, on=NEXT)
    world.annul(second.entry_id, on=NEXT)
    world.annul(first.entry_id, on=NEXT)
    world.finish("57-0001", on=NEXT + timedelta(days=1))
    assert standing("57-0001", DUE) == "done_in_time"
