"""A workbook of ten thousand tasks as an office would send it, for the bench: title lines, groups, dates of many kinds."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 10_000
IN_GROUP = 100
HEADINGS = (
    "TT",
    "Nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Sản phẩm",
    "Thời hạn hoàn thành",
)
VERBS = ("Xây dựng", "Hoàn thiện", "Triển khai", "Kết nối", "Chuẩn hóa", "Vận hành", "Rà soát")
THINGS = (
    "cơ sở dữ liệu dùng chung về đất đai",
    "nền tảng giám sát dịch vụ công trực tuyến",
    "trung tâm dữ liệu phục vụ chuyển đổi số",
    "quy trình điện tử giải quyết thủ tục hành chính",
    "kế hoạch phát triển nhân lực công nghệ số",
)
PRODUCTS = (
    "Nghị định của Chính phủ",
    "Quyết định ban hành",
    "Hệ thống chạy thật, có dữ liệu",
    "Báo cáo đánh giá",
)
WORDS = (
    "Quý IV/2025",
    "tháng 12/2025",
    "Thường xuyên",
    "30/6/2026",
    "Trước ngày 31/12/2025",
    "6 tháng đầu năm 2026",
)


def made(names: Sequence[str]) -> bytes:
    """The workbook's bytes; a third of the deadlines are real dates, the others words."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Phụ lục")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "PHỤ LỤC: DANH MỤC NHIỆM VỤ", bold)
    sheet.write_row(2, 0, HEADINGS, bold)
    line = 3
    for place in range(ROWS):
        if place % IN_GROUP == 0:
            group = place // IN_GROUP + 1
            sheet.merge_range(
                line, 0, line, len(HEADINGS) - 1, f"{_roman(group)}. Nhóm nhiệm vụ {group}", bold
            )
            line += 1
        _write(sheet, line, place, names, day)
        line += 1
    book.close()
    return file.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    line: int,
    place: int,
    names: Sequence[str],
    day: xlsxwriter.format.Format,
) -> None:
    title = f"{VERBS[place % len(VERBS)]} {THINGS[place % len(THINGS)]}, hạng mục số {place + 1}"
    cooperating = "; ".join(names[(place + step) % len(names)] for step in range(1, 1 + place % 4))
    sheet.write_row(
        line, 0, [place + 1, title, names[place % len(names)], cooperating, PRODUCTS[place % len(PRODUCTS)]]
    )
    if place % 3:
        sheet.write_string(line, 5, WORDS[place % len(WORDS)])
    else:
        sheet.write_datetime(line, 5, date(2025, 11, 30) + timedelta(days=place % 300), day)


def _roman(number: int) -> str:
    found = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        found += letters * (number // value)
        number %= value
    return found
