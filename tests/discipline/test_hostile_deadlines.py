"""Deadline words that lead a quick reader to a wrong day: each is left to a person, and none takes long to read."""

from __future__ import annotations

from datetime import date

import pytest

from camket.discipline.deadlines.intake import reading_rules
from camket.discipline.deadlines.rules import Doubt, Nature, Reading, read_deadline

RULES = reading_rules()


def read(text: str) -> Reading:
    return read_deadline(text, issued_on=date(2025, 1, 1), rules=RULES, before_includes_day=True)


NO_END = """
Từ 01/01/2026 | Có hiệu lực từ 01/01/2026 | Hoàn thành từ 30/9/2025 | ngay sau 30/9/2025 | Sớm nhất 01/10/2025
Tiếp tục thực hiện sau 30/9/2025 | vượt quá 30/9/2025 | Tối thiểu 30/9/2025 | thay cho 30/9/2025 | Quá hạn 30/9/2025
Xin lùi đến 31/12/2025 | ngoài năm 2025 | như năm 2025 | qua năm 2026
"""
OTHER_PAPERS = """
CV ngày 15/9/2025 | QĐ ngày 15/9/2025 | TB ngày 15/9/2025 | NQ ngày 15/9/2025 | Luật ngày 15/9/2025
Nghị định ngày 15/9/2025 | Đề án ngày 15/9/2025 | phiếu chuyển ngày 15/9/2025 | ý kiến chỉ đạo ngày 15/9/2025
chỉ đạo của Thủ tướng ngày 15/9/2025 | tại cuộc họp ngày 15/9/2025 | Họp ngày 15/9/2025 | hội nghị 15/9/2025
được giao ngày 15/9/2025 | văn bản ban hành ngày 15/9/2025 | ký ngày 15/9/2025 | Kỳ họp tháng 10/2025
Phiên họp tháng 9/2025 | Đại hội XIV năm 2026
"""
OTHER_PERIODS = """
Báo cáo năm 2025 | Báo cáo Quý III/2025 | Báo cáo tháng 9/2025 | Quyết toán năm 2025 | Kế hoạch vốn năm 2026
Số liệu đến 31/12/2025 | Số liệu tính đến hết Quý III/2025 | Kết quả Quý III/2025 | Kế hoạch Quý IV/2025
Chương trình công tác tháng 9/2025 | vốn năm 2025 | chỉ tiêu năm 2025 | Năm học 2025-2026 | Nhiệm kỳ 2020-2025
Giai đoạn I: tháng 9/2025
"""
PARTS = """
Nửa đầu tháng 9/2025 | Hai tuần đầu tháng 9/2025 | tuần đầu tháng 11/2025 | Rằm tháng 7/2025 | tháng Giêng năm 2026
Tháng chín năm 2025 | Quý hai năm 2025 | Ngày làm việc cuối cùng của tháng 8/2025
45 ngày kể từ ngày ban hành (15/10/2025) | ngày 15, 20/10/2025
"""


def phrases(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", phrases(NO_END + OTHER_PAPERS + OTHER_PERIODS + PARTS))
def test_a_day_that_is_not_the_end_is_no_deadline(text: str) -> None:
    found = read(text)
    assert found.due_date is None
    assert found.nature is Nature.UNREAD


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Gửi Bộ Kế hoạch và Đầu tư trước ngày 15/8/2025", date(2025, 8, 15)),
        ("Báo cáo Thủ tướng Chính phủ trước ngày 15/8/2025", date(2025, 8, 15)),
        ("Trình phê duyệt trước ngày 15/8/2025", date(2025, 8, 15)),
        ("ban hành trong tháng 9/2025", date(2025, 9, 30)),
        ("Ký ban hành 15/9/2025", date(2025, 9, 15)),
        ("Tuân thủ và hoàn thành trong Quý III/2025", date(2025, 9, 30)),
        ("thông tư ban hành trong Quý III/2025", date(2025, 9, 30)),
        ("Trước 0h ngày 01/7/2025", date(2025, 6, 30)),
        ("Trước 00 giờ 00 phút ngày 01/01/2026", date(2025, 12, 31)),
        ("Trước 10h00 ngày 01/7/2025", date(2025, 7, 1)),
        ("Trước 20h ngày 01/7/2025", date(2025, 7, 1)),
    ],
)
def test_what_really_is_the_end_is_still_read(text: str, due: date) -> None:
    assert read(text).due_date == due


@pytest.mark.parametrize("text", ["..", ";;;", "( )", "[.,;]", "…", "-/-", "\u200b", "\x00", "* * *"])
def test_signs_without_a_letter_are_a_blank(text: str) -> None:
    assert read(text).doubt is Doubt.BLANK


@pytest.mark.parametrize("text", ["a" * 5_000_000, "30/9/2025 " * 500_000, " " * 3_000_000 + "30/9/2025"])
def test_a_pasted_book_is_refused_unread(text: str) -> None:
    found = read(text)
    assert found.doubt is Doubt.TOO_LONG
    assert len(found.doubt_text or "") <= 400


@pytest.mark.parametrize(
    "piece", ["a, ", "va ", "h ", "thang 1 ", "1/1/2025 ", "tu 1/1 den ", "(", "i ", "moc: "]
)
def test_repeated_words_end_in_a_doubt(piece: str) -> None:
    assert read((piece * 400)[:397] + "x!").nature is Nature.UNREAD
