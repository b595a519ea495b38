"""What every test stands on: which tests run where, what may be left out, and the world where a test asks for it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import TestCase
from hypothesis import settings as hypothesis_settings
from tests.replay import require_replay_agrees
from tests.world import World, build_world

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# How long an example takes says more about the machine than about the law.
hypothesis_settings.register_profile("camket", deadline=None)
hypothesis_settings.register_profile("soak", deadline=None, max_examples=2000)
hypothesis_settings.load_profile("camket")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--check`: the house rules, and every test that needs no database, for `make check`."""
    parser.addoption("--kills", type=int, default=20, help="how often the crash test kills the server")
    parser.addoption("--check", action="store_true", help="house rules and tests without a database only")


@pytest.hookimpl(wrapper=True)  # around the others: workers read there which tests belong together
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, None, None]:
    """Tests of a browser, of the nation and of no database run once, on SQLite; those of PostgreSQL on it alone."""
    on_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    elsewhere = ("browser", "nation") if on_postgres else ("postgres",)
    kept, left = [], []
    for item in items:
        away = any(item.get_closest_marker(mark) for mark in elsewhere)
        if item.get_closest_marker("nation") is not None:
            item.add_marker(pytest.mark.xdist_group("nation"))  # built once, so read by one process
        alone = _needs_no_database(item)
        asked = not config.getoption("--check") or alone or "house" in item.path.parts
        (kept if asked and not away and not (alone and on_postgres) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept
    return (yield)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are named by their length: an archive made twice differs by the second, and workers must agree on names."""
    return f"{len(val)}-bytes" if isinstance(val, bytes) else None


def _needs_no_database(item: pytest.Item) -> bool:
    needs = {"db", "transactional_db", "live_server", "client"}.intersection(
        getattr(item, "fixturenames", ())
    )
    needs |= {"subprocess", "own_store"}.intersection(vars(item.module))  # programs of their own over a store
    if issubclass(item.cls or object, TestCase):
        return False
    return not needs and not any(
        item.get_closest_marker(mark) for mark in ("django_db", "browser", "crash", "nation")
    )


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed Chromium. Where everything is required its absence is a failure, else a skip."""
    found = os.environ.get("CAMKET_TEST_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        message = "no Chromium on this machine (CAMKET_TEST_CHROMIUM names one)"
        if os.environ.get("CAMKET_TEST_ALL") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture
def world(db: None) -> Iterator[World]:  # noqa: ARG001 - pytest opens the database by this name
    """A committee, a ministry and a province; after the test a replay of the record is held against the tables."""
    yield build_world()
    require_replay_agrees()
