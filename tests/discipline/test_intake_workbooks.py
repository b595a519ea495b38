"""Workbooks: real dates, serial numbers, formulas, merged, hidden and struck cells, several sheets."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.styles import Font
from xlsxwriter import Workbook

from camket.discipline.annexes import Annex, read_annex

HEADING = ["STT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"]


def book_of(*rows: list[Any]) -> tuple[Any, Any]:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEADING, *rows):
        sheet.append(row)
    return book, sheet


def read(book: Any) -> Annex:
    held = io.BytesIO()
    book.save(held)
    return read_annex(held.getvalue(), filename="phu-luc.xlsx")


def codes(annex: Annex, row: int = 0) -> set[str]:
    return {doubt.code for doubt in annex.rows[row].doubts}


def test_a_date_cell_gives_the_day_and_its_words():
    book, _ = book_of([1.0, "Rà soát", "Sở A", "Báo cáo", date(2026, 11, 30)])
    (row,) = read(book).rows

    assert (row.number_text, row.deadline_text, row.deadline_cell_date) == (
        "1",
        "30/11/2026",
        date(2026, 11, 30),
    )
    assert row.doubts == ()


def test_a_time_of_day_is_left_out_with_a_doubt():
    book, _ = book_of([1, "Rà soát", "Sở A", "Báo cáo", datetime.fromisoformat("2026-11-30T17:30")])
    annex = read(book)

    assert annex.rows[0].deadline_cell_date == date(2026, 11, 30)
    assert codes(annex) == {"time_of_day_left_out"}


def test_a_serial_number_that_lost_its_format_is_a_day_with_a_doubt():
    book, _ = book_of([1, "Rà soát", "Sở A", "Báo cáo", "46356"], [2, "Báo cáo", "Sở A", "Báo cáo", 46356])
    annex = read(book)

    assert {row.deadline_cell_date for row in annex.rows} == {date(2026, 11, 30)}
    assert codes(annex, 0) == codes(annex, 1) == {"serial_date"}


def test_days_and_months_exchanged_by_an_american_spreadsheet_are_doubted():
    book, _ = book_of(
        [1, "Phê duyệt danh mục", "Sở A", "Danh mục", date(2026, 5, 8)],
        [2, "Đề xuất sửa đổi", "Sở B", "Báo cáo", "30/9/2026"],
    )
    annex = read(book)

    assert codes(annex, 0) == {"day_and_month_may_be_swapped"}
    assert codes(annex, 1) == set()


def test_a_formula_never_calculated_is_doubted_and_as_a_title_unread():
    book, _ = book_of([1, "Rà soát", "=A9", "Báo cáo", "9/2026"], [2, "=B2", "Sở A", "Báo cáo", "9/2026"])
    annex = read(book)

    assert [row.leads_text for row in annex.rows] == [""]
    assert codes(annex) == {"formula_without_value", "no_lead"}
    assert annex.unread[0].reason_code == "formula_without_value"


def test_a_calculated_formula_gives_its_value():
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADING)
    sheet.write_row(1, 0, [1, "Rà soát", "", "Báo cáo", "9/2026"])
    sheet.write_formula(1, 2, '="Sở "&"A"', None, "Sở A")
    book.close()

    assert read_annex(held.getvalue(), filename="a.xlsx").rows[0].leads_text == "Sở A"


def test_what_is_hidden_is_listed_and_not_taken():
    book, sheet = book_of(
        [1, "Rà soát", "Sở A", "Báo cáo", "9/2026"], [2, "Báo cáo", "Sở B", "Báo cáo", "9/2026"]
    )
    sheet.row_dimensions[3].hidden = True
    other = book.create_sheet("Bản cũ")
    other.append(HEADING)
    other.append([1, "Rà soát cũ", "Sở A", "Báo cáo", "8/2026"])
    other.sheet_state = "hidden"
    annex = read(book)

    assert [row.title for row in annex.rows] == ["Rà soát"]
    assert [(row.reason_code, row.locator.row) for row in annex.unread] == [
        ("hidden_row", 3),
        ("hidden_sheet", 2),
    ]
    assert [table.hidden for table in annex.tables] == [False, True]


def test_each_sheet_is_read_and_rows_are_numbered_as_the_program_shows_them():
    book, sheet = book_of([1, "Rà soát", "Sở A", "Báo cáo", "9/2026"])
    sheet.title = "Khối Đảng"
    other = book.create_sheet("Khối Nhà nước")
    other["B4"], other["C4"], other["D4"] = "Nhiệm vụ", "Chủ trì", "Thời hạn"
    other["B5"], other["C5"], other["D5"] = "Báo cáo", "Sở B", "10/2026"

    assert [str(row.locator) for row in read(book).rows] == ["Khối Đảng!2", "Khối Nhà nước!5"]


def test_merged_cells_hold_for_each_row_they_cover():
    book, sheet = book_of([1, "Rà soát", "Sở A", "Báo cáo", "9/2026"], [2, "Báo cáo", None, "Báo cáo", None])
    sheet.merge_cells("C2:C3")
    sheet.merge_cells("E2:E3")

    assert [(row.leads_text, row.deadline_text) for row in read(book).rows] == [("Sở A", "9/2026")] * 2


def test_a_bold_row_without_a_body_names_a_group():
    book, sheet = book_of([None, "Hạ tầng số", None, None, None], [1, "Rà soát", "Sở A", "Báo cáo", "9/2026"])
    sheet["B2"].font = Font(bold=True)

    assert read(book).rows[0].group_text == "Hạ tầng số"


def test_a_failed_formula_is_doubted():
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADING)
    sheet.write_row(1, 0, [1, "Rà soát", "#REF!", "Báo cáo", "9/2026"])
    book.close()

    assert codes(read_annex(held.getvalue(), filename="a.xlsx")) == {"cell_error"}


def test_columns_formatted_to_the_last_row_cost_nothing():
    book, sheet = book_of([1, "Rà soát", "Sở A", "Báo cáo", "9/2026"])
    sheet["XFD1048576"].font = Font(bold=True)

    assert len(read(book).rows) == 1


def test_ten_thousand_rows_are_all_read():
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADING)
    for row in range(1, 10_001):
        sheet.write_row(
            row, 0, [row, f"Rà soát {row}", f"Sở {row % 40}; Sở B", f"Báo cáo số {row}", "30/9/2026"]
        )
    book.close()
    annex = read_annex(held.getvalue(), filename="a.xlsx")

    assert len(annex.rows) == 10_000
    assert annex.unread == ()
    assert not any(row.doubts for row in annex.rows)
