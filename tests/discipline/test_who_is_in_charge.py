"""Who in a body has a task in hand: who may settle it, one post at a time, and what a post leaves behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.world import (
    CHAIR,
    EVERYTHING,
    FOLLOWER,
    MINISTER,
    OFFICER,
    PROVINCE_HEAD,
    PROVINCE_OFFICER,
    SYSTEM,
    World,
    asof,
    noon,
)

from camket.discipline.agencies.actions import establish_post, leave_post
from camket.discipline.agencies.models import Appointment
from camket.discipline.agencies.roles import Publication, Role
from camket.discipline.duties.actions import hand_charge, put_in_charge
from camket.discipline.duties.actions.charging import (
    NothingToCharge,
    NotInHand,
    NotShared,
    NotYoursToCharge,
    PostVacant,
    UnknownPost,
)
from camket.discipline.duties.queries import charges_in_force, charges_left_behind, tasks_in_hand
from camket.discipline.tasks.actions.entering import ReasonMissing
from camket.discipline.tasks.actions.entering_many import MixedSight
from camket.record import queries as record

if TYPE_CHECKING:
    from camket.record.rules import Actor

DUE, DAY = date(2025, 6, 30), date(2025, 4, 4)
NEXT = DAY + timedelta(days=1)


def put(post: str, *codes: str, by: Actor = MINISTER, on: date = DAY) -> None:
    put_in_charge(post=post, tasks=codes, by=by, at=noon(on), on=on)


def hands(on: date) -> list[tuple[str, str]]:
    return [(one.task.code, one.post.code) for one in charges_in_force(asof(on))]


def test_one_post_of_a_body_has_a_task_in_hand_at_a_time(world: World) -> None:
    world.give("57-1", due=DUE, cooperating=("H42",))
    put("g06-can-bo", "57-1")
    put("h42-can-bo", "57-1", by=PROVINCE_HEAD)
    put("g06-bo-truong", "57-1", by=OFFICER, on=NEXT)
    assert hands(DAY) == [("57-1", "g06-can-bo"), ("57-1", "h42-can-bo")]
    assert hands(NEXT) == [("57-1", "h42-can-bo"), ("57-1", "g06-bo-truong")]
    with pytest.raises(NothingToCharge):
        put("g06-bo-truong", "57-1", on=NEXT)


@pytest.mark.parametrize("by", [FOLLOWER, PROVINCE_OFFICER, PROVINCE_HEAD])
def test_only_the_bodys_own_people_and_keepers_settle_it(world: World, by: Actor) -> None:
    world.give("57-1", due=DUE)
    with pytest.raises(NotYoursToCharge):
        put("g06-can-bo", "57-1", by=by)
    put("g06-can-bo", "57-1", by=CHAIR)


def test_what_cannot_be_in_a_posts_hand_is_refused(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE, publication=Publication.RESTRICTED)
    hand = {"by": SYSTEM, "at": noon(DAY), "on": DAY}
    establish_post(code="g06-moi", agency="G06", title_vi="Mới", title_en="New", role=Role.OFFICER, **hand)
    with pytest.raises(UnknownPost):
        put("g06-khong", "57-1")
    with pytest.raises(PostVacant):
        put("g06-moi", "57-1")
    with pytest.raises(NotShared):
        put("h42-can-bo", "57-1", by=PROVINCE_HEAD)
    with pytest.raises(NothingToCharge):
        put("g06-can-bo")
    with pytest.raises(MixedSight):
        put("g06-can-bo", "57-1", "57-2")
    put("g06-can-bo", "57-2")
    entry = record.last_entry()
    assert entry is not None
    assert "g06" not in entry.leaf


def test_a_post_that_ends_is_named_with_its_open_tasks_and_hands_them_on(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    put("g06-can-bo", "57-1", "57-2")
    world.finish("57-2", on=DAY)
    held = Appointment.objects.get(post__code="g06-can-bo")
    leave_post(appointment=held, by=SYSTEM, at=noon(NEXT), on=NEXT)
    assert charges_left_behind(asof(DAY)) == []
    (left,) = charges_left_behind(asof(NEXT))
    assert (left.post.code, left.tasks) == ("g06-can-bo", ("57-1",))
    hand = {"giver": "g06-can-bo", "tasks": ["57-1"], "by": MINISTER, "at": noon(NEXT), "on": NEXT}
    with pytest.raises(ReasonMissing):
        hand_charge(taker="g06-bo-truong", reason="", **hand)
    with pytest.raises(NotInHand):
        hand_charge(taker="g06-bo-truong", reason="x", **{**hand, "giver": "g06-bo-truong"})
    hand_charge(taker="g06-bo-truong", reason="Nghỉ hưu", **hand)
    assert charges_left_behind(asof(NEXT)) == []
    assert ("57-1", "g06-bo-truong") in hands(NEXT)


def test_a_charge_may_end_with_nobody_taking_it(world: World) -> None:
    world.give("57-1", due=DUE)
    put("g06-can-bo", "57-1")
    hand_charge(
        giver="g06-can-bo", taker=None, tasks=["57-1"], reason="Chờ", by=MINISTER, at=noon(NEXT), on=NEXT
    )
    assert hands(NEXT) == []
    body = Appointment.objects.get(post__code="g06-can-bo").post.agency_id
    assert [(one.task.code, one.charge) for one in tasks_in_hand(body, asof(NEXT), EVERYTHING)] == [
        ("57-1", None)
    ]
