"""Pages: giving a mandate, acting under it, the masthead and the story that say so; what a task shows to whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.doors.desk import at_desk, text_of
from tests.world import START, SYSTEM, World

from camket.discipline.agencies.actions import leave_post
from camket.discipline.agencies.models import Appointment, Mandate
from camket.record import queries as record
from camket.web.asking import now, today


def give(holder: str = "g06-can-bo", **more: str) -> Client:
    """The minister's page, after giving a mandate to an officer."""
    client = at_desk("g06-bo-truong")
    typed = {
        "giver": "g06-bo-truong",
        "holder": holder,
        "paper": "12/QĐ-BKHCN",
        "from_date": today().isoformat(),
        **more,
    }
    assert client.post("/mandates", typed).status_code == 302
    return client


def acting() -> Client:
    """The officer's desk, acting for the minister."""
    client = at_desk("g06-can-bo")
    assert client.post("/post", {"post": "g06-bo-truong|UQ-0001"}).status_code == 302
    return client


def test_an_act_under_a_mandate_is_told_as_signed_for_another(world: World):
    code = world.give("57-1", due=date(2030, 6, 30))
    give()
    client = acting()
    assert "thay mặt Bộ trưởng" in text_of(client.get("/"))
    assert client.post(f"/tasks/{code}/progress", {"words": "Đã họp với tổ giúp việc"}).status_code == 302
    entry = record.entries().filter(act="discipline.progress.report").get()
    assert (entry.actor, record.public_part(entry)["mandate"]) == ("g06-bo-truong", "UQ-0001")
    for page in (f"/tasks/{code}", f"/record/{entry.position}"):
        assert "thừa ủy quyền Bộ trưởng" in text_of(Client().get(page))


@pytest.mark.usefixtures("world")
def test_a_session_under_a_mandate_falls_back_on_the_request_after_its_end():
    minister = give()
    client = acting()
    assert text_of(client.get("/")).count("thay mặt") == 3, (
        "the masthead, its tools, and the toast of having chosen"
    )
    assert minister.post("/mandates/UQ-0001/end", {"reason": "đã về"}).status_code == 302
    assert "thay mặt" not in text_of(client.get("/"))
    assert client.post("/post", {"post": "g06-bo-truong|UQ-0001"}).status_code == 404


@pytest.mark.usefixtures("world")
def test_a_session_acts_from_a_post_no_more_once_it_is_left():
    client = at_desk("g06-can-bo")
    held = Appointment.objects.get(post__code="g06-can-bo")
    leave_post(appointment=held, by=SYSTEM, at=now(), on=today())
    assert client.get("/mandates").url.startswith("/login")
    assert "không giữ vị trí nào" in text_of(client.get("/"))


@pytest.mark.usefixtures("world")
def test_a_mandate_that_may_not_be_is_told_beside_its_field():
    client = at_desk("g06-can-bo")
    typed = {"giver": "bcd-truong-ban", "holder": "g06-can-bo", "paper": "x1", "from_date": START.isoformat()}
    answer = client.post("/mandates", typed)
    assert answer.status_code == 409
    assert "không được ủy quyền thay cho bcd-truong-ban" in text_of(answer)
    assert client.post("/mandates", {}).status_code == 422
    assert not Mandate.objects.exists()


def test_the_page_of_a_tasks_publication_shows_was_and_is_and_moves_what_the_public_reads(world: World):
    code = world.give("57-1", due=date(2030, 6, 30))
    office = at_desk("bcd-thuong-truc")
    page = f"/tasks/{code}/publication"
    decided = {"part": "title", "publication": "internal", "reason": "theo đề nghị"}
    assert office.post(page, decided).status_code == 302
    public = text_of(Client().get(f"/tasks/{code}"))
    assert "tên không công khai" in public
    assert "Xây dựng nền tảng" not in public
    assert "Xây dựng nền tảng" not in Client().get("/tasks").content.decode()
    assert "Xây dựng nền tảng" not in Client().get(f"/api/v1/tasks/{code}").content.decode()
    assert "Xây dựng nền tảng" in text_of(at_desk("g01-can-bo").get(f"/tasks/{code}"))
    assert office.post(page, {"part": "", "publication": "restricted", "reason": "mật"}).status_code == 302
    assert "Lúc giao: công khai. Nay: hạn chế." in text_of(office.get(page))
    assert Client().get(f"/tasks/{code}").status_code == 404
    assert Client().get(page).status_code == 404
    assert at_desk("g06-can-bo").post(page, decided).status_code == 409


@pytest.mark.usefixtures("world")
def test_a_programmes_defaults_are_read_by_all_and_set_by_its_steering_side():
    address = "/publication?programme=57"
    assert "lời báo cáo tiến độ" in text_of(Client().get(address))
    typed = {"part": "progress", "publication": "public", "reason": "công khai tiến độ"}
    assert at_desk("g06-can-bo").post(address, typed).status_code == 409
    assert at_desk("bcd-thuong-truc").post(address, typed).status_code == 302
    assert Client().post(address, typed).status_code == 404
    assert "theo chương trình" in text_of(Client().get(address))
