"""Acts done from the forms: what is entered, what is refused and how, and the published figures that move."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.doors.desk import PDF, PNG, at_desk, office_file, sent, text_of
from tests.world import EVERYTHING, FOLLOWER, OFFICE, PROVINCE_OFFICER, World, asof, noon

from camket.discipline.agencies.models import Account
from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.actions import adopt_reading_rules
from camket.discipline.deadlines.intake import reading_rules
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.models import Acceptance, Deadline, Task
from camket.record import queries as record
from camket.review.snapshots import queries as snapshots
from camket.review.snapshots.actions import freeze_figure
from camket.web.asking import now, signing_key, today

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

DUE = date(2025, 6, 30)
FROZEN_DAY = date(2025, 7, 15)


def standing_of(code: str, on: date | None = None) -> str:
    found = tasks.task_as_of(code, asof(on or today()), EVERYTHING)
    assert found is not None
    return found.standing


def put(post: str, code: str, verb: str, **typed: object):
    return at_desk(post).post(f"/tasks/{code}/{verb}", typed)


def test_a_claim_is_entered_with_its_files_and_sealed(world: World):
    code = world.give("57-1", due=DUE)
    before = record.latest_position()
    answer = put(
        "g06-can-bo",
        code,
        "claim",
        product="Nền tảng đã chạy",
        evidence=[sent("bien-ban.pdf", PDF), sent("anh.png", PNG)],
    )
    assert (answer.status_code, answer.url) == (302, f"/tasks/{code}")
    made = tasks.open_claims(asof(today())).get(share__task__code=code)
    assert made.entry_id > before
    assert {row.file_name for row in made.evidence.all()} == {"bien-ban.pdf", "anh.png"}
    newest = record.latest_checkpoint()
    assert newest is not None
    assert newest.size == record.latest_position(), "every act is sealed"


def test_the_page_after_an_act_says_the_entry_number(world: World):
    code = world.give("57-1", due=DUE)
    desk = at_desk("g06-can-bo")
    page = desk.post(f"/tasks/{code}/progress", {"words": "Đang thử nghiệm"}, follow=True)
    assert f"Đã ghi vào sổ, № {record.latest_position()}" in text_of(page)
    assert standing_of(code) == "overdue", "progress makes nothing done"


def test_accepting_moves_the_headline_and_restates_the_frozen_figure(world: World):
    code = world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    claim = world.claim(code, on=date(2025, 6, 20))
    at = noon(FROZEN_DAY)
    frozen = freeze_figure(programme="57", on=FROZEN_DAY, key=signing_key(), by=OFFICE, at=at)
    assert snapshots.value_of(frozen)["overdue"] == 2

    answer = put("bcd-theo-doi", code, "accept", claim=claim)

    assert answer.status_code == 302
    assert standing_of(code) == "done_in_time"
    restated = snapshots.restatements_of(frozen).get()
    assert restated.reason == f"Xác nhận báo cáo № {claim}"
    assert snapshots.value_of(restated)["completed"] == 1
    assert snapshots.value_of(frozen)["completed"] == 0, "what was published stays"
    newest = record.latest_checkpoint()
    assert newest is not None
    assert newest.size == restated.entry_id


@pytest.mark.parametrize(
    ("publication", "told"), [(Publication.INTERNAL, ""), (Publication.PUBLIC, ": Chờ nghị định")]
)
def test_the_words_of_a_task_that_is_not_public_stay_out_of_a_public_figure(
    world: World, publication: Publication, told: str
):
    code = world.give("57-1", due=DUE, publication=publication)
    frozen = freeze_figure(programme="57", on=today(), key=signing_key(), by=OFFICE, at=now())
    put("bcd-thuong-truc", code, "extend", due=today() + timedelta(days=9), reason="Chờ nghị định")
    extension = Deadline.objects.get(task__code=code, origin="extended").entry_id
    restated = snapshots.restatements_of(frozen).get()
    assert restated.reason == f"Gia hạn № {extension}{told}"
    assert snapshots.value_of(restated)["open_in_time"] == 1


def test_annulling_an_acceptance_restates_the_figure_back(world: World):
    code = world.give("57-1", due=DUE)
    accepted = world.finish(code, on=date(2025, 6, 20))
    frozen = freeze_figure(programme="57", on=FROZEN_DAY, key=signing_key(), by=OFFICE, at=noon(FROZEN_DAY))
    put("bcd-truong-ban", code, "annul", entry=accepted, reason="Sản phẩm chưa chạy")
    assert standing_of(code, FROZEN_DAY) == "overdue"
    restated = snapshots.restatements_of(frozen).get()
    assert snapshots.value_of(restated)["completed"] == 0
    assert "Sản phẩm chưa chạy" in restated.reason


def test_the_claimer_cannot_accept(world: World):
    code = world.give("57-1", due=DUE)
    claim = world.claim(code, on=date(2025, 6, 20))
    for post in ("g06-can-bo", "g06-bo-truong"):
        answer = put(post, code, "accept", claim=claim)
        assert answer.status_code == 403
        assert "không thuộc bên giao" in text_of(answer)
    assert not Acceptance.objects.exists()


def test_a_body_that_steers_does_not_accept_its_own_claim(world: World):
    code = world.give("57-1", due=DUE, leads=("BCD",))
    # the committee has no reporting post in this world, so a claim of its own cannot even be made
    assert put("bcd-theo-doi", code, "claim", product="x", evidence=[sent("a.pdf", PDF)]).status_code == 403


def test_a_body_without_a_share_is_told_who_can_report(world: World):
    code = world.give("57-1", due=DUE)
    answer = at_desk("g01-can-bo").get(f"/tasks/{code}/claim")
    assert answer.status_code == 403
    assert "cơ quan chủ trì hoặc phối hợp" in text_of(answer)
    assert '<form class="act-form"' not in answer.content.decode()


def test_a_reader_without_a_log_in_is_sent_to_it_and_back(world: World):
    code = world.give("57-1", due=DUE)
    answer = at_desk().get(f"/tasks/{code}/claim")
    assert (answer.status_code, answer.url) == (302, f"/login?next=%2Ftasks%2F{code}%2Fclaim")


def test_a_returned_claim_leaves_the_task_overdue_and_can_be_made_again(world: World):
    code = world.give("57-1", due=DUE)
    claim = world.claim(code, on=date(2025, 6, 20))
    assert put("bcd-theo-doi", code, "return", claim=claim, reason="Thiếu biên bản").status_code == 302
    assert standing_of(code) == "overdue"
    assert at_desk("g06-can-bo").get(f"/tasks/{code}/claim").status_code == 200


def test_a_form_without_its_words_lists_what_to_mend_and_keeps_the_rest(world: World):
    code = world.give("57-1", due=DUE)
    answer = put("g06-can-bo", code, "ask-extension", due="2030-01-31", reason="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Còn 1 chỗ cần sửa" in page
    assert 'href="#id_reason"' in page
    assert 'value="2030-01-31"' in page


def test_what_the_act_refuses_is_told_on_the_same_form_with_its_values(world: World):
    code = world.give("57-1", due=DUE)
    answer = put("g06-can-bo", code, "ask-extension", due="2025-06-30", reason="Chờ nghị định")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "không sau hạn hiện hành" in page
    assert "Chờ nghị định" in page


def test_asking_granting_and_refusing_an_extension(world: World):
    code = world.give("57-1", due=DUE)
    later = today() + timedelta(days=90)
    assert put("g06-can-bo", code, "ask-extension", due=later, reason="Chờ nghị định").status_code == 302
    asked = record.latest_position()
    form = at_desk("bcd-thuong-truc").get(f"/tasks/{code}/extend").content.decode()
    assert f'value="{later.isoformat()}"' in form, "the day that was asked for is offered"
    assert (
        put("bcd-thuong-truc", code, "refuse-extension", request=asked, reason="Chưa đủ").status_code == 302
    )
    assert put("g06-can-bo", code, "ask-extension", due=later, reason="Nghị định đã có").status_code == 302
    assert put("bcd-thuong-truc", code, "extend", due=later, reason="Đồng ý").status_code == 302
    assert standing_of(code) == "open_in_time"
    assert Deadline.objects.filter(task__code=code).count() == 2


def test_a_deadline_read_wrongly_is_read_again_from_its_words(world: World):
    code = world.give("57-1", due=DUE)
    adopt_rules()
    answer = put("bcd-thuong-truc", code, "correct", field="deadline", after="31/12/2030", reason="Đọc nhầm")
    assert answer.status_code == 302
    last = Deadline.objects.filter(task__code=code).latest("pk")
    assert (last.due_date, last.deadline_text, last.origin) == (date(2030, 12, 31), "31/12/2030", "corrected")


def adopt_rules() -> None:
    on = date(2025, 7, 1)
    adopt_reading_rules(rules=reading_rules(), by=OFFICE, at=noon(on), on=on)


def test_a_withdrawn_task_takes_no_claim(world: World):
    code = world.give("57-1", due=DUE)
    assert put("bcd-truong-ban", code, "withdraw", statement="Gộp vào việc khác").status_code == 302
    answer = put("g06-can-bo", code, "claim", product="x", evidence=[sent("a.pdf", PDF)])
    assert answer.status_code == 409
    assert "đã rút khỏi danh mục" in text_of(answer)


def test_a_claim_of_another_task_cannot_be_answered_from_this_one(world: World):
    here, there = world.give("57-1", due=DUE), world.give("57-2", due=DUE, leads=("H42",))
    world.claim(here, on=date(2025, 6, 20))
    elsewhere = world.claim(there, on=date(2025, 6, 21), by=PROVINCE_OFFICER)
    answer = put("bcd-theo-doi", here, "accept", claim=elsewhere)
    assert answer.status_code == 422
    assert not Acceptance.objects.exists()


def test_a_verb_that_is_none_is_not_found(world: World):
    assert at_desk("bcd-theo-doi").get(f"/tasks/{world.give('57-1', due=DUE)}/delete").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bien-ban.pdf", b"MZ\x90\x00 a program", "không phải loại tệp"),
        ("bien-ban.txt", b"#!/bin/sh\necho", "không phải loại tệp"),
        ("bien-ban.txt", b"<html><script>alert(1)</script>", "không phải loại tệp"),
        ("bien-ban.docx", b"PK\x03\x04 not an archive", "không phải loại tệp"),
        ("bien-ban.docx", office_file("xl/workbook.xml"), "không phải loại tệp"),
        ("bien-ban.docx", office_file("word/document.xml", macros=True), "mã lệnh"),
        ("bien-ban.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "mật khẩu"),
        ("cong-cu.exe", b"MZ", "Không nhận loại tệp"),
        ("trang.svg", b"<svg/>", "Không nhận loại tệp"),
        ("rong.pdf", b"", "rỗng"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    world: World, name: str, content: bytes, words: str
):
    code = world.give("57-1", due=DUE)
    answer = put(
        "g06-can-bo", code, "claim", product="Đã xong", evidence=[sent("tot.pdf", PDF), sent(name, content)]
    )
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not record.entries().filter(act="record.evidence.deposit").exists()


def test_good_word_and_excel_files_are_taken(world: World):
    code = world.give("57-1", due=DUE)
    files = [sent("a.docx", office_file("word/document.xml")), sent("b.xlsx", office_file("xl/workbook.xml"))]
    assert put("g06-can-bo", code, "claim", product="Đã xong", evidence=files).status_code == 302


def test_a_file_over_the_limit_is_refused(world: World, settings: SettingsWrapper):
    settings.CAMKET_UPLOAD_LIMIT = 1024 * 1024
    code = world.give("57-1", due=DUE)
    large = sent("lon.pdf", PDF + b"\x00" * 1024 * 1024)
    answer = put("g06-can-bo", code, "claim", product="Đã xong", evidence=[large])
    assert answer.status_code == 422
    assert "lớn hơn 1 MB" in text_of(answer)


def test_evidence_is_given_through_its_task_only_and_never_to_be_run(world: World):
    code, other = world.give("57-1", due=DUE), world.give("57-2", due=DUE)
    world.claim(code, on=date(2025, 6, 20))
    [digest] = re.findall(rf"/tasks/{code}/evidence/([0-9a-f]{{64}})", _page("bcd-kiem-tra", code))
    answer = at_desk("bcd-kiem-tra").get(f"/tasks/{code}/evidence/{digest}")
    assert answer.getvalue() == f"Biên bản nghiệm thu {code}".encode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bien-ban.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert at_desk("bcd-kiem-tra").get(f"/tasks/{other}/evidence/{digest}").status_code == 404


def test_evidence_of_a_task_out_of_scope_answers_404(world: World):
    code = world.give("57-1", due=DUE, publication=Publication.RESTRICTED)
    world.claim(code, on=date(2025, 6, 20))
    [digest] = re.findall(rf"/tasks/{code}/evidence/([0-9a-f]{{64}})", _page("g06-can-bo", code))
    for post, status in (("g06-can-bo", 200), ("g01-can-bo", 404), ("h42-chu-tich", 404), ("", 404)):
        answer = at_desk(post).get(f"/tasks/{code}/evidence/{digest}")
        assert answer.status_code == status
        if answer.streaming:
            assert answer.getvalue().startswith("Biên bản".encode())


def _page(post: str, code: str) -> str:
    return at_desk(post).get(f"/tasks/{code}").content.decode()


def test_an_act_that_fails_leaves_nothing_behind(world: World, monkeypatch: pytest.MonkeyPatch):
    code = world.give("57-1", due=DUE)
    claim = world.claim(code, on=date(2025, 6, 20))
    before = record.latest_position()
    monkeypatch.setattr("camket.web.moving.seal", _broken)
    with pytest.raises(OSError, match="disk full"):
        put("bcd-theo-doi", code, "accept", claim=claim)
    assert record.latest_position() == before
    assert Task.objects.get(code=code).shares.get().claims.get().acceptances.count() == 0


def _broken(**_given: object) -> None:
    raise OSError("disk full")


def test_a_form_sent_without_its_token_is_refused(world: World):
    code = world.give("57-1", due=DUE)
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(Account.objects.get(username="g06-can-bo"))
    assert guarded.post(f"/tasks/{code}/progress", {"words": "x"}).status_code == 403


def test_the_page_names_posts_and_no_person(world: World):
    code = world.give("57-1", due=DUE)
    world.finish(code, on=date(2025, 6, 20))
    assert FOLLOWER.person not in _page("bcd-theo-doi", code)
    assert "Chuyên viên theo dõi" in text_of(at_desk().get(f"/tasks/{code}"))
