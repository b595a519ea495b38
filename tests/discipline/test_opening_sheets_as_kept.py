"""A running sheet is read as it was kept by several hands: heads, days, statuses, repeated and hidden rows."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from camket.discipline.annexes import UnreadableFile
from camket.discipline.sheets.days import day_in
from camket.discipline.sheets.legend import colour_name, legend_in, told_on
from camket.discipline.sheets.reading import read_sheet
from camket.discipline.sheets.rules import Says, SheetColumn, Status, contradictions
from camket.discipline.sheets.wordings import status_words

TWO_ROWS = (
    ("TT", "Mã", "Văn bản giao", "", "Nhiệm vụ", "Cơ quan", "", "Thời hạn", "", "Kết quả", ""),
    (
        "",
        "",
        "Số",
        "Ngày",
        "",
        "Chủ trì",
        "Phối hợp",
        "Ban đầu",
        "Gia hạn lần 1",
        "Trạng thái",
        "Ngày hoàn thành",
    ),
)


def book(*rows: tuple[object, ...], **cells: object) -> bytes:
    made = Workbook()
    for one in rows:
        made.active.append(one)
    for place, look in cells.items():
        for name, value in look.items():  # type: ignore[attr-defined]  # a small table of looks
            setattr(made.active[place], name, value)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def columns(data: bytes) -> dict[SheetColumn, int]:
    (head,) = read_sheet(data, filename="bang.xlsx").heads
    return {one.column: one.place for one in head.columns}


def test_a_head_of_two_rows_names_each_column():
    found = columns(
        book(*TWO_ROWS, ("1", "NV1", "11-KH", "28/7/2025", "Việc một", "Sở Y tế", "", "30/9/2025"))
    )

    assert found == {
        SheetColumn.NUMBER: 0,
        SheetColumn.CODE: 1,
        SheetColumn.SOURCE: 2,
        SheetColumn.SOURCE_DAY: 3,
        SheetColumn.TITLE: 4,
        SheetColumn.LEADS: 5,
        SheetColumn.COOPERATING: 6,
        SheetColumn.DEADLINE: 7,
        SheetColumn.EXTENSION: 8,
        SheetColumn.STATUS: 9,
        SheetColumn.DONE: 10,
    }


def test_ticks_under_headings_that_are_statuses_are_statuses():
    rows = [("TT", "Công việc", "Ai làm", "Hạn", "Chưa", "Đang", "Xong")]
    rows += [(str(n), f"Việc {n}", "Sở Y tế", "30/9/2026", "", "", "x") for n in range(1, 4)]
    found = read_sheet(book(*rows), filename="a.xlsx").rows

    assert [row.ticks for row in found] == [(Status.DONE,)] * 3


def test_totals_groups_notes_and_headings_again_are_no_tasks_and_no_row_is_lost():
    head = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    file = book(
        ("BẢNG THEO DÕI (số liệu đến ngày 25/12/2025)",),
        head,
        ("I", "Thể chế"),
        ("1", "Việc một", "Sở Y tế", "30/9/2026"),
        head,
        ("2", "Việc hai", "Sở Y tế", "30/9/2026"),
        ("", "của các đơn vị"),
        ("Cộng nhóm I", "2 nhiệm vụ"),
        ("", "", "ghi thêm"),
        ("", "Người lập biểu"),
    )
    found = read_sheet(file, filename="a.xlsx")

    assert [row.said(SheetColumn.TITLE) for row in found.rows] == ["Việc một", "Việc hai\ncủa các đơn vị"]
    assert {row.group for row in found.rows} == {"I. Thể chế"}
    assert found.told_on == date(2025, 12, 25)
    accounted = len(found.rows) + len(found.left) + len(found.remarks)
    assert accounted == 10 - 2  # the head's own row, and the group's


def test_hidden_struck_and_coloured_rows_say_so():
    head = ("TT", "Nhiệm vụ", "Chủ trì", "Trạng thái")
    made = Workbook()
    for one in (head, *((str(n), f"Việc {n}", "Sở Y tế", "") for n in range(1, 4))):
        made.active.append(one)
    made.active.row_dimensions[2].hidden = True
    made.active["B3"].font = Font(strike=True)
    made.active["D4"].fill = PatternFill("solid", fgColor="92D050")
    file = io.BytesIO()
    made.save(file)
    hidden, struck, painted = read_sheet(file.getvalue(), filename="a.xlsx").rows

    assert hidden.marks == {"hidden_row"}
    assert struck.marks == {"struck_through"}
    assert painted.fill == "92D050"
    assert colour_name(painted.fill) == "xanh"


def test_the_later_month_of_a_workbook_tells_of_a_task():
    made = Workbook()
    made.active.title = "Tháng 9"
    later = made.create_sheet("Tháng 10")
    for sheet, status in ((made.active, "Đang làm"), (later, "Xong")):
        sheet.append(("TT", "Nhiệm vụ", "Đơn vị", "Trạng thái"))
        sheet.append(("1", "Nâng cấp cổng dữ liệu", "Sở Y tế", status))
    file = io.BytesIO()
    made.save(file)
    found = read_sheet(file.getvalue(), filename="a.xlsx")

    assert [row.said(SheetColumn.STATUS) for row in found.rows] == ["Xong"]
    assert [left.reason for left in found.left] == ["older_month"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("15/10/2025", date(2025, 10, 15)),
        ("31-12-25", date(2025, 12, 31)),
        ("45945", date(2025, 10, 15)),
        ("ngày 5 tháng 9 năm 2025", date(2025, 9, 5)),
        ("10/15/2025", date(2025, 10, 15)),
        ("30/2/2026", None),
        ("30/9", None),
    ],
)
def test_a_day_is_read_however_it_is_typed(words: str, day: date | None):
    assert day_in(words).day == day


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("HT", Status.DONE),
        ("Đạt (15/9/2025)", Status.DONE),
        ("Đã ban hành QĐ số 1647/QĐ-TTg ngày 23/12/2025", Status.DONE),
        ("Hoàn thành 80% khối lượng", Status.IN_PROGRESS),
        ("Cơ bản hoàn thành", Status.IN_PROGRESS),
        ("Quá hạn", Status.LATE),
        ("Chưa TH", Status.NOT_STARTED),
        ("Không thực hiện nữa", Status.STOPPED),
        ("Sao Hỏa", None),
    ],
)
def test_words_of_status_say_what_offices_mean_by_them(words: str, status: Status | None):
    assert status_words().status_of(words) is status


def test_what_contradicts_itself_is_named():
    day = date(2026, 1, 10)
    told = {"status": Status.DONE, "source_day": date(2025, 7, 28), "on": day}

    def named(**more: object) -> tuple[str, ...]:
        return contradictions(**{"says": Says.NOTHING, "done": None, "due": None, **told, **more})  # type: ignore[arg-type]  # mixed by the test

    assert named() == ("done_without_day",)
    assert named(done=date(2025, 7, 1)) == ("done_before_assigned",)
    assert named(done=date(2026, 2, 1)) == ("done_in_future",)
    assert named(done=day, due=day, says=Says.LATE) == ("says_late_but_in_time",)
    assert named(status=Status.LATE, done=day) == ("day_but_not_done",)


def test_a_legend_and_the_day_of_the_sheet_are_read():
    assert legend_in(["Chú thích màu: xanh = đã hoàn thành; đỏ = quá hạn"]) == {
        "xanh": Status.DONE,
        "do": Status.LATE,
    }
    assert told_on(["Số liệu đến ngày 25/12/2025"]) == date(2025, 12, 25)
    assert told_on(["Nghị quyết ngày 22/12/2024"]) is None


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "empty"),
        (b"khong phai bang", "a.xlsx", "not_a_zip"),
        (b"x" * 40, "a.xlsm", "macros"),
        (b"a;b\n1;2\n", "a.csv", "no_table"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(data: bytes, name: str, code: str):
    with pytest.raises(UnreadableFile) as refusal:
        read_sheet(data, filename=name)

    assert refusal.value.code == f"directive.intake.{code}"
