"""Files are named by what they hold; a name that could hold anything soon does."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.house.tree import tracked

if TYPE_CHECKING:
    from collections.abc import Iterable

FORBIDDEN = frozenset(
    {
        "base", "common", "core", "extras", "handler", "handlers", "helper", "helpers", "lib", "libs", "manager",
        "managers", "misc", "service", "services", "shared", "stuff", "tools", "util", "utility", "utilities", "utils",
    }
)  # fmt: skip


def drawers(paths: Iterable[str]) -> list[str]:
    """Python files and folders with a forbidden name. A page's `base.html` is Django's word for a frame."""
    python = [path for path in paths if path.endswith(".py")]
    return [path for path in python if FORBIDDEN & set(PurePosixPath(path).with_suffix("").parts)]


def test_no_file_and_no_folder_is_a_drawer():
    assert drawers(tracked()) == []


def test_planted_drawers_are_found():
    planted = ["src/camket/utils.py", "src/camket/record/helpers/dates.py", "tests/common/test_x.py"]
    assert drawers([*planted, "src/camket/discipline/tasks/rules.py", "src/camket/helpers.md"]) == planted
