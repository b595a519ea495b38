"""The law of intake: every non-empty row is a draft, unread, a group or remarked, and its words are still there."""

from __future__ import annotations

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.discipline.annexes import Annex, read_annex

HEADING = ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]
NUMBERS = st.sampled_from(
    ["", "1", "2", "1.1", "I", "II.", "A", "a)", "-", "(1)", "NV1", "Tổng cộng", "Ghi chú:", "I. Thể chế"]
)
WORDS = st.sampled_from(
    [
        "",
        "Rà soát quy chế",
        "và trình ký",
        "TM. ỦY BAN",
        "Nơi nhận:",
        "-nt-",
        "#REF!",
        "HẠ TẦNG SỐ",
        "Nhiệm vụ",
        "Chủ trì",
        "(2)",
        "46356",
    ]
)
ROWS = st.lists(st.tuples(NUMBERS, WORDS, WORDS, WORDS, WORDS).map(list) | st.just(HEADING), max_size=14)


def accounted(annex: Annex) -> int:
    groups = sum(len(table.groups) for table in annex.tables)
    return len(annex.rows) + len(annex.unread) + groups + sum(remark.rows for remark in annex.remarks)


def filled(rows: list[list[str]]) -> int:
    return sum(any(row) for row in rows)


@given(ROWS, ROWS)
@settings(deadline=None, max_examples=150)
def test_no_row_of_a_text_file_is_lost(above: list[list[str]], below: list[list[str]]):
    rows = [*above, HEADING, *below]
    annex = read_annex("\n".join(";".join(row) for row in rows).encode(), filename="a.csv")

    assert accounted(annex) == filled(rows)


@given(
    ROWS,
    st.lists(
        st.tuples(st.integers(2, 14), st.integers(1, 5), st.integers(0, 2), st.integers(0, 4)), max_size=3
    ),
)
@settings(deadline=None, max_examples=60)
def test_no_row_of_a_workbook_is_lost_to_merged_cells(
    below: list[list[str]], merges: list[tuple[int, int, int, int]]
):
    book = openpyxl.Workbook()
    for row in (HEADING, *below):
        book.active.append([cell or None for cell in row])
    for row, column, down, across in merges:
        book.active.merge_cells(
            start_row=row, start_column=column, end_row=row + down, end_column=min(5, column + across)
        )
    held = io.BytesIO()
    book.save(held)
    kept = [
        [cell.value or "" for cell in row]
        for row in openpyxl.load_workbook(io.BytesIO(held.getvalue())).active
    ]

    assert accounted(read_annex(held.getvalue(), filename="a.xlsx")) == filled(kept)


@given(ROWS)
@settings(deadline=None, max_examples=100)
def test_no_words_of_a_row_are_lost(below: list[list[str]]):
    annex = read_annex("\n".join(";".join(row) for row in [HEADING, *below]).encode(), filename="a.csv")
    drafted = [
        text
        for row in annex.rows
        for text in (
            row.number_text,
            row.title,
            row.leads_text,
            row.cooperating_text,
            row.deadline_text,
            row.note_text,
        )
    ]
    listed = [row.words for row in (*annex.unread, *annex.remarks)]
    grouped = [group.words for table in annex.tables for group in table.groups]
    doubted = [doubt.words for row in annex.rows for doubt in row.doubts]
    everything = "\n".join((*drafted, *listed, *grouped, *doubted))

    assert all(cell.strip("().: ") in everything for row in below for cell in row)
