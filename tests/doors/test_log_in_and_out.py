"""In and out: names and passwords, guessing, posts, languages, and where a log-in may lead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client
from tests.doors.desk import at_desk, text_of
from tests.world import PASSWORD, SYSTEM, World, noon

from camket.discipline.agencies.actions import appoint, establish_post, leave_post
from camket.discipline.agencies.models import Account, Appointment
from camket.discipline.agencies.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

ON = date(2025, 2, 1)


@pytest.fixture(autouse=True)
def fresh_count() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def try_to(client: Client, username: str, password: str, **more: str):
    return client.post("/login", {"username": username, "password": password, **more})


@pytest.mark.usefixtures("world")
def test_the_right_password_opens_and_leads_where_the_reader_came_from():
    client = Client()
    answer = try_to(client, "g06-can-bo", PASSWORD, next="/record")
    assert (answer.status_code, answer.url) == (302, "/record")
    assert "Chuyên viên" in text_of(client.get("/record"))


@pytest.mark.usefixtures("world")
def test_a_wrong_name_and_a_wrong_password_are_answered_alike():
    known = try_to(Client(), "g06-can-bo", "sai")
    unknown = try_to(Client(), "khong-ai-ca", "sai")
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert known.context["fault"] == unknown.context["fault"]
    assert "khong-ai-ca" in unknown.content.decode(), "what was typed is kept"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "javascript:alert(1)",
        "http:///example.org",
        "\t//x.org",
    ],
)
@pytest.mark.usefixtures("world")
def test_a_log_in_never_leads_to_another_site(elsewhere: str):
    assert try_to(Client(), "g06-can-bo", PASSWORD, next=elsewhere).url == "/"
    assert Client().get("/language/en", {"next": elsewhere}).url == "/"


@pytest.mark.usefixtures("world")
def test_after_ten_failures_even_the_right_password_waits():
    client = Client()
    for _ in range(10):
        assert try_to(client, "g06-can-bo", "sai").status_code == 422
    refused = try_to(client, "g06-can-bo", PASSWORD)
    assert refused.status_code == 429
    assert "Chờ 15 phút" in text_of(refused)
    assert try_to(client, "g06-bo-truong", PASSWORD).status_code == 302, "another name is not shut out"


@pytest.mark.usefixtures("world")
def test_the_right_password_clears_the_count():
    client = Client()
    for _ in range(9):
        try_to(client, "g06-can-bo", "sai")
    try_to(client, "g06-can-bo", PASSWORD)
    client.post("/logout")
    assert try_to(client, "g06-can-bo", "sai").status_code == 422
    assert try_to(client, "g06-can-bo", PASSWORD).status_code == 302


@pytest.mark.usefixtures("world")
def test_an_account_that_was_closed_does_not_open():
    Account.objects.filter(username="g06-can-bo").update(is_active=False)
    assert try_to(Client(), "g06-can-bo", PASSWORD).status_code == 422


@pytest.mark.usefixtures("world")
def test_logging_out_takes_a_form_not_a_link():
    client = at_desk("g06-can-bo")
    assert client.get("/logout").status_code == 405
    assert "Đăng xuất" in text_of(client.get("/record"))
    assert client.post("/logout").url == "/"
    assert "Đăng xuất" not in text_of(client.get("/record"))


def test_a_person_with_two_posts_chooses_the_one_to_act_from(world: World):
    establish_post(
        code="h42-kiem-nhiem",
        agency="H42",
        title_vi="Phó Chủ tịch kiêm nhiệm",
        title_en="Deputy",
        role=Role.OFFICER,
        by=SYSTEM,
        at=noon(ON),
        on=ON,
    )
    appoint(
        post="h42-kiem-nhiem",
        person="nguoi-g06-can-bo",
        full_name="Vũ Thị Phương",
        by=SYSTEM,
        at=noon(ON),
        on=ON,
    )
    client = at_desk("g06-can-bo")
    assert "Phó Chủ tịch kiêm nhiệm" in text_of(client.get("/post"))
    client.post("/post", {"post": "h42-kiem-nhiem"})
    code = world.give("57-1", due=date(2025, 6, 30), leads=("H42",), on=ON)
    assert client.get(f"/tasks/{code}/claim").status_code == 200
    assert client.post("/post", {"post": "bcd-truong-ban"}).status_code == 404, (
        "nobody takes a post they do not hold"
    )


def test_who_has_left_every_post_reads_as_everyone_does(world: World):
    left = Appointment.objects.get(post__code="bcd-theo-doi")
    leave_post(appointment=left, by=SYSTEM, at=noon(ON), on=ON)
    code = world.give("57-1", due=date(2025, 6, 30), on=ON)
    client = at_desk("bcd-theo-doi")
    assert client.get(f"/tasks/{code}").status_code == 200
    assert client.post(f"/tasks/{code}/withdraw", {"statement": "x"}).url.startswith("/login")
    assert "không giữ vị trí nào" in text_of(client.get("/post"))


@pytest.mark.usefixtures("world")
def test_the_language_is_kept_in_a_cookie():
    client = Client()
    assert client.get("/language/en?next=/record").url == "/record"
    assert client.cookies["camket_language"].value == "en"
    assert 'lang="en"' in client.get("/record").content.decode()
    assert client.get("/language/xx").status_code == 404


@pytest.mark.usefixtures("world")
def test_the_test_record_is_synthetic_but_not_the_nation_so_no_log_ins_are_listed():
    page = Client().get("/login")
    assert page.context["hint"] is None
