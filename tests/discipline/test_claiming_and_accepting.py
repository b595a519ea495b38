"""A claim makes nothing done; an acceptance does, on the claim's day; and never by the hand that claimed."""

from __future__ import annotations

from datetime import date

import pytest
from tests.world import (
    CHAIR,
    EVERYTHING,
    FOLLOWER,
    MINISTER,
    OFFICE,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    SYSTEM,
    World,
    asof,
    hand,
    noon,
)

from camket.discipline.agencies.actions import appoint, establish_post
from camket.discipline.agencies.roles import Role
from camket.discipline.claims.actions import accept_completion, return_claim
from camket.discipline.claims.actions.answering import ClaimAnswered, SameHand
from camket.discipline.mendings.actions import annul_act, withdraw_task
from camket.discipline.tasks.actions.entering import (
    NotYoursToReport,
    NotYoursToSteer,
    ReasonMissing,
    TaskWithdrawn,
)
from camket.discipline.tasks.queries import task_as_of
from camket.record.rules import Actor

DUE = date(2025, 6, 30)
AFTER = date(2025, 7, 15)


def standing(code: str, on: date, position: int | None = None) -> str:
    task = task_as_of(code, asof(on, position), EVERYTHING)
    assert task is not None
    return str(task.standing)


def test_a_claim_alone_leaves_the_task_overdue(world: World) -> None:
    world.give("57-0001", due=DUE)
    world.claim("57-0001", on=date(2025, 6, 20))
    assert standing("57-0001", AFTER) == "overdue"


def test_an_accepted_claim_counts_on_the_day_it_was_made_however_late_the_acceptance(world: World) -> None:
    world.give("57-0001", due=DUE)
    world.finish("57-0001", on=DUE, accepted_on=date(2025, 8, 1))
    assert standing("57-0001", AFTER) == "done_in_time"
    assert standing("57-0001", date(2025, 6, 29)) == "open_in_time"


def test_a_claim_a_day_after_the_deadline_is_done_late(world: World) -> None:
    world.give("57-0001", due=DUE)
    world.finish("57-0001", on=date(2025, 7, 1))
    assert standing("57-0001", AFTER) == "done_late"


def test_what_was_known_before_the_acceptance_stays_as_it_was_known(world: World) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DUE)
    accept_completion(claim=claim, by=FOLLOWER, at=noon(AFTER), on=AFTER)
    assert standing("57-0001", AFTER, position=claim) == "overdue"
    assert standing("57-0001", AFTER) == "done_in_time"


def test_a_returned_claim_leaves_the_task_overdue(world: World) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DUE)
    return_claim(claim=claim, reason="Chưa có người dùng", by=FOLLOWER, at=noon(AFTER), on=AFTER)
    assert standing("57-0001", AFTER) == "overdue"
    with pytest.raises(ClaimAnswered):
        accept_completion(claim=claim, by=FOLLOWER, at=noon(AFTER), on=AFTER)


def test_a_return_needs_a_reason_in_words(world: World) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DUE)
    with pytest.raises(ReasonMissing):
        return_claim(claim=claim, reason="   ", by=FOLLOWER, at=noon(AFTER), on=AFTER)


@pytest.mark.parametrize("by", [OFFICER, MINISTER, STRANGER])
def test_nobody_outside_the_assigners_side_accepts(world: World, by: Actor) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DUE)
    with pytest.raises(NotYoursToSteer):
        accept_completion(claim=claim, by=by, at=noon(AFTER), on=AFTER)


def test_who_claimed_does_not_accept_from_another_post(world: World) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DUE)
    establish_post(
        code="bcd-theo-doi-2",
        agency="BCD",
        title_vi="Chuyên viên theo dõi",
        title_en="Following officer",
        role=Role.FOLLOWING_OFFICER,
        by=SYSTEM,
        at=noon(DUE),
        on=DUE,
    )
    appoint(
        post="bcd-theo-doi-2",
        person=OFFICER.person,
        full_name="Vũ Thị Phương",
        by=SYSTEM,
        at=noon(DUE),
        on=DUE,
    )
    two_hats = Actor(post="bcd-theo-doi-2", person=OFFICER.person)
    with pytest.raises(SameHand):
        accept_completion(claim=claim, by=two_hats, at=noon(AFTER), on=AFTER)


def test_a_body_that_does_not_share_the_task_cannot_claim_it(world: World) -> None:
    world.give("57-0001", due=DUE)
    with pytest.raises(NotYoursToReport):
        world.claim("57-0001", on=DUE, by=STRANGER)
    with pytest.raises(NotYoursToReport):
        world.claim("57-0001", on=DUE, by=CHAIR)


def test_a_task_with_two_leads_is_done_when_both_claims_are_accepted_on_the_later_day(world: World) -> None:
    world.give("57-0002", due=DUE, leads=("G06", "H42"))
    world.finish("57-0002", on=date(2025, 5, 5))
    assert standing("57-0002", AFTER) == "overdue"
    world.finish("57-0002", on=date(2025, 7, 3), by=PROVINCE_OFFICER)
    assert standing("57-0002", AFTER) == "done_late"
    task = task_as_of("57-0002", asof(AFTER), EVERYTHING)
    assert task is not None
    assert task.done_date == date(2025, 7, 3)


def test_annulling_an_acceptance_opens_the_task_again_and_the_past_view_keeps_it(world: World) -> None:
    world.give("57-0001", due=DUE)
    acceptance = world.finish("57-0001", on=DUE)
    annul_act(entry=acceptance, reason="Sản phẩm chưa vận hành", by=OFFICE, at=noon(AFTER), on=AFTER)
    assert standing("57-0001", AFTER) == "overdue"
    assert standing("57-0001", AFTER, position=acceptance) == "done_in_time"


def test_a_withdrawn_task_takes_no_claim(world: World) -> None:
    world.give("57-0001", due=DUE)
    withdraw_task(
        task="57-0001",
        statement="Nhập vào nhiệm vụ khác",
        by=OFFICE,
        at=noon(date(2025, 3, 3)),
        on=date(2025, 3, 3),
    )
    assert standing("57-0001", AFTER) == "withdrawn"
    with pytest.raises(TaskWithdrawn):
        world.claim("57-0001", on=date(2025, 4, 1))


def test_a_cooperating_body_reports_but_its_share_does_not_finish_the_task(world: World) -> None:
    world.give("57-0003", due=DUE, leads=("G06",), cooperating=("G01",))
    world.finish("57-0003", on=date(2025, 5, 5), by=hand("g01-can-bo"))
    assert standing("57-0003", AFTER) == "overdue"
