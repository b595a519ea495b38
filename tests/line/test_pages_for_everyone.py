"""In a browser: no page breaks a rule of accessibility or runs off the side, on a phone or a desk, by day or night."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from tests.line.browsing import DAY, ROOT
from tests.line.looking import Ways, at, faults_by_log_in, logged_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, StorageState

pytestmark = [pytest.mark.browser, pytest.mark.nation]

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
    "/search",
    "/search?q=du lieu",
    "/search?q=khong co gi het",
    f"/print/tasks?{DAY}&standing=overdue",
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


def tools(page: Page, served: str) -> None:
    """The front page with the list of tools open."""
    page.goto(f"{served}/")
    page.locator(".tools > summary").click()
    expect(page.locator(".tools nav")).to_be_visible()


def dry_run(page: Page, served: str) -> None:
    """The provincial plan as it is read before anything is entered."""
    page.goto(f"{served}/intake")
    page.set_input_files("#file", ROOT / "samples" / "plan-11-KH-BCD.docx")
    page.locator("form.intake button.main").click()
    expect(page.locator("h1")).to_contain_text("53 dòng")


WAYS: dict[str, Ways] = {
    "": {**{address: at(address) for address in READER}, "frozen": frozen_figure},
    "can-bo-bo": {"task": at("/tasks/57-0008"), "claim": claim_with_a_fault},
    "theo-doi": {"task": at("/tasks/57-0008"), "accept": at("/tasks/57-0008/accept"), "tools": tools},
    "theo-doi-kh": {"intake": at("/intake"), "dry run": dry_run, "entry": at("/record/3000")},
}


@pytest.fixture(scope="module")
def entered(served: str, browser: Browser) -> dict[str, StorageState | None]:
    """Who is logged in, for each log-in that the pages need."""
    return logged_in(served, browser, WAYS)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(
    served: str, browser: Browser, entered: dict[str, StorageState | None], width: int, scheme: str
) -> None:
    assert faults_by_log_in(served, browser, entered, WAYS, width=width, scheme=scheme) == "{}"
