"""Two tabs, a mandate that ended while a form was open, a session lost in the middle: no act bears another's name."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.test import Client
from tests.doors.desk import at_desk, text_of

from camket.record import queries as record
from camket.web.asking import today

if TYPE_CHECKING:
    from tests.world import World

HIDDEN = re.compile(r'type="hidden" name="(once|from_seat)" value="([^"]+)"')


def lend() -> Client:
    """The minister's desk, after lending the post to the officer."""
    client = at_desk("g06-bo-truong")
    typed = {
        "giver": "g06-bo-truong",
        "holder": "g06-can-bo",
        "paper": "12/QĐ-BKHCN",
        "from_date": today().isoformat(),
    }
    assert client.post("/mandates", typed).status_code == 302
    return client


def opened(client: Client, code: str) -> dict[str, str]:
    """The form of a report as it stands open in a browser."""
    page = client.get(f"/tasks/{code}/progress").content.decode().partition("<main")[2]
    return {**dict(HIDDEN.findall(page)), "words": "Đã họp với tổ giúp việc"}


def test_a_form_opened_under_a_mandate_is_not_entered_from_ones_own_post_after_its_end(world: World):
    code = world.give("57-0001", due=date(2030, 6, 30))
    minister, client = lend(), at_desk("g06-can-bo")
    client.post("/post", {"post": "g06-bo-truong|UQ-0001"})
    typed = opened(client, code)
    minister.post("/mandates/UQ-0001/end", {"reason": "đã về"})
    before = record.latest_position()
    answer = client.post(f"/tasks/{code}/progress", typed)
    assert (answer.status_code, record.latest_position()) == (409, before)
    assert "mở từ vị trí g06-bo-truong" in text_of(answer)
    assert client.post(f"/tasks/{code}/progress", opened(client, code)).status_code == 302


def test_a_form_of_the_first_tab_is_not_entered_from_the_post_chosen_in_the_second(world: World):
    code = world.give("57-0001", due=date(2030, 6, 30))
    lend()
    client = at_desk("g06-can-bo")
    typed = opened(client, code)
    client.post("/post", {"post": "g06-bo-truong|UQ-0001"})
    before = record.latest_position()
    assert client.post(f"/tasks/{code}/progress", typed).status_code == 409
    assert record.latest_position() == before
    client.post("/post", {"post": "g06-can-bo"})
    assert client.post(f"/tasks/{code}/progress", typed).status_code == 302


def test_the_form_that_chooses_a_post_is_open_from_every_tab(world: World):
    lend()
    client = at_desk("g06-can-bo")
    stale = dict(HIDDEN.findall(client.get("/post").content.decode()))
    client.post("/post", {"post": "g06-bo-truong|UQ-0001"})
    assert client.post("/post", {**stale, "post": "g06-can-bo"}).status_code == 302
    assert world.papers == 0


def test_a_form_sent_after_the_session_was_lost_enters_nothing_and_leads_to_the_log_in(world: World):
    code = world.give("57-0001", due=date(2030, 6, 30))
    typed = opened(at_desk("g06-can-bo"), code)
    before = record.latest_position()
    answer = Client().post(f"/tasks/{code}/progress", typed)
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/login")
    assert record.latest_position() == before


def test_going_back_and_sending_again_after_a_merger_says_so_and_enters_nothing(world: World):
    for code in ("57-0001", "57-0002"):
        world.give(code, due=date(2030, 6, 30))
    client = at_desk("g06-can-bo")
    typed = opened(client, "57-0002")
    world.merge("57-0002", into="57-0001", on=date(2025, 4, 4))
    before = record.latest_position()
    assert client.post("/tasks/57-0002/progress", typed).status_code == 409
    assert record.latest_position() == before
