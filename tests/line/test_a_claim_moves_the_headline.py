"""In a browser: a claim with its file, its acceptance by the other side, and what they do to two headlines."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.line.browsing import DAY, log_in, numbers, opened
from tests.line.server import serving_a_copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.nation]

CLAIMED_BEFORE_THE_DAY = "57-0008"
"""A task of the ministry: overdue on 15/10/2025, claimed complete two days before, not answered."""


@pytest.fixture(scope="module")
def served_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, because what is entered here moves numbers that other tests read."""
    with serving_a_copy(tmp_path_factory.mktemp("apart")) as address:
        yield address


@pytest.fixture
def desks(browser: Browser, served_apart: str) -> Iterator[dict[str, Page]]:
    """The ministry's officer, the follower of the committee, and a reader without a log-in."""
    contexts: dict[str, BrowserContext] = {
        one: opened(browser) for one in ("can-bo-bo", "theo-doi", "reader")
    }
    pages = {one: context.new_page() for one, context in contexts.items()}
    for one in ("can-bo-bo", "theo-doi"):
        log_in(pages[one], served_apart, one)
    yield pages
    for context in contexts.values():
        context.close()


def headline(page: Page, served: str, query: str = "programme=57") -> list[int]:
    """Total, completed, open and overdue, as the front page says them."""
    page.goto(f"{served}/?{query}")
    return numbers(page.locator("h1").inner_text())


def accept(page: Page, served: str, code: str) -> None:
    """The follower accepts the claim that waits on a task."""
    page.goto(f"{served}/tasks/{code}")
    page.get_by_role("link", name="Xác nhận hoàn thành").click()
    page.wait_for_url("**/accept*")
    for words in page.locator("form.act-form textarea").all():
        words.fill("Đối chiếu sản phẩm với minh chứng: khớp.")
    page.locator("form.act-form button.main").click()
    expect(page.locator(".toast")).to_contain_text(re.compile(r"№ \d"))


def test_a_claim_with_a_file_completes_the_task_once_the_other_side_accepts(
    served_apart: str, desks: dict[str, Page], tmp_path: Path
) -> None:
    officer, follower, reader = desks["can-bo-bo"], desks["theo-doi"], desks["reader"]
    total, completed, *_, overdue = headline(reader, served_apart)

    officer.goto(f"{served_apart}/tasks?programme=57&standing=overdue&agency=G06")
    waiting = officer.locator(".rows.tasks > li", has_not_text="chờ xác nhận")
    waiting.locator("h3 a").first.click()
    officer.wait_for_url(re.compile(r"/tasks/57-"))
    code = officer.url.rsplit("/", 1)[-1].split("?")[0]
    officer.get_by_role("link", name="Báo cáo hoàn thành").click()
    file = tmp_path / "bien-ban-nghiem-thu.txt"
    file.write_text(f"Biên bản nghiệm thu sản phẩm của nhiệm vụ {code}.\n", encoding="utf-8")
    officer.locator("form.act-form textarea").first.fill("Sản phẩm đã bàn giao và đang dùng.")
    officer.set_input_files("form.act-form input[type=file]", file)
    officer.locator("form.act-form button.main").click()
    expect(officer.locator(".toast")).to_contain_text(re.compile(r"№ \d"))
    expect(officer.locator(".three")).to_contain_text("chờ xác nhận")
    assert headline(reader, served_apart)[:2] == [total, completed]

    follower.goto(f"{served_apart}/tasks/{code}")
    link = follower.get_by_role("link", name=file.name).get_attribute("href")
    sent = follower.request.get(f"{served_apart}{link}")
    assert sha256(sent.body()).hexdigest() == sha256(file.read_bytes()).hexdigest()
    accept(follower, served_apart, code)

    now = headline(reader, served_apart)
    assert (now[0], now[1], now[-1]) == (total, completed + 1, overdue - 1)
    reader.goto(f"{served_apart}/tasks/{code}")
    expect(reader.locator(".three")).to_contain_text("Đã xác nhận")
    expect(reader.get_by_role("link", name=file.name)).to_have_count(0)


def test_a_late_answer_restates_the_published_day_and_the_page_says_so(
    served_apart: str, desks: dict[str, Page]
) -> None:
    follower, reader = desks["theo-doi"], desks["reader"]
    assert headline(reader, served_apart, DAY) == [1132, 485, 561, 86]
    restated = reader.locator(".rail .acts > li")
    before = restated.count()

    accept(follower, served_apart, CLAIMED_BEFORE_THE_DAY)

    assert headline(reader, served_apart, DAY) == [1132, 486, 561, 85]
    expect(reader.locator("h1 .fig").first).to_have_attribute("data-seal", "restated")
    expect(restated).to_have_count(before + 1)
    expect(restated.last).to_contain_text("486 hoàn thành, 85 quá hạn")
    expect(restated.last).to_contain_text("Lý do")
    expect(reader.locator(".rail .said")).to_contain_text("485 hoàn thành")
    known = f"{DAY}&known=2025-10-31T09:00"
    assert headline(reader, served_apart, known) == [1132, 485, 561, 86]
