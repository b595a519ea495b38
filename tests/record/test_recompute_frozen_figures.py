"""Published figures against the entries they stand on, and bad payloads that get a name."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.small_record import VKEY, SmallRecord, day, row

from camket_verify.faults import FaultCode
from camket_verify.recompute import Agreement, Recomputation, figure, recompute_export
from camket_verify.words import Lang, fault_words, place_words


def autumn() -> SmallRecord:
    """Seven tasks of which, on 15 October, 2 are done, 2 in time, 1 overdue, 1 undated and 1 withdrawn."""
    record = SmallRecord()
    record.act(
        "discipline.programme.open", {"programme": "CT-57", "from": "2025-01-01", "before_includes_day": True}
    )
    dues = {
        "01": "09-30",
        "02": "09-30",
        "03": "09-30",
        "04": "10-15",
        "05": "12-31",
        "06": None,
        "07": "12-31",
    }
    record.assign("09-02", *(row(f"57-{code}", due) for code, due in dues.items()))
    record.done("57-01", "BKHCN", "09-29")
    record.done("57-02", "BKHCN", "10-02")
    record.claim("57-03", "BKHCN", "10-10")
    record.about("discipline.task.withdraw", "57-07", "10-01")
    return record


VALUE = {
    "total": 6,
    "completed": 2,
    "done_in_time": 1,
    "done_late": 1,
    "open_in_time": 2,
    "overdue": 1,
    "undated": 1,
    "withdrawn": 1,
    "awaiting": 1,
}


def freeze(record: SmallRecord, **changed: Any) -> int:
    known = len(record.lines)
    found = figure(record.tasks(), programme="CT-57", on=day("10-15"))
    public = {
        "figure": "tasks.by_standing",
        "programme": "CT-57",
        "on": "2025-10-15",
        "known": known,
        "value": VALUE,
        "rows_digest": found.rows_digest,
        "checkpoint": known,
    }
    return record.act("review.figure.freeze", public | changed, on="10-16")


def restate(record: SmallRecord, frozen: int, **changed: Any) -> int:
    found = figure(record.tasks(), programme="CT-57", on=day("10-15"))
    public = {
        "frozen": frozen,
        "known": len(record.lines),
        "value": found.counts.as_value(),
        "rows_digest": found.rows_digest,
    }
    return record.act("review.figure.restate", public | changed, on="10-20")


def recomputed(record: SmallRecord) -> Recomputation:
    found = recompute_export(BytesIO(record.export()), key=VKEY)
    assert found.report.good
    for fault in found.faults:
        assert all(fault_words(fault, lang) and place_words(fault, lang) for lang in Lang)
    return found


def test_the_numbers_of_the_worked_example_come_out():
    assert figure(autumn().tasks(), programme="CT-57", on=day("10-15")).counts.as_value() == VALUE


def test_a_true_figure_agrees():
    record = autumn()
    freeze(record)
    found = recomputed(record)
    assert found.good
    assert [check.agreement for check in found.checks] == [Agreement.EQUAL]


@given(st.sampled_from(sorted(VALUE)), st.integers(0, 9))
def test_any_other_number_is_found_and_named(cell: str, stated: int):
    record = autumn()
    position = freeze(record, value=VALUE | {cell: stated})
    found = recomputed(record)
    assert found.good == (VALUE[cell] == stated)
    if not found.good:
        (fault,) = found.faults
        assert (fault.code, fault.position) == (FaultCode.FIGURE_DIFFERS, position)
        assert (fault.params["cell"], fault.params["stated"]) == (cell, stated)
        assert fault.params["recomputed"] == VALUE[cell]


def test_right_numbers_over_other_rows_are_found():
    record = autumn()
    freeze(record, rows_digest="00" * 32)
    (fault,) = recomputed(record).faults
    assert (fault.code, fault.params["cell"]) == (FaultCode.FIGURE_DIFFERS, "rows_digest")


def test_what_is_recorded_later_does_not_touch_a_figure_and_its_restatement_agrees():
    record = autumn()
    frozen = freeze(record)
    record.accept("57-03", "BKHCN", 7, "10-18")
    restate(record, frozen)
    found = recomputed(record)
    assert found.good
    assert [check.figure.counts.completed for check in found.checks] == [2, 3]


def test_a_wrong_restatement_is_found():
    record = autumn()
    frozen = freeze(record)
    record.accept("57-03", "BKHCN", 7, "10-18")
    position = restate(record, frozen, value=VALUE)
    assert [fault.position for fault in recomputed(record).faults] == [position]


@pytest.mark.parametrize(
    ("more", "agreement"),
    [
        ({"total": 7, "overdue": 2}, Agreement.PARTLY),
        ({"withdrawn": 2}, Agreement.PARTLY),
        ({}, Agreement.EQUAL),
        ({"total": 8, "overdue": 3}, Agreement.DIFFERS),
        ({"total": 7}, Agreement.DIFFERS),
        ({"total": 7, "overdue": 0, "open_in_time": 4}, Agreement.DIFFERS),
        ({"withdrawn": 2, "awaiting": 2}, Agreement.DIFFERS),
    ],
)
def test_a_figure_may_differ_by_the_restricted_tasks_and_no_more(more: dict[str, int], agreement: Agreement):
    record = autumn()
    record.assign("09-03", {"task": "57-08", "restricted": True})
    freeze(record, value=VALUE | more)
    found = recomputed(record)
    assert [(check.agreement, check.figure.restricted) for check in found.checks] == [(agreement, 1)]
    assert found.good == (agreement is not Agreement.DIFFERS)


def test_a_figure_about_something_else_is_said_not_to_be_recomputed():
    record = autumn()
    position = record.act("review.figure.freeze", {"figure": "results.dossiers.online", "value": 735})
    record.act("review.figure.restate", {"frozen": position, "value": 736})
    found = recomputed(record)
    assert (found.good, found.checks, found.tasks.others) == (True, (), [position, position + 1])


def test_figures_of_an_export_that_is_not_whole_are_not_rebuilt():
    record = autumn()
    freeze(record, value=VALUE | {"total": 9})
    found = recompute_export(BytesIO(record.export()[:-3]), key=VKEY)
    assert (found.good, found.checks, found.faults) == (False, (), ())


T = {"task": "57-03", "on": "2025-10-11"}
CLAIM = T | {"agency": "BKHCN", "claim": 7}
ANNUL = {"entry": 4, "act": "discipline.claim.accept", "task": "57-01", "on": "2025-10-11"}
BAD = [
    ("discipline.programme.open", {}, FaultCode.PAYLOAD_FIELD),
    ("discipline.task.assign", {"programme": "CT-57", "on": "2025-09-02"}, FaultCode.PAYLOAD_FIELD),
    (
        "discipline.task.assign",
        {"programme": "CT-57", "on": "2/9/2025", "tasks": []},
        FaultCode.PAYLOAD_FIELD,
    ),
    (
        "discipline.task.assign",
        {"programme": "CT-57", "on": "2025-09-02", "tasks": [7]},
        FaultCode.PAYLOAD_FIELD,
    ),
    ("discipline.progress.report", {"task": "57-99", "on": "2025-10-11"}, FaultCode.TASK_UNKNOWN),
    ("discipline.progress.report", {"task": ["57-03"]}, FaultCode.PAYLOAD_FIELD),
    ("discipline.progress.report", {"task": "57-03", "restricted": "yes"}, FaultCode.PAYLOAD_FIELD),
    ("discipline.claim.submit", T, FaultCode.PAYLOAD_FIELD),
    ("discipline.claim.submit", {"task": "57-99", "restricted": True}, FaultCode.TASK_UNKNOWN),
    ("discipline.claim.accept", CLAIM | {"claim": 8}, FaultCode.CLAIM_UNKNOWN),
    ("discipline.claim.accept", CLAIM | {"claim": "7"}, FaultCode.PAYLOAD_FIELD),
    ("discipline.claim.accept", CLAIM | {"claim": True}, FaultCode.PAYLOAD_FIELD),
    ("discipline.claim.accept", CLAIM | {"agency": "BTC"}, FaultCode.CLAIM_DIFFERS),
    ("discipline.claim.return", CLAIM | {"task": "57-04"}, FaultCode.CLAIM_DIFFERS),
    ("discipline.claim.return", CLAIM | {"claim": 3, "task": "57-01"}, FaultCode.CLAIM_ANSWERED),
    ("discipline.deadline.extend", T | {"due": "2025-12-31"}, FaultCode.PAYLOAD_FIELD),
    ("discipline.deadline.extend", T | {"was": None, "due": None}, FaultCode.PAYLOAD_FIELD),
    ("discipline.task.withdraw", {"task": "57-03"}, FaultCode.PAYLOAD_FIELD),
    ("discipline.task.correct", T | {"field": "owner"}, FaultCode.PAYLOAD_FIELD),
    ("discipline.task.correct", T | {"field": "deadline"}, FaultCode.PAYLOAD_FIELD),
    ("discipline.task.correct", T | {"field": "lead", "leads": []}, FaultCode.PAYLOAD_FIELD),
    ("discipline.task.correct", T | {"field": "lead", "leads": ["BTC", "BTC"]}, FaultCode.PAYLOAD_FIELD),
    ("discipline.act.annul", ANNUL | {"entry": 0}, FaultCode.ANNUL_UNKNOWN),
    ("discipline.act.annul", ANNUL | {"entry": 9}, FaultCode.ANNUL_UNKNOWN),
    ("discipline.act.annul", ANNUL | {"entry": 3}, FaultCode.ANNUL_DIFFERS),
    ("discipline.act.annul", ANNUL | {"task": "57-02"}, FaultCode.ANNUL_DIFFERS),
    ("discipline.act.annul", ANNUL | {"task": None}, FaultCode.ANNUL_DIFFERS),
    ("review.figure.freeze", {"programme": "CT-57"}, FaultCode.PAYLOAD_FIELD),
    ("review.figure.restate", {"frozen": 2}, FaultCode.FIGURE_UNKNOWN),
]


@pytest.mark.parametrize(("act", "public", "code"), BAD)
def test_a_payload_that_cannot_be_read_is_named_and_changes_no_figure(
    act: str, public: dict[str, Any], code: FaultCode
):
    record = autumn()
    said = str(public.get("on"))
    position = record.act(act, public, on=said[5:] if said.startswith("2025-") else "09-01")
    freeze(record)
    found = recomputed(record)
    assert [(fault.code, fault.position) for fault in found.faults] == [(code, position)]
    assert found.checks[0].agreement is Agreement.EQUAL


def test_the_same_act_is_not_annulled_twice():
    record = autumn()
    record.act("discipline.act.annul", ANNUL)
    second = record.act("discipline.act.annul", ANNUL)
    assert [(f.code, f.position) for f in recomputed(record).faults] == [(FaultCode.ANNUL_TWICE, second)]


def test_an_annulment_is_not_annulled():
    record = autumn()
    first = record.act("discipline.act.annul", ANNUL)
    record.annul(first, "discipline.act.annul", None, "10-12")
    assert [fault.code for fault in recomputed(record).faults] == [FaultCode.ANNUL_ANNULMENT]


def test_an_act_that_is_about_no_task_can_be_annulled_once():
    record = autumn()
    record.annul(1, "discipline.programme.open", None, "10-12")
    assert recomputed(record).good
    record.annul(1, "discipline.programme.open", None, "10-12")
    assert [fault.code for fault in recomputed(record).faults] == [FaultCode.ANNUL_TWICE]


def test_a_task_is_assigned_once():
    record = autumn()
    record.assign("09-05", row("57-10", None), row("57-01", None))
    record.assign("09-05", row("57-11", None), row("57-11", None))
    found = recomputed(record)
    assert [fault.code for fault in found.faults] == [FaultCode.TASK_TWICE] * 2
    assert "57-10" not in found.tasks.tasks, "an entry counts whole or not at all"


def test_a_figure_cannot_rely_on_entries_that_come_after_it():
    record = autumn()
    position = freeze(record, known=9)
    freeze(record, checkpoint=10)
    found = recomputed(record)
    assert [(fault.code, fault.position) for fault in found.faults] == [
        (FaultCode.FIGURE_KNOWN, position),
        (FaultCode.PAYLOAD_FIELD, position + 1),
    ]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10)
    | st.text(max_size=3)
    | st.sampled_from(["57-03", "2025-10-11"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
FIELDS = [
    "task",
    "on",
    "claim",
    "agency",
    "entry",
    "act",
    "tasks",
    "programme",
    "due",
    "was",
    "leads",
    "field",
]


@given(
    st.sampled_from(sorted({act for act, _, _ in BAD})),
    st.dictionaries(st.sampled_from([*FIELDS, "value", "known", "frozen", "restricted"]), json_values),
)
def test_no_payload_whatever_ends_in_a_traceback(act: str, public: dict[str, Any]):
    record = autumn()
    record.act(act, public)
    tasks = record.tasks()
    assert len(tasks.faults) <= 1
    figure(tasks, programme="CT-57", on=day("10-15"))
