"""The plan of the synthetic nation reproduces the review of 15 October 2025 before anything is entered."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.discipline.agencies.roles import Role
from camket.nation.bodies import heir, stands
from camket.nation.cast import places
from camket.nation.days import deadline_between, written
from camket.nation.programme57 import ACCEPTED_LATE, MEETINGS, TAKEN_BACK, programme_57
from camket.nation.programme_second import second_programme
from camket.nation.truth import expected_by_lead, expected_value

if TYPE_CHECKING:
    from camket.nation.plan import Plan

REVIEWED = date(2025, 10, 15)


def test_the_plan_gives_the_published_numbers_of_15_october_2025():
    assert expected_value(programme_57(), on=REVIEWED, known=REVIEWED) == {
        "total": 1132,
        "completed": 485,
        "done_in_time": 427,
        "done_late": 58,
        "open_in_time": 561,
        "overdue": 86,
        "undated": 0,
        "withdrawn": 14,
        "awaiting": 74,
    }


def test_an_annulled_acceptance_and_a_late_one_move_the_same_day_twice():
    later = [expected_value(programme_57(), on=REVIEWED, known=day) for day in (TAKEN_BACK, ACCEPTED_LATE)]
    told = [(value["completed"], value["done_late"], value["overdue"], value["total"]) for value in later]

    assert told == [(484, 58, 87, 1132), (485, 59, 86, 1132)]


def test_25_meetings_give_1146_tasks_with_titles_of_their_own():
    tasks = programme_57().tasks

    assert len(MEETINGS) == len(set(MEETINGS)) == len(programme_57().papers) == 25
    assert len(tasks) == len({task.title for task in tasks}) == len({task.code for task in tasks}) == 1146


def test_27_deadlines_are_extended_and_two_are_read_again():
    changes = [change for task in programme_57().tasks for change in task.redated]

    assert Counter(change.asked_on is not None for change in changes) == {True: 27, False: 2}


def test_one_in_six_tasks_of_the_second_programme_has_no_day():
    tasks = second_programme().tasks

    assert len(tasks) == 120
    assert Counter(task.nature for task in tasks if task.due is None) == {
        "continuing": 8,
        "recurring": 6,
        "waiting": 4,
        "unread": 2,
    }


@pytest.mark.parametrize("plan", [programme_57(), second_programme()], ids=["57", "204"])
def test_nobody_is_given_a_task_before_they_exist_or_after_they_end(plan: Plan):
    for task in plan.tasks:
        assert all(stands(body, task.on) for body in (*task.leads, *task.cooperating)), task.code


def test_two_leads_of_a_task_never_pass_into_one_body():
    for task in programme_57().tasks:
        assert len({heir(lead, REVIEWED) for lead in task.leads}) == len(task.leads), task.code


@pytest.mark.parametrize("plan", [programme_57(), second_programme()], ids=["57", "204"])
def test_no_act_comes_before_what_it_answers(plan: Plan):
    for task in plan.tasks:
        for claim in task.claims:
            answers = [claim.accepted_on, claim.annulled_on, claim.returned_on]
            days = [task.on, claim.on, *(day for day in answers if day is not None)]
            assert days == sorted(days), task.code


def test_former_provinces_lead_tasks_and_later_the_merged_ones_do():
    before = expected_by_lead(programme_57(), on=date(2025, 6, 30), known=REVIEWED)
    after = expected_by_lead(programme_57(), on=REVIEWED, known=REVIEWED)

    assert before["H25"] > 0  # Hà Nam
    assert before["T37"] == 0  # Ninh Bình after 1 July
    assert after["T37"] > 0
    assert heir("H25", REVIEWED) == "T37"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2025, 9, 5), "05/9/2025"), (date(2026, 1, 15), "15/01/2026"), (date(2025, 12, 31), "31/12/2025")],
)
def test_days_are_written_as_papers_write_them(day: date, words: str):
    assert written(day) == words


@given(
    seed=st.integers(0, 10_000),
    first=st.dates(date(2025, 1, 20), date(2025, 12, 1)),
    length=st.integers(1, 200),
)
def test_a_drawn_deadline_lies_in_its_bounds_and_its_words_name_its_day(seed: int, first: date, length: int):
    last = first + timedelta(days=length)
    words, due = deadline_between(Random(seed), first, last)  # noqa: S311 - a story is drawn, not a secret

    assert first <= due <= last
    month_end = (due + timedelta(days=1)).day == 1
    if "Quý" in words:
        quarter = ("I", "II", "III", "IV")[due.month // 3 - 1]
        assert month_end
        assert words.replace(" năm ", "/") == f"Quý {quarter}/{due.year}"
    elif "Năm" in words or "năm" in words:
        assert (due.day, due.month) == (31, 12)
    elif "tháng" in words.lower():
        assert month_end
        assert words.endswith(f"háng {due.month}/{due.year}")
    else:
        assert words.endswith(written(due))


def test_every_role_of_a_post_has_a_log_in():
    with_log_in = {place.role for place in places() if place.username}
    assert with_log_in == set(Role) - {Role.PUBLIC}
