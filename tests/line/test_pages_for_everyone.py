"""In a browser: no page breaks a rule of accessibility or runs off the side, on a phone or a desk, by day or night."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from tests.line.browsing import DAY, ROOT, log_in, opened, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, StorageState

pytestmark = [pytest.mark.browser, pytest.mark.nation]

Ways = dict[str, Callable[[Page, str], None]]
ASKED_BY_NIGHT = ("color-contrast", "link-in-text-block")
"""The rules that can come out otherwise by night; the others are asked by day."""

READER = (
    f"/?{DAY}",
    f"/tasks?{DAY}&standing=overdue",
    "/tasks/57-0086?on=2025-10-15",
    "/agencies?q=khanh hoa",
    f"/agencies/T48?{DAY}",
    "/meetings",
    f"/meetings/57-PH-02?{DAY}",
    "/papers",
    "/papers/57-TB-02",
    "/record",
    "/record/1",
    "/how",
    f"/figures/tasks.standings?{DAY}",
    "/rooms/resources",
    "/login",
)


def frozen_figure(page: Page, served: str) -> None:
    """The page of the figure published for the day."""
    page.goto(f"{served}/?{DAY}")
    page.locator(".rail a[href^='/frozen/']").first.click()
    page.wait_for_url("**/frozen/*")


def claim_with_a_fault(page: Page, served: str) -> None:
    """The form of a claim, sent without what it asks for."""
    page.goto(f"{served}/tasks?{DAY}&standing=open_in_time&agency=G06")
    page.locator(".rows.tasks > li h3 a").first.click()
    page.wait_for_url("**/tasks/*")
    code = re.search(r"/tasks/([\w-]+)", page.url)
    assert code is not None
    page.goto(f"{served}/tasks/{code[1]}/claim")
    page.locator("form.act-form button.main").click()
    expect(page.locator(".errors")).to_be_visible()


def dry_run(page: Page, served: str) -> None:
    """The provincial plan as it is read before anything is entered."""
    page.goto(f"{served}/intake")
    page.set_input_files("#file", ROOT / "samples" / "plan-11-KH-BCD.docx")
    page.locator("form.intake button.main").click()
    expect(page.locator("h1")).to_contain_text("53 dòng")


def at(address: str) -> Callable[[Page, str], None]:
    """The way to a page that is reached by its address alone."""
    return lambda page, served: page.goto(f"{served}{address}") and None


WAYS: dict[str, Ways] = {
    "": {**{address: at(address) for address in READER}, "frozen": frozen_figure},
    "can-bo-bo": {"task": at("/tasks/57-0008"), "claim": claim_with_a_fault},
    "theo-doi": {"task": at("/tasks/57-0008"), "accept": at("/tasks/57-0008/accept"), "front": at("/")},
    "theo-doi-kh": {"intake": at("/intake"), "dry run": dry_run, "entry": at("/record/3000")},
}


@pytest.fixture(scope="module")
def entered(served: str, browser: Browser) -> dict[str, StorageState | None]:
    """Who is logged in, for each log-in that the pages need: the form is filled once."""
    found: dict[str, StorageState | None] = {"": None}
    for username in filter(None, WAYS):
        context = opened(browser)
        log_in(context.new_page(), served, username)
        found[username] = context.storage_state()
        context.close()
    return found


def faults_of(
    page: Page, served: str, ways: Ways, *, width: int, rules: tuple[str, ...]
) -> dict[str, object]:
    """What is wrong with each page: broken rules, errors in the console, a page wider than the screen."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    faults: dict[str, object] = {}
    for name, go in ways.items():
        go(page, served)
        wide = page.evaluate("document.documentElement.scrollWidth")
        # A form that comes back with faults answers 422, which a browser notes beside true errors.
        found = [*violations(page, rules=rules), *(one for one in said if "422" not in one)]
        if found or wide > width:
            faults[name] = (wide, found)
        said.clear()
    return faults


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(
    served: str, browser: Browser, entered: dict[str, StorageState | None], width: int, scheme: str
) -> None:
    rules = ASKED_BY_NIGHT if scheme == "dark" else ()
    faults: dict[str, dict[str, object]] = {}
    for username, ways in WAYS.items():
        context = opened(
            browser,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            bypass_csp=True,
            storage_state=entered[username],
        )
        if found := faults_of(context.new_page(), served, ways, width=width, rules=rules):
            faults[username] = found
        context.close()
    assert json.dumps(faults, indent=1) == "{}"
