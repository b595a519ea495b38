"""Codes of a tracker and published counts show who entered each row and when, and the rows that stood before."""

from __future__ import annotations

from datetime import date

import pytest
from tests.doors.desk import at_desk
from tests.doors.pages import page, said
from tests.world import OFFICE, World

from camket.record import queries as record

CODES = "/trackers/nq57/codes"
COUNTS = "/trackers/counts"
CODE = {
    "kind": "task",
    "ours": "57-0001",
    "theirs": "1.2.3",
    "valid_from": "2025-01-01",
    "source": "Tệp mã chỉ tiêu",
}
COUNT = {
    "code": "tw-2026-03-31",
    "who_vi": "Ban Chỉ đạo",
    "tracker": "nq57",
    "on": "2026-03-31",
    "total": "100",
    "completed": "60",
    "in_progress": "30",
    "overdue": "10",
    "tasks_vi": "Nhiệm vụ của Ban Chỉ đạo",
    "source": "Thông báo thử",
}
HAND = "Cơ quan thường trực"


@pytest.fixture
def given(world: World) -> World:
    world.give("57-0001", due=date(2025, 9, 30))
    return world


def sent(address: str, form: dict[str, str]) -> int:
    assert at_desk(OFFICE.post).post(address, form).status_code == 302
    return record.latest_position()


@pytest.mark.usefixtures("given")
def test_a_code_names_its_entry_and_hand_and_the_one_before_it_stays_in_history():
    first = sent(CODES, CODE)
    html = page(at_desk(OFFICE.post), CODES)
    assert f"№ {first} {HAND}" in said(html).replace("\u00a0", " ")
    assert html.count(f"/record/{first}?") + html.count(f'/record/{first}"') >= 2
    second = sent(CODES, CODE | {"theirs": "4.5.6", "valid_from": "2025-06-01", "source": "Tệp mã mới"})
    text = said(page(at_desk(OFFICE.post), CODES)).replace("\u00a0", " ")
    now, before = text.split("Ai đã thay đổi, khi nào")
    assert "4.5.6" in now
    assert "1.2.3" not in now
    assert f"№ {second}" in now
    assert "1.2.3 01/01/2025 01/6/2025 Tệp mã chỉ tiêu" in before
    assert f"№ {first}" in before
    assert "dòng cũ, đã có dòng thay" in before


@pytest.mark.usefixtures("given")
def test_a_code_that_ended_is_still_told():
    sent(CODES, CODE)
    sent(CODES, CODE | {"theirs": "", "valid_from": "2025-06-01"})
    text = said(page(at_desk(OFFICE.post), CODES))
    assert "0 mã đang dùng" in text
    assert "thôi dùng" in text
    earlier = said(page(at_desk(OFFICE.post), f"{CODES}?on=2025-03-01"))
    assert "1 mã đang dùng" in earlier


@pytest.mark.usefixtures("given")
def test_codes_of_another_tracker_are_in_no_history_of_this_one():
    sent(CODES, CODE)
    text = said(page(at_desk(OFFICE.post), "/trackers/nq71/codes"))
    assert "1.2.3" not in text
    assert "Chưa có lần thay đổi nào." in text


@pytest.mark.usefixtures("given")
def test_a_count_names_its_entry_and_one_that_came_with_the_product_says_so():
    before = said(page(at_desk(), COUNTS))
    assert "Chưa có lần thay đổi nào." in before
    assert "số kèm theo phần mềm, chưa ghi vào sổ" in before
    first = sent(COUNTS, COUNT)
    second = sent(COUNTS, COUNT | {"completed": "59", "in_progress": "31", "source": "Bản đính chính"})
    text = said(page(at_desk(), COUNTS)).replace("\u00a0", " ")
    now, history = text.split("Ai đã thay đổi, khi nào")
    assert f"№ {second} , {HAND}" in now
    assert f"№ {first} " not in now
    for told in (f"№ {first}", f"№ {second}", "Thông báo thử", "Bản đính chính", "dòng cũ, đã có dòng thay"):
        assert told in history
