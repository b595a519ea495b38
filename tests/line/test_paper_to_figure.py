"""The straight line on a real paper: file, rows, tasks, claim, acceptance, number, and all the way back."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.province import (
    ANSWERS,
    DOCUMENT,
    ENTERED,
    FOLLOWER,
    JUSTICE,
    OFFICE,
    SAMPLES,
    WORKBOOK,
    build_province,
    proposal_of,
    sample,
)
from tests.replay import require_replay_agrees
from tests.world import noon

from camket.discipline.agencies.roles import EVERYONE
from camket.discipline.claims.actions import EvidenceFile, accept_completion, claim_completion
from camket.discipline.directives import queries as directives
from camket.discipline.intakes import confirm
from camket.discipline.tasks import queries as tasks
from camket.periods import AsOf
from camket.record import queries as record
from camket.review.report.compiling import compile_review

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

LAST = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _province() -> Iterator[None]:
    build_province()
    yield
    require_replay_agrees()


def answers_for(name: str) -> dict[str, dict[str, object]]:
    """The same answers at the same rows: the sheet's rows stand at other places than the document's."""
    document, other = proposal_of(sample(DOCUMENT)).rows, proposal_of(sample(name)).rows
    moved = {row.key: there.key for row, there in zip(document, other, strict=True)}
    return {moved.get(key, key): said for key, said in ANSWERS.items()}


@pytest.mark.parametrize("name", [DOCUMENT, WORKBOOK])
def test_a_number_of_the_review_leads_back_to_the_row_and_the_file_it_came_from(name: str):
    file = sample(name)
    proposal = proposal_of(file, answers_for(name))
    assert proposal.blocked == ()
    confirm(proposal=proposal, file=file, by=OFFICE, at=noon(ENTERED), on=ENTERED)
    claim = claim_completion(
        task="KH11-03",
        product="Danh mục quy định cần sửa, thay, bỏ",
        evidence=[EvidenceFile("danh-muc.txt", "text/plain", b"Danh muc 42 quy dinh")],
        by=JUSTICE,
        at=noon(date(2026, 9, 28)),
        on=date(2026, 9, 28),
    )
    accept_completion(claim=claim.entry_id, by=FOLLOWER, at=noon(LAST), on=LAST)

    asof = AsOf(on=LAST, known_at=None, position=record.latest_position())
    programme = directives.programme("KH11", EVERYONE)
    assert programme is not None
    review = compile_review(programme, asof, EVERYONE)

    assert sum(review.value.counts.values()) == 53
    assert review.value.counts["done_in_time"] == 1
    (done,) = tasks.programme_tasks(programme, asof, EVERYONE).filter(standing="done_in_time")
    task = tasks.task_as_of(done.code, asof, EVERYONE)
    assert task is not None
    assert task.code == "KH11-03"
    assert task.clause.order == 3
    assert task.clause.place == ("bảng 2, dòng 5" if name == DOCUMENT else "trang tính “Phụ lục”, dòng 8")
    assert task.clause.words == "Đề xuất sửa, bỏ quy trình nội bộ không hợp chính quyền 2 cấp"
    paper = task.clause.directive
    assert paper.file_sha256 == hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest()
    assert record.evidence_path(paper.file_sha256).read_bytes() == (SAMPLES / name).read_bytes()


def test_the_plans_overdue_tasks_on_a_day_are_those_whose_written_day_has_passed():
    file = sample(DOCUMENT)
    confirm(proposal=proposal_of(file, ANSWERS), file=file, by=OFFICE, at=noon(ENTERED), on=ENTERED)
    asof = AsOf(on=date(2026, 9, 1), known_at=None, position=record.latest_position())
    programme = directives.programme("KH11", EVERYONE)
    assert programme is not None
    found = tasks.programme_tasks(programme, asof, EVERYONE)

    overdue = {task.due_date for task in found if task.standing == "overdue"}
    assert overdue
    assert max(overdue) <= date(2026, 8, 31)
    assert sum(task.standing == "undated" for task in found) == 9
