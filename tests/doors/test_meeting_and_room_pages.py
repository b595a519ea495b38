"""Meetings open into their conclusions and tasks; rooms without subjects say that they are empty."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.pages import headline, numbers, page, rows, said
from tests.world import OFFICE, PASSWORD, World, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, register_directive
from camket.discipline.meetings.actions import conclude, hold_meeting
from camket.discipline.tasks.actions import TaskDraft, assign_tasks

if TYPE_CHECKING:
    from django.test import Client

HELD = date(2025, 7, 4)


@pytest.fixture
def concluded(world: World) -> World:
    """A meeting whose notice has three conclusions: a public task, an internal one, and one without a task."""
    hold_meeting(
        code="PH-01",
        programme="57",
        body="BCD",
        title_vi="Phiên họp thứ nhất",
        title_en="First meeting",
        by=OFFICE,
        at=noon(HELD),
        on=HELD,
    )
    words = ("Công bố dữ liệu mở", "Rà soát nội bộ", "Ghi nhận ý kiến")
    register_directive(
        code="TB-01",
        number_text="01-TB/BCĐ",
        kind="notice",
        title="Thông báo kết luận",
        issuer="BCD",
        signed_on=HELD,
        programme="57",
        clauses=[
            ClauseDraft(order=n, number_text=str(n), group_text="", words=text, place=f"khoản {n}")
            for n, text in enumerate(words, start=1)
        ],
        by=OFFICE,
        at=noon(HELD),
        on=HELD,
    )
    conclude(meeting="PH-01", directive="TB-01", by=OFFICE, at=noon(HELD), on=HELD)
    assign_tasks(
        directive="TB-01",
        drafts=[
            TaskDraft(
                code=f"57-0{n}",
                clause_order=n,
                title=words[n - 1],
                reading=Reading(nature=Nature.DATED, due_date=date(2025, 9, 30)),
                deadline_text="30/9/2025",
                leads=("G06",),
                publication=publication,
            )
            for n, publication in ((1, Publication.PUBLIC), (2, Publication.INTERNAL))
        ],
        by=OFFICE,
        at=noon(HELD),
        on=HELD,
    )
    return world


@pytest.mark.usefixtures("concluded")
def test_the_meeting_shows_what_became_of_its_conclusions(client: Client):
    client.login(username="bcd-theo-doi", password=PASSWORD)
    html = page(client, "/meetings/PH-01?on=2025-10-15")
    assert headline(html) == "Phiên họp thứ nhất: 2 nhiệm vụ, 0 hoàn thành, 2 quá hạn"
    text = said(html)
    assert "3 kết luận" in text
    assert "Ghi nhận ý kiến" in text
    assert "Chưa thành nhiệm vụ." in text


@pytest.mark.usefixtures("concluded")
def test_everyone_reads_only_conclusions_whose_tasks_are_public(client: Client):
    html = page(client, "/meetings/PH-01?on=2025-10-15")
    text = said(html)
    assert "1 kết luận" in text
    assert "Công bố dữ liệu mở" in text
    assert "Rà soát nội bộ" not in html
    assert "Ghi nhận ý kiến" not in html


@pytest.mark.usefixtures("concluded")
def test_the_numbers_of_meetings_open_their_rows(client: Client):
    for address in ("/?on=2025-10-15", "/meetings?on=2025-10-15", "/meetings/PH-01?on=2025-10-15"):
        found = [(link, n) for link, n in numbers(page(client, address)) if "meeting=PH-01" in link]
        assert found, address
        for link, n in found:
            assert len(rows(client, link)) == n


@pytest.mark.usefixtures("concluded")
def test_a_meeting_not_held_yet_or_unknown_answers_404(client: Client):
    page(client, "/meetings/PH-01?on=2025-07-03", status=404)
    page(client, "/meetings/PH-09", status=404)
    assert "chưa có phiên họp nào" in said(page(client, "/meetings?on=2025-07-03"))


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", ["resources", "results", "oversight"])
def test_a_room_without_subjects_says_that_it_holds_nothing_yet(client: Client, name: str):
    text = said(page(client, f"/rooms/{name}"))
    assert "Chưa có số liệu nào ở đây" in text
    assert "Không có số liệu không có nghĩa là bằng không." in text


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("name", "leads_to"), [("discipline", "/tasks"), ("review", "/"), ("record", "/record")]
)
def test_the_other_rooms_lead_to_their_pages_and_keep_the_day(client: Client, name: str, leads_to: str):
    answer = client.get(f"/rooms/{name}?on=2025-10-15")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{leads_to}?programme=57&on=2025-10-15"


@pytest.mark.usefixtures("world")
def test_a_room_that_is_not_in_the_sentence_answers_404(client: Client):
    page(client, "/rooms/kitchen", status=404)
