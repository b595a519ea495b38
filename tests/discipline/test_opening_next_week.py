"""The next sheet of the same office: nothing new is nothing, and every difference is an act or is left with a reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.province import ENTERED, OFFICE, build_province
from tests.replay import require_replay_agrees
from tests.sheets import HEAD, opened, row, sheet, taken
from tests.world import EVERYTHING, asof, noon

from camket.discipline.openings import DifferencesUndecided
from camket.discipline.openings.models import SheetDifference
from camket.discipline.redating.actions import extend_deadline
from camket.discipline.tasks.models import Task
from camket.discipline.tasks.queries import task_as_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from camket.discipline.openings import Opening

WEEK = ENTERED + timedelta(days=7)
FIRST = [row(1, status="Hoàn thành", done="15/10/2025"), row(2), row(3), row(4)]


@pytest.fixture
def _province(db: None) -> Iterator[None]:  # noqa: ARG001 - pytest opens the database by this name
    build_province()
    yield
    require_replay_agrees()


def kinds(proposed: Opening) -> list[tuple[str, str]]:
    return sorted((one.kind.value, one.task) for one in proposed.differences)


@pytest.mark.usefixtures("_province")
def test_the_same_rows_in_another_file_and_order_change_nothing():
    taken(sheet(FIRST))
    proposed = opened(sheet([*reversed(FIRST)], name="tuan-sau.csv"), on=WEEK)

    assert proposed.changes_nothing
    assert (proposed.differences, proposed.open_questions) == ((), ())


@pytest.mark.usefixtures("_province")
def test_each_difference_becomes_its_own_act():
    taken(sheet(FIRST))
    changed = [
        row(1, status="Hoàn thành", done="15/10/2025"),
        row(2, status="Xong", done="1/8/2026"),
        row(3, later="31/3/2027", title="Rà soát quy trình nội bộ đã sửa lời"),
        row(5, title="Việc hoàn toàn mới của tuần này"),
    ]
    file = sheet(changed, name="tuan-sau.csv")
    proposed = opened(file, on=WEEK)

    assert kinds(proposed) == [
        ("deadline", "KH11-03"),
        ("done", "KH11-02"),
        ("gone", "KH11-04"),
        ("new", "KH11-05"),
        ("words", "KH11-03"),
    ]
    with pytest.raises(DifferencesUndecided):
        taken(file, on=WEEK)
    answers: dict[str, Any] = {
        "differences": {"deadline": "take", "done": "take", "words": "take", "new": "take", "gone": "leave"},
        "reasons": {"gone": "văn phòng xóa nhầm dòng"},
    }
    taken(file, answers, on=WEEK)

    second, third, fourth = (task_as_of(f"KH11-{n:02}", asof(WEEK), EVERYTHING) for n in (2, 3, 4))
    assert second is not None
    assert third is not None
    assert fourth is not None
    assert (second.done_date, second.carried) == (date(2026, 8, 1), True)
    assert (third.due_date, third.title_now) == (date(2027, 3, 31), "Rà soát quy trình nội bộ đã sửa lời")
    assert fourth.standing == "open_in_time"
    assert Task.objects.filter(code="KH11-05").exists()
    left = SheetDifference.objects.get(kind="gone")
    assert (left.taken, left.reason) == (False, "văn phòng xóa nhầm dòng")


@pytest.mark.usefixtures("_province")
def test_a_row_the_office_did_not_touch_is_no_difference_when_the_record_moved_on():
    taken(sheet(FIRST))
    extend_deadline(
        task="KH11-02",
        due=date(2027, 6, 30),
        reason="Chờ vốn",
        asked_by="T56-STP",
        by=OFFICE,
        at=noon(WEEK),
        on=WEEK,
    )
    proposed = opened(sheet(FIRST, name="lai.csv"), on=WEEK)

    assert proposed.changes_nothing
    assert proposed.moved_on == 1


@pytest.mark.usefixtures("_province")
def test_two_rows_under_one_code_stay_two_tasks():
    rows = [row(1, code="NV-9"), row(2, code="NV-9"), row(3)]
    taken(sheet(rows))

    assert opened(sheet([*reversed(rows)], name="lai.csv"), on=WEEK).changes_nothing


@pytest.mark.usefixtures("_province")
def test_another_list_of_the_same_programme_takes_nothing_away():
    taken(sheet(FIRST))
    proposed = opened(sheet([row(n, title=f"Mảng việc khác hẳn số {n} về y tế") for n in (21, 22)]), on=WEEK)

    assert proposed.follows == ""
    assert proposed.differences == ()
    assert len(proposed.fresh) == 2


@pytest.mark.usefixtures("_province")
def test_columns_and_wordings_settled_once_are_remembered():
    head = [*HEAD[:3], "Nội dung lạ", *HEAD[4:8], "Đánh dấu riêng", *HEAD[9:]]
    first = sheet([row(1, status="lơ lửng")], head=head)
    mark = opened(sheet([row(1)], head=[*head[:3], "Nhiệm vụ", *head[4:8], "Trạng thái", *head[9:]])).heads[0]
    assert mark.columns[8].column == "status"
    mapping = {str(n): one.column.value for n, one in enumerate(mark.columns)}
    answers: dict[str, Any] = {"questions": {"status|lo lung": "in_progress"}}
    seen = opened(first).heads[0]
    answers["columns"] = {seen.fingerprint: mapping}
    taken(first, answers)
    again = opened(sheet([row(1, status="lơ lửng"), row(2, status="lơ lửng")], head=head), on=WEEK)

    assert again.heads[0].remembered
    assert [row.status for row in again.rows] == ["in_progress", "in_progress"]
    assert again.open_questions == ()


class TestSameSheetTwice(TestCase):
    """Laws of a sheet, whatever its rows say."""

    @classmethod
    def setUpTestData(cls) -> None:
        """The province once for all examples."""
        build_province()

    @hypothesis_settings(max_examples=8)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["Đang thực hiện", "Hoàn thành", "HT", "Quá hạn", "chưa làm", "dừng", ""]),
                st.sampled_from(["31/12/2026", "Q4/2025", "30/9", "khi cần", "", "31-12-25"]),
                st.sampled_from(["", "15/10/2025", "46000", "12/2025"]),
                st.sampled_from(["Sở Tư pháp", "Sở Y tê", "nt", "Phòng Lạ", ""]),
            ),
            min_size=1,
            max_size=5,
        ),
        st.randoms(use_true_random=False),
    )
    def test_what_was_taken_in_once_is_no_difference_in_any_order(
        self, cells: list[tuple[str, str, str, str]], random: Random
    ) -> None:
        """Neither a question nor a difference is left when the same rows come again."""
        rows = [
            row(n, status=status, due=due, done=done, leads=leads)
            for n, (status, due, done, leads) in enumerate(cells, start=1)
        ]
        answers: dict[str, Any] = {"questions": {}}
        for _ in range(4):
            for one in opened(sheet(rows), answers).open_questions:
                answers["questions"][one.key] = "owner" if one.free else one.options[0]
        if not any(one.taken for one in opened(sheet(rows), answers).rows):
            return
        taken(sheet(rows), answers)
        ditto = any(one[4] == "nt" for one in rows)  # "as above" means another body in another order
        if not ditto:
            random.shuffle(rows)
        again = opened(sheet(rows, name="lai.csv"), on=WEEK)

        assert again.changes_nothing, (again.differences, again.fresh)
        assert again.open_questions == ()
