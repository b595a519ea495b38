"""Headings as offices write them are found, wherever they stand."""

from __future__ import annotations

import unicodedata

import pytest

from camket.discipline.annexes import Annex, Column, UnreadableFile, read_annex
from camket.discipline.annexes.columns import column_of


def read(*lines: str) -> Annex:
    return read_annex("\n".join(lines).encode(), filename="a.csv")


WORDINGS = {
    Column.NUMBER: ["STT", "TT", "Số TT", "stt", "S.T.T"],
    Column.TITLE: ["Nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ", "NHIỆM VỤ\nCỤ THỂ"],
    Column.LEADS: [
        "Cơ quan chủ trì",
        "Đơn vị chủ trì",
        "Chủ trì",
        "Đơn vị thực hiện",
        "Cơ quan thực hiện",
        "Co quan chu tri",
    ],
    Column.COOPERATING: ["Cơ quan phối hợp", "Phối hợp", "ĐƠN VỊ PHỐI HỢP"],
    Column.PRODUCT: [
        "Sản phẩm đầu ra",
        "Sản phẩm",
        "Kết quả",
        "Kết quả, sản phẩm",
        "Kết quả/Sản phẩm",
        "San pham (du kien)",
    ],
    Column.DEADLINE: [
        "Thời hạn",
        "Thời gian hoàn thành",
        "Hạn hoàn thành",
        "Thời gian thực hiện",
        "Tiến độ",
        "Thời hạn (tháng/năm)",
    ],
    Column.PARENT: ["NV theo KH 05-KH/BCĐTW", "Nhiệm vụ theo Kế hoạch 05"],
    Column.NOTE: ["Ghi chú"],
}


@pytest.mark.parametrize(
    ("column", "wording"), [(column, one) for column, said in WORDINGS.items() for one in said]
)
def test_a_wording_names_its_column_in_any_spelling(column: Column, wording: str):
    for spelling in (wording, wording.upper(), unicodedata.normalize("NFD", wording)):
        assert column_of(spelling) is column


@pytest.mark.parametrize("wording", ["Kinh phí", "Lãnh đạo phụ trách", "Ngày bắt đầu", "Họ và tên"])
def test_other_headings_are_not_mistaken_for_a_column(wording: str):
    assert column_of(wording) is None


def test_a_heading_of_two_rows_is_read_downwards():
    annex = read(
        "STT;Nhiệm vụ;Phân công;;Thời gian thực hiện;",
        ";;Chủ trì;Phối hợp;Bắt đầu;Hoàn thành",
        "1;Xây dựng kho dữ liệu;Sở Nội vụ;Công an tỉnh;01/8/2026;30/9/2026",
    )
    (row,) = annex.rows

    assert (row.leads_text, row.cooperating_text) == ("Sở Nội vụ", "Công an tỉnh")
    assert row.deadline_text == "30/9/2026"
    assert row.note_text == "Thời gian thực hiện Bắt đầu: 01/8/2026"


def test_a_leading_office_over_two_columns_does_not_swallow_the_cooperating_one():
    annex = read(
        "STT;Nhiệm vụ;Cơ quan thực hiện;;Thời hạn",
        ";;Chủ trì;Phối hợp;",
        "1;Làm sạch dữ liệu;Sở A;Sở B;30/9/2026",
    )

    assert (annex.rows[0].leads_text, annex.rows[0].cooperating_text) == ("Sở A", "Sở B")


def test_lines_over_the_heading_are_remarked():
    annex = read(
        "UBND TỈNH;;;",
        "PHỤ LỤC;;;",
        "(Kèm theo Quyết định số 1);;;",
        "TT;Nhiệm vụ;Chủ trì;Thời hạn",
        "1;Rà soát;Sở A;9/2026",
    )

    assert [remark.words for remark in annex.remarks if remark.code == "above_table"][:2] == [
        "UBND TỈNH",
        "PHỤ LỤC",
    ]
    assert len(annex.rows) == 1


def test_a_heading_repeated_after_a_page_break_goes_on_with_the_table():
    heading = "TT;Nhiệm vụ;Chủ trì;Thời hạn"
    annex = read(heading, "1;Rà soát;Sở A;9/2026", heading, "2;Báo cáo;Sở B;10/2026")

    assert len(annex.tables) == 1
    assert [row.number_text for row in annex.rows] == ["1", "2"]
    assert [remark.code for remark in annex.remarks if remark.rows] == ["heading", "heading_repeated"]


def test_a_second_heading_with_other_columns_begins_a_second_table():
    annex = read(
        "TT;Nhiệm vụ;Chủ trì;Thời hạn",
        "1;Rà soát;Sở A;9/2026",
        "PHỤ LỤC II;;;",
        "TT;Nội dung công việc;Thời gian hoàn thành;Đơn vị thực hiện",
        "1;Báo cáo;10/2026;Sở B",
    )

    assert [row.leads_text for row in annex.rows] == ["Sở A", "Sở B"]
    assert len(annex.tables) == 2
    assert "caption" in {remark.code for remark in annex.remarks}


def test_a_task_that_speaks_of_leading_and_of_tasks_is_no_heading():
    annex = read(
        "TT;Nhiệm vụ;Chủ trì;Thời hạn", ";Rà soát nhiệm vụ được giao;Sở A chủ trì;Thời hạn 30/9/2026"
    )

    assert len(annex.rows) == 1


def test_words_under_an_unused_heading_are_kept_in_the_note():
    annex = read("TT;Nhiệm vụ;Chủ trì;Thời hạn;Kinh phí", "1;Rà soát;Sở A;9/2026;200 triệu")

    assert annex.rows[0].note_text == "Kinh phí: 200 triệu"
    assert annex.tables[0].unused_headings == ("Kinh phí",)


def test_a_file_without_a_task_and_a_lead_or_deadline_is_refused():
    with pytest.raises(UnreadableFile) as refusal:
        read("Họ và tên;Chức vụ", "Nguyễn Văn A;Giám đốc")

    assert refusal.value.code == "directive.intake.no_table"
