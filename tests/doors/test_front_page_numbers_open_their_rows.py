"""Every number of the review opens exactly as many rows as it says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.pages import headline, numbers, page, rows, said
from tests.world import OFFICE, OFFICER, World, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Nature
from camket.discipline.mendings.actions import withdraw_task

if TYPE_CHECKING:
    from django.test import Client

DAY = "on=2025-10-15"


@pytest.fixture
def varied(world: World) -> World:
    """Two done in time, one done late, two open, three overdue (one of them claimed), four undated, one withdrawn."""
    for code, due in (
        ("57-01", date(2025, 6, 30)),
        ("57-02", date(2025, 6, 30)),
        ("57-03", date(2025, 3, 1)),
    ):
        world.give(code, due=due)
    for code in ("57-04", "57-05"):
        world.give(code, due=date(2025, 12, 31), leads=("H42",), cooperating=("G06", "G01"))
    for code in ("57-06", "57-07", "57-08"):
        world.give(code, due=date(2025, 10, 14), leads=("G01",), field_code=None)
    for code, nature in (
        ("57-09", Nature.WAITING),
        ("57-10", Nature.CONTINUING),
        ("57-11", Nature.RECURRING),
        ("57-12", Nature.UNREAD),
    ):
        world.give(code, nature=nature)
    world.give("57-13", due=date(2025, 8, 1))
    world.give("57-14", due=date(2025, 9, 1))
    for code in ("57-01", "57-02", "57-03"):
        world.finish(code, on=date(2025, 6, 30), accepted_on=date(2025, 6, 30))
    withdraw_task(
        task="57-13",
        statement="Gộp vào nhiệm vụ khác",
        by=OFFICE,
        at=noon(date(2025, 7, 1)),
        on=date(2025, 7, 1),
    )
    world.claim("57-14", on=date(2025, 9, 1), by=OFFICER)
    return world


@pytest.mark.usefixtures("varied")
def test_the_sentence_says_the_official_classes_and_the_undated(client: Client):
    html = page(client, f"/?{DAY}")
    assert headline(html) == (
        "13 nhiệm vụ đã giao: 3 hoàn thành, 2 đang trong hạn, 4 quá hạn, 4 chưa có thời hạn."
    )
    assert "3 + 2 + 4 + 4 = 13. Các phần cộng đủ tổng." in said(html)


@pytest.mark.usefixtures("varied")
def test_every_number_opens_as_many_rows_as_it_says(client: Client):
    found = numbers(page(client, f"/?{DAY}"))
    assert len(found) > 30
    for address, n in found:
        assert len(rows(client, address)) == n, address


@pytest.mark.usefixtures("varied")
def test_what_is_counted_apart_is_said_apart(client: Client):
    text = said(page(client, f"/?{DAY}"))
    for phrase in (
        "1 đã báo cáo hoàn thành, chờ xác nhận",
        "1 chờ sự kiện mới tính hạn",
        "1 làm thường xuyên",
        "1 lặp lại theo kỳ",
        "1 chưa đọc được thời hạn",
        "1 đã rút, ngoài tổng số",
    ):
        assert phrase in text


@pytest.mark.usefixtures("varied")
def test_both_denominators_are_printed_with_their_formula_whichever_is_chosen(client: Client):
    for chosen in ("assigned", "due", "nonsense"):
        text = said(page(client, f"/?{DAY}&of={chosen}"))
        assert "23% trên tổng số đã giao 3 ⁄ 13" in text
        assert "43% trên số hoàn thành và quá hạn 3 ⁄ (3 + 4)" in text


@pytest.mark.usefixtures("varied")
def test_the_chosen_denominator_is_marked(client: Client):
    by_default, chosen = page(client, f"/?{DAY}"), page(client, f"/?{DAY}&of=due")
    assert 'of=assigned" aria-current="true"' in by_default
    assert 'of=due" aria-current="true"' in chosen
    assert 'of=assigned" aria-current="true"' not in chosen


@pytest.mark.usefixtures("varied")
def test_the_table_names_the_body_with_most_overdue_tasks(client: Client):
    assert "Quá hạn nhiều nhất: Bộ Công an, 3 nhiệm vụ" in said(page(client, f"/?{DAY}"))


def test_bodies_with_equally_many_overdue_tasks_are_not_set_apart(client: Client, world: World):
    world.give("57-01", due=date(2025, 5, 1), leads=("G06",))
    world.give("57-02", due=date(2025, 5, 1), leads=("G01",))
    assert "Quá hạn nhiều nhất: 2 cơ quan, mỗi cơ quan 1 nhiệm vụ" in said(page(client, f"/?{DAY}"))


def test_a_reader_without_a_post_counts_public_tasks_only_and_opens_only_those(client: Client, world: World):
    world.give("57-01", due=date(2025, 5, 1))
    world.give("57-02", due=date(2025, 5, 1), publication=Publication.INTERNAL)
    world.give("57-03", due=date(2025, 5, 1), publication=Publication.RESTRICTED)
    html = page(client, f"/?{DAY}")
    assert headline(html).startswith("1 nhiệm vụ đã giao")
    assert rows(client, f"/tasks?{DAY}") == ["57-01"]
    client.login(username="bcd-theo-doi", password="mot mat khau du dai")
    assert headline(page(client, f"/?{DAY}")).startswith("3 nhiệm vụ đã giao")
