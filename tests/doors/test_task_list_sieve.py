"""The task list shows what its address asks for, page by page, and refuses what it does not know."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.pages import headline, page, rows, said
from tests.world import PASSWORD, World

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Nature

if TYPE_CHECKING:
    from django.test import Client

DAY = "on=2025-10-15"


@pytest.fixture
def few(world: World) -> World:
    world.give("57-01", due=date(2025, 6, 30), title="Kết nối dữ liệu đất đai", leads=("G06",))
    world.give(
        "57-02", due=date(2025, 12, 31), title="Đào tạo kỹ năng số", leads=("H42",), cooperating=("G06",)
    )
    world.give("57-03", nature=Nature.CONTINUING, title="Tuyên truyền", leads=("G01",), field_code=None)
    return world


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("standing=overdue", ["57-01"]),
        ("standing=open_in_time", ["57-02"]),
        ("standing=due", ["57-01"]),
        ("standing=completed", []),
        ("agency=H42", ["57-02"]),
        ("takes_part=G06", ["57-02"]),
        ("field=I", ["57-01", "57-02"]),
        ("nature=continuing", ["57-03"]),
        ("standing=overdue&agency=H42", []),
        ("q=đất đai", ["57-01"]),
        ("q=DAT DAI", ["57-01"]),
        ("q=dao tao so", ["57-02"]),
        ("q=57-03", ["57-03"]),
        ("q=không có chữ này", []),
        ("q=%25", []),
        ("awaiting=1", []),
        ("standing=&agency=&q=", ["57-01", "57-02", "57-03"]),
    ],
)
def test_the_address_sifts_the_list(client: Client, asked: str, expected: list[str]):
    assert rows(client, f"/tasks?{DAY}&{asked}") == expected


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    "asked", ["standing=late", "agency=ZZ", "takes_part=ZZ", "field=IX", "meeting=none", "nature=odd"]
)
def test_a_filter_that_names_nothing_known_answers_404(client: Client, asked: str):
    page(client, f"/tasks?{DAY}&{asked}", status=404)


@pytest.mark.usefixtures("few")
def test_a_row_says_its_code_body_deadline_and_days_late(client: Client):
    text = said(page(client, f"/tasks?{DAY}&standing=overdue"))
    assert "Kết nối dữ liệu đất đai 57-01 · Bộ Khoa học và Công nghệ" in text
    assert "Hạn 30/6/2025" in text
    assert "quá hạn 107 ngày" in text


def test_a_claim_that_waits_is_said_on_the_row(client: Client, few: World):
    few.claim("57-01", on=date(2025, 7, 1))
    assert rows(client, f"/tasks?{DAY}&awaiting=1") == ["57-01"]
    html = page(client, f"/tasks?{DAY}&awaiting=1")
    assert 'data-stage="claimed"' in html
    assert 'data-standing="overdue"' in html


@pytest.mark.usefixtures("few")
def test_nothing_found_says_which_step_to_take(client: Client):
    text = said(page(client, f"/tasks?{DAY}&q=khong-co"))
    assert "Không có nhiệm vụ nào khớp" in text
    assert "Bỏ lọc" in text


def test_pages_follow_the_codes_and_miss_none(client: Client, world: World):
    given = [world.give(f"57-{n:04d}", due=date(2025, 6, 30)) for n in range(120)]
    first = page(client, f"/tasks?{DAY}")
    assert headline(first) == "120 nhiệm vụ trong danh mục, kể cả nhiệm vụ đã rút"
    assert "Sau 57-0049" in said(first)
    assert rows(client, f"/tasks?{DAY}") == given


@pytest.mark.usefixtures("few")
def test_a_page_after_a_code_that_is_not_in_the_list_begins_at_the_next_one(client: Client):
    assert rows(client, f"/tasks?{DAY}&after=57-015") == ["57-02", "57-03"]
    assert "Đã hết danh sách" in said(page(client, f"/tasks?{DAY}&after=58"))


@pytest.mark.usefixtures("few")
def test_an_overlong_search_is_answered(client: Client):
    assert rows(client, f"/tasks?{DAY}&q={'a' * 3000}") == []


@pytest.mark.usefixtures("few")
def test_words_in_the_address_come_back_as_text_only(client: Client):
    html = page(client, "/tasks?q=<script>alert(1)</script>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        (None, ["57-01"]),
        ("g01-can-bo", ["57-01", "57-02"]),
        ("g06-can-bo", ["57-01", "57-02", "57-03"]),
        ("bcd-kiem-tra", ["57-01", "57-02", "57-03"]),
    ],
)
def test_a_reader_finds_what_is_in_their_scope_and_no_trace_of_the_rest(
    client: Client, world: World, reader: str | None, expected: list[str]
):
    world.give("57-01", due=date(2025, 6, 30))
    world.give("57-02", due=date(2025, 6, 30), publication=Publication.INTERNAL)
    world.give("57-03", due=date(2025, 6, 30), publication=Publication.RESTRICTED, title="Việc hạn chế")
    if reader:
        client.login(username=reader, password=PASSWORD)
    assert rows(client, f"/tasks?{DAY}") == expected
    assert rows(client, f"/tasks?{DAY}&q=viec han che") == [code for code in expected if code == "57-03"]
    for address in (f"/?{DAY}", f"/tasks?{DAY}", f"/agencies/G06?{DAY}", f"/figures/tasks.standings?{DAY}"):
        html = page(client, address)
        for code in {"57-01", "57-02", "57-03"} - set(expected):
            assert code not in html
    assert headline(page(client, f"/agencies/G06?{DAY}")).endswith(
        f"chủ trì {len(expected)} nhiệm vụ, 0 hoàn thành, {len(expected)} quá hạn"
    )
