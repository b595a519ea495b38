"""Programmes have pages: opened, changed from a day, closed; their groups too; each by a keeper's act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.doors.desk import at_desk
from tests.doors.pages import headline, page, said

from camket.periods import day_of
from camket.record import queries as record
from camket.web.asking import now

if TYPE_CHECKING:
    from tests.world import World

HOME = "/catalogues/programmes"
OPEN = {
    "code": "KH12",
    "name_vi": "Kế hoạch thử",
    "owner": "G06",
    "on": "2026-02-01",
    "before_includes_day": "no",
    "publication": "internal",
}


def office():
    return at_desk("bcd-thuong-truc")


def change(**said_otherwise: str) -> dict[str, str]:
    return {
        "name_vi": "Chương trình thực hiện Nghị quyết 57-NQ/TW",
        "name_en": "Programme of Resolution 57-NQ/TW",
        "owner": "BCD",
        "before_includes_day": "yes",
        "publication": "public",
        "on": day_of(now()).isoformat(),
        "source": "12-QĐ/BCĐ",
        "reason": "Quyết định mới",
    } | said_otherwise


@pytest.mark.usefixtures("world")
def test_a_programme_is_opened_and_an_internal_one_is_hidden_from_the_public():
    text = said(office().post(f"{HOME}/new", OPEN, follow=True).content.decode())
    assert "Kế hoạch thử" in text
    assert "đến hết ngày liền trước" in text
    assert "Kế hoạch thử" not in page(at_desk(), HOME)
    assert "KH12" not in at_desk().get(f"{HOME}/export.csv").content.decode()
    assert at_desk().get(f"{HOME}/entries/KH12").status_code == 404
    assert "KH12" in office().get(f"{HOME}/export.csv").content.decode()
    again = office().post(f"{HOME}/new", OPEN)
    assert "đã có" in said(again.content.decode())


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("wrong", "status", "told"),
    [
        ({"code": "a b"}, 409, "Chương trình cần mã"),
        ({"owner": "ZZ"}, 422, "Sổ chưa có cơ quan: ZZ"),
        ({"publication": "restricted"}, 422, "chỗ cần sửa"),
        ({"before_includes_day": "maybe"}, 422, "chỗ cần sửa"),
        ({"on": "hôm qua"}, 422, "Không đọc được ngày"),
    ],
)
def test_a_programme_that_cannot_be_is_refused(wrong: dict[str, str], status: int, told: str):
    before = record.latest_position()
    answer = office().post(f"{HOME}/new", OPEN | wrong)
    assert (answer.status_code, told in said(answer.content.decode())) == (status, True)
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_a_change_shows_what_was_and_what_is_with_its_paper():
    answer = office().post(
        f"{HOME}/entries/57/change",
        change(name_vi="Chương trình 57", owner="G06", before_includes_day="no"),
        follow=True,
    )
    html = answer.content.decode()
    assert headline(html) == "Chương trình 57"
    text = said(html)
    assert "12-QĐ/BCĐ" in text
    assert "cơ quan chủ quản Ban Chỉ đạo Bộ Khoa học và Công nghệ" in text
    assert "“trước ngày” gồm cả ngày đó có không" in text
    assert headline(page(office(), f"{HOME}/entries/57?on=2026-01-01")).startswith("Chương trình thực hiện")
    nothing = office().post(f"{HOME}/entries/57/change", change())
    assert nothing.status_code == 302
    again = office().post(f"{HOME}/entries/57/change", change())
    assert again.status_code == 409


def test_a_programme_made_internal_disappears_from_the_public_at_once(world: World):
    world.give("57-0001")
    office().post(f"{HOME}/entries/57/change", change(publication="internal"))
    assert "Chương trình thực hiện" not in page(at_desk(), HOME)
    assert at_desk().get(f"{HOME}/entries/57?known=2025-02-01T08:00").status_code == 404


@pytest.mark.usefixtures("world")
def test_groups_are_added_and_renamed():
    office().post(f"{HOME}/entries/57/field", {"field": "II", "name_vi": "Hạ tầng", "order": "2"})
    form = {"name_vi": "Hạ tầng số", "order": "3", "on": day_of(now()).isoformat(), "reason": "Theo văn bản"}
    text = said(office().post(f"{HOME}/entries/57/fields/II", form, follow=True).content.decode())
    assert "II. Hạ tầng số" in text
    assert "tên tiếng Việt Hạ tầng Hạ tầng số" in text
    again = office().post(f"{HOME}/entries/57/field", {"field": "II", "name_vi": "Khác", "order": "2"})
    assert again.status_code == 409
    assert office().get(f"{HOME}/entries/57/fields/IX").status_code == 404


@pytest.mark.usefixtures("world")
def test_a_closed_programme_says_so_and_offers_nothing_more():
    form = {"on": day_of(now()).isoformat(), "reason": "Đã tổng kết"}
    html = office().post(f"{HOME}/entries/57/close", form, follow=True).content.decode()
    assert "kết thúc từ" in headline(html)
    assert "Thêm nhóm nhiệm vụ" not in said(html)
    again = office().post(f"{HOME}/entries/57/close", form)
    assert again.status_code == 409
    assert "đã kết thúc từ ngày" in said(again.content.decode())


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("post", ["g06-bo-truong", "bcd-theo-doi", "bcd-kiem-tra"])
def test_others_see_no_forms_and_are_refused(post: str):
    desk = at_desk(post)
    assert "Mở chương trình" not in said(page(desk, HOME))
    before = record.latest_position()
    for address in ("new", "entries/57/change", "entries/57/close", "entries/57/fields/I"):
        answer = desk.post(f"{HOME}/{address}", OPEN | change())
        assert "không quản lý danh mục" in answer.content.decode()
    assert record.latest_position() == before
