"""The page of a task: its axes, its strip, its story, who may see it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.desk import at_desk, text_of
from tests.world import FOLLOWER, MINISTER, OFFICE, OFFICER, World, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.claims.actions import EvidenceFile, claim_completion, return_claim
from camket.discipline.deadlines.rules import Nature
from camket.discipline.mendings.actions import annul_act, correct_words
from camket.discipline.redating.actions import extend_deadline, request_extension
from camket.discipline.tasks.rules import CorrectedField

if TYPE_CHECKING:
    from django.http import HttpResponse

GIVEN, DUE, LATER = date(2025, 3, 12), date(2025, 6, 30), date(2025, 9, 30)


@pytest.fixture
def extended(world: World) -> str:
    code = world.give("57-0417", due=DUE, on=GIVEN, deadline_text="Quý II/2025")
    on = date(2025, 6, 24)
    extend_deadline(
        task=code, due=LATER, reason="Sáp nhập tỉnh", asked_by="G06", by=OFFICE, at=noon(on), on=on
    )
    return code


def test_an_overdue_task_says_its_lateness_by_both_deadlines(extended: str):
    page = text_of(at_desk().get(f"/tasks/{extended}?on=2025-10-15"))
    assert "Quá hạn 15 ngày" in page
    assert "Theo hạn đầu tiên 30/6/2025 là quá 107 ngày" in page
    assert "Chưa có tự chấm" in page


def test_the_strip_keeps_the_first_deadline_and_hatches_the_extension(extended: str):
    page = at_desk().get(f"/tasks/{extended}?on=2025-10-15").content.decode()
    assert 'class="kept"' in page
    assert 'class="more"' in page
    assert 'class="past"' in page
    assert "Hạn đầu 30/6/2025" in page
    assert "style=" not in page


def test_numbers_of_the_strip_are_written_with_points_in_vietnamese_too(extended: str):
    page = at_desk().get(f"/tasks/{extended}?on=2025-10-15").content.decode()
    assert 'width="37.41%"' not in page
    assert ",%" not in page
    assert 'x2="100.00%"' in page


def test_the_story_tells_the_day_it_fell_overdue_as_no_act(extended: str):
    page = text_of(at_desk().get(f"/tasks/{extended}?on=2025-10-15"))
    assert "00:00, 01/10/2025 không phải việc được ghi, tính từ ngày tháng Chuyển sang quá hạn" in page
    assert "00:00, 01/7/2025" not in page, "the extension came before the first deadline had passed"


def test_a_page_of_an_earlier_day_does_not_tell_what_came_later(extended: str):
    page = text_of(at_desk().get(f"/tasks/{extended}?on=2025-06-01"))
    assert "Gia hạn từ" not in page
    assert "Đang trong hạn" in page


def test_a_request_that_waits_is_drawn_and_listed(world: World):
    code = world.give("57-1", due=DUE)
    on = date(2025, 6, 1)
    request_extension(task=code, due=LATER, reason="Chờ nghị định", by=MINISTER, at=noon(on), on=on)
    page = at_desk("bcd-theo-doi").get(f"/tasks/{code}?on=2025-06-02")
    assert 'class="asked"' in page.content.decode()
    assert "đang đề nghị" in text_of(page)
    assert "Chờ nghị định" in text_of(page)


@pytest.mark.parametrize(
    ("nature", "words"),
    [
        (Nature.WAITING, "Thời hạn chờ một việc khác xong"),
        (Nature.CONTINUING, "Việc làm thường xuyên"),
        (Nature.RECURRING, "Việc lặp lại theo kỳ"),
        (Nature.UNREAD, "Chưa đọc được thời hạn"),
    ],
)
def test_a_task_without_a_day_says_why_instead_of_a_strip(world: World, nature: Nature, words: str):
    page = at_desk().get(f"/tasks/{world.give('57-2', nature=nature)}")
    assert words in text_of(page)
    assert "chart strip" not in page.content.decode()


def test_a_corrected_title_leaves_the_former_one_in_sight(world: World):
    code = world.give("57-3", due=DUE, title="Xây dựng nền tản dữ liệu")
    on = date(2025, 2, 1)
    correct_words(
        task=code,
        field=CorrectedField.TITLE,
        after="Xây dựng nền tảng dữ liệu",
        reason="Gõ nhầm",
        by=OFFICE,
        at=noon(on),
        on=on,
    )
    page = at_desk().get(f"/tasks/{code}").content.decode()
    assert "<s>Xây dựng nền tản dữ liệu</s>" in page
    assert ">Xây dựng nền tảng dữ liệu</h1>" in page


def test_an_annulled_act_is_struck_and_its_reason_stays(world: World):
    code = world.give("57-4", due=DUE)
    claim = world.claim(code, on=date(2025, 5, 1))
    on = date(2025, 5, 3)
    returned = return_claim(claim=claim, reason="Thiếu biên bản", by=FOLLOWER, at=noon(on), on=on)
    annul_act(entry=returned.entry_id, reason="Trả nhầm nhiệm vụ", by=FOLLOWER, at=noon(on), on=on)
    page = at_desk("bcd-theo-doi").get(f"/tasks/{code}?on=2025-05-04")
    assert f"<s>Trả lại báo cáo № {claim}, thời hạn vẫn chạy</s>" in page.content.decode()
    assert "Trả nhầm nhiệm vụ" in text_of(page)
    assert "Đã báo cáo, chờ xác nhận" in text_of(page)


def test_texts_that_people_wrote_are_for_readers_with_a_post(world: World):
    code = world.give("57-5", due=DUE)
    world.claim(code, on=date(2025, 5, 1))
    assert "Nền tảng đã vận hành" in text_of(at_desk("g01-can-bo").get(f"/tasks/{code}"))
    public = text_of(at_desk().get(f"/tasks/{code}"))
    assert "Nền tảng đã vận hành" not in public
    assert "bien-ban.txt" not in public
    assert "Báo cáo hoàn thành, kèm 1 minh chứng" in public


def test_the_same_file_put_forward_twice_is_told_only_to_those_who_may_know(world: World):
    shown = world.give("57-6", due=DUE, leads=("G06",))
    secret = world.give("57-7", due=DUE, leads=("G06",), publication=Publication.RESTRICTED)
    for code in (shown, secret):
        on = date(2025, 5, 1)
        _claim_with(code, b"mot tep dung hai lan", on)
    assert "Trùng tệp đã nộp cho" in text_of(at_desk("bcd-theo-doi").get(f"/tasks/{shown}"))
    assert "57-7" not in at_desk("g01-can-bo").get(f"/tasks/{shown}").content.decode()


def _claim_with(code: str, content: bytes, on: date) -> None:
    claim_completion(
        task=code,
        product="Đã xong",
        evidence=[EvidenceFile("a.txt", "text/plain", content)],
        by=OFFICER,
        at=noon(on),
        on=on,
    )


@pytest.mark.parametrize(
    "address", ["/tasks/57-8", "/tasks/57-8/progress", "/tasks/57-8/claim", "/tasks/57-8/annul"]
)
def test_a_restricted_task_answers_like_one_that_is_not_there(world: World, address: str):
    world.give("57-8", due=DUE, publication=Publication.RESTRICTED)
    for post in ("", "g01-can-bo", "h42-chu-tich"):
        hidden = at_desk(post).get(address)
        missing = at_desk(post).get(address.replace("57-8", "57-9"))
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert _without_token(hidden).replace("57-8", "") == _without_token(missing).replace("57-9", "")


def _without_token(response: HttpResponse) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", response.content.decode())


def test_a_restricted_task_is_there_for_its_lead_and_the_steering_side(world: World):
    world.give("57-8", due=DUE, publication=Publication.RESTRICTED)
    for post in ("g06-can-bo", "bcd-theo-doi", "bcd-kiem-tra"):
        assert at_desk(post).get("/tasks/57-8").status_code == 200


def test_the_rail_offers_what_a_reader_may_do_now(world: World):
    code = world.give("57-10", due=DUE)
    assert f"/tasks/{code}/claim" in at_desk("g06-can-bo").get(f"/tasks/{code}").content.decode()
    assert f"/tasks/{code}/claim" not in at_desk("g01-can-bo").get(f"/tasks/{code}").content.decode()
    follower = at_desk("bcd-theo-doi")
    assert f"/tasks/{code}/accept" not in follower.get(f"/tasks/{code}").content.decode()
    world.claim(code, on=date(2025, 5, 1))
    assert f"/tasks/{code}/accept" in follower.get(f"/tasks/{code}").content.decode()
    past = follower.get(f"/tasks/{code}?on=2025-05-02")
    assert f"/tasks/{code}/accept" not in past.content.decode(), (
        "acts are not done from a page of another day"
    )
