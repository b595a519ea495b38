"""Acts that combine in ways nobody planned: each world is replayed from its record afterwards, and must agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.replay import require_replay_agrees, signing_key
from tests.world import (
    EVERYTHING,
    FOLLOWER,
    MINISTER,
    OFFICE,
    OFFICER,
    PROVINCE_HEAD,
    PROVINCE_OFFICER,
    SYSTEM,
    World,
    asof,
    noon,
)

from camket.discipline.agencies.actions import give_mandate, leave_post, succeed_agency
from camket.discipline.agencies.models import Appointment
from camket.discipline.agencies.roles import EVERYONE, Publication
from camket.discipline.agencies.seats import BodyEnded, NotInPost
from camket.discipline.claims.actions import accept_completion, report_progress, return_claim
from camket.discipline.claims.actions.answering import ClaimAnswered
from camket.discipline.duties.actions import put_in_charge
from camket.discipline.duties.queries import charges_left_behind
from camket.discipline.finding.queries import read_search, tasks_holding
from camket.discipline.mendings.actions import correct_leads, correct_words
from camket.discipline.mendings.actions.annulling import LeanedOn
from camket.discipline.sight.actions import disclose
from camket.discipline.tasks.actions.entering import (
    AlreadyClaimed,
    NotYoursToReport,
    TaskWithdrawn,
    UnknownTask,
)
from camket.discipline.tasks.queries import task_as_of
from camket.discipline.tasks.rules import CorrectedField
from camket.record import queries as record
from camket.record.rules import Actor
from camket.review.snapshots.actions import freeze_figure, restate_moved
from camket.review.snapshots.queries import value_of

DUE, DAY = date(2025, 6, 30), date(2025, 4, 4)


def days(n: int) -> date:
    return DAY + timedelta(days=n)


def standing(code: str, on: date) -> str | None:
    task = task_as_of(code, asof(on), EVERYTHING)
    return task.standing if task else None


def test_a_merger_annulled_and_its_task_split_leaves_each_task_where_the_last_act_put_it(
    world: World,
) -> None:
    for code in ("57-0001", "57-0002"):
        world.give(code, due=DUE)
    merger = world.merge("57-0002", into="57-0001", on=DAY)
    world.annul(merger, on=days(1))
    world.split("57-0002", on=days(2), due=DUE)
    found = [standing(code, days(3)) for code in ("57-0001", "57-0002", "57-0002.1", "57-0002.2")]
    assert found == ["open_in_time", "withdrawn", "open_in_time", "open_in_time"]
    assert standing("57-0002", days(1)) == "open_in_time", "of the day before the splitting it is still there"


def test_a_part_merged_back_is_taken_back_from_the_newest_act_to_the_oldest(world: World) -> None:
    world.give("57-0001", due=DUE)
    world.give("57-0002", due=DUE)
    split = world.split("57-0001", on=DAY, due=DUE)
    merger = world.merge("57-0001.1", into="57-0002", on=days(1))
    with pytest.raises(LeanedOn):
        world.annul(split, on=days(2))
    world.annul(merger, on=days(2))
    world.annul(split, on=days(2))
    assert [standing(code, days(3)) for code in ("57-0001", "57-0001.1")] == ["open_in_time", None]


def test_a_handing_over_is_not_annulled_over_the_takers_claim_until_that_is_gone(world: World) -> None:
    world.give("57-0001", due=DUE)
    handed = world.hand_over("57-0001", on=DAY)
    claim = world.claim("57-0001", on=days(1), by=PROVINCE_OFFICER)
    with pytest.raises(NotYoursToReport):
        world.claim("57-0001", on=days(1), by=OFFICER)
    with pytest.raises(LeanedOn):
        world.annul(handed, on=days(2))
    world.annul(claim, on=days(2))
    world.annul(handed, on=days(2))
    world.finish("57-0001", on=days(3))
    assert standing("57-0001", days(3)) == "done_in_time"


def test_a_returned_claim_of_the_taker_still_holds_the_handing_over(world: World) -> None:
    world.give("57-0001", due=DUE)
    handed = world.hand_over("57-0001", on=DAY)
    claim = world.claim("57-0001", on=days(1), by=PROVINCE_OFFICER)
    return_claim(claim=claim, reason="Thiếu biên bản", by=FOLLOWER, at=noon(days(2)), on=days(2))
    with pytest.raises(LeanedOn):
        world.annul(handed, on=days(3))


def test_an_intake_taken_back_after_a_figure_was_frozen_restates_and_the_frozen_number_stays(
    world: World,
) -> None:
    world.give("57-0001", due=DUE)
    intake = record.latest_position()
    world.give("57-0002", due=DUE)
    frozen = freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    world.annul(intake, on=days(1))
    made = restate_moved(programme="57", reason="Nhận nhầm", by=OFFICE, at=noon(days(1)), on=days(1))
    assert (value_of(frozen)["total"], [value_of(one)["total"] for one in made]) == (2, [1])
    assert restate_moved(programme="57", reason="Lần nữa", by=OFFICE, at=noon(days(1)), on=days(1)) == []


def test_a_task_taken_back_can_have_nothing_done_to_it(world: World) -> None:
    world.give("57-0001", due=DUE)
    world.annul(record.latest_position(), on=DAY)
    with pytest.raises(UnknownTask):
        world.claim("57-0001", on=days(1))
    with pytest.raises(UnknownTask):
        world.merge("57-0001", into="57-0001x", on=days(1))
    assert standing("57-0001", date(2025, 2, 1)) is None, "nor was it there before"


def test_a_task_closed_and_opened_again_is_counted_and_found_again_by_everyone(world: World) -> None:
    world.give("57-0001", due=DUE, title="Hồ tiêu sạch")
    search = read_search("hồ tiêu")
    for n, (publication, seen) in enumerate(((Publication.RESTRICTED, 0), (Publication.PUBLIC, 1))):
        disclose(
            task="57-0001",
            part=None,
            publication=publication,
            reason="Theo đề nghị",
            by=OFFICE,
            at=noon(days(3 * n)),
            on=days(3 * n),
        )
        assert tasks_holding(search, EVERYONE).count() == seen
        world.finish("57-0001", on=days(1)) if not seen else None
        require_replay_agrees()


def test_words_that_were_entered_by_mistake_are_found_by_nobody_once_annulled(world: World) -> None:
    world.give("57-0001", due=DUE)
    made = correct_words(
        task="57-0001",
        field=CorrectedField.TITLE,
        after="Vụ việc của bà Lò Thị Mật",
        reason="Đọc lại",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    search = read_search("Lò Thị Mật")
    assert tasks_holding(search, EVERYONE).count() == 1
    world.annul(made.entry_id, on=days(1))
    assert tasks_holding(search, EVERYONE).count() == 0


def test_a_word_that_stands_in_a_reason_alone_finds_nothing(world: World) -> None:
    world.give("57-0001", due=DUE)
    correct_words(
        task="57-0001",
        field=CorrectedField.TITLE,
        after="Tên đúng",
        reason="Xoài tượng",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    report_progress(task="57-0001", words="Xoài tượng", by=OFFICER, at=noon(DAY), on=DAY)
    for scope in (EVERYONE, EVERYTHING):
        assert not tasks_holding(read_search("xoài tượng"), scope).exists()


def test_a_mandate_that_ends_today_signs_nothing_more_today(world: World) -> None:
    world.give("57-0001", due=DUE)
    made = give_mandate(
        giver="g06-bo-truong",
        holder="g06-can-bo",
        paper="12/QĐ",
        from_date=DAY,
        until_date=days(2),
        by=MINISTER,
        at=noon(DAY),
        on=DAY,
    )
    delegate = Actor(post="g06-bo-truong", person=OFFICER.person, mandate=made.code)
    report_progress(task="57-0001", words="Đang làm", by=delegate, at=noon(days(1)), on=days(1))
    for day, held_for in ((days(2), days(2)), (days(3), days(1))):
        with pytest.raises(NotInPost):
            report_progress(task="57-0001", words="Đang làm", by=delegate, at=noon(day), on=held_for)


def test_a_post_left_takes_its_charge_into_the_list_of_those_left_behind(world: World) -> None:
    world.give("57-0001", due=DUE)
    put_in_charge(post="g06-can-bo", tasks=["57-0001"], by=MINISTER, at=noon(DAY), on=DAY)
    held = Appointment.objects.get(post__code="g06-can-bo")
    leave_post(appointment=held, by=SYSTEM, at=noon(days(1)), on=days(1))
    assert charges_left_behind(asof(DAY)) == []
    assert [(one.post.code, one.tasks) for one in charges_left_behind(asof(days(1)))] == [
        ("g06-can-bo", ("57-0001",))
    ]
    world.annul(record.entries_about("task:57-0001")[0].position, on=days(2))
    assert charges_left_behind(asof(days(2))) == [], "a task that never was is in nobody's hand"


def test_a_body_that_passes_on_while_its_heads_form_is_open_enters_nothing_and_its_heir_goes_on(
    world: World,
) -> None:
    world.give("57-0001", due=DUE, leads=("H42",))
    waiting = world.claim("57-0001", on=DAY, by=PROVINCE_OFFICER)
    succeed_agency(
        kind="merge",
        predecessors=["H42"],
        successors=["G06"],
        heir="G06",
        source="NQ 1",
        confirmed=True,
        by=OFFICE,
        at=noon(days(1)),
        on=days(1),
    )
    with pytest.raises(BodyEnded):
        report_progress(task="57-0001", words="Đang làm", by=PROVINCE_HEAD, at=noon(days(1)), on=DAY)
    with pytest.raises(AlreadyClaimed):
        world.claim("57-0001", on=days(2), by=OFFICER)
    accept_completion(claim=waiting, by=FOLLOWER, at=noon(days(2)), on=days(2))
    assert standing("57-0001", days(2)) == "done_in_time"


def test_a_claim_is_answered_once_whatever_comes_after_it(world: World) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DAY)
    correct_leads(
        task="57-0001", leads=["H42"], reason="Sắp xếp lại", by=OFFICE, at=noon(days(1)), on=days(1)
    )
    accept_completion(claim=claim, by=FOLLOWER, at=noon(days(2)), on=days(2))
    for answer in (accept_completion, return_claim):
        more = {"reason": "Thiếu"} if answer is return_claim else {}
        with pytest.raises(ClaimAnswered):
            answer(claim=claim, by=FOLLOWER, at=noon(days(3)), on=days(3), **more)
    assert standing("57-0001", days(3)) == "open_in_time", "the new lead has its own part still to do"


def test_the_other_tab_finds_the_task_merged_away(world: World) -> None:
    for code in ("57-0001", "57-0002"):
        world.give(code, due=DUE)
    world.merge("57-0002", into="57-0001", on=DAY)
    with pytest.raises(TaskWithdrawn):
        world.claim("57-0002", on=days(1))
    with pytest.raises(TaskWithdrawn):
        world.merge("57-0001", into="57-0002", on=days(1))
    with pytest.raises(TaskWithdrawn):
        world.split("57-0002", on=days(1))
