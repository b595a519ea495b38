"""Standings of tasks rebuilt from public payloads: worked examples, and the laws of two clocks."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.small_record import SmallRecord, day, row

from camket_verify.recompute import Figure, figure
from camket_verify.tasks import Standing, TaskOnDay

TASK = "57-01"


def one(*leads: str, due: str | None = "09-30") -> SmallRecord:
    """A record with one task given on 2 September."""
    record = SmallRecord()
    record.assign("09-02", row(TASK, due, *leads))
    return record


def on(record: SmallRecord, text: str, known: int | None = None) -> TaskOnDay:
    (found,) = figure(record.tasks(), programme="CT-57", on=day(text), known=known).rows
    return found


def standing(record: SmallRecord, text: str, known: int | None = None) -> Standing:
    return on(record, text, known).standing


def test_a_task_is_in_time_on_its_due_day_and_overdue_the_day_after():
    record = one()
    assert standing(record, "09-30") == Standing.OPEN_IN_TIME
    assert standing(record, "10-01") == Standing.OVERDUE


def test_a_task_counts_from_the_day_it_was_given():
    assert figure(one().tasks(), programme="CT-57", on=day("09-01")).counts.total == 0
    assert figure(one().tasks(), programme="CT-57", on=day("09-02")).counts.total == 1


def test_a_task_claimed_on_its_due_day_is_done_in_time_however_late_it_is_accepted():
    record = one()
    claim = record.claim(TASK, "BKHCN", "09-30")
    assert (standing(record, "10-20"), on(record, "10-20").awaiting) == (Standing.OVERDUE, True)
    record.accept(TASK, "BKHCN", claim, "10-25")
    assert standing(record, "10-26") == Standing.DONE_IN_TIME
    assert on(record, "10-26").done_on == day("09-30")
    assert not on(record, "10-26").awaiting


def test_a_task_claimed_the_day_after_is_done_late():
    record = one()
    record.done(TASK, "BKHCN", "10-01")
    assert standing(record, "10-01") == Standing.DONE_LATE
    assert standing(record, "09-30") == Standing.OPEN_IN_TIME


def test_a_task_without_a_deadline_is_undated_and_once_done_in_time():
    record = one(due=None)
    assert standing(record, "12-31") == Standing.UNDATED
    record.done(TASK, "BKHCN", "11-30")
    assert standing(record, "12-31") == Standing.DONE_IN_TIME


def test_a_returned_claim_leaves_the_task_overdue_and_nothing_awaits():
    record = one()
    claim = record.claim(TASK, "BKHCN", "09-25")
    record.about("discipline.claim.return", TASK, "09-28", agency="BKHCN", claim=claim)
    assert (standing(record, "10-05"), on(record, "10-05").awaiting) == (Standing.OVERDUE, False)


def test_an_extension_moves_the_deadline_from_the_day_it_holds():
    record = one()
    record.about("discipline.deadline.extend", TASK, "10-10", was="2025-09-30", due="2025-12-31")
    assert standing(record, "10-09") == Standing.OVERDUE
    assert standing(record, "10-10") == Standing.OPEN_IN_TIME


def test_of_two_deadlines_the_one_recorded_last_holds_whatever_its_day():
    record = one()
    record.about("discipline.deadline.extend", TASK, "09-20", was="2025-09-30", due="2025-12-31")
    record.about("discipline.deadline.extend", TASK, "09-10", was="2025-12-31", due="2025-10-15")
    assert on(record, "09-25").due == day("10-15")


def test_an_annulled_extension_gives_the_first_deadline_back():
    record = one()
    extension = record.about("discipline.deadline.extend", TASK, "09-20", was="2025-09-30", due="2025-12-31")
    record.annul(extension, "discipline.deadline.extend", TASK, "10-02")
    assert on(record, "10-03").due == day("09-30")
    assert on(record, "10-03", known=extension).due == day("12-31")


def test_an_annulled_acceptance_opens_the_task_again_and_the_claim_awaits():
    record = one()
    acceptance = record.done(TASK, "BKHCN", "09-20")
    record.annul(acceptance, "discipline.claim.accept", TASK, "09-22")
    assert (standing(record, "09-25"), on(record, "09-25").awaiting) == (Standing.OPEN_IN_TIME, True)
    assert standing(record, "09-25", known=acceptance) == Standing.DONE_IN_TIME
    record.accept(TASK, "BKHCN", acceptance - 1, "09-24")
    assert standing(record, "09-25") == Standing.DONE_IN_TIME


def test_a_share_accepted_twice_was_done_on_the_earlier_day():
    record = one()
    record.done(TASK, "BKHCN", "09-20")
    record.done(TASK, "BKHCN", "10-05")
    assert on(record, "10-10").done_on == day("09-20")


def test_an_annulled_claim_neither_completes_nor_awaits():
    record = one()
    acceptance = record.done(TASK, "BKHCN", "09-20")
    record.annul(acceptance - 1, "discipline.claim.submit", TASK, "09-22")
    assert (standing(record, "09-25"), on(record, "09-25").awaiting) == (Standing.OPEN_IN_TIME, False)


def test_a_task_of_two_leads_is_done_with_the_second_and_on_its_day():
    record = one("BTC", "BKHCN")
    record.done(TASK, "BTC", "09-10")
    assert standing(record, "09-30") == Standing.OPEN_IN_TIME
    record.done(TASK, "BKHCN", "10-03")
    assert standing(record, "10-02") == Standing.OVERDUE
    assert (standing(record, "10-03"), on(record, "10-03").done_on) == (Standing.DONE_LATE, day("10-03"))
    assert on(record, "10-03").first_lead == "BTC"


def test_a_cooperating_agencys_claim_completes_nothing():
    record = one("BTC")
    record.done(TASK, "UBND-HN", "09-10")
    assert standing(record, "09-11") == Standing.OPEN_IN_TIME


def test_a_corrected_lead_takes_the_task_over_from_the_day_it_holds():
    record = one("BTC")
    record.done(TASK, "BTC", "09-10")
    public = {"field": "lead", "leads": ["BKHCN"], "cooperating": ["BTC"]}
    correction = record.about("discipline.task.correct", TASK, "09-15", **public)
    assert (standing(record, "09-14"), on(record, "09-14").first_lead) == (Standing.DONE_IN_TIME, "BTC")
    assert (standing(record, "09-15"), on(record, "09-15").first_lead) == (Standing.OPEN_IN_TIME, "BKHCN")
    record.annul(correction, "discipline.task.correct", TASK, "09-16")
    assert standing(record, "09-20") == Standing.DONE_IN_TIME


def test_a_corrected_deadline_can_leave_the_task_undated():
    record = one()
    public = {"field": "deadline", "nature": "undated", "due": None, "continues": False}
    record.about("discipline.task.correct", TASK, "09-15", **public)
    assert standing(record, "10-15") == Standing.UNDATED


def test_a_corrected_title_changes_no_figure():
    record = one()
    record.about("discipline.task.correct", TASK, "09-15", field="title")
    assert standing(record, "10-15") == Standing.OVERDUE


def test_a_withdrawn_task_is_counted_apart_even_when_it_was_done():
    record = one()
    record.done(TASK, "BKHCN", "09-10")
    withdrawal = record.about("discipline.task.withdraw", TASK, "09-20")
    counts = figure(record.tasks(), programme="CT-57", on=day("09-20")).counts
    assert (counts.withdrawn, counts.total) == (1, 0)
    assert standing(record, "09-19") == Standing.DONE_IN_TIME
    record.annul(withdrawal, "discipline.task.withdraw", TASK, "09-25")
    assert standing(record, "09-20") == Standing.DONE_IN_TIME


def test_an_annulled_assignment_takes_only_the_named_task_away():
    record = SmallRecord()
    entry = record.assign("09-02", row(TASK, "09-30"), row("57-02", "09-30"))
    record.annul(entry, "discipline.task.assign", TASK, "09-05")
    rows = figure(record.tasks(), programme="CT-57", on=day("09-10")).rows
    assert [found.task for found in rows] == ["57-02"]


def test_tables_by_agency_count_each_task_under_its_first_lead():
    record = SmallRecord()
    record.assign(
        "09-02", row("b", "09-30", "BTC", "BKHCN"), row("a", None, "BKHCN"), row("c", "09-05", "BTC")
    )
    found = figure(record.tasks(), programme="CT-57", on=day("09-10"))
    assert {agency: counts.total for agency, counts in found.by_first_lead.items()} == {"BKHCN": 1, "BTC": 2}
    assert found.by_first_lead["BTC"].overdue == 1


def test_the_rows_digest_is_over_the_tasks_and_their_standings_in_order():
    record = SmallRecord()
    record.assign("09-02", row("b", "09-30"), row("a", None), row("c", "09-05"))
    expected = sha256(b"a undated\nb open_in_time\nc overdue\n").hexdigest()
    assert figure(record.tasks(), programme="CT-57", on=day("09-10")).rows_digest == expected


def test_a_restricted_task_is_counted_and_not_guessed_at():
    record = SmallRecord()
    record.assign("09-02", row("a", "09-05"), {"task": "x", "restricted": True})
    record.act("discipline.claim.submit", {"task": "x", "restricted": True})
    found = figure(record.tasks(), programme="CT-57", on=day("09-10"))
    assert record.tasks().faults == []
    assert (found.counts.total, found.restricted) == (1, 1)
    assert figure(record.tasks(), programme="CT-57", on=day("09-01")).restricted == 0


def test_a_task_restricted_later_stays_public_for_what_was_known_before():
    record = one()
    entry = record.act("discipline.claim.submit", {"task": TASK, "restricted": True})
    tasks = record.tasks()
    assert figure(tasks, programme="CT-57", on=day("09-10")).restricted == 1
    assert figure(tasks, programme="CT-57", on=day("09-10"), known=entry - 1).counts.total == 1


DAYS = st.integers(0, 40).map(lambda count: date(2025, 9, 1) + timedelta(days=count))
AGENCIES = st.sampled_from(["BTC", "BKHCN", "BNV"])


@st.composite
def records(draw: st.DrawFn) -> SmallRecord:
    """A record of four tasks in two programmes with any sound acts upon them."""
    record = SmallRecord()
    open_claims: list[tuple[str, str, int]] = []
    strikable: list[tuple[int, str, str]] = []
    for code in "abcd":
        due = draw(st.none() | DAYS.map(lambda found: f"{found:%m-%d}"))
        leads = draw(st.lists(AGENCIES, min_size=1, max_size=2, unique=True))
        entry = record.assign(f"{draw(DAYS):%m-%d}", row(code, due, *leads), programme=f"P{code in 'ab'}")
        strikable.append((entry, "discipline.task.assign", code))
    for _ in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from(["claim", "answer", "extend", "withdraw", "lead", "annul"]))
        code, agency, text = draw(st.sampled_from("abcd")), draw(AGENCIES), f"{draw(DAYS):%m-%d}"
        if kind == "claim":
            entry = record.claim(code, agency, text)
            open_claims.append((code, agency, entry))
        elif kind == "answer" and open_claims:
            code, agency, entry = open_claims.pop(draw(st.integers(0, len(open_claims) - 1)))
            act = draw(st.sampled_from(["discipline.claim.accept", "discipline.claim.return"]))
            strikable.append((record.about(act, code, text, agency=agency, claim=entry), act, code))
        elif kind == "extend":
            act = "discipline.deadline.extend"
            strikable.append((record.about(act, code, text, was=None, due=draw(DAYS).isoformat()), act, code))
        elif kind == "withdraw":
            act = "discipline.task.withdraw"
            strikable.append((record.about(act, code, text), act, code))
        elif kind == "lead":
            act = "discipline.task.correct"
            public = {"field": "lead", "leads": [agency], "cooperating": []}
            strikable.append((record.about(act, code, text, **public), act, code))
        elif kind == "annul" and strikable:
            entry, act, code = strikable.pop(draw(st.integers(0, len(strikable) - 1)))
            record.annul(entry, act, code, text)
    return record


def known_as(found: Figure) -> tuple[object, ...]:
    return found.counts, found.rows, found.rows_digest, dict(found.by_first_lead)


@given(records(), DAYS)
def test_standings_partition_the_tasks_on_every_day(record: SmallRecord, when: date):
    tasks = record.tasks()
    assert tasks.faults == []
    for code in tasks.programmes():
        found = figure(tasks, programme=code, on=when)
        counts = found.counts
        existing = [task for task in tasks.by_programme[code] if task.counts(on=when, known=tasks.known)]
        assert counts.total + counts.withdrawn == len(found.rows) == len(existing)
        assert counts.total == counts.completed + counts.open_in_time + counts.overdue + counts.undated
        assert counts.awaiting <= counts.open_in_time + counts.overdue + counts.undated
        for cell, value in counts.as_value().items():
            assert value == sum(led.as_value()[cell] for led in found.by_first_lead.values())


@given(records(), DAYS, st.data())
def test_what_was_known_is_what_a_record_that_ended_there_tells(
    record: SmallRecord, when: date, data: st.DataObject
):
    known = data.draw(st.integers(0, len(record.lines)))
    shorter = SmallRecord()
    shorter.lines = record.lines[:known]
    for code in ("PTrue", "PFalse"):
        then = figure(shorter.tasks(), programme=code, on=when)
        now = figure(record.tasks(), programme=code, on=when, known=known)
        assert known_as(then) == known_as(now)


def test_an_entry_left_out_is_the_callers_mistake():
    record = one()
    record.lines.append(record.lines[0])
    with pytest.raises(ValueError, match="entry 2 was expected"):
        record.tasks()
