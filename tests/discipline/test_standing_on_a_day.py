"""Every task is in exactly one time class on every day, whether counted one by one or a million at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.discipline.deadlines.rules import (
    STANDINGS,
    Standing,
    days_late,
    standing,
    standing_counts,
    standings,
)

if TYPE_CHECKING:
    import numpy.typing as npt

DUE = date(2025, 10, 15)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
MAYBE = st.none() | DAYS


def on_day(
    days_after_due: int, *, due: date | None = DUE, done: date | None = None, withdrawn: date | None = None
):
    """The class of a task some days after its due day."""
    return standing(
        due_date=due, done_date=done, withdrawn_date=withdrawn, on=DUE + timedelta(days=days_after_due)
    )


def test_the_classes_are_these_six():
    assert [str(one) for one in Standing] == [
        "undated",
        "open_in_time",
        "overdue",
        "done_in_time",
        "done_late",
        "withdrawn",
    ]


def test_a_task_is_in_time_on_its_due_day_and_overdue_the_day_after():
    assert on_day(0) is Standing.OPEN_IN_TIME
    assert on_day(1) is Standing.OVERDUE


def test_work_handed_over_on_the_due_day_is_in_time_and_a_day_later_is_late():
    assert on_day(30, done=DUE) is Standing.DONE_IN_TIME
    assert on_day(30, done=DUE + timedelta(days=1)) is Standing.DONE_LATE


def test_what_happens_later_has_not_happened_yet():
    assert on_day(1, done=DUE + timedelta(days=2)) is Standing.OVERDUE
    assert on_day(0, withdrawn=DUE + timedelta(days=1)) is Standing.OPEN_IN_TIME


def test_without_a_due_date_nothing_is_late():
    assert on_day(1000, due=None) is Standing.UNDATED
    assert on_day(1000, due=None, done=DUE) is Standing.DONE_IN_TIME


def test_a_withdrawn_task_is_withdrawn_whatever_else_is_true_of_it():
    assert on_day(5, done=DUE + timedelta(days=3), withdrawn=DUE + timedelta(days=4)) is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("due", "done", "withdrawn", "late"),
    [
        (DUE, None, None, 10),
        (DUE, DUE + timedelta(days=3), None, 3),
        (DUE, DUE + timedelta(days=20), None, 10),
        (DUE, DUE, None, 0),
        (DUE + timedelta(days=11), None, None, 0),
        (None, None, None, None),
        (DUE, None, DUE, None),
    ],
)
def test_days_late_run_to_the_done_day_or_to_today(
    due: date | None, done: date | None, withdrawn: date | None, late: int | None
):
    on = DUE + timedelta(days=10)
    assert days_late(due_date=due, done_date=done, withdrawn_date=withdrawn, on=on) == late


@given(due=MAYBE, done=MAYBE, withdrawn=MAYBE, on=DAYS)
def test_a_task_is_late_by_days_exactly_when_its_class_is_late(
    due: date | None, done: date | None, withdrawn: date | None, on: date
):
    late = days_late(due_date=due, done_date=done, withdrawn_date=withdrawn, on=on)
    found = standing(due_date=due, done_date=done, withdrawn_date=withdrawn, on=on)
    assert (late is not None and late > 0) == (found in {Standing.OVERDUE, Standing.DONE_LATE})


@given(
    rows=st.lists(st.tuples(MAYBE, MAYBE, MAYBE), max_size=40),
    on=DAYS,
)
def test_the_classes_partition_the_tasks_and_columns_agree_with_single_tasks(
    rows: list[tuple[date | None, date | None, date | None]], on: date
):
    due, done, withdrawn = (np.array([row[i] for row in rows], dtype="datetime64[D]") for i in range(3))
    found = standings(due=due, done=done, withdrawn=withdrawn, on=on)
    one_by_one = [standing(due_date=a, done_date=b, withdrawn_date=c, on=on) for a, b, c in rows]
    assert [STANDINGS[place] for place in found] == one_by_one
    counts = standing_counts(found)
    assert set(counts) == set(Standing)
    assert sum(counts.values()) == len(rows)


def test_a_million_tasks_are_classed_at_once_as_one_by_one():
    random = np.random.default_rng(57)
    n = 1_000_000

    def some_days() -> npt.NDArray[np.datetime64]:
        days = np.datetime64("2025-01-01", "D") + random.integers(0, 600, n)
        days[random.random(n) < 0.3] = np.datetime64("NaT")
        return days

    due, done, withdrawn = some_days(), some_days(), some_days()
    on = date(2025, 10, 15)
    found = standings(due=due, done=done, withdrawn=withdrawn, on=on)
    assert sum(standing_counts(found).values()) == n
    for i in random.integers(0, n, 500):
        single = standing(
            due_date=due[i].item(), done_date=done[i].item(), withdrawn_date=withdrawn[i].item(), on=on
        )
        assert STANDINGS[found[i]] is single


def test_the_figures_of_15_october_2025_add_up_to_the_whole():
    """1,132 tasks = 485 completed + 561 on time + 86 overdue; completed is done_in_time plus done_late."""
    on = np.datetime64("2025-10-15", "D")
    due = np.concatenate([np.full(485, on), np.full(561, on), np.full(86, on - 1)])
    done = np.concatenate([np.full(485, on), np.full(561 + 86, np.datetime64("NaT", "D"))])
    withdrawn = np.full(1132, np.datetime64("NaT", "D"))
    counts = standing_counts(standings(due=due, done=done, withdrawn=withdrawn, on=on.item()))
    assert counts[Standing.DONE_IN_TIME] + counts[Standing.DONE_LATE] == 485
    assert (counts[Standing.OPEN_IN_TIME], counts[Standing.OVERDUE]) == (561, 86)
    assert sum(counts.values()) == 1132
