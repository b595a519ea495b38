"""Every room and subject has a sign on its door, and every module says what it is for."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.house.tree import ROOMS, Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHER_ROOMS = ("engine", "jobs", "words", "nation", "web", "api", "cli")


def without_words(found: Iterable[Source]) -> list[str]:
    """Modules without a docstring; migrations that Django wrote say it with their operations."""
    spoken = [source for source in found if not source.is_migration]
    return [source.path for source in spoken if not (ast.get_docstring(source.tree) or "").strip()]


def without_sign(found: Iterable[Source]) -> list[str]:
    """Rooms whose sign leaves out what they may read or one of their subjects; subjects whose sign names no reading."""
    signs = {
        source.module: ast.get_docstring(source.tree) or ""
        for source in found
        if source.path.endswith("__init__.py")
    }
    faults = []
    for room in (*ROOMS, *OTHER_ROOMS):
        sign = signs.get(f"camket.{room}", "")
        if not re.search(r"(May|may|Will)\s+read", sign):
            faults.append(f"camket.{room}: does not say what it may read")
    for module, sign in signs.items():
        match module.split("."):
            case ["camket", room, subject] if room in ROOMS and subject != "migrations":
                if f"`{subject}`" not in signs.get(f"camket.{room}", ""):
                    faults.append(f"camket.{room}: does not name `{subject}`")
                if not re.search(r"(May|Will)\s+(read|wait)", sign):
                    faults.append(f"{module}: does not say what it may read")
    return sorted(faults)


def test_every_module_says_what_it_is_for():
    assert without_words([*sources("src"), *sources("tests"), *sources("bench"), *sources("scripts")]) == []


def test_every_room_and_every_subject_has_its_sign():
    assert without_sign(sources("src")) == []


def test_a_planted_silent_module_is_found():
    assert without_words([Source("src/camket/record/silent.py", "x = 1\n")]) == [
        "src/camket/record/silent.py"
    ]


def test_planted_doors_without_a_sign_are_found():
    mute = [source for source in sources("src") if source.path != "src/camket/review/__init__.py"]
    mute.append(Source("src/camket/review/__init__.py", '"""Room: the review."""'))
    mute.append(Source("src/camket/discipline/visits/__init__.py", '"""Subject: visits."""'))
    assert {
        "camket.review: does not say what it may read",
        "camket.review: does not name `report`",
        "camket.discipline: does not name `visits`",
        "camket.discipline.visits: does not say what it may read",
    } <= set(without_sign(mute))
