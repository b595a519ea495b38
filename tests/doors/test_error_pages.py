"""Errors answer in the look of the register, and without telling what a reader may not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string
from django.test import Client
from tests.doors.pages import page, said

from camket.discipline.agencies.roles import Publication

if TYPE_CHECKING:
    from tests.world import World


def test_what_is_not_there_and_what_is_not_visible_answer_alike(client: Client, world: World):
    world.give("57-01", publication=Publication.INTERNAL)
    hidden, absent = page(client, "/tasks/57-01", status=404), page(client, "/tasks/57-99", status=404)
    assert said(hidden) == said(absent)
    assert "Sổ trả lời như nhau cho cả hai trường hợp" in said(absent)


def test_the_page_for_a_failing_server_needs_no_database():
    html = render_to_string("500.html")
    assert "Máy chủ gặp lỗi" in html
    assert "The server failed" in html
    assert "camket/camket.css" in html


@pytest.mark.usefixtures("world")
def test_an_act_without_its_token_is_refused_in_words():
    answer = Client(enforce_csrf_checks=True).post("/tasks/57-01/claim", {})
    assert answer.status_code == 403
    assert "Chưa ghi gì vào sổ" in said(answer.content.decode())


def test_pages_carry_no_inline_style_or_script(client: Client, world: World):
    world.give("57-01")
    for address in ("/", "/tasks", "/agencies", "/agencies/G06", "/meetings", "/how", "/rooms/results"):
        html = page(client, address)
        assert " style=" not in html
        assert "<style" not in html
        assert "<script" not in html
