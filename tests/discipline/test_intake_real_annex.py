"""The real provincial annex reads whole, and alike from the document and from the sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from camket.discipline.annexes import Annex, Locator, read_annex

SAMPLES = Path(__file__).parents[2] / "samples"
NOWHERE = Locator(None, 1, 1)


def annex_of(name: str) -> Annex:
    return read_annex((SAMPLES / name).read_bytes(), filename=name)


@pytest.mark.parametrize("name", ["plan-11-KH-BCD.docx", "plan-11-KH-BCD.xlsx"])
def test_the_plan_gives_53_tasks_in_10_groups_and_leaves_no_row_unread(name: str):
    annex = annex_of(name)
    (table,) = annex.tables

    assert len(annex.rows) == table.draft_count == 53
    assert [row.number_text for row in annex.rows] == [str(number) for number in range(1, 54)]
    assert len(table.groups) == 10
    assert annex.unread == ()


def test_the_document_and_the_sheet_say_the_same():
    document, sheet = (
        [replace(row, locator=NOWHERE) for row in annex_of(name).rows]
        for name in ("plan-11-KH-BCD.docx", "plan-11-KH-BCD.xlsx")
    )

    assert document == sheet


def test_a_row_keeps_its_own_words_and_its_place():
    row = annex_of("plan-11-KH-BCD.xlsx").rows[13]

    assert row.locator == Locator("Phụ lục", 1, 20)
    assert row.group_text == "II. Hạ tầng"
    assert row.leads_text == "Các sở, ban, ngành và UBND xã, phường"
    assert row.deadline_text == "30/11/2026 (mốc giữa kỳ: trước 30/8/2026 trình UBND tỉnh)"
    assert row.deadline_cell_date is None
    assert row.doubts == ()


def test_the_letterhead_is_remarked_and_not_taken_for_tasks():
    remarks = {remark.code: remark for remark in annex_of("plan-11-KH-BCD.docx").remarks}

    assert remarks["not_a_task_table"].locator == Locator(None, 1, 1)
    assert "Số 11-KH/BCĐ" in remarks["not_a_task_table"].words
