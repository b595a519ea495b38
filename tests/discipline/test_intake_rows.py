"""Rows become drafts, groups, remarks or unread rows, each for a reason that can be named."""

from __future__ import annotations

from camket.discipline.annexes import Annex, read_annex

HEADING = "STT;Nhiệm vụ;Chủ trì;Phối hợp;Sản phẩm;Thời hạn"


def read(*lines: str, heading: str = HEADING) -> Annex:
    return read_annex("\n".join((heading, *lines)).encode(), filename="a.csv")


def doubts(annex: Annex, row: int = 0) -> set[str]:
    return {doubt.code for doubt in annex.rows[row].doubts}


def test_groups_nest_in_the_order_their_numbering_appears():
    annex = read(
        "A;KHỐI ĐẢNG;;;;",
        "I;Thể chế;;;;",
        "1;Rà soát;Sở A;;Báo cáo;9/2026",
        "II. Hạ tầng;;;;;",
        "2;Đầu tư;Sở B;;Quyết định;9/2026",
        "B;KHỐI NHÀ NƯỚC;;;;",
        "3;Báo cáo;Sở C;;Báo cáo;9/2026",
    )

    assert [row.group_text for row in annex.rows] == [
        "A. KHỐI ĐẢNG › I. Thể chế",
        "A. KHỐI ĐẢNG › II. Hạ tầng",
        "B. KHỐI NHÀ NƯỚC",
    ]
    assert [group.words for group in annex.tables[0].groups][1] == "I. Thể chế"


def test_the_letter_i_after_h_is_a_letter_and_no_numeral():
    annex = read("H;An ninh;;;;", "1;Rà soát;Sở A;;X;9/2026", "I;Đối ngoại;;;;", "2;Báo cáo;Sở A;;X;9/2026")

    assert [row.group_text for row in annex.rows] == ["H. An ninh", "I. Đối ngoại"]


def test_a_numbered_row_with_rows_under_it_is_a_group():
    annex = read("1;Hoàn thiện thể chế;;;;", "1.1;Rà soát;Sở A;;X;9/2026", "1.2;Trình;Sở A;;X;9/2026")

    assert {row.group_text for row in annex.rows} == {"1. Hoàn thiện thể chế"}


def test_the_task_after_a_group_of_lettered_parts_leaves_the_group():
    annex = read(
        "1;Hoàn thiện thể chế;;;;",
        "a);Rà soát;Sở A;;X;9/2026",
        "b);Trình;Sở A;;X;9/2026",
        "2;Báo cáo;Sở B;;X;9/2026",
    )

    assert [row.group_text for row in annex.rows] == ["1. Hoàn thiện thể chế"] * 2 + [""]


def test_tasks_that_count_from_one_inside_a_group_stay_in_it():
    annex = read(
        "1;THỂ CHẾ;;;;", "1;Rà soát;Sở A;;X;9/2026", "2;Trình;Sở A;;X;9/2026", "3;Sơ kết;Sở A;;X;9/2026"
    )

    assert {row.group_text for row in annex.rows} == {"1. THỂ CHẾ"}


def test_a_column_of_numbers_without_a_heading_is_found():
    annex = read("1;Rà soát;Sở A;9/2026", "2;Báo cáo;Sở B;9/2026", heading=";Nhiệm vụ;Chủ trì;Thời hạn")

    assert [row.number_text for row in annex.rows] == ["1", "2"]


def test_a_numbered_row_alone_without_a_body_is_a_task_without_lead_and_date():
    annex = read("1;Rà soát;Sở A;;X;9/2026", "2;Duy trì đường dây nóng;;;;", "3;Báo cáo;Sở A;;X;9/2026")

    assert len(annex.rows) == 3
    assert {"no_lead", "no_deadline", "no_product"} <= doubts(annex, 1)


def test_a_row_without_number_and_title_goes_on_with_the_row_above():
    annex = read("1;Rà soát quy chế;Sở A;;X;9/2026", ";;Sở B;;;", ";và trình ban hành;;;;")
    (row,) = annex.rows

    assert row.leads_text == "Sở A\nSở B"
    assert row.title == "Rà soát quy chế\nvà trình ban hành"
    assert {doubt.code for doubt in row.doubts} == {"continued"}
    assert [remark.code for remark in annex.remarks].count("continued_row") == 2


def test_a_row_without_a_title_is_listed_as_unread_with_its_words():
    annex = read("1;;Sở A;;Báo cáo;9/2026")

    assert annex.rows == ()
    assert annex.unread[0].reason_code == "no_title"
    assert annex.unread[0].words == "1 | Sở A | Báo cáo | 9/2026"
    assert annex.unread[0].locator.row == 2


def test_loose_words_after_a_gap_are_unread_and_not_added_to_a_task():
    annex = read("1;Rà soát;Sở A;;X;9/2026", ";;;;;", ";Một dòng lạc;;;;")

    assert annex.rows[0].title == "Rà soát"
    assert annex.unread[0].reason_code == "no_number_and_no_body"


def test_totals_notes_and_signatures_close_the_table():
    annex = read(
        "1;Tổng số hóa hồ sơ;Sở A;;X;9/2026",
        "Tổng cộng: 01 nhiệm vụ;;;;;",
        "Ghi chú: các mốc tính theo dương lịch;;;;;",
        ";;;;TM. ỦY BAN NHÂN DÂN;",
        ";;;;CHỦ TỊCH;",
        ";;;;Nguyễn Văn A;",
        "Nơi nhận:;;;;;",
        "- Như trên;;;;;",
    )

    assert [row.title for row in annex.rows] == ["Tổng số hóa hồ sơ"]
    assert annex.unread == ()
    assert [one.code for one in annex.remarks if one.rows] == [
        "heading", "footer", "footer", "signature", "signature", "below_table", "signature", "below_table",
    ]  # fmt: skip


def test_a_row_that_numbers_the_columns_is_remarked():
    annex = read("(1);(2);(3);(4);(5);(6)", "1;Rà soát;Sở A;;X;9/2026")

    assert len(annex.rows) == 1
    assert "column_numbers" in {remark.code for remark in annex.remarks}


def test_as_above_takes_the_words_of_the_row_above_with_a_doubt():
    annex = read("1;Rà soát;Sở A;;X;9/2026", "2;Báo cáo;-nt-;;Như trên;//")

    assert (annex.rows[1].leads_text, annex.rows[1].product_text, annex.rows[1].deadline_text) == (
        "Sở A",
        "X",
        "9/2026",
    )
    assert doubts(annex, 1) == {"as_above"}


def test_the_same_task_twice_is_kept_twice_with_a_doubt():
    annex = read("1;Rà soát;Sở A;;X;9/2026", "2;RÀ  SOÁT;sở a;;Y;9/2026")

    assert len(annex.rows) == 2
    assert [(doubt.code, doubt.words) for doubt in annex.rows[1].doubts] == [("duplicate", "1:2")]


def test_a_number_used_twice_in_a_group_is_doubted():
    annex = read("1;Rà soát;Sở A;;X;9/2026", "1;Báo cáo;Sở A;;X;9/2026")

    assert doubts(annex, 1) == {"number_repeated"}


def test_a_stroke_is_no_lead():
    assert doubts(read("1;Rà soát;-;;X;9/2026")) == {"no_lead"}


def test_a_lead_cell_that_also_names_cooperating_bodies_is_doubted():
    assert doubts(read("1;Rà soát;Sở A chủ trì, Sở B phối hợp;;X;9/2026")) == {"mixed_roles"}


def test_unseen_characters_are_taken_out_and_line_breaks_stay():
    annex = read('1.;"Rà\u200b soát\u00a0 quy chế ";"- Sở A\n\n- Sở B";;X;9/2026')

    assert (annex.rows[0].number_text, annex.rows[0].title) == ("1", "Rà soát quy chế")
    assert annex.rows[0].leads_text == "- Sở A\n- Sở B"


def test_a_table_without_numbers_reads_each_row_as_a_task():
    annex = read(
        "Rà soát;Sở A;9/2026", "Báo cáo;;10/2026", heading="Nội dung công việc;Đơn vị chủ trì;Tiến độ"
    )

    assert [row.title for row in annex.rows] == ["Rà soát", "Báo cáo"]
    assert doubts(annex, 1) == {"no_lead"}


def test_a_group_column_and_a_parent_column_are_read():
    annex = read(
        "1;Hạ tầng;Rà soát;Sở A;9/2026;NV 12",
        heading="STT;Lĩnh vực;Nhiệm vụ;Chủ trì;Thời hạn;NV theo KH 05-KH/BCĐTW",
    )

    assert (annex.rows[0].group_text, annex.rows[0].parent_text) == ("Hạ tầng", "NV 12")
