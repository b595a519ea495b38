"""The catalogue of bodies has pages: a keeper enters, mends and reorganises; every reader sees what was and what is."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.doors.desk import at_desk
from tests.doors.pages import headline, page, said

from camket.discipline.agencies.intake import AGENCY_COLUMNS
from camket.record import queries as record

if TYPE_CHECKING:
    from tests.world import World

HOME = "/catalogues/agencies"
NEW = {
    "code": "G99",
    "name_vi": "Bộ Chuyển đổi số",
    "kind": "ministry",
    "valid_from": "2026-01-01",
    "source": "Nghị quyết thử",
}
MERGER = {
    "kind": "merge",
    "predecessors": "G01",
    "successors": "Bộ Khoa học và Công nghệ",
    "on": "2026-03-01",
    "source": "Nghị quyết thử",
}


def sent(rows: list[dict[str, str]]) -> SimpleUploadedFile:
    out = io.StringIO()
    writer = csv.DictWriter(out, AGENCY_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("co-quan.csv", out.getvalue().encode())


def row(code: str, name: str, **more: str) -> dict[str, str]:
    return {
        "code": code,
        "name_vi": name,
        "name_en": name,
        "kind": "ministry",
        "valid_from": "2020-01-01",
        "code_confirmed": "yes",
        "form_confirmed": "yes",
        "source": "test",
    } | more


@pytest.mark.usefixtures("world")
def test_the_hub_lists_catalogues_with_counts_and_is_linked_from_every_foot():
    html = page(at_desk(), "/catalogues")
    assert "Cơ quan và sắp xếp tổ chức" in said(html)
    assert 'href="/catalogues?programme=57"' in page(at_desk(), "/")
    assert "Độ phủ danh mục" in said(html)


@pytest.mark.usefixtures("world")
def test_forms_are_shown_to_keepers_and_refused_to_others():
    assert "Thêm cơ quan" not in said(page(at_desk(), HOME))
    assert "Thêm cơ quan" not in said(page(at_desk("g06-bo-truong"), HOME))
    assert "Thêm cơ quan" in said(page(at_desk("bcd-thuong-truc"), HOME))
    before = record.latest_position()
    answer = at_desk("g06-bo-truong").post(f"{HOME}/new", NEW)
    assert answer.status_code in {400, 403}
    assert "không quản lý danh mục" in answer.content.decode()
    assert at_desk().post(f"{HOME}/new", NEW).status_code == 302
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_a_keeper_enters_a_body_and_its_entry_names_who_did():
    desk = at_desk("bcd-thuong-truc")
    answer = desk.post(f"{HOME}/new", NEW, follow=True)
    text = said(answer.content.decode())
    assert "Đã ghi vào sổ, №" in text
    assert "Bộ Chuyển đổi số" in text
    assert "Cơ quan thường trực, Ban Chỉ đạo" in text
    assert "mã chưa xác nhận" in text


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"code": "G06"}, "Mã này đã có trong danh mục"),
        ({"code": "G 99/x"}, "Mã cơ quan chỉ gồm"),
        ({"name_vi": ""}, "Chưa ghi nội dung này"),
        ({"name_vi": "BỘ CÔNG AN"}, "đã có cơ quan mang tên này"),
        ({"parent": "ZZ"}, "Sổ chưa có cơ quan: ZZ"),
        ({"valid_from": "31/02/2026"}, "Không đọc được ngày"),
    ],
)
def test_what_is_wrong_with_a_new_body_is_told_beside_its_field(wrong: dict[str, str], told: str):
    before = record.latest_position()
    answer = at_desk("bcd-thuong-truc").post(f"{HOME}/new", NEW | wrong)
    assert answer.status_code == 422
    assert told in said(answer.content.decode())
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_a_correction_shows_what_was_and_what_is_on_every_page():
    desk = at_desk("bcd-truong-ban")
    form = {
        "name_vi": "Bộ Khoa học, Công nghệ",
        "name_en": "Ministry",
        "abbreviation": "Bộ KHCN",
        "source": "Nghị định thử",
        "code_confirmed": "on",
        "reason": "Ghi nhầm dấu",
    }
    text = said(desk.post(f"{HOME}/entries/G06/correct", form, follow=True).content.decode())
    assert "tên tiếng Việt Bộ Khoa học và Công nghệ Bộ Khoa học, Công nghệ" in text
    assert "tên đã xác nhận có không" in text
    assert headline(page(at_desk(), "/agencies/G06")).startswith("Bộ Khoa học, Công nghệ")
    assert "Bộ Khoa học và Công nghệ" in page(at_desk(), "/agencies/G06?known=2025-02-01T08:00")
    again = desk.post(f"{HOME}/entries/G06/correct", form)
    assert again.status_code == 409
    assert "giống nội dung đang có" in said(again.content.decode())


def test_a_reorganisation_is_tried_out_with_what_it_concerns_then_entered(world: World):
    world.give("57-0001", leads=("G01",))
    world.give("57-0002", leads=("G06",), cooperating=("G01",))
    desk = at_desk("bcd-thuong-truc")
    before = record.latest_position()
    tried = desk.post(f"{HOME}/reorganise", MERGER)
    text = said(tried.content.decode())
    assert "Sau đó 2 nhiệm vụ chưa xong được tìm thấy dưới Bộ Khoa học và Công nghệ" in text
    assert "Bộ Công an 1 1 Cán bộ: Đỗ Văn Giang" in text
    assert record.latest_position() == before
    entered = desk.post(f"{HOME}/reorganise", MERGER | {"step": "enter"}, follow=True)
    assert "Đã ghi vào sổ" in said(entered.content.decode())
    assert "Bộ Công an" in said(page(at_desk(), f"{HOME}?ended=1"))
    assert "Bộ Công an" not in said(page(at_desk(), HOME))
    again = desk.post(f"{HOME}/reorganise", MERGER)
    assert again.status_code == 409
    assert "đã chuyển sang cơ quan khác" in said(again.content.decode())


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("wrong", "status", "told"),
    [
        ({"kind": "split"}, 409, "Số cơ quan không khớp hình thức"),
        ({"predecessors": "G06"}, 409, "không thể kế tục chính mình"),
        ({"successors": "G06; H42"}, 422, "Nêu cơ quan nhận nhiệm vụ"),
        ({"successors": "Bộ Không Có"}, 422, "Sổ chưa có cơ quan: Bộ Không Có"),
        ({"on": "2999-01-01"}, 409, "chưa đến"),
        ({"kind": "melt"}, 422, "chỗ cần sửa"),
    ],
)
def test_a_reorganisation_that_cannot_be_is_refused(wrong: dict[str, str], status: int, told: str):
    before = record.latest_position()
    answer = at_desk("bcd-thuong-truc").post(f"{HOME}/reorganise", MERGER | wrong)
    assert answer.status_code == status
    assert told in said(answer.content.decode())
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_a_file_is_tried_first_and_says_what_is_new_the_same_and_different():
    desk = at_desk("bcd-thuong-truc")
    file = [
        row("G98", "Bộ Mới"),
        row("G01", "Bộ Công an", name_en="Ministry of Public Security"),
        row("G06", "Bộ KH&CN", name_en="Ministry of Science and Technology"),
    ]
    before = record.latest_position()
    html = desk.post(f"{HOME}/import", {"file": sent(file)}).content.decode()
    assert "1 cơ quan mới, 1 dòng đã có và giống hệt, 1 dòng khác với sổ" in said(html)
    assert "G06 tên tiếng Việt Bộ Khoa học và Công nghệ Bộ KH&CN" in said(html)
    assert record.latest_position() == before
    rows = sent(file).read().decode()
    unreasoned = desk.post(f"{HOME}/import", {"rows": rows, "step": "enter"})
    assert "Chưa ghi nội dung này" in said(unreasoned.content.decode())
    desk.post(f"{HOME}/import", {"rows": rows, "step": "enter", "reason": "Đối chiếu nghị quyết"})
    assert record.latest_position() == before + 2
    again = desk.post(f"{HOME}/import", {"rows": rows})
    assert "Không có gì mới" in said(again.content.decode())


@pytest.mark.usefixtures("world")
def test_every_fault_of_a_file_is_named_with_its_line_and_nothing_is_entered():
    desk = at_desk("bcd-thuong-truc")
    before = record.latest_position()
    file = [
        row("G98", "Bộ Mới", kind="castle"),
        row("G97", "Bộ Khác", valid_from="1/1/2020"),
        row("G96", "", name_en="Nameless", parent="ZZ"),
    ]
    html = desk.post(f"{HOME}/import", {"file": sent(file), "step": "enter"}).content.decode()
    text = said(html)
    assert "3 chỗ cần sửa trong tệp" in text
    assert "2 G98 kind castle Loại này không có trong danh sách." in text
    assert "3 G97 valid_from 1/1/2020 Không đọc được ngày." in text
    assert "4 G96 name_vi Ô bắt buộc đang trống." in text
    later = [row("G95", "Bộ Năm", parent="ZZ"), row("G06", "Bộ Khoa học và Công nghệ", kind="audit")]
    text = said(desk.post(f"{HOME}/import", {"file": sent(later)}).content.decode())
    assert "Không có cơ quan cấp trên mang mã này." in text
    assert "không sửa bằng tệp" in text
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04\xff\xfe", "Tệp không phải .csv"),
        (b"a,b\n1,2\n", "Các cột không đúng mẫu"),
        (b"x" * 1_000_001, "Tệp lớn hơn 1000 KB"),
        (None, "Chưa chọn tệp"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(content: bytes | None, told: str):
    data = {"file": SimpleUploadedFile("x.csv", content)} if content else {}
    answer = at_desk("bcd-thuong-truc").post(f"{HOME}/import", data)
    assert told in said(answer.content.decode())


@pytest.mark.usefixtures("world")
def test_what_is_exported_comes_back_as_the_same():
    desk = at_desk("bcd-thuong-truc")
    kept = desk.get(f"{HOME}/export.csv")
    again = desk.post(f"{HOME}/import", {"file": SimpleUploadedFile("x.csv", kept.content)})
    assert "0 cơ quan mới, 4 dòng đã có và giống hệt, 0 dòng khác với sổ" in said(again.content.decode())
    book = load_workbook(io.BytesIO(desk.get(f"{HOME}/export.xlsx").content))
    assert [cell.value for cell in book.active[1]] == list(AGENCY_COLUMNS)
    assert book.active.max_row == 5


@pytest.mark.usefixtures("world")
def test_no_cell_of_an_export_is_run_by_a_spreadsheet():
    desk = at_desk("bcd-thuong-truc")
    desk.post(f"{HOME}/new", NEW | {"name_vi": '=HYPERLINK("http://x")', "source": "@SUM(1)"})
    text = desk.get(f"{HOME}/export.csv").content.decode()
    assert "'=HYPERLINK" in text
    assert "'@SUM" in text
    book = load_workbook(io.BytesIO(desk.get(f"{HOME}/export.xlsx").content))
    assert not [cell for line in book.active.rows for cell in line if cell.data_type == "f"]


@pytest.mark.usefixtures("world")
def test_a_list_of_hundreds_goes_on_page_after_page():
    desk = at_desk("bcd-thuong-truc")
    rows = [row(f"X{n:03d}", f"Bộ thứ {n}") for n in range(230)]
    desk.post(f"{HOME}/import", {"rows": sent(rows).read().decode(), "step": "enter"})
    first = page(desk, f"{HOME}?q=bo thu")
    assert headline(first).startswith("230 cơ quan")
    assert first.count('class="code"') == 100
    assert page(desk, f"{HOME}?q=bo thu&after=X229").count('class="code"') <= 100
