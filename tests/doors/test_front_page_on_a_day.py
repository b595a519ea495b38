"""The review answers for the day and the knowledge that its address names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.pages import headline, page, said
from tests.replay import signing_key
from tests.world import FOLLOWER, OFFICE, World, noon

from camket.discipline.claims.actions import accept_completion
from camket.record.queries import latest_position
from camket.review.snapshots.actions import freeze_figure, restate_figure
from camket.review.snapshots.queries import frozen_figure

if TYPE_CHECKING:
    from django.test import Client

OCTOBER = date(2025, 10, 15)


@pytest.fixture
def one_done_later(world: World) -> World:
    """Two tasks due on 30 June; one is claimed that day and accepted only on 20 October."""
    world.give("57-01", due=date(2025, 6, 30))
    world.give("57-02", due=date(2025, 6, 30))
    return world


def freeze() -> int:
    """Freezes the figure of 15 October and returns the position of its entry."""
    return freeze_figure(programme="57", on=OCTOBER, key=signing_key(), by=OFFICE, at=noon(OCTOBER)).entry_id


def accept(claim: int) -> None:
    """The following officer accepts a claim on 20 October."""
    accept_completion(claim=claim, by=FOLLOWER, at=noon(date(2025, 10, 20)), on=date(2025, 10, 20))


@pytest.mark.usefixtures("one_done_later")
def test_the_day_in_the_address_changes_the_figure(client: Client):
    assert "2 đang trong hạn, 0 quá hạn" in headline(page(client, "/?on=2025-06-30"))
    assert "0 đang trong hạn, 2 quá hạn" in headline(page(client, "/?on=2025-07-01"))


@pytest.mark.usefixtures("one_done_later")
def test_before_the_first_task_the_page_says_that_there_is_none(client: Client):
    text = said(page(client, "/?on=2024-12-31"))
    assert "Đến ngày 31/12/2024 chưa có nhiệm vụ nào" in text
    assert "0%" not in text
    assert "– trên tổng số đã giao" not in text


def test_what_was_not_known_yet_is_not_counted(client: Client, one_done_later: World):
    one_done_later.finish("57-01", on=date(2025, 6, 30), accepted_on=date(2025, 10, 20))
    then = page(client, "/?on=2025-10-15&known=2025-10-15T23:59")
    assert headline(then).startswith("2 nhiệm vụ đã giao: 0 hoàn thành")
    now = page(client, "/?on=2025-10-15")
    assert headline(now).startswith("2 nhiệm vụ đã giao: 1 hoàn thành")


@pytest.mark.usefixtures("one_done_later")
def test_links_keep_the_day_and_the_knowledge(client: Client):
    html = page(client, "/?on=2025-10-15&known=2025-10-15T23:59")
    assert "standing=overdue" in html
    for link in html.split('href="')[1:]:
        address = link.split('"', 1)[0]
        if address.startswith("/tasks?"):
            assert "on=2025-10-15" in address
            assert "known=2025-10-15T23%3A59%3A00%2B07%3A00" in address


@pytest.mark.usefixtures("one_done_later")
def test_a_figure_counted_now_has_a_hollow_seal(client: Client):
    html = page(client, "/?on=2025-10-15")
    assert 'data-seal="live"' in html
    assert 'data-seal="frozen"' not in html
    assert "Chưa chốt" in said(html)


@pytest.mark.usefixtures("one_done_later")
def test_a_frozen_figure_has_a_full_seal_and_opens_its_entry(client: Client):
    position = freeze()
    html = page(client, "/?on=2025-10-15")
    assert 'data-seal="frozen"' in html
    assert f'href="/frozen/{position}?' in html
    assert 'data-seal="frozen"' not in page(client, "/?on=2025-10-16")


def test_a_frozen_figure_that_moved_waits_for_a_reason(client: Client, one_done_later: World):
    claim = one_done_later.claim("57-01", on=date(2025, 6, 30))
    position = freeze()
    accept(claim)
    html = page(client, "/?on=2025-10-15")
    assert 'data-seal="restated"' in html
    assert "Chưa có điều chỉnh kèm lý do." in said(html)
    assert "Đếm lại hôm nay ra số khác" in said(page(client, f"/frozen/{position}"))


def test_a_restatement_stands_beside_the_frozen_figure_with_its_reason(client: Client, one_done_later: World):
    claim = one_done_later.claim("57-01", on=date(2025, 6, 30))
    position = freeze()
    accept(claim)
    frozen = frozen_figure(position)
    assert frozen is not None
    restate_figure(
        frozen=frozen, reason="Xác nhận chậm", by=OFFICE, at=noon(date(2025, 10, 21)), on=date(2025, 10, 21)
    )
    for address in ("/?on=2025-10-15", f"/frozen/{position}"):
        text = said(page(client, address))
        assert "2 nhiệm vụ, 0 hoàn thành" in text
        assert "Điều chỉnh: 2 nhiệm vụ, 1 hoàn thành, 1 quá hạn" in text
        assert "Lý do: Xác nhận chậm" in text
    assert 'data-seal="restated"' in page(client, "/?on=2025-10-15")
    assert "Đếm lại hôm nay vẫn ra số đang công bố" in said(page(client, f"/frozen/{position}"))


@pytest.mark.usefixtures("one_done_later")
def test_a_figure_frozen_later_is_not_there_for_a_reader_who_looks_from_before(client: Client):
    position = freeze()
    page(client, f"/frozen/{position}")
    page(client, f"/frozen/{position}?known=2025-09-01T00:00", status=404)
    page(client, f"/frozen/{latest_position() + 1}", status=404)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("mark", ["on=15/10/2025", "on=2025-02-30", "known=soon"])
def test_a_mark_that_cannot_be_read_is_refused_with_what_would_pass(client: Client, mark: str):
    html = page(client, f"/?{mark}", status=400)
    assert "2025-10-15" in said(html)


@pytest.mark.usefixtures("world")
def test_a_programme_that_is_not_there_answers_like_a_page_that_is_not(client: Client):
    page(client, "/?programme=khong-co", status=404)


@pytest.mark.django_db
def test_an_empty_record_says_what_to_do_next(client: Client):
    assert "Chưa có chương trình nào" in said(page(client, "/"))
    assert "Chưa có chương trình nào" in said(page(client, "/tasks"))
    assert "Chưa có cơ quan nào trong sổ" in said(page(client, "/agencies"))
    page(client, "/meetings")
    page(client, "/how")
    page(client, "/figures/tasks.standings")
