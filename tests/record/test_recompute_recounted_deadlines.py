"""The verifier takes an entry that counted deadlines again: every public row, and no row that cannot be sound."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from camket_verify.faults import Unsound
from camket_verify.payload import Payload
from camket_verify.recounting import recounted
from camket_verify.tasks import Fact, Task

if TYPE_CHECKING:
    from collections.abc import Mapping

ON = "2026-08-26"
ROW = {"task": "57-0001", "was": "2026-09-07", "due": "2026-09-08"}


def a_task() -> Task:
    return Task(code="57-0001", programme="57", assigned=Fact(1, date(2026, 8, 20), None))


def took(public: Mapping[str, Any], *, task: Task | None) -> list[tuple[Task, Fact[date | None]]]:
    return list(recounted(9, Payload(dict(public)), lambda _position, _row: task))


def test_each_row_puts_a_new_deadline_behind_the_old_one():
    task = a_task()
    took({"tasks": [ROW], "on": ON, "calendar": 8}, task=task)
    assert [(fact.position, fact.on, fact.said) for fact in task.due] == [
        (9, date(2026, 8, 26), date(2026, 9, 8))
    ]


def test_a_row_that_may_not_be_looked_into_is_passed_over():
    closed = {"task": "57-0001", "restricted": True}
    assert took({"tasks": [closed], "on": ON, "calendar": 8}, task=None) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"tasks": [ROW], "on": ON, "calendar": 9},
        {"tasks": [ROW], "on": ON, "calendar": 0},
        {"tasks": [ROW], "on": ON},
        {"tasks": [ROW], "on": "26/8/2026", "calendar": 8},
        {"tasks": [], "on": ON, "calendar": 8},
        {"tasks": [ROW, ROW], "on": ON, "calendar": 8},
        {"tasks": [{**ROW, "due": None}], "on": ON, "calendar": 8},
        {"tasks": [{"task": "57-0001", "due": "2026-09-08"}], "on": ON, "calendar": 8},
    ],
)
def test_what_cannot_be_sound_is_a_fault(wrong: dict[str, Any]):
    with pytest.raises(Unsound):
        took(wrong, task=a_task())
