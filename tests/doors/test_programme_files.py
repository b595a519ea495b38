"""Programmes and groups come in as a file: tried first, every fault by its row, then entered; what goes out comes back."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from tests.doors.desk import at_desk
from tests.doors.pages import page, said
from tests.world import EVERYTHING

from camket.cli.commands import camket
from camket.discipline.catalogues.programme_rows import COLUMNS
from camket.discipline.directives import queries as directives
from camket.record import queries as record

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from tests.world import World

HOME = "/catalogues/programmes"
IMPORT = f"{HOME}/import"


def office():
    return at_desk("bcd-thuong-truc")


def row(code: str, **more: str) -> dict[str, str]:
    return {
        "programme": code,
        "name_vi": "Kế hoạch thử",
        "owner": "G06",
        "from": "2026-02-01",
        "before_includes_day": "no",
        "publication": "internal",
    } | more


def group(code: str, field: str, name: str, order: str = "1", **more: str) -> dict[str, str]:
    return row(code, field=field, field_name_vi=name, order=order, **more)


def table(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def tried(content: str | bytes, name: str = "chuong-trinh.csv", **more: str) -> HttpResponse:
    data = content.encode() if isinstance(content, str) else content
    return office().post(IMPORT, {"file": SimpleUploadedFile(name, data), **more})


def entered(rows: str, **more: str) -> HttpResponse:
    return office().post(IMPORT, {"rows": rows, "step": "enter", **more})


def workbook(rows: list[dict[str, Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    for one in rows:
        sheet.append([one.get(column, "") for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.usefixtures("world")
def test_a_file_is_tried_before_it_is_entered_and_entered_once():
    before = record.latest_position()
    rows = [group("KH12", "I", "Hạ tầng"), group("KH12", "II", "Dữ liệu", "2"), row("KH13")]
    text = said(tried(table(rows)).content.decode())
    assert "4 chương trình và nhóm mới, 0 mục đã có và giống hệt, 0 mục khác với sổ" in text
    assert "KH12 / II" in text
    assert record.latest_position() == before
    entered(table(rows))
    assert record.latest_position() == before + 4
    found = directives.programme("KH12", EVERYTHING)
    assert [(one.code, one.name_vi) for one in directives.fields_of(found)] == [
        ("I", "Hạ tầng"),
        ("II", "Dữ liệu"),
    ]
    assert "KH13" in page(office(), HOME)
    assert "Không có gì mới" in said(tried(table(rows)).content.decode())


@pytest.mark.usefixtures("world")
def test_a_workbook_with_days_as_dates_is_read_like_the_text():
    content = workbook([group("KH12", "I", "Hạ tầng") | {"from": date(2026, 2, 1), "order": 1}])
    text = said(tried(content, "chuong-trinh.xlsx").content.decode())
    assert "2 chương trình và nhóm mới" in text
    assert "từ 01/02/2026" in text


@pytest.mark.usefixtures("world")
def test_what_differs_is_entered_as_changes_with_a_reason_and_an_end_after_the_groups():
    entered(table([group("KH12", "I", "Hạ tầng")]))
    before = record.latest_position()
    changed = {"name_vi": "Kế hoạch 12", "owner": "BCD", "to": "2026-09-01"}
    rows = [
        group("KH12", "I", "Hạ tầng số", **changed),
        group("KH12", "II", "Dữ liệu", "2", **changed),
    ]
    text = said(tried(table(rows)).content.decode())
    assert "1 chương trình và nhóm mới, 0 mục đã có và giống hệt, 2 mục khác với sổ" in text
    assert "KH12 cơ quan chủ quản G06 BCD" in text
    assert "KH12 / I tên tiếng Việt Hạ tầng Hạ tầng số" in text
    assert "Chưa ghi nội dung này" in said(entered(table(rows)).content.decode())
    assert record.latest_position() == before
    entered(table(rows), reason="Quyết định 12-QĐ/BCĐ")
    acts = [one.act for one in record.entries_about("programme:KH12", position=record.latest_position())]
    assert acts[-4:] == [
        "discipline.programme.change",
        "discipline.field.open",
        "discipline.field.change",
        "discipline.programme.close",
    ]
    after = table([*rows, group("KH12", "III", "Nhân lực", "3", **changed)])
    assert "Chương trình đã kết thúc trong sổ" in said(tried(after).content.decode())


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"programme": "K H"}, "2 K H programme K H Mã chương trình chỉ gồm"),
        ({"name_vi": ""}, "2 KH12 name_vi Ô bắt buộc đang trống."),
        ({"name_vi": "x" * 241}, "Chữ trong ô dài quá."),
        ({"owner": "ZZ"}, "2 KH12 owner ZZ Sổ chưa có cơ quan chủ quản mang mã này."),
        ({"from": "hôm qua"}, "2 KH12 from hôm qua Không đọc được ngày."),
        ({"from": "2199-01-01"}, "Ngày này chưa đến."),
        ({"to": "2025-01-01"}, "Ngày cuối trước ngày đầu."),
        ({"before_includes_day": "có"}, "Chỉ ghi yes hoặc no."),
        ({"publication": "restricted"}, "Chỉ ghi public (công khai) hoặc internal (nội bộ)."),
        ({"field": "I", "order": "1"}, "2 KH12 field_name_vi Ô bắt buộc đang trống."),
        ({"field_name_vi": "Hạ tầng", "order": "1"}, "2 KH12 field Ô bắt buộc đang trống."),
        ({"field": "I", "field_name_vi": "Hạ tầng", "order": "0"}, "Thứ tự là số từ 1 đến 999."),
        ({"field": "I", "field_name_vi": "Hạ tầng", "order": "²"}, "Thứ tự là số từ 1 đến 999."),
        ({"programme": "57", "from": "2020-01-01"}, "Chương trình đã mở từ ngày khác trong sổ"),
    ],
)
def test_every_bad_cell_is_named_with_its_row_and_nothing_is_entered(wrong: dict[str, str], told: str):
    before = record.latest_position()
    good = group("KH99", "I", "Hạ tầng")
    text = said(tried(table([row("KH12") | wrong, good]), step="enter").content.decode())
    assert told in text
    assert "chỗ cần sửa trong tệp" in text
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_rows_of_one_programme_agree_and_a_group_stands_once():
    rows = [group("KH12", "I", "Hạ tầng"), group("KH12", "I", "Dữ liệu", name_vi="Tên khác")]
    text = said(tried(table(rows)).content.decode())
    assert "3 KH12 name_vi Tên khác Các dòng của cùng một chương trình phải ghi giống nhau" in text
    assert "3 KH12 field I Nhóm ghi hai lần trong tệp." in text


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.csv", b"PK\x03\x04\xff\xfe", "Tệp không phải .csv hoặc .xlsx"),
        ("x.xlsx", b"PK\x03\x04\xff\xfe", "Tệp bị hỏng hoặc bị cắt"),
        ("x.csv", b"a,b\n1,2\n", "Thiếu cột."),
        ("x.csv", b"", "Tệp không có dòng nào."),
        ("x.csv", "a,\xff".encode("latin-1"), "Tệp không phải .csv hoặc .xlsx"),
        ("x.csv", f'{",".join(COLUMNS)}\n"KH12'.encode(), "Tệp hỏng ở dòng này"),
        ("x.csv", b"x" * 1_000_001, "Tệp lớn hơn 1000 KB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(name: str, content: bytes, told: str):
    before = record.latest_position()
    assert told in said(tried(content, name).content.decode())
    assert record.latest_position() == before


def test_what_goes_out_comes_back_and_changes_nothing(world: World, tmp_path: Path):
    world.give("57-0001")
    entered(table([group("KH12", "I", "=SUM(1)", name_vi="-Kế hoạch"), row("KH13", publication="public")]))
    office().post(f"{HOME}/entries/KH13/close", {"on": "2026-03-01", "reason": "Đã tổng kết"})
    for form in ("csv", "xlsx"):
        kept = office().get(f"{HOME}/export.{form}").content
        text = said(tried(kept, f"x.{form}").content.decode())
        assert "0 chương trình và nhóm mới, 5 mục đã có và giống hệt, 0 mục khác với sổ" in text
        assert "Không có gì mới" in text
    before = record.latest_position()
    out = CliRunner().invoke(camket, ["catalogue", "programmes", "--export"])
    assert "KH12,'-Kế hoạch" in out.output
    file = tmp_path / "chuong-trinh.csv"
    file.write_text(out.output, "utf-8")
    again = CliRunner().invoke(camket, ["catalogue", "programmes", str(file), "--enter", "--lang", "en"])
    assert (again.exit_code, "0 new rows, 5 as in the record, 0 that differ" in again.output) == (0, True)
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_the_command_tries_a_file_enters_it_and_names_every_fault(tmp_path: Path):
    file = tmp_path / "chuong-trinh.xlsx"
    file.write_bytes(workbook([group("KH12", "I", "Hạ tầng")]))
    before = record.latest_position()
    assert "2 dòng mới" in CliRunner().invoke(camket, ["catalogue", "programmes", str(file)]).output
    assert record.latest_position() == before
    assert CliRunner().invoke(camket, ["catalogue", "programmes", str(file), "--enter"]).exit_code == 0
    assert record.latest_position() > before
    file.write_bytes(workbook([row("KH14", owner="ZZ"), row("KH15", publication="secret")]))
    bad = CliRunner().invoke(camket, ["catalogue", "programmes", str(file), "--enter"])
    assert bad.exit_code == 1
    assert "2: KH14 owner “ZZ” Sổ chưa có cơ quan chủ quản mang mã này." in bad.output
    assert "3: KH15 publication “secret” Chỉ ghi public" in bad.output
    none = CliRunner().invoke(camket, ["catalogue", "programmes"])
    assert none.exit_code != 0
    assert "Chưa nêu tệp" in none.output


@pytest.mark.usefixtures("world")
def test_others_are_refused_and_do_not_see_the_door():
    before = record.latest_position()
    assert "Nạp từ tệp" not in said(page(at_desk("g06-bo-truong"), HOME))
    answer = at_desk("g06-bo-truong").post(IMPORT, {"rows": table([row("KH12")]), "step": "enter"})
    assert "không quản lý danh mục" in answer.content.decode()
    assert record.latest_position() == before


@pytest.mark.usefixtures("world")
def test_a_programme_that_is_new_and_ended_takes_its_groups_first():
    rows = table([group("KH12", "I", "Hạ tầng", to="2026-06-01")])
    assert "Chưa ghi nội dung này" in said(entered(rows).content.decode())
    entered(rows, reason="Chuyển từ sổ cũ")
    assert directives.closed_on("KH12").isoformat() == "2026-06-01"
    assert "Không có gì mới" in said(tried(rows).content.decode())
