"""How tests read pages: the text of one, where its numbers lead, and every row of a list, page after page."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

FIG = re.compile(r'<a class="fig"[^>]* href="([^"]+)">([\d.]+)</a>')
CELL = re.compile(r'<a class="plainlink[^"]*" href="([^"]+)">([\d.]+)</a>')
ROW = re.compile(r'<h3><a href="/tasks/([^"?]+)')
NEXT = re.compile(r'rel="next" href="([^"]+)"')
TAG = re.compile(r"<[^>]+>")


def page(client: Client, address: str, *, status: int = 200) -> str:
    """The page at an address, as HTML."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address} answered {answer.status_code}"
    return answer.content.decode()


def said(html: str) -> str:
    """The text of a page as it is read, in one line; what comes before the main part is left out."""
    main = html.split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(unescape(TAG.sub(" ", main)).split())


def headline(html: str) -> str:
    """The sentence of a page."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert found is not None
    return " ".join(unescape(TAG.sub("", found.group(1))).split())


def numbers(html: str) -> list[tuple[str, int]]:
    """Every number of a page that opens rows: its address and the number."""
    found = [*FIG.findall(html), *CELL.findall(html)]
    return [(unescape(address), int(n.replace(".", ""))) for address, n in found]


def rows(client: Client, address: str) -> list[str]:
    """The codes of all tasks of a list, over all its pages."""
    codes: list[str] = []
    onward: str | None = address
    while onward:
        html = page(client, onward)
        codes += ROW.findall(html)
        found = NEXT.search(html)
        onward = unescape(found.group(1)) if found else None
    return codes
