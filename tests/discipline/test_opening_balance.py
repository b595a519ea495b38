"""A running sheet becomes tasks with what was done before: as reported, unverified, until somebody checks it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.province import ENTERED, FOLLOWER, OFFICE, OFFICER, build_province
from tests.replay import require_replay_agrees
from tests.sheets import opened, row, sheet, taken
from tests.world import EVERYTHING, asof, noon

from camket.discipline.directives.models import Clause, UnreadRow
from camket.discipline.mendings.actions import annul_bulk
from camket.discipline.openings import NothingNew, SheetUnsettled
from camket.discipline.openings.actions import (
    AlreadyDone,
    CarriedDraft,
    NothingToCheck,
    OwnCarrying,
    SheetDraft,
    check_carried,
    check_many,
    enter_opening,
)
from camket.discipline.tasks.models import Deadline
from camket.discipline.tasks.queries import task_as_of
from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camket.discipline.tasks.queries import TaskOnDay

pytestmark = pytest.mark.django_db

DONE = {"status": "Hoàn thành", "done": "15/10/2025", "due": "30/9/2025"}
LATER = ENTERED + timedelta(days=1)


@pytest.fixture(autouse=True)
def _province() -> Iterator[None]:
    build_province()
    yield
    require_replay_agrees()


def task(code: str, on: date = ENTERED) -> TaskOnDay:
    found = task_as_of(code, asof(on), EVERYTHING)
    assert found is not None
    return found


def test_reported_completions_and_extensions_hold_from_the_opening_day():
    taken(sheet([row(1, **DONE), row(2, **DONE, later="31/12/2025"), row(3, due="1/6/2026")]))

    late, in_time, open_ = (task(f"KH11-{n:02}") for n in (1, 2, 3))
    assert (late.standing, late.done_date, late.carried) == ("done_late", date(2025, 10, 15), True)
    assert (in_time.standing, in_time.first_due, in_time.due_date) == (
        "done_in_time",
        date(2025, 9, 30),
        date(2025, 12, 31),
    )
    assert (open_.standing, open_.carried) == ("overdue", False)
    assert [one.origin for one in Deadline.objects.filter(task=in_time).order_by("pk")] == [
        "assigned",
        "carried",
    ]


def test_nothing_stands_on_a_day_before_the_opening():
    taken(sheet([row(1, **DONE)]))

    assert task_as_of("KH11-01", asof(ENTERED - timedelta(days=1)), EVERYTHING) is None


def test_every_row_is_kept_with_its_own_paper_and_words():
    paper = taken(sheet([row(1), row(1), ("", "", "", "", "", "", "", "", "", "", "", "lạc lõng")]))
    (clause,) = Clause.objects.filter(directive=paper)

    assert "Văn bản giao: 11-KH/BCĐ ngày 28/7/2025" in clause.words
    assert (clause.number_text, task("KH11-01").parent_code) == ("NV-001", "11-KH/BCĐ ngày 28/7/2025")
    assert {one.reason for one in UnreadRow.objects.filter(directive=paper)} == {"duplicate_row", "no_title"}


def test_one_answer_settles_every_row_that_shares_a_wording():
    file = sheet([row(n, leads="Phòng Không Có Thật", status="lơ lửng") for n in range(1, 6)])
    first = opened(file)
    answers = {"questions": {"body|phong khong co that": "T56-STP", "status|lo lung": "in_progress"}}
    settled = opened(file, answers)

    assert [(one.key, len(one.rows)) for one in first.open_questions] == [
        ("body|phong khong co that", 5),
        ("status|lo lung", 5),
    ]
    assert settled.open_questions == ()
    assert {one.leads for one in settled.rows} == {("T56-STP",)}
    with pytest.raises(SheetUnsettled):
        taken(file)


def test_an_answer_that_names_no_agency_settles_nothing():
    file = sheet([row(1, leads="Phòng Không Có Thật")])
    (question,) = opened(file, {"questions": {"body|phong khong co that": "cũng không có"}}).open_questions

    assert question.stuck


def test_a_completion_without_a_day_counts_as_the_person_decides():
    file = sheet([row(1, status="Hoàn thành")], above="Số liệu đến ngày 20/7/2026")

    assert opened(file, {"questions": {"done_without_day": "open"}}).rows[0].done is None
    assert opened(file, {"questions": {"done_without_day": "sheet_day"}}).rows[0].done == date(2026, 7, 20)


def test_deadlines_in_words_keep_their_words_and_count_as_undated():
    proposed = opened(sheet([row(1, due="lơ lửng giữa năm")]))

    assert proposed.open_questions == ()
    assert proposed.rows[0].reading.nature == "unread"
    assert proposed.rows[0].deadline_text == "lơ lửng giữa năm"


def test_a_check_upholds_or_refutes_and_what_is_refuted_never_counted():
    taken(sheet([row(1, **DONE), row(2, **DONE), row(3, **DONE)]))
    check_carried(task="KH11-01", upheld=True, reason="Đã xem báo cáo", by=FOLLOWER, at=noon(LATER), on=LATER)
    checks = check_many(
        tasks=["KH11-02", "KH11-03"], upheld=False, reason="Chưa có gì", by=FOLLOWER, at=noon(LATER), on=LATER
    )

    assert (task("KH11-01").standing, task("KH11-01").carried) == ("done_late", False)
    assert (task("KH11-02", LATER).standing, task("KH11-02", ENTERED).standing) == ("overdue", "overdue")
    known = checks[0].entry_id - 1
    before = task_as_of("KH11-02", asof(ENTERED, known), EVERYTHING)
    assert before is not None
    assert before.standing == "done_late"


def test_who_carried_over_does_not_check_and_nothing_is_checked_twice():
    taken(sheet([row(1, **DONE)]))
    with pytest.raises(OwnCarrying):
        check_carried(task="KH11-01", upheld=True, reason="vâng", by=OFFICE, at=noon(LATER), on=LATER)
    check_carried(task="KH11-01", upheld=True, reason="Đã xem", by=FOLLOWER, at=noon(LATER), on=LATER)
    with pytest.raises(NothingToCheck):
        check_carried(task="KH11-01", upheld=False, reason="Nghĩ lại", by=FOLLOWER, at=noon(LATER), on=LATER)


def test_a_task_with_a_claim_takes_no_completion_from_before():
    paper = taken(sheet([row(1, **DONE)]))
    with pytest.raises(AlreadyDone):
        enter_opening(
            directive=paper.code,
            carried=[CarriedDraft(task="KH11-01", done=date(2025, 9, 1))],
            sheet=SheetDraft("0" * 64, {}, {}),
            by=OFFICE,
            at=noon(LATER),
            on=LATER,
        )


def test_a_stranger_enters_nothing():
    with pytest.raises(Refused) as refusal:
        taken(sheet([row(1)]), by=OFFICER)

    assert refusal.value.code == "programme.steer.not_owner"


def test_an_opening_taken_back_leaves_its_tasks_open():
    taken(sheet([row(1, **DONE)]))
    entry = task("KH11-01").entry_id + 1
    annul_bulk(entry=entry, reason="Nhầm bảng", by=OFFICE, at=noon(LATER), on=LATER)

    assert (task("KH11-01", LATER).standing, task("KH11-01", LATER).done_date) == ("overdue", None)


def test_the_same_file_says_that_nothing_is_new():
    file = sheet([row(1, **DONE), row(2)])
    paper = taken(file)
    with pytest.raises(NothingNew):
        taken(file, on=LATER)

    assert opened(file, on=LATER).same_file == paper.code
