"""How a browser looks at pages one after another: what axe finds, what the console says, what runs off the side."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import Page
from tests.line.browsing import log_in, opened, violations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, StorageState

Ways = dict[str, Callable[[Page, str], None]]
"""How to come to each page: from a browser's page and the address of the server."""

ASKED_BY_NIGHT = ("color-contrast", "link-in-text-block")
"""The rules that can come out otherwise by night; the others are asked by day."""


def at(address: str) -> Callable[[Page, str], None]:
    """The way to a page that is reached by its address alone."""
    return lambda page, served: page.goto(f"{served}{address}") and None


def logged_in(served: str, browser: Browser, usernames: Mapping[str, Ways]) -> dict[str, StorageState | None]:
    """Who is logged in, for each log-in that the pages need: the form is filled once."""
    found: dict[str, StorageState | None] = {"": None}
    for username in filter(None, usernames):
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


def faults_by_log_in(
    served: str,
    browser: Browser,
    entered: Mapping[str, StorageState | None],
    pages: Mapping[str, Ways],
    *,
    width: int,
    scheme: str,
) -> str:
    """The faults of every page under its log-in, at one width by day or by night, as text; `{}` for none."""
    rules = ASKED_BY_NIGHT if scheme == "dark" else ()
    faults: dict[str, dict[str, object]] = {}
    for username, ways in pages.items():
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
    return json.dumps(faults, indent=1)
