"""The forty awkward annexes as a whole, and the causes that were found in them, each on a small file of its own."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from camket.discipline.annexes import Annex, Column, read_annex
from camket.errors import Refused

SAMPLES = Path(__file__).parents[1] / "intake_samples"
TRUTHS = [json.loads(path.read_text("utf-8")) for path in sorted((SAMPLES / "truth").glob("*.json"))]
HEADING = ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]


def text(*lines: str) -> Annex:
    return read_annex("\n".join(lines).encode(), filename="a.csv")


def document_of(*tables: list[list[str]]) -> Annex:
    paper = docx.Document()
    for rows in tables:
        table = paper.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
        paper.add_paragraph("")
    held = io.BytesIO()
    paper.save(held)
    return read_annex(held.getvalue(), filename="a.docx")


@pytest.mark.parametrize("truth", TRUTHS, ids=[truth["file"] for truth in TRUTHS])
def test_an_awkward_annex_gives_the_titles_a_careful_clerk_reads_or_is_refused(truth: dict[str, Any]):
    content = (SAMPLES / "files" / truth["file"]).read_bytes()
    if truth["refused"]:
        with pytest.raises(Refused):
            read_annex(content, filename=truth["file"])
        return
    rows = read_annex(content, filename=truth["file"]).rows

    assert sorted(" ".join(row.title.split()) for row in rows) == sorted(
        " ".join(row["title"].split()) for row in truth["rows"]
    )


def test_a_heading_in_two_languages_is_a_heading():
    book = openpyxl.Workbook()
    book.active.append(["STT\nNo.", "Nhiệm vụ\nTask", "Chủ trì\nLead", "Thời hạn\nDeadline"])
    book.active.append([1, "Rà soát", "Sở A", "9/2026"])
    held = io.BytesIO()
    book.save(held)

    assert [row.title for row in read_annex(held.getvalue(), filename="a.xlsx").rows] == ["Rà soát"]


def test_of_two_columns_of_deadlines_the_visible_one_is_read():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn (cũ)", "Thời hạn"])
    sheet.append([1, "Rà soát", "Sở A", "30/6/2026", "30/9/2026"])
    sheet.column_dimensions["D"].hidden = True
    held = io.BytesIO()
    book.save(held)
    (row,) = read_annex(held.getvalue(), filename="a.xlsx").rows

    assert row.deadline_text == "30/9/2026"
    assert row.note_text == "Thời hạn (cũ): 30/6/2026"


def test_a_cell_that_shows_an_error_keeps_the_words_of_the_error():
    name = "23-cong-thuc.xlsx"
    annex = read_annex((SAMPLES / "files" / name).read_bytes(), filename=name)

    assert annex.rows[3].deadline_text == "#VALUE!"
    assert [(row.reason_code, "#REF!" in row.words) for row in annex.unread] == [("cell_error", True)]


@pytest.mark.parametrize(
    "cell",
    [
        "Chủ trì: Sở A\nPhối hợp: Sở B; Sở C",
        "- Chủ trì: Sở A.\n- Phối hợp với: Sở B; Sở C.",
        "Sở A; phối hợp: Sở B; Sở C",
    ],
)
def test_a_cell_that_marks_both_roles_is_parted(cell: str):
    (row,) = text("STT|Nhiệm vụ|Cơ quan thực hiện|Thời hạn", f'1|Rà soát|"{cell}"|9/2026').rows

    assert (row.leads_text, row.cooperating_text) == ("Sở A", "Sở B; Sở C")
    assert row.doubts == ()


def test_a_cell_that_mixes_roles_in_a_sentence_is_left_whole_and_doubted():
    (row,) = text("STT|Nhiệm vụ|Cơ quan thực hiện|Thời hạn", "1|Rà soát|Sở A phối hợp với Sở B|9/2026").rows

    assert row.leads_text == "Sở A phối hợp với Sở B"
    assert [(one.code, one.column) for one in row.doubts] == [("mixed_roles", Column.LEADS)]


def test_a_row_cut_by_a_repeated_heading_goes_on_below_it():
    annex = document_of(
        [
            HEADING,
            ["1", "Theo dõi giải ngân nguồn chi khoa học,", "Sở A", "", "9/2026"],
            HEADING,
            ["", "công nghệ và chuyển đổi số", "", "", ""],
        ]
    )

    assert [" ".join(row.title.split()) for row in annex.rows] == [
        "Theo dõi giải ngân nguồn chi khoa học, công nghệ và chuyển đổi số"
    ]


def test_a_second_table_whose_task_column_has_new_words_is_headed_by_its_own_first_row():
    annex = document_of(
        [HEADING, ["1", "Rà soát", "Sở A", "", "9/2026"]],
        [
            ["Số TT", "Phần việc phải làm", "Chủ trì", "Phối hợp", "Hạn"],
            ["1", "Giám sát", "Sở B", "", "10/2026"],
        ],
    )

    assert [row.title for row in annex.rows] == ["Rà soát", "Giám sát"]


def test_a_table_parted_by_tabs_may_be_named_tsv():
    annex = read_annex("Nhiệm vụ\tChủ trì\tThời hạn\nRà soát\tSở A\t9/2026\n".encode(), filename="a.tsv")

    assert annex.rows[0].leads_text == "Sở A"
