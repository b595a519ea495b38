"""Figures from an export with withheld entries: agreed when all they stand on is there, never agreed by guessing."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.record.small_record import VKEY, SmallRecord, day, declared, row

from camket_verify.console import run
from camket_verify.faults import FaultCode
from camket_verify.recompute import Agreement, Recomputation, figure, recompute_export

if TYPE_CHECKING:
    from pathlib import Path

ACCEPT, ANNUL = "discipline.claim.accept", "discipline.act.annul"


def freeze(record: SmallRecord, programme: str = "CT-57", **changed: Any) -> int:
    """A true figure of 15 October, with what a test would have wrong in it."""
    known = len(record.lines)
    found = figure(record.tasks(), programme=programme, on=day("10-15"))
    public = {
        "figure": "tasks.standings",
        "programme": programme,
        "on": "2025-10-15",
        "known": known,
        "value": found.counts.as_value() | changed,
        "rows_digest": found.rows_digest,
        "checkpoint": known,
    }
    return record.act("review.figure.freeze", public, on="10-15")


def restate(record: SmallRecord, frozen: int) -> int:
    found = figure(record.tasks(), programme="CT-57", on=day("10-15"))
    known, value = len(record.lines), found.counts.as_value()
    public = {"frozen": frozen, "known": known, "value": value, "rows_digest": found.rows_digest}
    return record.act("review.figure.restate", public, on="10-20")


def two_programmes() -> SmallRecord:
    """№ 2 and № 3 give one task each of CT-57, № 4 one of the programme CT-NB; № 5 and № 6 are about that one."""
    record = declared()
    record.assign("09-02", row("57-01", "09-30"))
    record.assign("09-02", row("57-02", "12-31"))
    record.assign("09-02", row("NB-01", "09-30", "BTC"), programme="CT-NB")
    record.done("NB-01", "BTC", "09-20")
    return record


def long_life() -> SmallRecord:
    """Every kind of act that leans on an earlier one: answers, annulments, a second answer, corrections, figures."""
    record = declared()
    record.act("discipline.programme.open", {"programme": "CT-57", "from": "2025-01-01"})
    record.assign("09-02", row("57-01", "09-30"), row("57-02", None), {"task": "57-03", "restricted": True})
    record.assign("09-03", row("57-04", "10-10", "BTC", "BKHCN"))
    claim = record.claim("57-01", "BKHCN", "09-20")
    accepted = record.accept("57-01", "BKHCN", claim, "09-21")
    frozen = freeze(record)
    record.annul(accepted, ACCEPT, "57-01", "09-22")
    restate(record, frozen)
    record.accept("57-01", "BKHCN", claim, "09-23")
    record.act("discipline.claim.submit", {"task": "57-03", "restricted": True}, on="09-24")
    record.done("57-04", "BTC", "09-25")
    waiting = record.claim("57-04", "BKHCN", "09-26")
    record.annul(waiting, "discipline.claim.submit", "57-04", "09-27")
    record.about("discipline.deadline.extend", "57-04", "09-28", was="2025-10-10", due="2025-11-10")
    record.about("discipline.task.correct", "57-04", "09-29", field="lead", leads=["BTC"], cooperating=[])
    record.about("discipline.task.withdraw", "57-02", "10-01")
    restate(record, frozen)
    return record


LIFE = long_life()
hidden_sets = st.sets(st.integers(2, len(LIFE.lines)))


def recomputed(record: SmallRecord) -> Recomputation:
    found = recompute_export(BytesIO(record.export()), key=VKEY)
    assert found.report.good, found.report.fault
    return found


def agreements(found: Recomputation) -> list[Agreement]:
    return [check.agreement for check in found.checks]


def test_a_figure_agrees_when_only_entries_it_does_not_stand_on_are_withheld():
    record = two_programmes()
    freeze(record)
    found = recomputed(record.without({4, 5, 6}))
    assert (agreements(found), found.good) == ([Agreement.EQUAL], True)
    assert found.checks[0].figure.withheld == 3


def test_a_figure_that_stands_on_a_withheld_entry_cannot_be_recomputed():
    record = two_programmes()
    freeze(record)
    found = recomputed(record.without({3}))
    (check,) = found.checks
    assert (check.agreement, check.figure.withheld) == (Agreement.WITHHELD, 1)
    assert [(one.cell, one.stated, one.recomputed) for one in check.differences[:2]] == [
        ("total", 2, 1),
        ("open_in_time", 1, 0),
    ]
    assert found.good
    assert check.as_json()["agreement"] == "cannot_be_recomputed"


def test_what_is_withheld_after_a_figure_excuses_nothing():
    record = two_programmes()
    freeze(record, overdue=0, open_in_time=2)
    later = record.act("record.evidence.deposit", {"size": 1}, on="10-16")
    found = recomputed(record.without({later}))
    assert agreements(found) == [Agreement.DIFFERS]
    assert [fault.code for fault in found.faults] == [FaultCode.FIGURE_DIFFERS]


@pytest.mark.parametrize("wrong", [{"total": 3}, {"completed": 1}, {"awaiting": 3}])
def test_numbers_that_do_not_add_up_differ_whatever_is_withheld(wrong: dict[str, int]):
    record = two_programmes()
    freeze(record, **wrong)
    assert agreements(recomputed(record.without({3, 4}))) == [Agreement.DIFFERS]


def test_the_record_behind_the_laws_is_itself_without_a_fault():
    found = recomputed(LIFE)
    assert (agreements(found), found.good) == ([Agreement.EQUAL] * 3, True)


@given(hidden_sets)
def test_withholding_never_makes_a_fault_of_what_is_sound(hidden: set[int]):
    found = recomputed(LIFE.without(hidden))
    assert found.faults == ()
    assert set(agreements(found)) <= {Agreement.EQUAL, Agreement.WITHHELD}
    assert not {check.frozen.position for check in found.checks} & hidden


@given(
    hidden_sets,
    st.sampled_from(["total", "done_in_time", "overdue", "undated", "withdrawn"]),
    st.integers(1, 9),
)
def test_a_false_figure_is_never_agreed_whatever_is_withheld(hidden: set[int], cell: str, more: int):
    record = long_life()
    true = figure(record.tasks(), programme="CT-57", on=day("10-15")).counts.as_value()
    position = freeze(record, **{cell: true[cell] + more})
    assume(position not in hidden)
    check = recomputed(record.without(hidden)).checks[-1]
    assert check.frozen.position == position
    assert check.agreement is not Agreement.EQUAL
    assert not hidden or check.agreement is not Agreement.PARTLY, (
        "the restricted task is not all that is unseen"
    )


def test_a_restatement_of_a_withheld_figure_is_said_not_to_be_recomputed():
    record = two_programmes()
    frozen = freeze(record)
    record.done("57-01", "BKHCN", "09-29")
    position = restate(record, frozen)
    found = recomputed(record.without({frozen}))
    assert (found.good, found.checks, found.tasks.others) == (True, (), [position])


def test_faults_among_the_readable_entries_stay_faults():
    record = two_programmes()
    record.claim("57-01", "BKHCN", "09-20")
    twice = record.annul(7, "discipline.claim.submit", "57-01", "09-22")
    record.annul(7, "discipline.claim.submit", "57-01", "09-22")
    late = record.accept("57-01", "BKHCN", 7, "09-23")
    strange = record.accept("57-01", "BKHCN", 1, "09-23")
    record.annul(twice, ANNUL, None, "09-24")
    record.assign("09-30", row("57-02", None))
    found = recomputed(record.without({4}))
    assert [(fault.code, fault.position) for fault in found.faults] == [
        (FaultCode.ANNUL_TWICE, twice + 1),
        (FaultCode.CLAIM_ANSWERED, late),
        (FaultCode.CLAIM_UNKNOWN, strange),
        (FaultCode.ANNUL_ANNULMENT, strange + 1),
        (FaultCode.TASK_TWICE, strange + 2),
    ]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Two programmes with a figure each; of CT-NB the assignment is withheld, and what is about its task."""
    record = two_programmes()
    freeze(record)
    freeze(record, "CT-NB")
    (tmp_path / "so.jsonl").write_bytes(record.without({4, 5, 6}).export())
    return tmp_path / "so.jsonl"


def test_the_terminal_says_in_vietnamese_what_is_withheld(
    published: Path, capsys: pytest.CaptureFixture[str]
):
    assert run([str(published), "--recompute", "--key", VKEY]) == 0
    told = capsys.readouterr().out
    assert "3 bản ghi bị giữ lại trong tệp này: chỉ biết vị trí và mã băm, không biết nội dung." in told
    assert "Số đã công bố ở bản ghi № 7: khớp" in told
    assert "bản ghi № 8: KHÔNG TÍNH LẠI ĐƯỢC từ tệp này: 3 bản ghi bị giữ lại" in told
    assert "    tổng số: ghi 1; từ các bản ghi đọc được: 0" in told
    assert "№ 8: khớp" not in told


def test_the_terminal_says_in_english_what_is_withheld(published: Path, capsys: pytest.CaptureFixture[str]):
    assert run([str(published), "--recompute", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "3 entries are withheld from this file: their places and hashes are known, nothing else." in told
    assert "Published in entry № 7: agrees" in told
    assert "entry № 8: CANNOT BE RECOMPUTED from this export: 3 entries are withheld" in told
    assert "№ 8: agrees" not in told


def test_a_figure_that_nobody_published_is_told_with_what_it_lacks(
    published: Path, capsys: pytest.CaptureFixture[str]
):
    assert run([str(published), "--on", "2025-10-14", "--programme", "CT-57"]) == 0
    assert "Chỉ tính từ các bản ghi đọc được; 3 bản ghi bị giữ lại" in capsys.readouterr().out


def test_programs_are_told_what_is_withheld(published: Path, capsys: pytest.CaptureFixture[str]):
    assert run([str(published), "--recompute", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["report"]["withheld"] == 3
    assert [one["agreement"] for one in told["figures"]] == ["equal", "cannot_be_recomputed"]
    assert [one["figure"]["withheld"] for one in told["figures"]] == [3, 3]


def test_a_programme_that_only_withheld_entries_name_is_not_denied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "file").write_bytes(two_programmes().without({4}).export())
    assert run([str(tmp_path / "file"), "--programme", "CT-NB"]) == 2
    assert "Không bản ghi đọc được nào nêu chương trình CT-NB" in capsys.readouterr().err
