"""A new day off counts open deadlines again that were counted in working days, and no others."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.doors.dated_desk import DUE_BEFORE, GIVEN, WORDS, adopt, give
from tests.world import CHAIR, EVERYTHING, MINISTER, OFFICE, OFFICER, World, asof, noon

from camket.discipline.agencies.queries import post
from camket.discipline.agencies.roles import Publication
from camket.discipline.agencies.seats import NotTheKeeper
from camket.discipline.deadlines.actions import (
    DecidedLater,
    NoExceptionToWithdraw,
    NotYetAnnounced,
    PaperMissing,
    adopt_calendar_days,
)
from camket.discipline.deadlines.queries import reading_of, working_calendar
from camket.discipline.deadlines.rules import Basis, Offset, OffsetUnit, due_on
from camket.discipline.mendings.actions import correct_deadline
from camket.discipline.redating.actions import extend_deadline, recompute_deadlines
from camket.discipline.redating.actions.recomputing import NothingMoves, NotTheCalendar
from camket.discipline.redating.announcing import announce_days, take_back_day, would_follow
from camket.discipline.redating.counted import Kept, concerns, recomputed_by, whom_it_concerns
from camket.discipline.tasks.models import Deadline
from camket.discipline.tasks.queries import deadlines_of, task_as_of
from camket.periods import DayException, DayKind, WorkingCalendar
from camket.record import queries as record

if TYPE_CHECKING:
    from camket.record.rules import Actor

PUBLIC = Publication.PUBLIC
STORM = date(2026, 8, 27)
TOLD = date(2026, 8, 25)
AFTER = date(2026, 8, 26)


def off(day: date = STORM, *, told: date = TOLD, kind: DayKind = DayKind.HOLIDAY) -> DayException:
    return DayException(day, kind, "Công điện 12/CĐ-TTg ngày 25/8/2026", told, confirmed=True)


def announce(*days: DayException, on: date = AFTER):
    return announce_days(days=days or (off(),), by=OFFICE, at=noon(on), on=on)


def due(code: str, on: date = AFTER) -> date | None:
    task = task_as_of(code, asof(on), EVERYTHING)
    assert task is not None
    return task.due_date


def test_ten_working_days_end_a_day_later_once_one_of_them_is_off(world: World):
    adopt()
    give(world, {"57-0001": WORDS, "57-0002": "30/9/2026"}, publication=PUBLIC)
    assert due("57-0001", GIVEN) == DUE_BEFORE
    made = announce()
    assert [row.task.code for row in made.moved] == ["57-0001"]
    assert (due("57-0001"), due("57-0002")) == (date(2026, 9, 8), date(2026, 9, 30))
    assert due("57-0001", TOLD) == DUE_BEFORE


def test_the_old_day_stays_in_history_with_the_calendar_entry_behind_the_new_one(world: World):
    adopt()
    give(world, {"57-0001": WORDS}, publication=PUBLIC)
    made = announce()
    task = task_as_of("57-0001", asof(AFTER), EVERYTHING)
    assert task is not None
    assert task.first_due == DUE_BEFORE
    rows = list(deadlines_of(task, asof(AFTER)))
    assert [(row.origin, row.due_date) for row in rows] == [
        ("assigned", DUE_BEFORE),
        ("recomputed", date(2026, 9, 8)),
    ]
    entry = record.entry(rows[-1].entry_id)
    assert entry is not None
    assert record.public_part(entry) == {
        "calendar": made.calendar,
        "on": "2026-08-26",
        "tasks": [{"task": "57-0001", "was": "2026-09-07", "due": "2026-09-08"}],
    }
    assert json.loads(rows[-1].detail)["was"] == "2026-09-07"


def test_a_moved_deadline_moves_again_with_the_next_day_off(world: World):
    adopt()
    give(world, {"57-0001": WORDS}, publication=PUBLIC)
    announce()
    announce(off(date(2026, 8, 28), told=AFTER))
    assert due("57-0001") == date(2026, 9, 9)


def test_a_day_entered_wrongly_is_taken_back_and_so_is_the_move(world: World):
    adopt()
    give(world, {"57-0001": WORDS}, publication=PUBLIC)
    announce()
    made = take_back_day(day=STORM, reason="Ghi nhầm ngày", by=OFFICE, at=noon(AFTER), on=AFTER)
    assert len(made.moved) == 1
    assert due("57-0001") == DUE_BEFORE
    assert working_calendar(asof(AFTER)).is_working(STORM)
    with pytest.raises(NoExceptionToWithdraw):
        take_back_day(day=STORM, reason="Ghi nhầm ngày", by=OFFICE, at=noon(AFTER), on=AFTER)


def test_a_day_taken_back_can_be_announced_anew_the_same_day(world: World):  # noqa: ARG001 - the record is needed
    adopt()
    announce()
    take_back_day(day=STORM, reason="Ghi nhầm văn bản", by=OFFICE, at=noon(AFTER), on=AFTER)
    announce(off(told=AFTER))
    assert not working_calendar(asof(AFTER)).is_working(STORM)


def test_granted_finished_and_withdrawn_work_stays(world: World):
    adopt()
    give(world, {f"57-000{n}": WORDS for n in range(1, 4)}, publication=PUBLIC)
    extend_deadline(
        task="57-0001",
        due=date(2026, 9, 20),
        reason="Mưa lũ",
        asked_by="G06",
        by=OFFICE,
        at=noon(GIVEN),
        on=GIVEN,
    )
    world.finish("57-0002", on=date(2026, 8, 24))
    made = announce()
    assert [row.task.code for row in made.moved] == ["57-0003"]
    assert due("57-0001") == date(2026, 9, 20)


def test_a_deadline_that_had_passed_before_the_announcement_stays_and_is_named(world: World):
    adopt()
    give(world, {"57-0001": "03 ngày làm việc kể từ ngày 20/8/2026"}, publication=PUBLIC)
    assert due("57-0001", GIVEN) == date(2026, 8, 24)
    seen = would_follow([off(date(2026, 8, 21), told=AFTER)], asof=asof(AFTER), scope=EVERYTHING)
    assert [(one.task.code, one.why) for one in seen.kept] == [("57-0001", Kept.PASSED)]
    assert announce(off(date(2026, 8, 21), told=AFTER)).moved == ()


def test_a_day_worked_never_moves_a_deadline_into_the_past(world: World):
    adopt()
    give(world, {"57-0001": "06 ngày làm việc kể từ ngày 20/8/2026"}, publication=PUBLIC)
    late = date(2026, 8, 27)
    assert due("57-0001", GIVEN) == late
    sunday = off(date(2026, 8, 23), told=late, kind=DayKind.MAKEUP_WORKDAY)
    seen = would_follow([sunday], asof=asof(late), scope=EVERYTHING)
    assert [(one.was, one.why) for one in seen.kept] == [(late, Kept.WOULD_BE_PAST)]


def test_what_was_kept_without_its_start_is_listed_and_stays(world: World):
    adopt()
    world.give("57-0009", due=date(2026, 9, 7), on=GIVEN, deadline_text="Trong 10 ngày làm việc")
    seen = would_follow([off()], asof=asof(AFTER), scope=EVERYTHING)
    assert [(one.task.code, one.why) for one in seen.kept] == [("57-0009", Kept.NO_BASIS)]
    assert seen.moves == ()


def test_a_corrected_reading_keeps_what_it_was_counted_from(world: World):
    adopt()
    world.give("57-0009", on=GIVEN, deadline_text="10 ngày làm việc kể từ ngày nhận hồ sơ")
    reading = reading_of(WORDS, issued_on=GIVEN, before_includes_day=True, position=record.latest_position())
    correct_deadline(
        task="57-0009",
        reading=reading,
        deadline_text=WORDS,
        reason="Đã nhận hồ sơ ngày 20/8/2026",
        by=OFFICE,
        at=noon(GIVEN),
        on=GIVEN,
    )
    assert [row.task.code for row in announce().moved] == ["57-0009"]


def test_a_restricted_task_moves_and_the_record_tells_nothing_of_it(world: World):
    adopt()
    give(world, {"57-0001": WORDS}, publication=Publication.RESTRICTED)
    made = announce()
    entry = record.entry(made.moved[0].entry_id)
    assert entry is not None
    assert record.public_part(entry)["tasks"] == [{"task": "57-0001", "restricted": True}]
    assert due("57-0001") == date(2026, 9, 8)


def test_it_concerns_the_leads_posts_and_those_who_steer(world: World):
    adopt()
    give(world, {"57-0001": WORDS}, publication=PUBLIC)
    made = announce()
    named = whom_it_concerns([made.moved[0].task], asof(AFTER))
    assert [(one.agency.code, [held.code for held in one.posts]) for one in named] == [
        ("G06", ["g06-bo-truong", "g06-can-bo"])
    ]
    for code, n in (("g06-can-bo", 1), ("bcd-theo-doi", 1), ("h42-can-bo", 0), ("bcd-kiem-tra", 0)):
        held = post(code)
        assert held is not None
        assert concerns(held, asof(AFTER)).count() == n
    rows = recomputed_by(made.moved[0].entry_id, asof(AFTER), EVERYTHING)
    assert [(row.due_date, was) for row, was in rows] == [(date(2026, 9, 8), DUE_BEFORE)]


@pytest.mark.parametrize("by", [OFFICER, MINISTER])
def test_only_keepers_change_the_calendar(world: World, by: Actor):  # noqa: ARG001 - the cast is needed
    adopt()
    with pytest.raises(NotTheKeeper):
        adopt_calendar_days(days=[off()], by=by, at=noon(AFTER), on=AFTER)


def test_a_row_that_would_decide_nothing_is_refused(world: World):  # noqa: ARG001 - the cast is needed
    adopt()
    announce()
    with pytest.raises(DecidedLater):
        announce(off(told=date(2026, 8, 24)))
    with pytest.raises(NotYetAnnounced):
        announce(off(told=date(2026, 8, 27)))
    with pytest.raises(PaperMissing):
        announce(DayException(STORM, DayKind.HOLIDAY, " - ", TOLD, confirmed=True))


def test_deadlines_are_counted_again_because_of_a_calendar_entry_alone(world: World):
    adopt()
    give(world, {"57-0002": "30/9/2026"}, publication=PUBLIC)
    with pytest.raises(NotTheCalendar):
        recompute_deadlines(calendar=record.latest_position(), by=CHAIR, at=noon(AFTER), on=AFTER)
    made = announce()
    assert made.moved == ()
    with pytest.raises(NothingMoves):
        recompute_deadlines(calendar=made.calendar, by=CHAIR, at=noon(AFTER), on=AFTER)
    assert not Deadline.objects.filter(origin="recomputed").exists()


BASES = st.builds(
    Basis,
    start=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    offset=st.builds(Offset, st.integers(1, 120), st.just(OffsetUnit.WORKING_DAY)),
    rolls=st.booleans(),
    rule_code=st.just("any"),
    rule_from=st.just(date(2017, 1, 1)),
)


@given(basis=BASES, days=st.sets(st.dates(date(2020, 1, 1), date(2031, 12, 31)), max_size=6))
def test_days_off_never_bring_a_deadline_forward(basis: Basis, days: set[date]):
    rested = WorkingCalendar.of(off(day) for day in days)
    assert due_on(basis, rested) >= due_on(basis, WorkingCalendar(()))
    assert Basis.from_table(json.loads(json.dumps(basis.as_table()))) == basis


@given(basis=BASES, extra=st.integers(1, 40))
def test_a_day_off_after_the_due_day_moves_nothing(basis: Basis, extra: int):
    before = due_on(basis, WorkingCalendar(()))
    later = WorkingCalendar.of([off(before + timedelta(days=extra))])
    assert due_on(basis, later) == before
