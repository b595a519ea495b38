"""Working days follow dated papers: holidays, substitute days off, make-up Saturdays, each as known on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.discipline.deadlines.intake import LABOUR_CODE, calendar_days, draft_calendar
from camket.discipline.deadlines.rules import count_beside
from camket.periods import DayException, DayKind, WorkingCalendar

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

CALENDAR = WorkingCalendar(calendar_days())
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
EXCEPTIONS = st.lists(
    st.builds(
        DayException,
        day=st.dates(date(2025, 1, 1), date(2025, 3, 31)),
        kind=st.sampled_from(DayKind),
        paper=st.just("a paper"),
        announced_on=st.dates(date(2024, 10, 1), date(2025, 4, 30)),
        confirmed=st.booleans(),
    ),
    max_size=12,
)


def days_between(first: date, last: date):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2026, 2, 14), date(2026, 2, 22)),
        (date(2026, 1, 1), date(2026, 1, 4)),
        (date(2026, 8, 29), date(2026, 9, 2)),
        (date(2025, 5, 1), date(2025, 5, 4)),
    ],
)
def test_nobody_works_from_the_first_to_the_last_day_of_a_long_holiday(first: date, last: date):
    assert not any(CALENDAR.is_working(day) for day in days_between(first, last))
    assert CALENDAR.is_working(last + timedelta(days=1))


@pytest.mark.parametrize("day", [date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)])
def test_a_make_up_saturday_is_worked(day: date):
    assert day.weekday() == 5
    assert CALENDAR.is_working(day)


def test_culture_day_is_a_holiday_from_2026_and_not_before():
    assert not CALENDAR.is_working(date(2026, 11, 24))
    assert CALENDAR.is_working(date(2025, 11, 24))


def test_hung_kings_day_on_a_sunday_moves_to_monday():
    assert date(2026, 4, 26).weekday() == 6
    assert not CALENDAR.is_working(date(2026, 4, 27))
    assert CALENDAR.exception(date(2026, 4, 27)).kind is DayKind.SUBSTITUTE_OFF


def test_the_january_2026_swap_was_not_known_before_christmas_2025():
    before = WorkingCalendar(calendar_days(), known_on=date(2025, 12, 24))
    after = WorkingCalendar(calendar_days(), known_on=date(2025, 12, 25))
    received = date(2025, 12, 30)
    assert before.add_working_days(received, 3) == date(2026, 1, 5)
    assert before.add_working_days(received, 2) == date(2026, 1, 2)
    assert after.add_working_days(received, 2) == date(2026, 1, 5)
    assert (before.is_working(date(2026, 1, 10)), after.is_working(date(2026, 1, 10))) == (False, True)


def test_one_hundred_stated_working_days_count_99_and_every_difference_is_named():
    """Plan 11-KH/BCĐ says 100 working days from 10/7/2026 to 30/11/2026."""
    both = count_beside(stated=100, first=date(2026, 7, 10), last=date(2026, 11, 30), calendar=CALENDAR)
    assert (both.stated, both.counted, both.difference, both.weekdays) == (100, 99, -1, 102)
    off = [one.day for one in both.days_off]
    assert off == [date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 24)]
    assert [one.day for one in both.makeup_days] == [date(2026, 8, 22)]
    assert both.weekdays - len(both.days_off) + len(both.makeup_days) == both.counted
    assert not both.rests_on_unconfirmed


def test_the_calendar_file_and_the_package_differ_in_the_january_2026_swap_alone():
    ours = {(one.day, one.kind) for one in calendar_days()}
    drafted = {(one.day, one.kind) for one in draft_calendar(range(2024, 2028))}
    assert ours - drafted == {
        (date(2026, 1, 2), DayKind.SUBSTITUTE_OFF),
        (date(2026, 1, 10), DayKind.MAKEUP_WORKDAY),
    }
    assert drafted - ours == set()


def test_a_draft_is_never_confirmed_and_what_no_notice_has_announced_is_not_either():
    assert {(one.paper, one.confirmed) for one in draft_calendar([2028])} == {(LABOUR_CODE, False)}
    unconfirmed = {one.day for one in calendar_days() if not one.confirmed}
    assert unconfirmed == {*days_between(date(2027, 2, 4), date(2027, 2, 10)), date(2027, 9, 3)}


def test_of_two_papers_for_a_day_the_later_announced_decides():
    day = date(2027, 2, 4)
    notice = DayException(day, DayKind.MAKEUP_WORKDAY, "thông báo mới", date(2026, 12, 1), confirmed=True)
    papers = (notice, *calendar_days())
    assert WorkingCalendar(papers).is_working(day)
    assert not WorkingCalendar(papers, known_on=date(2026, 11, 30)).is_working(day)


def test_a_row_that_is_no_calendar_day_is_named(tmp_path: Path):
    rows = "day,kind,paper,announced_on,confirmed,name_vi,name_en\n2026-02-30,holiday,p,2026-01-01,yes,,\n"
    file = tmp_path / "days.csv"
    file.write_text(rows, "utf-8")
    with pytest.raises(ValueError, match="2026-02-30"):
        calendar_days(file)


def test_received_on_a_day_of_rest_the_first_working_day_is_day_one():
    saturday = date(2026, 3, 7)
    assert CALENDAR.add_working_days(saturday, 1) == date(2026, 3, 9)
    assert CALENDAR.add_working_days(saturday, 0) == date(2026, 3, 9)
    assert CALENDAR.add_working_days(saturday, -1) == date(2026, 3, 6)
    assert CALENDAR.add_working_days(date(2026, 3, 9), 0) == date(2026, 3, 9)


@given(start=DAYS, n=st.integers(1, 300))
def test_adding_and_counting_working_days_agree(start: date, n: int):
    due = CALENDAR.add_working_days(start, n)
    assert CALENDAR.is_working(due)
    assert CALENDAR.count_working_days(start + timedelta(days=1), due) == n
    back = CALENDAR.add_working_days(start, -n)
    assert CALENDAR.is_working(back)
    assert CALENDAR.count_working_days(back, start - timedelta(days=1)) == n


@given(first=DAYS, last=DAYS)
def test_a_count_is_the_number_of_working_days_one_by_one(first: date, last: date):
    assert CALENDAR.count_working_days(first, last) == sum(
        map(CALENDAR.is_working, days_between(first, last))
    )


@settings(max_examples=50)
@given(rows=st.lists(st.tuples(DAYS, st.integers(-30, 90)), min_size=1, max_size=30))
def test_whole_columns_give_the_same_due_days_as_one_at_a_time(rows: list[tuple[date, int]]):
    received = np.array([day for day, _ in rows], dtype="datetime64[D]")
    due = CALENDAR.due_dates(received, np.array([n for _, n in rows]))
    assert due.tolist() == [CALENDAR.add_working_days(day, n) for day, n in rows]


def test_a_missing_day_stays_missing_and_a_day_outside_the_calendar_is_refused():
    received = np.array(["2026-01-09", "NaT"], dtype="datetime64[D]")
    assert CALENDAR.due_dates(received, 1).tolist() == [date(2026, 1, 10), None]
    for day in ("1000-01-01", "2300-01-01"):
        with pytest.raises(ValueError, match="outside the calendar"):
            CALENDAR.due_dates(np.array([day], dtype="datetime64[D]"), 1)
    with pytest.raises(ValueError, match="outside the calendar"):
        CALENDAR.count_working_days(date(2026, 1, 1), date(2300, 1, 1))


@settings(max_examples=60)
@given(known=EXCEPTIONS, announced_later=EXCEPTIONS, known_on=st.dates(date(2024, 12, 1), date(2025, 3, 31)))
def test_what_is_announced_later_never_changes_a_count_as_it_was_known(
    known: list[DayException], announced_later: list[DayException], known_on: date
):
    later = [one for one in announced_later if one.announced_on > known_on]
    first, last = date(2025, 1, 1), date(2025, 3, 31)
    then = WorkingCalendar(tuple(known), known_on=known_on)
    now = WorkingCalendar((*later, *known), known_on=known_on)
    assert [then.is_working(day) for day in days_between(first, last)] == [
        now.is_working(day) for day in days_between(first, last)
    ]
    assert then.count_working_days(first, last) == now.count_working_days(first, last)


@settings(max_examples=60)
@given(exceptions=EXCEPTIONS, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(exceptions: list[DayException], seed: Random):
    shuffled = list(exceptions)
    seed.shuffle(shuffled)
    days = days_between(date(2025, 1, 1), date(2025, 3, 31))
    assert [*map(WorkingCalendar(tuple(exceptions)).is_working, days)] == [
        *map(WorkingCalendar(tuple(shuffled)).is_working, days)
    ]
