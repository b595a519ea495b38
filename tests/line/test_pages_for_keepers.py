"""In a browser: the pages of those who keep the catalogues and the record, by the rules that every page is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from tests.line.browsing import ROOT
from tests.line.looking import Ways, at, faults_by_log_in, logged_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, StorageState

pytestmark = [pytest.mark.browser, pytest.mark.nation]

SHEET = """STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn,Kết quả thực hiện
1,Xây dựng nền tảng dữ liệu dùng chung,Bộ Khoa học và Công nghệ,30/6/2025,Đã hoàn thành ngày 20/6/2025
2,Rà soát thủ tục hành chính lĩnh vực đất đai,Bộ Nông nghiệp và Môi trường,Quý IV/2025,Đang thực hiện
3,Ban hành tiêu chuẩn kết nối,Bộ KHCN,31/12/2025,Đã hoàn thành
4,Số hóa hồ sơ hộ tịch,Cục không có trong danh mục,15/9/2025,Chưa thực hiện
"""

CATALOGUES = (
    "coverage",
    "agencies/new",
    "agencies/import",
    "agencies/entries/G06/correct",
    "agencies/reorganise",
    "posts?q=g06",
    "posts/new",
    "posts/import",
    "posts/entries/g06-can-bo",
    "posts/entries/g06-can-bo/move",
    "programmes",
    "programmes/new",
    "programmes/entries/57/change",
    "programmes/entries/57/fields/I",
    "calendar",
    "calendar/2026-02-17",
    "reading-rules?text=Quý IV/2026&issued=2026-01-05",
    "reporting-calendars",
    "ladders",
)

READ = (
    "/catalogues",
    "/catalogues/agencies?q=khanh hoa",
    "/catalogues/agencies/entries/G06",
    "/catalogues/programmes/entries/57",
    "/catalogues/calendar?year=2026",
    "/catalogues/calendar?year=2026&view=list",
    "/trackers/counts",
)
"""What anybody reads of them."""

KEPT = (
    "/account",
    "/log-ins",
    "/mandates",
    "/publication?programme=57",
    "/tasks/57-0008/publication",
    "/freezing?programme=57",
    "/kept",
    "/hand-over?from=G14&to=G06",
    "/opening",
    "/trackers",
    "/trackers/nq57",
    "/trackers/nq57/texts",
    "/trackers/nq57/codes",
    "/messages",
)


def sheet(page: Page, served: str) -> None:
    """A running sheet read on trial, with its questions."""
    page.goto(f"{served}/opening")
    page.set_input_files(
        "#file", {"name": "bang-theo-doi.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    )
    page.locator("form.intake button.main").click()
    page.wait_for_url("**/opening/*")
    expect(page.locator("#h-questions")).to_be_visible()


def trackers_list(page: Page, served: str) -> None:
    """The list of another system read on trial."""
    page.goto(f"{served}/trackers/nq57")
    page.set_input_files("#file", ROOT / "samples" / "danh-sach-nq57.csv")
    page.locator("form.intake button").last.click()
    page.wait_for_url("**/trackers/uploads/*")


def message(page: Page, served: str) -> None:
    """A message of the document exchange: registered once, found in the list whenever it comes again."""
    page.goto(f"{served}/intake")
    page.set_input_files("#file", ROOT / "samples" / "van-ban-lien-thong.edxml")
    page.locator("form.intake button.main").click()
    page.wait_for_url(lambda url: not url.endswith("/intake"))
    page.goto(f"{served}/messages")
    page.locator(".rows a[href^='/messages/']").first.click()
    page.wait_for_url("**/messages/*")


PAGES: dict[str, dict[str, Ways]] = {
    "catalogues": {
        "": {address: at(address) for address in READ},
        "thuong-truc": {address: at(f"/catalogues/{address}") for address in CATALOGUES},
    },
    "record": {
        "thuong-truc": {
            **{address: at(address) for address in KEPT},
            "sheet": sheet,
            "tracker's list": trackers_list,
            "message": message,
        },
        "theo-doi": {
            "merge": at("/tasks/57-0008/merge"),
            "split": at("/tasks/57-0048/split"),
            "carried": at("/carried"),
        },
        "thuong-truc-kh": {"take back": at("/papers/11-KH-BCD/take-back")},
        "lanh-dao-bo": {"charges": at("/charges?who=g06-can-bo"), "task": at("/tasks/57-0048")},
    },
}


@pytest.fixture(scope="module")
def entered(served: str, browser: Browser) -> dict[str, StorageState | None]:
    """Who is logged in, for each log-in that the pages need."""
    return logged_in(
        served, browser, {name: ways for pages in PAGES.values() for name, ways in pages.items()}
    )


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pages", PAGES)
def test_axe_finds_nothing_on_the_pages_of_keepers_and_nothing_runs_off_the_side(
    served: str,
    browser: Browser,
    entered: dict[str, StorageState | None],
    pages: str,
    scheme: str,
    width: int,
) -> None:
    assert faults_by_log_in(served, browser, entered, PAGES[pages], width=width, scheme=scheme) == "{}"
