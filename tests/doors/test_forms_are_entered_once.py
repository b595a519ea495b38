"""A form that is sent twice is entered once: the second sending is led to the first one's place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.world import PASSWORD

from camket.record import queries as record

if TYPE_CHECKING:
    from django.test import Client
    from tests.world import World

ADDRESS = "/tasks/57-0001/progress"


def form(client: Client) -> dict[str, str]:
    """The hidden fields of a form as a browser gets it."""
    return dict(re.findall(r'name="(once)" value="([^"]+)"', client.get(ADDRESS).content.decode()))


def test_the_same_form_sent_twice_is_one_entry(client: Client, world: World):
    world.give("57-0001")
    client.login(username="g06-can-bo", password=PASSWORD)
    typed = {**form(client), "words": "Đã xong phần thiết kế"}
    first = client.post(ADDRESS, typed)
    entered = record.latest_position()
    second = client.post(ADDRESS, typed, follow=True)
    assert record.latest_position() == entered
    assert second.redirect_chain == [(first.headers["Location"], 302)]
    assert "không ghi lần thứ hai" in second.content.decode()


def test_a_new_form_with_the_same_words_is_a_second_entry(client: Client, world: World):
    world.give("57-0001")
    client.login(username="g06-can-bo", password=PASSWORD)
    before = record.latest_position()
    for _ in range(2):
        client.post(ADDRESS, {**form(client), "words": "Đã xong phần thiết kế"})
    assert record.latest_position() == before + 2


def test_a_refused_form_may_be_mended_and_sent_again_under_its_key(client: Client, world: World):
    world.give("57-0001")
    client.login(username="g06-can-bo", password=PASSWORD)
    hidden = form(client)
    refused = client.post(ADDRESS, {**hidden, "words": ""})
    assert refused.status_code == 422
    assert f'name="once" value="{hidden["once"]}"' in refused.content.decode()
    before = record.latest_position()
    assert client.post(ADDRESS, {**hidden, "words": "Đã xong"}).status_code == 302
    assert record.latest_position() == before + 1


def test_a_key_holds_for_one_log_in_and_one_address(client: Client, world: World):
    for code in ("57-0001", "57-0002"):
        world.give(code)
    before = record.latest_position()
    for username, address in (
        ("g06-can-bo", ADDRESS),
        ("g06-can-bo", "/tasks/57-0002/progress"),
        ("g06-bo-truong", ADDRESS),
    ):
        client.login(username=username, password=PASSWORD)
        client.post(address, {"once": "ab" * 16, "words": "Đã xong"})
    assert record.latest_position() == before + 3


def test_every_form_of_the_pages_carries_a_key(client: Client, world: World):
    world.give("57-0001")
    client.login(username="bcd-thuong-truc", password=PASSWORD)
    for address in ("/intake", "/post", "/tasks/57-0001/withdraw"):
        page = client.get(address).content.decode()
        assert page.count('name="csrfmiddlewaretoken"') == page.count('name="once"') > 0, address


def test_a_proxy_is_told_that_the_program_lives_and_can_serve(client: Client, world: World):  # noqa: ARG001 - a store with its tables
    for address in ("/live", "/ready"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain")
        assert client.post(address).status_code == 405
