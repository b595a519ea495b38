"""In a browser: from the headline to the rows, a task, its entry, the proof and the paper it came from."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from camket_verify.tree import leaf_hash, verify_inclusion

pytestmark = [pytest.mark.browser, pytest.mark.nation]

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (360, 1440)
PAGES = (
    "/?programme=57&on=2025-10-15",
    "/tasks?programme=57&on=2025-10-15&standing=overdue",
    "/agencies",
    "/meetings",
    "/papers",
    "/record",
    "/record/1",
    "/figures/tasks.standings?programme=57&on=2025-10-15",
    "/how",
    "/rooms/resources",
    "/login",
)


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_context(locale="vi-VN", viewport={"width": 1440, "height": 900}).new_page()


def numbers(text: str) -> list[int]:
    return [int(found.replace(".", "")) for found in re.findall(r"\d[\d.]*", text)]


def test_the_headline_opens_down_to_the_proof(served: str, page: Page) -> None:
    page.goto(f"{served}/?programme=57&on=2025-10-15")
    headline = page.locator("h1")
    assert numbers(headline.inner_text()) == [1132, 485, 561, 86]
    assert "43%" in page.locator(".ratio").inner_text()
    assert "85%" in page.locator(".ratio").inner_text()

    headline.get_by_role("link", name="86").click()
    expect(page.locator("main")).to_contain_text("86")
    first = page.locator(".rows > li, .sheet tbody tr").first.get_by_role("link").first
    first.click()
    expect(page).to_have_url(re.compile(r"/tasks/57-"))
    expect(page.locator(".three")).to_contain_text("Quá hạn")

    page.locator(".acts a", has_text="№").last.click()
    expect(page).to_have_url(re.compile(r"/record/\d+"))
    found = re.search(r"/record/(\d+)", page.url)
    assert found is not None
    proof = page.request.get(f"{served}/record/{found[1]}/proof.json")
    told = json.loads(proof.text())
    assert leaf_hash(told["leaf"].encode()).hex() == told["leaf_hash"]
    assert verify_inclusion(
        leaf_hash=bytes.fromhex(told["leaf_hash"]),
        index=int(found[1]) - 1,
        size=told["size"],
        path=[bytes.fromhex(step) for step in told["path"]],
        root=bytes.fromhex(told["root"]),
    )


def test_the_provincial_plan_opens_to_the_file_it_came_from(served: str, page: Page) -> None:
    log_in(page, served, "theo-doi-kh")
    page.goto(f"{served}/papers")
    page.get_by_role("link", name="11-KH/BCĐ").first.click()
    link = page.locator("a[href$='/file']").first.get_attribute("href")
    assert link is not None
    sent = page.request.get(f"{served}{link}")
    assert sent.ok
    kept = (ROOT / "samples" / "plan-11-KH-BCD.docx").read_bytes()
    assert sha256(sent.body()).hexdigest() == sha256(kept).hexdigest()


def log_in(page: Page, served: str, username: str) -> None:
    page.goto(f"{served}/login")
    password = page.locator(".rail code").first.inner_text()
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.locator("main form").get_by_role("button").click()
    expect(page).not_to_have_url(re.compile("/login"))


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_runs_off_the_side(
    served: str, browser: Browser, address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        locale="vi-VN", viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    answer = page.goto(f"{served}{address}")
    assert answer is not None
    assert answer.ok
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        (one["id"], one["nodes"][0]["target"])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    assert faults == []
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_no_link_of_a_page_leads_nowhere(served: str, page: Page, address: str) -> None:
    page.goto(f"{served}{address}")
    links = page.eval_on_selector_all("a[href]", "links => links.map(one => one.getAttribute('href'))")
    local = sorted({link for link in links if link.startswith("/")})[:40]
    assert local
    for link in local:
        assert page.request.get(f"{served}{link}").status == 200, link
    for link in {link for link in links if link.startswith("#")}:
        assert page.locator(f"[id='{link[1:]}']").count() == 1, link
