"""One demo store and one server for the whole line; a browser where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.line.demo_store import Server, camket


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a freshly built demo."""
    data = tmp_path_factory.mktemp("demo")
    camket("demo", "--no-serve", data=data)
    return data


@pytest.fixture(scope="session")
def served(demo: Path) -> Iterator[str]:
    """The address of a server over the demo."""
    server = Server(demo)
    yield server.address
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium, headless."""
    path = os.environ.get("CAMKET_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        message = "no Chromium is installed"
        if os.environ.get("CAMKET_TEST_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()
