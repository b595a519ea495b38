"""The pages of dated data: tried without writing, entered by keepers alone, exported and taken back."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.doors.dated_desk import WORDS, adopt, give
from tests.doors.desk import at_desk, text_of
from tests.world import OFFICE, SYSTEM, World, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.models import AdoptedRule, CalendarDay
from camket.discipline.deadlines.queries import reading_rules
from camket.discipline.escalations.adopting import adopt_packaged_ladders
from camket.discipline.tasks.models import Deadline
from camket.record import queries as record

if TYPE_CHECKING:
    from django.http import HttpResponse

PAGES = ("calendar", "reading-rules", "reporting-calendars", "ladders")
# The clock of pages is the real one: what is announced in a test was announced long before.
STORM = {
    "day": "2031-03-04",
    "kind": "holiday",
    "paper": "Công điện 12/CĐ-TTg",
    "announced_on": "2026-08-20",
    "confirmed": "yes",
}
LADDER = {
    "code": "own",
    "name_vi": "Bậc thang riêng",
    "programme": "57",
    "rungs": "-3 day remind officer\n5 day recovery_plan head+next_level",
    "valid_from": "2025-01-01",
    "source": "Kế hoạch 11-KH/BCĐ",
    "confirmed": "no",
}
REPORT = {
    "code": "month_25",
    "name_vi": "Hằng tháng, ngày 25",
    "cycle": "month",
    "due_day": "25",
    "roll": "next",
    "valid_from": "2025-01-01",
    "source": "Quy chế làm việc",
    "confirmed": "yes",
}
RULE = {
    "code": "month.end",
    "kind": "before_period",
    "pattern": r"thang (?P<m>\d{1,2})/(?P<y>\d{4})",
    "examples": "tháng 12/2026 → 2026-11-30",
    "rank": "1",
    "valid_from": "2026-01-01",
    "source": "Quy chế mới",
    "confirmed": "no",
}
SENT = {"calendar": STORM, "reading-rules": RULE, "reporting-calendars": REPORT, "ladders": LADDER}


def address(page: str) -> str:
    return f"/catalogues/{page}"


def ready(world: World) -> World:
    adopt(date(2026, 8, 20))
    adopt_packaged_ladders(by=SYSTEM, at=noon(date(2026, 8, 20)), on=date(2026, 8, 20))
    return world


def rows_of(answer: HttpResponse) -> str:
    found = re.search(r'<textarea name="rows" hidden>(.*?)</textarea>', answer.content.decode(), re.DOTALL)
    assert found is not None
    return unescape(found.group(1))


@pytest.mark.parametrize("page", PAGES)
def test_everybody_reads_and_only_keepers_are_shown_the_form(world: World, page: str):
    ready(world)
    for post in ("", "g06-can-bo"):
        answer = at_desk(post).get(address(page))
        assert answer.status_code == 200
        assert 'name="step"' not in answer.content.decode()
    assert 'name="step"' in at_desk("bcd-thuong-truc").get(address(page)).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_trial_writes_nothing_and_the_entry_says_its_number(world: World, page: str):
    ready(world)
    desk, before = at_desk("bcd-thuong-truc"), record.latest_position()
    tried = desk.post(address(page), {**SENT[page], "step": "try"})
    assert tried.status_code == 200, text_of(tried)
    assert "chưa ghi gì vào sổ" in text_of(tried)
    assert record.latest_position() == before
    gone = desk.post(address(page), {"rows": rows_of(tried), "step": "enter"}, follow=True)
    assert "Đã ghi vào sổ, №" in text_of(gone)
    assert record.latest_position() == before + 1


@pytest.mark.parametrize("page", PAGES)
def test_a_hand_that_keeps_no_catalogue_is_refused(world: World, page: str):
    ready(world)
    before = record.latest_position()
    answer = at_desk("g06-can-bo").post(address(page), {**SENT[page], "step": "enter"})
    assert answer.status_code == 422
    assert "không quản lý danh mục" in text_of(answer)
    assert record.latest_position() == before


@pytest.mark.parametrize("page", PAGES)
def test_nobody_logged_in_is_sent_to_the_log_in(world: World, page: str):
    ready(world)
    assert at_desk().post(address(page), SENT[page]).status_code == 302


@pytest.mark.parametrize(
    ("page", "column", "wrong"),
    [
        ("calendar", "day", "31/11/2026"),
        ("calendar", "paper", " "),
        ("calendar", "kind", "picnic"),
        ("reading-rules", "pattern", ""),
        ("reading-rules", "params", "[1"),
        ("reporting-calendars", "cycle", "fortnight"),
        ("reporting-calendars", "due_day", "40"),
        ("ladders", "rungs", "5 day shout head"),
        ("ladders", "rungs", "1 2 3 4 5"),
        ("ladders", "valid_from", ""),
    ],
)
def test_a_wrong_cell_is_told_beside_its_field(world: World, page: str, column: str, wrong: str):
    ready(world)
    answer = at_desk("bcd-thuong-truc").post(address(page), {**SENT[page], column: wrong, "step": "try"})
    assert answer.status_code == 422
    assert f'href="#id_{column}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "changed", "told"),
    [
        ("reading-rules", {"examples": ""}, "chưa có ví dụ"),
        ("reading-rules", {"examples": "tháng 12/2026 → 2026-12-31"}, "đọc ra “2026-11-30”"),
        ("reading-rules", {"pattern": "(thang"}, "không thành một quy định"),
        ("reporting-calendars", {"closes_day": "20"}, "không thành một quy định"),
        ("ladders", {"rungs": "5 day urge head\n1 day urge head"}, "không thành một quy định"),
        ("ladders", {"programme": "999"}, "Không có chương trình 999"),
    ],
)
def test_a_row_that_describes_nothing_is_told(world: World, page: str, changed: dict[str, str], told: str):
    ready(world)
    answer = at_desk("bcd-thuong-truc").post(address(page), {**SENT[page], **changed, "step": "enter"})
    assert answer.status_code == 422
    assert told in text_of(answer)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_was_exported_is_taken_back(world: World, page: str, kind: str):
    ready(world)
    desk = at_desk("bcd-thuong-truc")
    before = (AdoptedRule.objects.count(), CalendarDay.objects.count())
    out = desk.get(address(page), {"file": kind, "year": "2026"})
    assert "attachment" in out["Content-Disposition"]
    file = SimpleUploadedFile(f"a.{kind}", out.content)
    tried = desk.post(address(page), {"file": file, "step": "try"})
    assert tried.status_code == 200, text_of(tried)
    assert (AdoptedRule.objects.count(), CalendarDay.objects.count()) == before


@pytest.mark.parametrize("page", PAGES)
def test_the_workbook_holds_every_row_and_no_formula(world: World, page: str):
    ready(world)
    out = at_desk().get(address(page), {"file": "xlsx", "year": "2026"})
    told = json.loads(at_desk().get(address(page), {"file": "json", "year": "2026"}).content)
    sheet = load_workbook(io.BytesIO(out.content)).worksheets[0]
    assert sheet.max_row == len(told) + 1 > 2
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"a,b\n1,2\n", b"[1, 2]", b"{}"])
def test_a_file_that_is_no_table_is_refused(world: World, content: bytes):
    ready(world)
    file = SimpleUploadedFile("a.json" if content[:1] in b"[{" else "a.csv", content)
    answer = at_desk("bcd-thuong-truc").post(address("calendar"), {"file": file, "step": "try"})
    assert answer.status_code == 422


def test_a_new_day_off_shows_what_it_moves_and_whom_it_concerns(world: World):
    ready(world)
    words = "10 ngày làm việc kể từ ngày 26/02/2031"
    give(world, {"57-0001": words, "57-0002": WORDS}, publication=Publication.PUBLIC)
    desk = at_desk("bcd-thuong-truc")
    tried = desk.post(address("calendar"), {**STORM, "step": "try"})
    said = text_of(tried)
    assert "12/3/2031" in said
    assert "13/3/2031" in said
    assert "57-0002" not in said
    assert "Bộ Khoa học và Công nghệ" in said
    desk.post(address("calendar"), {"rows": rows_of(tried), "step": "enter"})
    moved = Deadline.objects.get(origin="recomputed")
    assert moved.due_date == date(2031, 3, 13)
    day = text_of(at_desk().get("/catalogues/calendar/2031-03-04"))
    assert "từ 12/3/2031 thành 13/3/2031" in day
    story = text_of(at_desk().get("/tasks/57-0001"))
    assert "Tính lại thời hạn theo lịch làm việc: từ 12/3/2031 thành 13/3/2031" in story
    assert "Liên quan: Bộ Khoa học và Công nghệ (Bộ trưởng, Chuyên viên)." in story
    assert "Liên quan đến vị trí đang chọn" in text_of(at_desk("g06-can-bo").get(address("calendar")))
    assert "Liên quan đến vị trí" not in text_of(at_desk("h42-can-bo").get(address("calendar")))


def test_an_internal_task_that_moved_is_not_shown_to_the_public(world: World):
    ready(world)
    words = "10 ngày làm việc kể từ ngày 26/02/2031"
    give(world, {"57-0001": words}, publication=Publication.INTERNAL)
    desk = at_desk("bcd-thuong-truc")
    desk.post(address("calendar"), {**STORM, "step": "enter"})
    assert "57-0001" in text_of(at_desk("g06-can-bo").get("/catalogues/calendar/2031-03-04"))
    assert "57-0001" not in text_of(at_desk().get("/catalogues/calendar/2031-03-04"))


def test_a_day_is_taken_back_from_its_page(world: World):
    ready(world)
    desk = at_desk("bcd-thuong-truc")
    desk.post(address("calendar"), {**STORM, "step": "enter"})
    page = "/catalogues/calendar/2031-03-04"
    assert "là ngày nghỉ" in text_of(desk.get(page))
    assert desk.post(page, {"reason": " ", "step": "enter"}).status_code == 422
    assert desk.post(page, {"reason": "Ghi nhầm", "step": "try"}).status_code == 200
    assert "là ngày nghỉ" in text_of(desk.get(page))
    desk.post(page, {"reason": "Ghi nhầm", "step": "enter"})
    said = text_of(desk.get(page))
    assert "là ngày làm việc" in said
    assert "không còn hiệu lực" in said


@pytest.mark.parametrize("day", ["2026-02-30", "x", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_has_no_page(world: World, day: str):
    ready(world)
    assert at_desk().get(f"/catalogues/calendar/{day}").status_code == 404


def test_a_phrase_is_read_by_the_rules_of_the_day_it_was_signed(world: World):
    ready(world)
    desk = at_desk("bcd-thuong-truc")
    desk.post(address("reading-rules"), {**RULE, "step": "enter"})
    tried = {"text": "tháng 12/2026", "issued": "2026-08-01"}
    said = text_of(at_desk().get(address("reading-rules"), tried))
    assert re.search(r"từ 01/01/2017 đến trước 01/01/2026 .*?31/12/2026", said)
    assert re.search(r"từ 01/01/2026 đúng ngày ký .*?30/11/2026", said)
    wrong = at_desk().get(address("reading-rules"), {"text": "x", "issued": "hôm qua"})
    assert "Không đọc được mốc thời gian" in text_of(wrong)


def test_a_new_rule_lists_the_tasks_it_would_read_otherwise_and_moves_none(world: World):
    ready(world)
    give(world, {"57-0001": "tháng 12/2026", "57-0002": "30/11/2026"}, publication=Publication.PUBLIC)
    desk = at_desk("bcd-thuong-truc")
    tried = desk.post(address("reading-rules"), {**RULE, "step": "try"})
    said = text_of(tried)
    assert "1 nhiệm vụ đang mở sẽ đọc ra khác" in said
    assert "57-0002" not in said
    desk.post(address("reading-rules"), {"rows": rows_of(tried), "step": "enter"})
    assert set(Deadline.objects.values_list("origin", flat=True)) == {"assigned"}
    versions = [rule for rule in reading_rules(record.latest_position()) if rule.code == "month.end"]
    assert [(rule.valid_from, rule.valid_to) for rule in versions] == [
        (date(2017, 1, 1), date(2026, 1, 1)),
        (date(2026, 1, 1), None),
    ]


def test_a_programmes_own_ladder_takes_the_place_of_the_general_one(world: World):
    ready(world)
    world.give("57-0001", due=date(2026, 8, 30), on=date(2026, 8, 20))
    world.give("57-0002", due=date(2031, 8, 30), on=date(2026, 8, 20))
    world.give("57-0003", on=date(2026, 8, 20))
    at_desk("bcd-thuong-truc").post(address("ladders"), {**LADDER, "step": "enter"})
    said = text_of(at_desk().get(address("ladders")))
    assert "3 nhiệm vụ đang mở trên bậc thang" in said
    assert said.index("Bậc thang riêng chương trình này đang dùng") < said.index("Bậc thang đôn đốc chung")


def test_the_signs_of_days_do_not_rest_on_colour(world: World):
    ready(world)
    html = at_desk().get(address("calendar"), {"year": "2026"}).content.decode()
    assert re.search(r"2026-09-02[^>]*>2<sup>L", html)
    assert re.search(r"2026-08-22[^>]*>22<sup>\+", html)
    listed = text_of(at_desk().get(address("calendar"), {"year": "2027", "view": "list"}))
    assert "chưa xác nhận" in listed
    assert OFFICE.post not in listed
