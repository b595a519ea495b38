"""A confirmed proposal becomes a paper with its rows and tasks, all at once or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.province import (
    ENTERED,
    OFFICE,
    OFFICER,
    PLAN,
    SIGNED,
    build_province,
    proposal_of,
    table,
)
from tests.replay import require_replay_agrees
from tests.world import noon

from camket.discipline.directives.models import Clause, Directive, UnreadRow
from camket.discipline.intakes import FileKnown, OtherFile, RowsUnsettled, confirm
from camket.discipline.meetings.models import Conclusion
from camket.discipline.tasks.models import Deadline, Task
from camket.errors import Refused
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from camket.discipline.directives.actions import PaperFile
    from camket.discipline.intakes import PaperMeta
    from camket.record.rules import Actor

pytestmark = pytest.mark.django_db

FIRST = ("1", "Rà soát quy trình nội bộ", "Sở Tư pháp; Sở Nội vụ", "Sở Tài chính", "Báo cáo", "30/9/2026")
SECOND = ("2", "Họp giao ban", "Văn phòng Tỉnh ủy", "", "Thông báo", "chờ họp bàn thêm đã")
FILE = table(FIRST, SECOND)


@pytest.fixture(autouse=True)
def _province() -> Iterator[None]:
    build_province()
    yield
    require_replay_agrees()


def enter(
    file: PaperFile = FILE,
    answers: Mapping[str, Mapping[str, object]] | None = None,
    *,
    meta: PaperMeta = PLAN,
    by: Actor = OFFICE,
) -> Directive:
    return confirm(
        proposal=proposal_of(file, answers, meta=meta), file=file, by=by, at=noon(ENTERED), on=ENTERED
    )


def test_a_paper_enters_with_its_rows_and_tasks_from_the_day_of_signing():
    paper = enter()

    assert [(row.order, row.place) for row in Clause.objects.filter(directive=paper)] == [
        (1, "bảng 1, dòng 2"),
        (2, "bảng 1, dòng 3"),
    ]
    task = Task.objects.get(code="KH11-01")
    assert task.assigned_on == SIGNED
    assert [share.agency.code for share in task.shares.filter(role="lead").order_by("order")] == [
        "T56-STP",
        "T56-SNV",
    ]
    assert record.evidence(paper.file_sha256) is not None


def test_an_unread_deadline_is_entered_undated_with_its_words():
    enter()
    deadline = Deadline.objects.get(task__code="KH11-02")

    assert (deadline.nature, deadline.due_date, deadline.deadline_text) == (
        "unread",
        None,
        "chờ họp bàn thêm đã",
    )


def test_a_row_left_out_stays_in_the_paper_with_its_words_and_reason():
    paper = enter(answers={"1:3": {"leave_out": "đã giao ở văn bản khác"}})
    (row,) = UnreadRow.objects.filter(directive=paper)

    assert Task.objects.filter(code="KH11-02").count() == 0
    assert row.reason == "left_out"
    assert row.words.endswith("\n— đã giao ở văn bản khác")
    assert "Họp giao ban" in row.words


def test_rows_that_wait_for_a_person_are_named_and_nothing_is_entered():
    file = table(FIRST, ("2", "Vận động", "", "", "", "30/11/2026"))
    before = record.latest_position()
    with pytest.raises(RowsUnsettled) as refusal:
        enter(file)

    assert refusal.value.params == {"n": 1, "rows": "1:3"}
    assert record.latest_position() == before


def test_the_same_paper_or_the_same_bytes_do_not_enter_twice():
    enter()
    with pytest.raises(FileKnown) as known:
        enter(meta=replace(PLAN, code="12-KH-BCD"))
    with pytest.raises(Refused) as same_code:
        enter(table(FIRST, name="khac.csv"), answers={"1:2": {"accept": True}})

    assert known.value.params["directive"] == "11-KH-BCD"
    assert same_code.value.code == "directive.register.exists"
    assert Directive.objects.count() == 1


def test_only_the_file_that_was_read_can_be_confirmed():
    with pytest.raises(OtherFile):
        confirm(proposal=proposal_of(FILE), file=table(FIRST), by=OFFICE, at=noon(ENTERED), on=ENTERED)


def test_only_those_who_steer_for_the_programmes_owner_enter_papers():
    with pytest.raises(Refused) as refusal:
        enter(by=OFFICER)

    assert refusal.value.code == "programme.steer.not_owner"


def test_a_second_paper_counts_on_and_doubts_a_task_the_programme_has():
    enter()
    more = table(FIRST, ("2", "Việc mới", "Sở Y tế", "", "Báo cáo", "31/12/2026"))
    meta = replace(PLAN, code="12-KH-BCD", number_text="12-KH/BCĐ")
    proposal = proposal_of(more, meta=meta)

    assert [row.code for row in proposal.rows] == ["KH11-03", "KH11-04"]
    (doubt,) = proposal.rows[0].doubts
    assert (doubt.code, doubt.candidates) == ("already_given", ("KH11-01",))
    enter(more, {"1:2": {"leave_out": "đã có KH11-01"}}, meta=meta)
    assert Task.objects.filter(code__startswith="KH11-").count() == 3


def test_a_meetings_paper_gives_its_rows_as_conclusions():
    meta = replace(PLAN, meeting="BCD-PH-05", meeting_title="Phiên họp thứ 5 của Ban Chỉ đạo")
    enter(meta=meta)

    assert Conclusion.objects.filter(meeting__code="BCD-PH-05").count() == 2
    assert Task.objects.get(code="KH11-01").conclusion.meeting.held_on == SIGNED
