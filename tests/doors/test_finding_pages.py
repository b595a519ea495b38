"""Finding on the pages and in the API: results in sight, lists kept, files and prints that say no more than the list."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.doors.pages import page, rows
from tests.world import PASSWORD, World

from camket.discipline.agencies.roles import Publication

if TYPE_CHECKING:
    from django.http import HttpResponseBase
    from django.test import Client

DAY = "on=2025-10-15"


@pytest.fixture
def few(world: World) -> World:
    world.give("57-01", due=date(2025, 6, 30), title="Kết nối dữ liệu đất đai với Sở KH&CN")
    world.give("57-02", due=date(2025, 12, 31), title="Đào tạo kỹ năng số", leads=("H42",))
    world.give("57-03", title='=HYPERLINK("http://x")', publication=Publication.INTERNAL)
    world.give("57-04", title="Đường truyền riêng", publication=Publication.RESTRICTED, leads=("G01",))
    return world


def sent(answer: HttpResponseBase) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer)  # type: ignore[call-overload] # a test client's answer is read in pieces or whole


def in_csv(client: Client, more: str = "") -> list[list[str]]:
    text = sent(client.get(f"/tasks.csv?{DAY}{more}")).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[2:]


@pytest.mark.usefixtures("few")
def test_a_search_marks_what_it_found_and_leads_to_it(client: Client):
    found = page(client, f"/search?{DAY}&q=so khcn")
    assert "<mark>Sở KH&amp;CN</mark>" in found
    assert 'href="/tasks/57-01' in found


@pytest.mark.usefixtures("few")
def test_what_nobody_may_see_is_not_found_in_other_words_either(client: Client):
    nothing = page(client, f"/search?{DAY}&q=duong truyen rieng").split("<main")[1]
    unknown = page(client, f"/search?{DAY}&q=khong he co chu").split("<main")[1]
    assert nothing.replace("duong truyen rieng", "khong he co chu") == unknown


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("words", ["", "%25", "'", "<script>alert(1)</script>", "x" * 5000])
def test_odd_words_are_answered_with_a_page(client: Client, words: str):
    answer = client.get("/search", {"q": words.replace("%25", "%")})
    assert answer.status_code == 200
    assert b"<script" not in answer.content


@pytest.mark.usefixtures("few")
def test_the_api_finds_as_the_page_does(client: Client):
    answer = client.get(f"/api/v1/search?{DAY}&q=so khcn").json()
    assert [one["code"] for one in answer["tasks"]] == ["57-01"]
    assert answer["people"] == []


@pytest.mark.usefixtures("few")
def test_a_file_holds_the_rows_of_the_list_and_no_others(client: Client):
    assert [row[0] for row in in_csv(client)] == ["57-01", "57-02"]
    client.login(username="g01-can-bo", password=PASSWORD)
    assert [row[0] for row in in_csv(client)] == rows(client, f"/tasks?{DAY}")
    assert [row[0] for row in in_csv(client, "&standing=overdue")] == ["57-01"]


@pytest.mark.usefixtures("few")
def test_no_cell_of_a_file_is_run(client: Client):
    client.login(username="bcd-theo-doi", password=PASSWORD)
    assert [row[1] for row in in_csv(client) if row[0] == "57-03"] == ['\'=HYPERLINK("http://x")']
    book = openpyxl.load_workbook(io.BytesIO(sent(client.get(f"/tasks.xlsx?{DAY}"))))
    cells = {cell.value: cell.data_type for row in book.active.iter_rows() for cell in row if cell.value}
    assert cells['\'=HYPERLINK("http://x")'] == "s"
    assert "f" not in cells.values()


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("address", ["/tasks.csv", "/tasks.xlsx", "/print/tasks"])
def test_a_file_of_an_unknown_filter_is_not_found(client: Client, address: str):
    assert client.get(f"{address}?agency=ZZ").status_code == 404
    assert client.get(f"{address}?programme=ZZ").status_code == 404


@pytest.mark.usefixtures("few")
def test_the_sheet_to_print_says_of_when_and_whose_it_is(client: Client):
    printed = page(client, f"/print/tasks?{DAY}&standing=overdue")
    assert "15/10/2025" in printed
    assert "57-01" in printed
    assert "57-02" not in printed


@pytest.mark.usefixtures("few")
def test_a_list_is_kept_shared_by_its_address_and_dropped(client: Client):
    client.login(username="g06-can-bo", password=PASSWORD)
    address = f"/tasks?{DAY}&standing=overdue"
    answer = client.post("/kept/keep", {"name": "Việc trễ hạn", "next": address}, follow=True)
    assert "Việc trễ hạn" in answer.content.decode()
    listed = page(client, "/kept")
    assert "Việc trễ hạn" in listed
    assert f"http://testserver{address}".replace("&", "&amp;") in listed
    client.logout()
    client.login(username="g01-can-bo", password=PASSWORD)
    assert "Việc trễ hạn" not in page(client, "/kept")
    assert client.post("/kept/drop", {"name": "Việc trễ hạn"}).status_code == 404
    client.login(username="g06-can-bo", password=PASSWORD)
    client.post("/kept/drop", {"name": "Việc trễ hạn"})
    assert "Việc trễ hạn" not in page(client, "/kept").replace("toast", "")


@pytest.mark.usefixtures("few")
def test_whoever_is_not_logged_in_keeps_nothing(client: Client):
    for answer in (client.get("/kept"), client.post("/kept/keep", {"name": "x", "next": "/tasks"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/login")
