"""A deadline moves only by an act, later than it was, and the first one stays beside it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.world import EVERYTHING, FOLLOWER, OFFICE, OFFICER, STRANGER, World, asof, noon

from camket.discipline.mendings.actions import annul_act
from camket.discipline.redating.actions import extend_deadline, refuse_extension, request_extension
from camket.discipline.redating.actions.extending import (
    AlreadyAsked,
    NoSuchRequest,
    NothingToExtend,
    NotLater,
)
from camket.discipline.tasks.actions.entering import NotYoursToReport, NotYoursToSteer
from camket.discipline.tasks.queries import deadlines_of, open_requests_of, task_as_of

FIRST, SECOND = date(2025, 6, 30), date(2025, 9, 30)
ASKED, GRANTED, AFTER = date(2025, 6, 18), date(2025, 6, 24), date(2025, 7, 15)


def ask(due: date = SECOND, *, on: date = ASKED) -> int:
    return request_extension(
        task="57-0417", due=due, reason="Sáp nhập đơn vị hành chính", by=OFFICER, at=noon(on), on=on
    ).entry_id


def grant(due: date = SECOND, *, on: date = GRANTED) -> int:
    return extend_deadline(
        task="57-0417", due=due, reason="Sáp nhập", asked_by="G06", by=OFFICE, at=noon(on), on=on
    ).entry_id


def test_the_first_deadline_stays_beside_the_one_in_force(world: World) -> None:
    world.give("57-0417", due=FIRST)
    grant()
    task = task_as_of("57-0417", asof(AFTER), EVERYTHING)
    assert task is not None
    assert (task.first_due, task.due_date, task.standing) == (FIRST, SECOND, "open_in_time")
    assert [row.due_date for row in deadlines_of(task, asof(AFTER))] == [FIRST, SECOND]


def test_before_the_extension_was_granted_the_first_deadline_held(world: World) -> None:
    world.give("57-0417", due=FIRST)
    grant(on=date(2025, 7, 10))
    overdue = task_as_of("57-0417", asof(date(2025, 7, 5)), EVERYTHING)
    assert overdue is not None
    assert (overdue.due_date, overdue.standing) == (FIRST, "overdue")


def test_asking_moves_nothing_until_it_is_granted(world: World) -> None:
    world.give("57-0417", due=FIRST)
    ask()
    task = task_as_of("57-0417", asof(AFTER), EVERYTHING)
    assert task is not None
    assert task.standing == "overdue"
    assert open_requests_of(task, asof(AFTER)).count() == 1
    grant(on=AFTER)
    assert open_requests_of(task, asof(AFTER)).count() == 0


def test_a_refused_request_is_closed_with_its_reason(world: World) -> None:
    world.give("57-0417", due=FIRST)
    request = ask()
    refusal = refuse_extension(
        request=request, reason="Chưa đủ căn cứ", by=FOLLOWER, at=noon(GRANTED), on=GRANTED
    )
    assert refusal.reason == "Chưa đủ căn cứ"
    with pytest.raises(NoSuchRequest):
        refuse_extension(request=request, reason="Lần nữa", by=FOLLOWER, at=noon(GRANTED), on=GRANTED)
    ask(on=date(2025, 6, 25))


def test_one_request_waits_at_a_time(world: World) -> None:
    world.give("57-0417", due=FIRST)
    ask()
    with pytest.raises(AlreadyAsked):
        ask(date(2025, 12, 31))


@pytest.mark.parametrize("due", [FIRST, date(2025, 6, 1)])
def test_an_extension_leads_to_a_later_day(world: World, due: date) -> None:
    world.give("57-0417", due=FIRST)
    with pytest.raises(NotLater):
        grant(due)


def test_a_task_without_a_date_or_already_done_is_not_extended(world: World) -> None:
    world.give("57-0417")
    with pytest.raises(NothingToExtend):
        grant()
    world.give("57-0418", due=FIRST)
    world.finish("57-0418", on=date(2025, 5, 5))
    with pytest.raises(NothingToExtend):
        extend_deadline(
            task="57-0418", due=SECOND, reason="x", asked_by="G06", by=OFFICE, at=noon(GRANTED), on=GRANTED
        )


def test_only_the_assigners_side_grants_and_only_a_sharing_body_asks(world: World) -> None:
    world.give("57-0417", due=FIRST)
    with pytest.raises(NotYoursToSteer):
        extend_deadline(
            task="57-0417", due=SECOND, reason="x", asked_by="G06", by=OFFICER, at=noon(GRANTED), on=GRANTED
        )
    with pytest.raises(NotYoursToReport):
        request_extension(task="57-0417", due=SECOND, reason="x", by=STRANGER, at=noon(ASKED), on=ASKED)


def test_an_annulled_extension_gives_back_the_deadline_before_it(world: World) -> None:
    world.give("57-0417", due=FIRST)
    extension = grant()
    annul_act(entry=extension, reason="Ghi nhầm nhiệm vụ", by=OFFICE, at=noon(AFTER), on=AFTER)
    task = task_as_of("57-0417", asof(AFTER), EVERYTHING)
    assert task is not None
    assert (task.due_date, task.standing) == (FIRST, "overdue")
