"""Merged, split, handed over, taken back: rebuilt from the public parts alone, and refused where they say nonsense."""

from __future__ import annotations

from typing import Any

import pytest
from tests.record.small_record import SmallRecord, day, row

from camket_verify.recompute import Figure, figure

HIDDEN = {"task": "57-02", "restricted": True}


def three() -> SmallRecord:
    """A record with three tasks given on 2 September, due at the end of the month."""
    record = SmallRecord()
    record.assign("09-02", *(row(f"57-0{n}", "09-30", "BKHCN") for n in (1, 2, 3)))
    return record


def counted(record: SmallRecord, text: str, known: int | None = None) -> Figure:
    tasks = record.tasks()
    assert tasks.faults == [], tasks.faults
    return figure(tasks, programme="CT-57", on=day(text), known=known)


def act(record: SmallRecord, name: str, on: str, **public: Any) -> int:
    return record.act(f"discipline.{name}", {**public, "on": day(on).isoformat()}, on=on)


def annul(record: SmallRecord, entry: int, name: str, on: str) -> int:
    return act(record, "act.annul", on, entry=entry, act=f"discipline.{name}", task=None)


def test_merged_tasks_leave_the_total_from_the_day_and_come_back_when_it_is_annulled():
    record = three()
    merged = act(record, "task.merge", "09-10", programme="CT-57", tasks=["57-01", "57-02"], into="57-03")
    assert [counted(record, text).counts.total for text in ("09-09", "09-10")] == [3, 1]
    annulled = annul(record, merged, "task.merge", "09-12")
    assert counted(record, "09-10").counts.total == 3
    assert counted(record, "09-10", annulled - 1).counts.total == 1


def test_a_split_task_leaves_and_its_parts_come():
    record = three()
    parts = [row("57-01.1", "10-31", "BTC"), row("57-01.2", None, "BNV")]
    split = act(record, "task.split", "09-10", programme="CT-57", task="57-01", into=parts)
    found = counted(record, "10-01")
    assert (found.counts.total, found.counts.overdue, found.counts.undated) == (4, 2, 1)
    assert found.by_first_lead["BTC"].open_in_time == 1
    assert counted(record, "09-09").counts.total == 3
    annul(record, split, "task.split", "09-12")
    assert counted(record, "10-01").counts.overdue == 3


def test_a_handed_over_task_is_done_by_the_claim_of_the_taker():
    record = three()
    rows = [{"task": "57-01", "leads": ["BTC"], "cooperating": []}]
    handed = act(record, "share.hand_over", "09-10", **{"from": "BKHCN", "to": "BTC", "tasks": rows})
    record.done("57-01", "BTC", "09-20")
    assert counted(record, "09-20").counts.done_in_time == 1
    assert counted(record, "09-20").by_first_lead["BTC"].total == 1
    annul(record, handed, "share.hand_over", "09-21")
    assert counted(record, "09-21").counts.done_in_time == 0


def test_an_intake_annulled_leaves_no_task_on_any_day():
    record = three()
    entry = len(record.lines)
    annul(record, entry, "task.assign", "09-20")
    assert [counted(record, text).counts.total for text in ("09-02", "12-31")] == [0, 0]
    assert counted(record, "12-31", entry).counts.total == 3


def test_a_restricted_task_in_a_list_is_out_of_sight_from_there_on():
    record = three()
    merged = act(record, "task.merge", "09-10", programme="CT-57", tasks=["57-01", HIDDEN], into="57-03")
    found = counted(record, "09-10")
    assert (found.counts.total, found.restricted) == (1, 1)
    assert counted(record, "09-10", merged - 1).restricted == 0


@pytest.mark.parametrize(
    ("name", "public", "code"),
    [
        ("task.merge", {"programme": "CT-57", "tasks": [], "into": "57-03"}, "payload.field"),
        ("task.merge", {"programme": "CT-57", "tasks": ["57-03"], "into": "57-03"}, "payload.field"),
        ("task.merge", {"programme": "CT-06", "tasks": ["57-01"], "into": "57-03"}, "payload.field"),
        ("task.merge", {"programme": "CT-57", "tasks": ["57-99"], "into": "57-03"}, "task.unknown"),
        (
            "task.merge",
            {"programme": "CT-57", "tasks": [{"task": "57-01"}], "into": "57-03"},
            "payload.field",
        ),
        ("task.split", {"programme": "CT-57", "task": "57-01", "into": []}, "payload.field"),
        (
            "task.split",
            {"programme": "CT-57", "task": "57-01", "into": [row("57-02", None, "BTC")]},
            "task.assigned_twice",
        ),
        ("share.hand_over", {"from": "A", "to": "B", "tasks": []}, "payload.field"),
        (
            "share.hand_over",
            {"tasks": [{"task": "57-01", "leads": ["B"], "cooperating": []}]},
            "payload.field",
        ),
        (
            "share.hand_over",
            {"from": "A", "to": "B", "tasks": [{"task": "57-01", "leads": []}]},
            "payload.field",
        ),
        ("act.annul", {"entry": 1, "act": "discipline.task.merge", "task": None}, "annul.differs"),
    ],
)
def test_a_payload_that_says_nonsense_is_a_named_fault_and_changes_nothing(
    name: str, public: dict[str, Any], code: str
):
    record = three()
    act(record, name, "09-10", **public)
    tasks = record.tasks()
    assert [fault.code.value for fault in tasks.faults] == [code]
    assert figure(tasks, programme="CT-57", on=day("09-10")).counts.total == 3


def test_a_bulk_act_is_annulled_once():
    record = three()
    merged = act(record, "task.merge", "09-10", programme="CT-57", tasks=["57-01"], into="57-03")
    annul(record, merged, "task.merge", "09-11")
    annul(record, merged, "task.merge", "09-12")
    assert [fault.code.value for fault in record.tasks().faults] == ["annul.twice"]
