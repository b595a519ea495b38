"""Posts have pages: who holds what, from when; heads keep their own agency's, keepers all; the public sees no names."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.doors.desk import at_desk
from tests.doors.pages import headline, page, said

from camket.discipline.agencies import queries as agencies
from camket.discipline.catalogues.post_rows import COLUMNS
from camket.periods import day_of
from camket.record import queries as record
from camket.web.asking import now

if TYPE_CHECKING:
    from tests.world import World

HOME = "/catalogues/posts"
HEAD = ",".join(COLUMNS)


def office():
    return at_desk("bcd-thuong-truc")


def sent(*lines: str, head: str = HEAD) -> SimpleUploadedFile:
    return SimpleUploadedFile("vi-tri.csv", "\n".join((head, *lines, "")).encode())


def today() -> str:
    return day_of(now()).isoformat()


@pytest.mark.usefixtures("world")
def test_the_public_sees_posts_and_no_names_on_any_page_or_file():
    for address in (HOME, f"{HOME}?agency=G06", f"{HOME}/entries/g06-can-bo", f"{HOME}/export.csv"):
        assert "Vũ Thị Phương" not in at_desk().get(address).content.decode()
        assert "Vũ Thị Phương" in at_desk("g01-can-bo").get(address).content.decode()
    assert "Chuyên viên" in said(page(at_desk(), f"{HOME}?agency=G06"))
    book = load_workbook(io.BytesIO(at_desk().get(f"{HOME}/export.xlsx").content))
    names = [line[COLUMNS.index("full_name")].value for line in book.active.iter_rows(min_row=2)]
    assert set(names) <= {None, ""}


@pytest.mark.usefixtures("world")
def test_a_keeper_establishes_a_post_with_its_holder():
    form = {
        "agency": "G06",
        "post": "g06-vu-truong",
        "title_vi": "Vụ trưởng",
        "role": "officer",
        "from_date": "2026-01-05",
        "full_name": "Lý Thị Kim",
    }
    text = said(office().post(f"{HOME}/new", form, follow=True).content.decode())
    assert "Vụ trưởng, Bộ Khoa học và Công nghệ" in text
    assert "Lý Thị Kim, từ 05/01/2026" in text
    entry = record.last_entry()
    assert entry is not None
    assert "Lý Thị Kim" not in entry.leaf
    again = office().post(f"{HOME}/new", form)
    assert again.status_code == 409
    assert "Mã vị trí g06-vu-truong đã có" in said(again.content.decode())


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("wrong", "status", "told"),
    [
        ({"post": "có dấu"}, 409, "không dùng được"),
        ({"post": "van-hanh"}, 409, "người vận hành máy chủ"),
        ({"agency": "ZZ"}, 422, "Sổ chưa có cơ quan: ZZ"),
        ({"role": "king"}, 422, "chỗ cần sửa"),
        ({"from_date": "2999-01-01"}, 409, "chưa đến"),
        ({"title_vi": ""}, 422, "Chưa ghi nội dung này"),
    ],
)
def test_a_post_that_cannot_be_is_refused(wrong: dict[str, str], status: int, told: str):
    form = {
        "agency": "G06",
        "post": "g06-x",
        "title_vi": "Vụ trưởng",
        "role": "officer",
        "from_date": "2026-01-05",
    }
    before = record.latest_position()
    answer = office().post(f"{HOME}/new", form | wrong)
    assert (answer.status_code, told in said(answer.content.decode())) == (status, True)
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_leaving_takes_effect_at_once_and_the_next_one_takes_the_post():
    leaver = at_desk("g06-can-bo")
    assert "Vũ Thị Phương" in page(leaver, "/")
    html = office().post(f"{HOME}/entries/g06-can-bo/leave", {"on": today()}, follow=True).content.decode()
    assert "chưa có người giữ" in headline(html)
    assert "hôm nay không giữ vị trí nào" in page(leaver, "/")
    form = {"full_name": "Tạ Văn Lâm", "from_date": today()}
    text = said(office().post(f"{HOME}/entries/g06-can-bo/appoint", form, follow=True).content.decode())
    assert "Tạ Văn Lâm" in text
    assert "Vũ Thị Phương" in text
    again = office().post(f"{HOME}/entries/g06-can-bo/appoint", form)
    assert again.status_code == 409
    early = office().post(f"{HOME}/entries/g06-can-bo/leave", {"on": "2020-01-01"})
    assert "không thôi trước ngày đó được" in said(early.content.decode())


@pytest.mark.usefixtures("world")
def test_a_holder_moves_to_a_vacant_post_in_one_go():
    desk = office()
    desk.post(f"{HOME}/entries/g06-bo-truong/leave", {"on": today()})
    taken = desk.post(f"{HOME}/entries/g06-can-bo/move", {"to_post": "g01-can-bo", "on": today()})
    assert taken.status_code == 409
    assert agencies.holder_of("g06-can-bo", on=day_of(now())) is not None
    desk.post(f"{HOME}/entries/g06-can-bo/move", {"to_post": "g06-bo-truong", "on": today()})
    held = agencies.holder_of("g06-bo-truong", on=day_of(now()))
    assert held is not None
    assert held.person.full_name == "Vũ Thị Phương"
    assert agencies.holder_of("g06-can-bo", on=day_of(now())) is None


@pytest.mark.usefixtures("world")
def test_a_post_ends_with_its_holder_and_takes_nobody_any_more():
    desk = office()
    form = {"on": today(), "reason": "Sắp xếp lại bộ máy"}
    html = desk.post(f"{HOME}/entries/g01-can-bo/end", form, follow=True).content.decode()
    assert "đã bãi bỏ từ" in headline(html)
    assert "Cán bộ" not in said(page(at_desk("bcd-kiem-tra"), f"{HOME}?agency=G01"))
    assert "Cán bộ" in said(page(at_desk("bcd-kiem-tra"), f"{HOME}?agency=G01&ended=1"))
    again = desk.post(f"{HOME}/entries/g01-can-bo/appoint", {"full_name": "Ai Đó", "from_date": today()})
    assert "đã bãi bỏ" in said(again.content.decode())
    assert "Sắp xếp lại bộ máy" not in page(at_desk(), f"{HOME}/entries/g01-can-bo")


@pytest.mark.usefixtures("world")
def test_a_head_keeps_officers_of_the_own_agency_and_no_others():
    head = at_desk("h42-chu-tich")
    assert "Lập vị trí" in said(page(head, f"{HOME}?agency=H42"))
    assert "Lập vị trí" not in said(page(head, f"{HOME}?agency=G06"))
    own = {
        "agency": "H42",
        "post": "h42-moi",
        "title_vi": "Chuyên viên",
        "role": "officer",
        "from_date": today(),
    }
    assert head.post(f"{HOME}/new", own).status_code == 302
    for other in ({"agency": "G06"}, {"role": "agency_head"}, {"role": "committee"}):
        answer = head.post(f"{HOME}/new", own | {"post": "h42-khac"} | other)
        assert answer.status_code == 403
    assert head.post(f"{HOME}/entries/g06-can-bo/leave", {"on": today()}).status_code == 403
    assert at_desk("h42-can-bo").post(f"{HOME}/new", own | {"post": "h42-ba"}).status_code == 403


@pytest.mark.usefixtures("world")
def test_a_province_sends_three_hundred_rows_in_one_file():
    lines = [
        f"h42-cv-{n:03d},H42,Chuyên viên {n},Officer {n},officer,2026-01-05,,Người Thứ {n}"
        for n in range(300)
    ]
    desk = office()
    before = record.latest_position()
    html = desk.post(f"{HOME}/import", {"file": sent(*lines)}).content.decode()
    assert "300 vị trí mới, 0 dòng đã có" in said(html)
    assert record.latest_position() == before
    rows = sent(*lines).read().decode()
    desk.post(f"{HOME}/import", {"rows": rows, "step": "enter"})
    assert record.latest_position() == before + 600
    assert "0 vị trí mới, 300 dòng đã có và giống hệt" in said(
        desk.post(f"{HOME}/import", {"rows": rows}).content.decode()
    )
    first = page(desk, f"{HOME}?agency=H42")
    assert headline(first).startswith("Ủy ban nhân dân tỉnh Ninh Bình: 302 vị trí")
    assert 'rel="next"' in first


@pytest.mark.usefixtures("world")
def test_a_file_that_names_another_holder_makes_the_former_one_leave():
    line = f"g06-can-bo,G06,Chuyên viên,Officer,officer,{today()},,Tạ Văn Lâm"
    desk = office()
    html = desk.post(f"{HOME}/import", {"file": sent(line)}).content.decode()
    assert "g06-can-bo Vũ Thị Phương Tạ Văn Lâm" in said(html)
    desk.post(f"{HOME}/import", {"rows": sent(line).read().decode(), "step": "enter"})
    held = agencies.holder_of("g06-can-bo", on=day_of(now()))
    assert held is not None
    assert held.person.full_name == "Tạ Văn Lâm"


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",G06,Vụ trưởng,,officer,,,A", "post Ô bắt buộc đang trống."),
        ("x-1,ZZ,Vụ trưởng,,officer,,,A", "agency ZZ Sổ chưa có cơ quan mang mã này."),
        ("x-1,G06,Vụ trưởng,,king,,,A", "role king Vai trò này không có trong danh sách."),
        ("x-1,G06,Vụ trưởng,,officer,32/01/2026,,A", "from_date 32/01/2026 Không đọc được ngày."),
        ("x-1,G06,Vụ trưởng,,officer,2999-01-01,,A", "Ngày này chưa đến."),
        ("x/1,G06,Vụ trưởng,,officer,,,A", "Mã vị trí chỉ gồm chữ không dấu"),
        ("g06-can-bo,G01,Chuyên viên,,officer,,,A", "Vị trí đã có trong sổ với nội dung khác."),
        ("g06-can-bo,G06,Chuyên viên,,officer,2020-01-01,,A", "Ngày nhận trước ngày người đang giữ"),
        ("x-1,G06,Vụ trưởng,,officer,,nguoi-g06-can-bo,Khác Tên", "trong sổ mang họ tên khác"),
        ("x-1,G06,Vụ trưởng,,officer,,ma-nguoi,", "full_name Ô bắt buộc đang trống."),
        (f"x-1,G06,{'d' * 200},,officer,,,A", "Chữ trong ô dài quá."),
        ('x-1,G06,"Vụ trưởng,,officer,,,A', "dấu nháy không đóng"),
    ],
)
def test_each_fault_of_a_file_is_told_with_its_line(line: str, told: str):
    before = record.latest_position()
    answer = office().post(f"{HOME}/import", {"file": sent(line), "step": "enter"})
    assert told in said(answer.content.decode())
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_columns_may_stand_in_any_order_and_be_parted_by_semicolons():
    file = sent("An Văn B;x-9;G06;officer;Vụ trưởng", head="full_name;post;agency;role;title_vi")
    assert "1 vị trí mới" in said(office().post(f"{HOME}/import", {"file": file}).content.decode())
    missing = sent("x-9;G06", head="post;agency")
    text = said(office().post(f"{HOME}/import", {"file": missing}).content.decode())
    assert "title_vi, role, full_name Thiếu cột." in text
    twice = sent("x-9,G06,A,,officer,,,", "x-9,G06,A,,officer,,,")
    assert "ghi hai lần trong tệp" in said(office().post(f"{HOME}/import", {"file": twice}).content.decode())


@pytest.mark.usefixtures("world")
def test_a_head_imports_only_officers_of_the_own_agency():
    lines = ("h42-a,H42,Chuyên viên,,officer,,,An", "g06-a,G06,Chuyên viên,,officer,,,An")
    text = said(at_desk("h42-chu-tich").post(f"{HOME}/import", {"file": sent(*lines)}).content.decode())
    assert "1 chỗ cần sửa trong tệp" in text
    assert "chỉ lập được vị trí cán bộ trong cơ quan mình" in text


def test_the_day_decides_who_is_shown(world: World):  # noqa: ARG001 - the world is what is read
    yesterday = (day_of(now()) - timedelta(days=1)).isoformat()
    office().post(f"{HOME}/entries/g06-can-bo/leave", {"on": today()})
    assert "Vũ Thị Phương" in said(page(office(), f"{HOME}?agency=G06&on={yesterday}"))
    assert "Vũ Thị Phương" not in said(page(office(), f"{HOME}?agency=G06"))
    assert "Chuyên viên" in said(page(office(), f"{HOME}?vacant=1"))
