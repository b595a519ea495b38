"""Days and instants that no calendar has, in the address of every list: an answer in words, never a broken page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.dated_desk import adopt
from tests.doors.desk import at_desk

if TYPE_CHECKING:
    from tests.world import World


PAGES = (
    "/",
    "/tasks",
    "/tasks/57-0001",
    "/agencies",
    "/record",
    "/papers",
    "/catalogues/calendar",
    "/find?q=so",
)
API = ("/api/v1/review", "/api/v1/tasks")
INSTANTS = (
    "0001-01-01",
    "0001-01-01T00:00:00+07:00",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-12:00",
    "2025-02-31",
)
DAYS = ("0001-01-01", "9999-12-31", "1944-12-31", "2145-01-01", "2026-02-31", "31/02/2026", "\x00")


@pytest.mark.parametrize("role", ["", "bcd-thuong-truc"])
def test_no_instant_breaks_a_page(world: World, role: str) -> None:
    world.give("57-0001", due=date(2030, 6, 30))
    client = at_desk(role)
    for page in PAGES:
        for known in INSTANTS:
            answer = client.get(page, {"known": known} if "?" not in page else {"q": "so", "known": known})
            assert answer.status_code in {200, 302, 400, 404}, (page, known)


def test_no_day_breaks_a_page_or_a_call(world: World) -> None:
    adopt()
    world.papers = 0
    client = at_desk("bcd-thuong-truc")
    for page in (*PAGES, *API):
        for on in DAYS:
            answer = client.get(
                page.partition("?")[0], {"q": "so", "on": on} if "find" in page else {"on": on}
            )
            assert answer.status_code in {200, 302, 400, 404, 422}, (page, on)


def test_no_instant_breaks_a_call(world: World) -> None:
    world.give("57-0001", due=date(2030, 6, 30))
    client = at_desk("bcd-thuong-truc")
    for call in API:
        for known in INSTANTS:
            assert client.get(call, {"known_at": known}).status_code < 500, (call, known)


def test_the_letter_that_no_text_has_is_refused_wherever_it_stands(world: World) -> None:
    code = world.give("57-0001", due=date(2030, 6, 30))
    desk = at_desk("bcd-thuong-truc")
    assert desk.get("/tasks/57%00").status_code == 404
    asked = desk.get("/search", {"q": "so\0"})
    typed = at_desk("g06-can-bo").post(f"/tasks/{code}/progress", {"words": "đang làm\0"})
    for answer in (asked, typed, desk.get("/tasks", {"q": ["so", "x\0"]})):
        assert answer.status_code == 400
        assert "ký tự rỗng (NUL)" in answer.content.decode()
