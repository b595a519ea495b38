"""What the browser tests share: logging in as one of the shown log-ins, reading numbers, asking axe."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DAY = "programme=57&on=2025-10-15"
"""The day of the published figure of the nation."""


def numbers(text: str) -> list[int]:
    """The whole numbers of a Vietnamese sentence, in order."""
    return [int(found.replace(".", "")) for found in re.findall(r"\d[\d.]*", text)]


def opened(browser: Browser, **options: Any) -> BrowserContext:
    """A Vietnamese reader at a desk, unless told otherwise."""
    chosen: dict[str, Any] = {"locale": "vi-VN", "viewport": {"width": 1440, "height": 900}, **options}
    return browser.new_context(**chosen)


def log_in(page: Page, served: str, username: str) -> None:
    """Logs in through the form, with the password that a synthetic record prints beside it."""
    page.goto(f"{served}/login")
    password = page.locator(".rail code").first.inner_text()
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.locator("main form").get_by_role("button").click()
    expect(page).not_to_have_url(re.compile("/login"))


def violations(page: Page, *, rules: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """What axe finds wrong with the page: the rule and the first place."""
    page.evaluate(AXE.read_text("utf-8"))
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = page.evaluate("options => axe.run(options)", options)
    return [(one["id"], str(one["nodes"][0]["target"])) for one in found["violations"]]
