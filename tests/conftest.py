"""What every test stands on: a data folder of its own, and the world where a test asks for it."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("CAMKET_DATA", tempfile.mkdtemp(prefix="camket-test-"))

from typing import TYPE_CHECKING

import pytest
from tests.replay import require_replay_agrees
from tests.world import World, build_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Settings) -> None:
    """Log-ins of the test world open nothing, so they need no slow hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(db: None) -> Iterator[World]:  # noqa: ARG001 - pytest opens the database by this name
    """A committee, a ministry and a province; after the test a replay of the record is held against the tables."""
    yield build_world()
    require_replay_agrees()
