"""In a browser: from the headline to the rows, a task, its entry, the proof and the paper it came from."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.line.browsing import DAY, ROOT, log_in, numbers, opened

from camket_verify.tree import leaf_hash, verify_inclusion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.nation]

LINKED = (
    f"/?{DAY}",
    f"/tasks?{DAY}&standing=overdue",
    "/agencies?q=khanh hoa",
    f"/agencies/T48?{DAY}",
    "/meetings",
    "/papers",
    "/record",
    "/record/1",
    f"/figures/tasks.standings?{DAY}",
    "/how",
    "/rooms/resources",
    "/login",
)


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page with scripts and one without: nothing here may need one."""
    context = opened(browser, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_the_headline_opens_down_to_the_proof(served: str, page: Page) -> None:
    page.goto(f"{served}/?{DAY}")
    headline = page.locator("h1")
    assert numbers(headline.inner_text()) == [1132, 485, 561, 86]
    assert "43%" in page.locator(".ratio").inner_text()
    assert "85%" in page.locator(".ratio").inner_text()

    headline.get_by_role("link", name="86").click()
    page.wait_for_url("**/tasks?*")
    expect(page.locator("h1")).to_contain_text("86")
    page.locator(".rows.tasks > li h3 a").first.click()
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


def test_no_link_of_a_page_leads_nowhere(served: str, browser: Browser) -> None:
    context = opened(browser)
    page = context.new_page()
    local: set[str] = set()
    for address in LINKED:
        page.goto(f"{served}{address}")
        links = page.eval_on_selector_all("a[href]", "links => links.map(one => one.getAttribute('href'))")
        assert links, address
        here = {link for link in links if link.startswith("#")}
        assert [link for link in here if page.locator(f"[id='{link[1:]}']").count() != 1] == []
        # Rows of a list differ by their code alone: the first of each kind stands for all of them.
        kinds: dict[str, list[str]] = {}
        for link in sorted(link for link in links if link.startswith("/")):
            kinds.setdefault(re.sub(r"[\d%-]+|(?<=agency=)\w+|(?<=agencies/)[\w-]+", "#", link), []).append(
                link
            )
        local.update(link for found in kinds.values() for link in found[:1])
    assert {link: page.request.get(f"{served}{link}").status for link in local} == dict.fromkeys(local, 200)
    context.close()
