"""The awkward running sheets as a whole, and the causes that were found in them, each on a small sheet of its own."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from tests.province import ENTERED, build_province
from tests.sheets import opened, row, sheet, taken

from camket.discipline.openings.proposal import DifferenceKind
from camket.discipline.sheets import read_sheet
from camket.discipline.sheets.legend import period_in
from camket.discipline.sheets.rules import SheetColumn, Status
from camket.discipline.sheets.wordings import status_words
from camket.errors import Refused

if TYPE_CHECKING:
    from camket.discipline.openings.proposal import CarriedRow

SAMPLES = Path(__file__).parents[1] / "opening_samples"
MAIN = Path(__file__).parents[1] / "line" / "sheets" / "bang-theo-doi-1298.xlsx"
SHEETS = {
    MAIN: "bang-theo-doi-1298",
    SAMPLES / "files" / "bang-theo-doi-1298-tuan-sau.xlsx": "bang-theo-doi-1298-tuan-sau",
    SAMPLES / "files" / "bo-theo-thang-80.xlsx": "bo-theo-thang-80",
    SAMPLES / "files" / "xa-25-dau-tich.xlsx": "xa-25-dau-tich",
    SAMPLES / "files" / "tinh-khanh-hoa-120-cp1258.csv": "tinh-khanh-hoa-120",
    SAMPLES / "files" / "tinh-khanh-hoa-120-utf16.csv": "tinh-khanh-hoa-120",
}
HOSTILE = {
    "01-khong-phai-bang.xlsx": "not_a_zip",
    "01b-anh-jpg.xlsx": "not_a_zip",
    "02-co-mat-khau.xlsx": "password",
    "04-bom-entity.xlsx": "unsafe_xml",
    "04b-xxe.xlsx": "unsafe_xml",
    "09-nul.csv": "not_text",
    "12-macro-doi-ten.xlsx": "macros",
}


def truth(name: str) -> list[dict[str, Any]]:
    with gzip.open(SAMPLES / "truth" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def book(**sheets: list[list[str]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        one = made.create_sheet(name.replace("_", " "))
        for cells in rows:
            one.append(cells)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


@pytest.fixture
def province() -> None:
    build_province()


def only(above: str, questions: dict[str, str] | None = None, **cells: str) -> CarriedRow:
    """The one row of a sheet with these words above it."""
    (read,) = opened(sheet([row(1, **cells)], above=above), {"questions": questions or {}}).rows
    return read


@pytest.mark.parametrize("file", SHEETS, ids=[file.name for file in SHEETS])
def test_every_task_of_an_awkward_sheet_is_found_and_none_is_invented(file: Path):
    lines = truth(SHEETS[file])
    alone = len({line["sheet"] for line in lines}) == 1
    tasks = [
        {("" if alone else line["sheet"], n) for n in line["rows"]}
        for line in lines
        if line["kind"] == "task"
    ]
    nothing = {
        ("" if alone else line["sheet"], n)
        for line in lines
        if line["kind"] == "not_task"
        for n in line["rows"]
    }
    read = {
        ("" if alone else one.locator.sheet, one.locator.row)
        for one in read_sheet(file.read_bytes(), filename=file.name).rows
    }

    assert [where for where in tasks if not where & read] == []
    assert read & nothing == set()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_do_harm_is_refused_with_its_reason(name: str):
    with pytest.raises(Refused) as refusal:
        read_sheet((SAMPLES / "hostile" / name).read_bytes(), filename=name)

    assert refusal.value.code == f"directive.intake.{HOSTILE[name]}"


@pytest.mark.parametrize("name", ["08-tiem-cong-thuc.xlsx", "08b-tiem-cong-thuc.csv"])
def test_formulas_and_markup_in_cells_are_read_as_words(name: str):
    rows = read_sheet((SAMPLES / "hostile" / name).read_bytes(), filename=name).rows

    assert "=cmd|'/c calc'!A0" in [one.said(SheetColumn.TITLE) for one in rows]


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["BỘ KHOA HỌC VÀ CÔNG NGHỆ - Nhiệm vụ tháng 2/2025"], (2025, 2)),
        (["Bảng theo dõi công việc - tháng 11 năm 2026"], (2026, 11)),
        (["NHIỆM VỤ NĂM 2026", "(Kèm theo Công văn số 12 ngày 5 tháng 9 năm 2025)"], (2026, 0)),
        (["Nhiệm vụ quý III/2025"], (2025, 0)),
        (["Kết quả năm 2025, nhiệm vụ năm 2026"], None),
        (["Chương trình giai đoạn năm 2025-2030"], None),
        (["(Số liệu đến ngày 25/12/2025. Tổng số 1.298 nhiệm vụ)"], None),
        (["BAN CHỈ ĐẠO"], None),
    ],
)
def test_the_head_of_a_sheet_says_of_which_month_or_year_it_is(
    lines: list[str], period: tuple[int, int] | None
):
    assert period_in(lines) == period


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
@pytest.mark.parametrize(
    ("above", "words", "due"),
    [
        ("Nhiệm vụ tháng 8/2026", "trước 24/9", date(2026, 9, 24)),
        ("Nhiệm vụ tháng 12/2026", "15/1", date(2027, 1, 15)),
        ("Nhiệm vụ năm 2026", "trong tháng 11", date(2026, 11, 30)),
    ],
)
def test_a_deadline_without_a_year_takes_the_one_that_the_sheet_says_it_is_of(
    above: str, words: str, due: date
):
    read = only(above, due=words, source="")

    assert read.due == due
    assert [one.code for one in read.doubts if one.column == "deadline"] == ["deadline_year_of_sheet"]


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_a_person_may_leave_a_deadline_without_a_year_as_words_whatever_the_sheet_says():
    read = only("Nhiệm vụ tháng 8/2026", {"deadline|no_year": "keep_words"}, due="24/9", source="")

    assert read.due is None
    assert "deadline_no_year" in [one.code for one in read.doubts]


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_without_a_year_anywhere_nothing_is_guessed():
    assert only("BAN CHỈ ĐẠO", due="24/9", source="").due is None


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_an_assumed_year_never_puts_a_deadline_before_the_paper_that_sets_it():
    read = only("", {"deadline|no_year": "assume"}, due="trong tháng 3", source="11-KH/BCĐ ngày 28/10/2025")

    assert read.due == date(2026, 3, 31)


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("VTV; VOV", ("G28", "G27")),
        ("Viện Hàn lâm KHXH Việt Nam", ("G32",)),
        ("Viện Hàn lâm KH&CN VN", ("G31",)),
        ("Viện HLKHCN VN", ("G31",)),
    ],
)
def test_broadcasters_and_academies_are_known_by_their_short_names(words: str, codes: tuple[str, ...]):
    assert only("", leads=words).leads == codes


@pytest.mark.parametrize("words", ["chuyển tháng sau", "Chuyển sang tháng sau", "chuyển kỳ sau"])
def test_a_task_put_off_to_the_next_month_is_in_progress(words: str):
    assert status_words().status_of(words) is Status.IN_PROGRESS


def test_a_month_without_a_year_in_its_name_takes_the_year_of_its_heading():
    head = ["TT", "Nội dung", "Đơn vị", "Hạn", "Tiến độ"]
    data = book(
        **{
            "T9.2025": [
                ["Nhiệm vụ tháng 9/2025"],
                head,
                ["1", "Báo cáo kết quả", "Vụ A", "20/9/2025", "50%"],
            ],
            "Tháng_10": [
                ["Nhiệm vụ tháng 10/2025"],
                head,
                ["1", "Báo cáo kết quả", "Vụ A", "20/9/2025", "HT"],
            ],
        }
    )
    read = read_sheet(data, filename="bang.xlsx")

    assert [one.locator.sheet for one in read.rows] == ["Tháng 10"]
    assert [(one.locator.sheet, one.reason) for one in read.left] == [("T9.2025", "older_month")]


@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_an_extension_that_the_week_after_tells_only_in_the_remark_is_a_difference():
    first = [row(n, due="30/9/2026") for n in (1, 2)]
    taken(sheet(first))
    later = [
        row(1, due="30/9/2026", note="gia hạn đến 31/12/2026 theo CV 116"),
        row(2, due="30/9/2026", note="đã họp"),
    ]

    found = opened(sheet(later, name="tuan-sau.csv"), on=ENTERED).differences

    assert [(one.kind, one.told, one.stands) for one in found] == [
        (DifferenceKind.DEADLINE, "2026-12-31", "2026-09-30")
    ]
