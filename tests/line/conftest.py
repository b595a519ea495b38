"""One server over the nation and one browser for the whole line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.line.server import serving_a_copy

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a copy of the nation, so that what a test enters stays its own."""
    with serving_a_copy(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The installed Chromium, headless. Closed after each file: while it is driven, Django takes no question."""
    with sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()
