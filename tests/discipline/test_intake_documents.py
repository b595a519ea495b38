"""Word documents read as they print: merged cells, automatic numbers, tracked changes, several tables."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from camket.discipline.annexes import Annex, read_annex

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADING = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")


def table_in(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def read(document: Any) -> Annex:
    held = io.BytesIO()
    document.save(held)
    return read_annex(held.getvalue(), filename="phu-luc.docx")


def test_a_lead_merged_over_several_rows_leads_each_of_them():
    document = docx.Document()
    table = table_in(document, [HEADING, ("1", "Rà soát", "Sở A", "9/2026"), ("2", "Báo cáo", "", "10/2026")])
    table.cell(1, 2).merge(table.cell(2, 2))
    annex = read(document)

    assert [row.leads_text for row in annex.rows] == ["Sở A", "Sở A"]
    assert all(row.doubts == () for row in annex.rows)


def test_a_task_merged_over_several_rows_is_drafted_for_each_with_a_doubt():
    document = docx.Document()
    table = table_in(document, [HEADING, ("1", "Rà soát", "Sở A", "9/2026"), ("", "", "Sở B", "10/2026")])
    for place in (0, 1):
        table.cell(1, place).merge(table.cell(2, place))
    annex = read(document)

    assert [(row.number_text, row.title, row.leads_text) for row in annex.rows] == [
        ("1", "Rà soát", "Sở A"),
        ("1", "Rà soát", "Sở B"),
    ]
    assert [doubt.code for doubt in annex.rows[1].doubts] == ["title_spans_rows"]


def test_a_heading_of_two_rows_with_merged_cells_is_read():
    document = docx.Document()
    table = table_in(
        document,
        [
            ("STT", "Nhiệm vụ", "Phân công", "", "Thời hạn"),
            ("", "", "Chủ trì", "Phối hợp", ""),
            ("1", "Rà soát", "Sở A", "Sở B", "9/2026"),
        ],
    )
    table.cell(0, 2).merge(table.cell(0, 3))
    for place in (0, 1, 4):
        table.cell(0, place).merge(table.cell(1, place))
    (row,) = read(document).rows

    assert (row.leads_text, row.cooperating_text, row.deadline_text) == ("Sở A", "Sở B", "9/2026")


def test_a_row_merged_across_names_a_group():
    document = docx.Document()
    table = table_in(document, [HEADING, ("Về thể chế", "", "", ""), ("1", "Rà soát", "Sở A", "9/2026")])
    table.cell(1, 0).merge(table.cell(1, 3))

    assert read(document).rows[0].group_text == "Về thể chế"


def test_a_bold_counted_row_names_a_group():
    document = docx.Document()
    table = table_in(document, [HEADING, ("1.1", "Về thể chế", "", ""), ("1", "Rà soát", "Sở A", "9/2026")])
    for place in (0, 1):
        table.cell(1, place).paragraphs[0].runs[0].bold = True

    assert read(document).rows[0].group_text == "1.1. Về thể chế"


def test_automatic_numbers_are_read_though_no_cell_holds_them():
    document = docx.Document()
    table = table_in(
        document, [HEADING, ("", "Rà soát", "Sở A", "9/2026"), ("", "Báo cáo", "Sở B", "9/2026")]
    )
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = "List Number"

    assert [row.number_text for row in read(document).rows] == ["1", "2"]


def test_tracked_changes_are_read_as_accepted():
    document = docx.Document()
    table = table_in(document, [HEADING, ("1", "Rà soát", "Sở A", "9/2026")])
    paragraph = table.cell(1, 1).paragraphs[0]._p  # noqa: SLF001 - python-docx has no call for tracked changes
    paragraph.append(
        parse_xml(f'<w:ins {nsdecls("w")}><w:r><w:t xml:space="preserve"> quy chế</w:t></w:r></w:ins>')
    )
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText> cũ</w:delText></w:r></w:del>"))

    assert read(document).rows[0].title == "Rà soát quy chế"


def test_a_table_cut_in_two_keeps_the_heading_and_the_group_of_the_first_half():
    document = docx.Document()
    table_in(document, [HEADING, ("I", "Thể chế", "", ""), ("1", "Rà soát", "Sở A", "9/2026")])
    document.add_page_break()
    table_in(document, [("2", "Báo cáo", "Sở B", "10/2026"), ("3", "Sơ kết", "Sở C", "11/2026")])
    annex = read(document)

    assert [(row.locator.table, row.number_text, row.group_text) for row in annex.rows] == [
        (1, "1", "I. Thể chế"),
        (2, "2", "I. Thể chế"),
        (2, "3", "I. Thể chế"),
    ]
    assert "heading_carried_over" in {remark.code for remark in annex.remarks}


def test_several_tables_are_read_in_order():
    document = docx.Document()
    table_in(document, [HEADING, ("1", "Rà soát", "Sở A", "9/2026")])
    table_in(document, [("Họ và tên", "Chức vụ"), ("Nguyễn Văn A", "Giám đốc")])
    table_in(document, [("TT", "Nội dung công việc", "Hạn hoàn thành"), ("1", "Báo cáo", "10/2026")])
    annex = read(document)

    assert [row.locator.table for row in annex.rows] == [1, 3]
    assert [
        (one.locator.table, one.rows)
        for one in annex.remarks
        if one.code == "not_a_task_table" and one.locator
    ] == [(2, 2)]


def test_a_struck_out_task_is_kept_with_a_doubt():
    document = docx.Document()
    table = table_in(document, [HEADING, ("1", "Rà soát", "Sở A", "9/2026")])
    for cell in table.rows[1].cells:
        cell.paragraphs[0].runs[0].font.strike = True

    assert [doubt.code for doubt in read(document).rows[0].doubts] == ["struck_through"]


def test_words_in_content_controls_are_read():
    document = docx.Document()
    table = table_in(document, [HEADING, ("1", "", "Sở A", "9/2026")])
    paragraph = table.cell(1, 1)._tc.find(qn("w:p"))  # noqa: SLF001 - python-docx has no call for content controls
    paragraph.append(
        parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:r><w:t>Rà soát</w:t></w:r></w:sdtContent></w:sdt>")
    )

    assert read(document).rows[0].title == "Rà soát"
