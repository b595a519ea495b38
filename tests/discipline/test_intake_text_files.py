"""A .csv file is read whichever encoding and separator the office saved it with."""

from __future__ import annotations

import unicodedata

import pytest

from camket.discipline.annexes import read_annex

ROWS = [
    ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
    ["1", "Rà soát, ban hành quy chế; trình ký", "Sở Khoa học và Công nghệ", "2026-11-30 00:00:00"],
    ["2", "Báo cáo kết quả", "Sở Nội vụ", "Thường xuyên"],
]


def written(separator: str) -> str:
    return "".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_separator_and_encoding_reads_alike(separator: str, encoding: str):
    rows = read_annex(written(separator).encode(encoding), filename="a.CSV").rows

    assert [row.title for row in rows] == [ROWS[1][1], ROWS[2][1]]
    assert rows[0].leads_text == "Sở Khoa học và Công nghệ"


def test_a_line_that_declares_the_separator_is_obeyed_and_counted():
    rows = read_annex(("sep=;\r\n" + written(";")).encode(), filename="a.csv").rows

    assert [row.locator.row for row in rows] == [3, 4]


def test_an_iso_day_is_a_day_and_words_stay_words():
    rows = read_annex(written(";").encode(), filename="a.csv").rows

    assert [str(row.deadline_cell_date) for row in rows] == ["2026-11-30", "None"]
    assert rows[0].deadline_text == "2026-11-30 00:00:00"


def test_the_old_windows_encoding_of_vietnamese_is_read():
    text = "STT;Nhiệm vụ;Chủ trì\n1;Rà soát, ban hành quy chế quản lý dữ liệu dùng chung của tỉnh;Sở Nội vụ\n"
    data = _composed_for_windows(text).encode("cp1258")

    assert read_annex(data, filename="a.csv").rows[0].leads_text == "Sở Nội vụ"


def _composed_for_windows(text: str) -> str:
    """Vowels kept whole, tones apart: how code page 1258 writes Vietnamese."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in tones)
        out += unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tone
    return out
