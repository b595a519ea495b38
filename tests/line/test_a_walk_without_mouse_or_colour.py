"""In a browser: keys alone, another language, another day, and paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.line.browsing import DAY, numbers, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.nation]

PAPER = {"width": 624, "height": 934}
"""The type area of A4 with the margins of an official paper, at 96 dots to the inch."""
CUT_OFF = """() => [...document.querySelectorAll('main *')].filter(one => {
  const box = one.getBoundingClientRect();
  const hidden = one.closest('.hear, svg') || !box.width;
  return !hidden && (box.right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 2
    && getComputedStyle(one).overflowX !== 'visible' && getComputedStyle(one).display !== 'inline');
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = opened(browser)
    yield context.new_page()
    context.close()


def focused(page: Page) -> str:
    """The link or field that has the focus, by its words."""
    found: str = page.evaluate("document.activeElement.innerText || document.activeElement.name || ''")
    return found.strip()


def tabbed(page: Page, *, times: int) -> list[str]:
    """What the tab key stops at, one after another."""
    stops = []
    for _ in range(times):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    return stops


def test_the_first_stop_leads_past_the_head_of_the_page(served: str, page: Page) -> None:
    page.goto(f"{served}/?{DAY}")
    assert tabbed(page, times=1) == ["Đến nội dung chính"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    assert tabbed(page, times=4) == ["1.132", "485", "561", "86"]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("86")
    expect(page).to_have_url(re.compile("standing=overdue"))


def test_keys_reach_the_menu_and_then_the_headline_and_each_stop_is_seen(served: str, page: Page) -> None:
    page.goto(f"{served}/?{DAY}")
    stops = tabbed(page, times=30)
    menu = ["Kỷ cương", "nguồn lực", "kết quả", "giám sát", "tổng kết", "sổ ghi"]
    first = stops.index(menu[0])
    assert stops[first : first + 6] == menu
    assert stops.index("1.132") > first
    page.locator("h1 a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_other_language_says_the_same_page_of_the_same_day(served: str, page: Page) -> None:
    page.goto(f"{served}/?{DAY}")
    page.locator("header a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("on=2025-10-15"))
    expect(page.locator("h1")).to_contain_text("1,132")
    assert re.search(r"[ăâđêôơưĂÂĐÊÔƠƯ]", page.locator("h1").inner_text()) is None
    page.locator("header a[hreflang=vi]").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_another_day_is_chosen_from_the_page_and_its_parts_add_up(served: str, page: Page) -> None:
    page.goto(f"{served}/?{DAY}")
    page.locator(".turn > summary").click()
    page.get_by_label("Tính đến ngày").fill("2025-07-04")
    page.get_by_role("button", name="Xem theo mốc này").click()
    expect(page).to_have_url(re.compile("on=2025-07-04"))
    expect(page.locator(".asof time")).to_have_text("04/7/2025")
    total, *parts = numbers(page.locator("h1").inner_text())
    assert 0 < total < 1132
    assert sum(parts) == total


@pytest.mark.parametrize("address", [f"/?{DAY}", "/tasks/57-0086?on=2025-10-15"])
def test_on_paper_nothing_is_cut_off_and_controls_are_gone(
    served: str, browser: Browser, address: str
) -> None:
    context = opened(browser, viewport=PAPER, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{served}{address}")
    page.emulate_media(media="print")
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".sentence")).to_be_hidden()
    expect(page.locator("main .btn").first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    context.close()


def test_on_paper_every_agency_is_printed(served: str, page: Page) -> None:
    page.goto(f"{served}/?{DAY}")
    rows = page.locator("section[aria-labelledby=h-agency] tbody tr")
    total = numbers(page.locator("section[aria-labelledby=h-agency] tfoot th").inner_text())[0]
    assert rows.count() == total > 12
    expect(rows.last).to_be_hidden()
    page.emulate_media(media="print")
    expect(rows.last).to_be_visible()
