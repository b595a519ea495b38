"""Completions from before the record: as reported, upheld or refuted by a check, and the check annulled again."""

from __future__ import annotations

from tests.record.small_record import SmallRecord, day, row

from camket_verify.faults import FaultCode
from camket_verify.recompute import figure

CHECK, ENTER = "discipline.opening.check", "discipline.opening.enter"


def carried() -> tuple[SmallRecord, int]:
    """A task due at the end of September that an opening of 2 October reports done on the 20th; the opening's place."""
    record = SmallRecord()
    record.assign("09-02", row("57-01", "09-30", "BKHCN"))
    told = {"task": "57-01", "agency": "BKHCN", "done": "2025-09-20", "dues": []}
    public = {"programme": "CT-57", "directive": "57-NQ/TW", "on": "2025-10-02", "tasks": [told]}
    return record, record.act(ENTER, public, on="10-02")


def check(record: SmallRecord, opening: int, *, upheld: bool, on: str) -> int:
    return record.about(CHECK, "57-01", on, agency="BKHCN", opening=opening, upheld=upheld)


def done(record: SmallRecord, known: int | None = None) -> int:
    tasks = record.tasks()
    assert tasks.faults == [], tasks.faults
    return figure(tasks, programme="CT-57", on=day("12-31"), known=known).counts.done_in_time


def test_a_refuted_completion_counts_again_when_the_check_is_annulled():
    record, opening = carried()
    refuted = check(record, opening, upheld=False, on="10-05")
    assert (done(record, refuted - 1), done(record)) == (1, 0)
    annulled = record.annul(refuted, CHECK, "57-01", "10-06")
    assert (done(record, annulled - 1), done(record)) == (0, 1)


def test_after_an_annulled_upholding_the_next_check_decides():
    record, opening = carried()
    upheld = check(record, opening, upheld=True, on="10-05")
    record.annul(upheld, CHECK, "57-01", "10-06")
    refuted = check(record, opening, upheld=False, on="10-07")
    assert (done(record, refuted - 1), done(record)) == (1, 0)


def test_a_completion_is_not_checked_twice():
    record, opening = carried()
    check(record, opening, upheld=True, on="10-05")
    second = check(record, opening, upheld=False, on="10-06")
    (fault,) = record.tasks().faults
    assert (fault.code, fault.position) == (FaultCode.CLAIM_ANSWERED, second)


def test_a_check_is_annulled_once_and_under_its_own_name():
    record, opening = carried()
    refuted = check(record, opening, upheld=False, on="10-05")
    record.annul(refuted, ENTER, "57-01", "10-06")
    record.annul(refuted, CHECK, "57-01", "10-06")
    record.annul(refuted, CHECK, "57-01", "10-07")
    assert [fault.code for fault in record.tasks().faults] == [FaultCode.ANNUL_DIFFERS, FaultCode.ANNUL_TWICE]


def test_an_annulled_opening_carries_nothing():
    record, opening = carried()
    record.annul(opening, ENTER, None, "10-05")
    assert (done(record, opening), done(record)) == (1, 0)


def test_where_the_annulment_of_a_check_is_withheld_the_next_check_is_no_fault():
    record, opening = carried()
    upheld = check(record, opening, upheld=True, on="10-05")
    annulled = record.annul(upheld, CHECK, "57-01", "10-06")
    check(record, opening, upheld=False, on="10-07")
    assert record.without({annulled}).tasks().faults == []
