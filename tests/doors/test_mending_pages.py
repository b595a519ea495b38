"""Mistakes mended from the pages: merge, split, hand over, put in charge, take an intake back, publish and restate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.desk import at_desk, text_of
from tests.world import EVERYTHING, OFFICE, World, asof, noon

from camket.discipline.agencies.actions import leave_post
from camket.discipline.agencies.models import Appointment
from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.actions import adopt_reading_rules
from camket.discipline.deadlines.intake import reading_rules
from camket.discipline.directives.models import Directive
from camket.discipline.duties.queries import charges_left_behind, charges_of
from camket.discipline.mendings.actions import annul_act
from camket.discipline.tasks import queries as tasks
from camket.record import queries as record
from camket.review.snapshots import queries as snapshots
from camket.review.snapshots.actions import freeze_figure
from camket.web.asking import now, signing_key, today

if TYPE_CHECKING:
    from django.http import HttpResponse

DUE = date(2025, 6, 30)
FROZEN_DAY = date(2025, 7, 15)
OFFICE_DESK = "bcd-thuong-truc"


def task(code: str):
    found = tasks.task_as_of(code, asof(today()), EVERYTHING)
    assert found is not None
    return found


def bodies(code: str) -> list[tuple[str, str]]:
    return [(one.agency.code, one.role) for one in tasks.shares_of(task(code), asof(today()))]


def sent_by(post: str, address: str, **typed: object) -> HttpResponse:
    return at_desk(post).post(address, typed, follow=True)


def test_merging_shows_both_sides_then_enters_and_restates(world: World):
    world.give("57-1", due=DUE, leads=("H42",), title="Xây dựng sàn dữ liệu")
    world.give("57-2", due=DUE)
    frozen = freeze_figure(programme="57", on=today(), key=signing_key(), by=OFFICE, at=now())
    page = at_desk(OFFICE_DESK).get("/tasks/57-2/merge?codes=57-1")
    assert "Xây dựng sàn dữ liệu" in text_of(page)
    assert "Thêm cơ quan phối hợp: Ủy ban nhân dân tỉnh Ninh Bình" in text_of(page)
    done = sent_by(OFFICE_DESK, "/tasks/57-2/merge", codes="57-1", reason="Trùng nhau", bodies="1")
    assert "1 con số đã công bố thay đổi và đã điều chỉnh" in text_of(done)
    assert "Nhận gộp 57-1" in text_of(done)
    assert bodies("57-2") == [("G06", "lead"), ("H42", "cooperating")]
    assert "Đã gộp vào 57-2" in text_of(at_desk().get("/tasks/57-1"))
    restated = snapshots.restatements_of(frozen).get()
    assert (snapshots.value_of(frozen)["total"], snapshots.value_of(restated)["total"]) == (2, 1)
    assert "Trùng nhau" in restated.reason


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ({"codes": "57-9", "reason": "x"}, 422, "Không có nhiệm vụ nào mang mã: 57-9"),
        ({"codes": "", "reason": "x"}, 409, "Chưa nêu nhiệm vụ nào để gộp"),
        ({"codes": "57-1", "reason": ""}, 409, "Ghi ít nhất một câu"),
    ],
)
def test_a_merger_that_cannot_be_says_why(world: World, typed: dict[str, str], status: int, told: str):
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    answer = at_desk(OFFICE_DESK).post("/tasks/57-2/merge", typed)
    assert answer.status_code == status
    assert told in text_of(answer)


def test_a_public_reader_of_a_merger_learns_nothing_of_a_task_that_is_not(world: World):
    world.give("57-1", due=DUE, publication=Publication.INTERNAL)
    world.give("57-2", due=DUE)
    entry = world.merge("57-1", into="57-2", on=DUE)
    for address in ("/tasks/57-2", f"/record/{entry}", "/api/v1/tasks/57-2"):
        assert "57-1" not in at_desk().get(address).content.decode()
    assert "57-1" in text_of(at_desk("g06-can-bo").get("/tasks/57-2"))


def test_splitting_reads_the_deadlines_and_keeps_the_first_one(world: World):
    world.give("57-1", due=DUE)
    adopt_reading_rules(rules=reading_rules(), by=OFFICE, at=noon(FROZEN_DAY), on=FROZEN_DAY)
    rows = {
        "rows": "2",
        "title-1": "Phần một",
        "leads-1": "Bộ Khoa học và Công nghệ (G06)",
        "deadline-1": "31/12/2030",
        "title-2": "Phần hai",
        "leads-2": "H42",
        "deadline-2": "",
        "reason": "Hai việc",
    }
    bad = at_desk(OFFICE_DESK).post(
        "/tasks/57-1/split", rows | {"deadline-1": "hôm nào đó", "leads-2": "XYZ"}
    )
    assert bad.status_code == 422
    assert "Không đọc được thời hạn" in text_of(bad)
    assert "Không rõ cơ quan nào: “XYZ”" in text_of(bad)
    more = at_desk(OFFICE_DESK).post("/tasks/57-1/split", rows | {"more": "1"})
    assert "57-1.3" in text_of(more)
    done = sent_by(OFFICE_DESK, "/tasks/57-1/split", **rows)
    assert "Đã tách thành 57-1.1" in text_of(done)
    first, second = task("57-1.1"), task("57-1.2")
    assert (first.first_due, first.due_date, second.due_date) == (DUE, date(2030, 12, 31), DUE)
    assert bodies("57-1.2") == [("H42", "lead")]
    assert "Tách từ 57-1" in text_of(at_desk().get("/tasks/57-1.1"))


def test_the_leads_are_changed_and_the_change_taken_back_from_the_task(world: World):
    world.give("57-1", due=DUE, cooperating=("G01",))
    page = at_desk(OFFICE_DESK).get("/tasks/57-1/correct-leads")
    assert "Bộ Khoa học và Công nghệ (G06)" in page.content.decode()
    done = sent_by(
        OFFICE_DESK, "/tasks/57-1/correct-leads", leads="H42", cooperating="G06\nG01", reason="Nhầm"
    )
    assert bodies("57-1") == [("H42", "lead"), ("G01", "cooperating"), ("G06", "cooperating")]
    assert "Cũ: Bộ Khoa học và Công nghệ; phối hợp: Bộ Công an." in text_of(done)
    entry = tasks.corrections_of(task("57-1"), asof(today())).get().entry_id
    sent_by(OFFICE_DESK, "/tasks/57-1/annul", entry=entry, reason="Đúng từ đầu")
    assert bodies("57-1") == [("G06", "lead"), ("G01", "cooperating")]


def test_a_bulk_act_is_annulled_whole_from_any_of_its_tasks(world: World):
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    handed = world.hand_over("57-1", "57-2", on=DUE)
    assert "với mọi nhiệm vụ trong bản ghi ấy" in text_of(at_desk(OFFICE_DESK).get("/tasks/57-2/annul"))
    sent_by(OFFICE_DESK, "/tasks/57-2/annul", entry=handed, reason="Nhầm cơ quan")
    assert bodies("57-1") == bodies("57-2") == [("G06", "lead")]
    assert "đã hủy hiệu lực" in text_of(at_desk().get("/tasks/57-1"))


def test_handing_over_lists_every_task_first_and_restricted_ones_go_apart(world: World):
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE, publication=Publication.RESTRICTED)
    world.give("57-3", due=DUE)
    world.finish("57-3", on=DUE)
    page = at_desk(OFFICE_DESK).get("/hand-over?from=G06&to=H42")
    assert "3 phần việc, 2 bàn giao được" in text_of(page)
    assert "đã hoàn thành, giữ nguyên" in text_of(page)
    before = record.latest_position()
    typed = {"from": "G06", "to": "H42", "task": ["57-1", "57-2"], "reason": "Sáp nhập"}
    assert at_desk(OFFICE_DESK).post("/hand-over", typed).status_code == 302
    assert bodies("57-1") == bodies("57-2") == [("H42", "lead")]
    acts = [one.act for one in record.entries().filter(position__gt=before)]
    assert acts.count("discipline.share.hand_over") == 2
    assert at_desk("g06-bo-truong").get("/hand-over").status_code == 403
    nothing = at_desk(OFFICE_DESK).post("/hand-over", {"from": "G06", "to": "H42", "reason": "x"})
    assert nothing.status_code == 409


def test_a_head_puts_a_post_in_charge_and_hands_on_when_it_is_left(world: World):
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    world.give("57-3", due=DUE, leads=("H42",))
    desk = at_desk("g06-bo-truong")
    assert "2 nhiệm vụ đang mở chưa có người phụ trách" in text_of(desk.get("/charges"))
    desk.post("/charges?agency=G06", {"post": "g06-can-bo", "task": ["57-1", "57-2"]})
    (charge,) = charges_of(task("57-1"), asof(today()))
    assert charge.post.code == "g06-can-bo"
    assert "Chuyên viên" in text_of(desk.get("/tasks/57-1"))
    assert "Người phụ trách" not in text_of(at_desk().get("/tasks/57-1"))
    held = Appointment.objects.get(post__code="g06-can-bo")
    leave_post(appointment=held, by=OFFICE, at=now(), on=today())
    (left,) = charges_left_behind(asof(today()))
    assert (left.post.code, left.tasks) == ("g06-can-bo", ("57-1", "57-2"))
    assert "không còn người giữ mà còn 2 nhiệm vụ" in text_of(desk.get("/charges"))
    typed = {"giver": "g06-can-bo", "taker": "g06-bo-truong", "reason": "Nghỉ việc"}
    desk.post("/charges?agency=G06", typed)
    assert charges_left_behind(asof(today())) == []
    assert [one.post.code for one in charges_of(task("57-2"), asof(today()))] == ["g06-bo-truong"]


def test_nobody_settles_who_is_in_charge_in_another_body(world: World):
    world.give("57-1", due=DUE)
    stranger = at_desk("h42-can-bo")
    assert stranger.get("/charges?agency=G06").status_code == 403
    assert stranger.post("/charges?agency=G06", {"post": "g06-can-bo", "task": "57-1"}).status_code == 403
    own = stranger.post("/charges", {"post": "h42-can-bo", "task": "57-1"})
    assert own.status_code == 409, "a task that the body does not share is not on its list"
    assert at_desk("bcd-theo-doi").get("/charges?agency=G06").status_code == 403
    assert at_desk(OFFICE_DESK).get("/charges?agency=G06").status_code == 200
    assert at_desk().get("/charges").status_code == 302


def test_a_whole_intake_is_taken_back_from_its_paper(world: World):
    world.give("57-1", due=DUE)
    paper = Directive.objects.get()
    claim = world.claim("57-1", on=DUE)
    frozen = freeze_figure(programme="57", on=today(), key=signing_key(), by=OFFICE, at=now())
    blocked = at_desk(OFFICE_DESK).get(f"/papers/{paper.code}/take-back")
    assert "1 việc đã ghi dựa trên lần nhập này" in text_of(blocked)
    assert f"№ {claim}" in text_of(blocked)
    sent_by(OFFICE_DESK, "/tasks/57-1/annul", entry=claim, reason="Nhầm")
    done = sent_by(OFFICE_DESK, f"/papers/{paper.code}/take-back", reason="Nhập nhầm tệp")
    assert "Lần nhập này đã bị thu hồi" in text_of(done)
    assert "Lý do: Nhập nhầm tệp" in text_of(done)
    assert "Nhập nhầm tệp" not in text_of(at_desk().get(f"/papers/{paper.code}"))
    assert at_desk(OFFICE_DESK).get("/tasks/57-1").status_code == 404
    last = snapshots.restatements_of(frozen).last()
    assert last is not None
    assert snapshots.value_of(last)["total"] == 0
    assert at_desk("g06-bo-truong").get(f"/papers/{paper.code}/take-back").status_code == 403


def test_the_standing_office_freezes_a_day_and_restates_what_moved(world: World):
    world.give("57-1", due=DUE)
    accepted = world.finish("57-1", on=DUE)
    page = sent_by(OFFICE_DESK, "/freezing", programme="57", day=FROZEN_DAY.isoformat())
    assert "Đã ghi vào sổ" in text_of(page)
    frozen = snapshots.frozen_figures("57").get()
    assert "các số đã chốt đếm lại vẫn khớp" in text_of(at_desk(OFFICE_DESK).get("/freezing"))
    annul_act(entry=accepted, reason="Sản phẩm chưa chạy", by=OFFICE, at=now(), on=today())
    assert "1 con số đã chốt nay đếm ra khác" in text_of(at_desk(OFFICE_DESK).get("/freezing"))
    assert "Điều chỉnh, nêu lý do" in text_of(at_desk(OFFICE_DESK).get(f"/frozen/{frozen.entry_id}"))
    address = f"/frozen/{frozen.entry_id}/restate"
    assert at_desk(OFFICE_DESK).post(address, {"reason": " "}).status_code == 409
    sent_by(OFFICE_DESK, address, reason="Xác nhận nhầm")
    assert snapshots.restatements_of(frozen).get().reason == "Xác nhận nhầm"
    assert at_desk(OFFICE_DESK).post(address, {"reason": "Lần nữa"}).status_code == 409
    again = at_desk(OFFICE_DESK).post("/freezing", {"programme": "57", "day": FROZEN_DAY.isoformat()})
    assert again.status_code == 409
    assert at_desk(OFFICE_DESK).post("/freezing", {"programme": "57", "day": ""}).status_code == 422


@pytest.mark.parametrize("post", ["g06-bo-truong", "bcd-kiem-tra", "h42-can-bo"])
def test_nobody_else_publishes(world: World, post: str):
    world.give("57-1", due=DUE)
    frozen = freeze_figure(programme="57", on=FROZEN_DAY, key=signing_key(), by=OFFICE, at=now())
    for address in ("/freezing", f"/frozen/{frozen.entry_id}/restate"):
        assert at_desk(post).get(address).status_code == 403
        assert at_desk(post).post(address, {"programme": "57", "day": "2025-07-16"}).status_code == 403
