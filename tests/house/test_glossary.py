"""Every table of the rooms stands in the glossary under its Vietnamese and its English word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.apps import apps
from tests.house.tree import ROOMS, read

if TYPE_CHECKING:
    from collections.abc import Iterable


def rows(page: str) -> list[list[str]]:
    """The glossary's rows: Vietnamese, English, name in the code, meaning, source."""
    lines = [line.strip().strip("|").split("|") for line in page.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line] for line in lines if len(line) == 5]
    return [row for row in cells if row[0] != "vi" and set(row[0]) != {"-"}]


def faults(page: str, names: Iterable[str]) -> list[str]:
    """Names without a row, rows with an empty cell, and words that stand for two things."""
    found = rows(page)
    coded = {name for row in found for name in re.findall(r"`(\w+)`", row[2])}
    named = [f"{name}: no row" for name in sorted(set(names) - coded)]
    named += [f"{row[0] or row[1]}: an empty cell" for row in found if not all(row)]
    english = [row[1] for row in found]
    return named + [
        f"{word}: two rows" for word in sorted({word for word in english if english.count(word) > 1})
    ]


def test_every_table_has_its_row():
    names = [model.__name__ for room in ROOMS for model in apps.get_app_config(room).get_models()]
    assert len(names) >= 35
    assert faults(read("docs/glossary.md"), names) == []


def test_planted_gaps_are_found():
    page = (
        "| vi | en | code | meaning | source |\n|---|---|---|---|---|\n"
        "| nhiệm vụ | task | `Task` | what is given | papers |\n"
        "| báo cáo | claim | `Claim` |  | papers |\n"
        "| công việc | task | `Job` | background | ours |\n"
    )
    assert faults(page, ["Task", "Claim", "Return"]) == [
        "Return: no row",
        "báo cáo: an empty cell",
        "task: two rows",
    ]
