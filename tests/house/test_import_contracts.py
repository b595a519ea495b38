"""Every import contract breaks when it is broken: one fault is planted for each in a copy of the tree."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.tree import ROOT, read

PLANTED = {
    "sentence": ("camket/results/procedures/queries.py", "import camket.oversight.audits"),
    "verifier": ("camket_verify/extra.py", "import django"),
    "grammar": ("camket/discipline/agencies/models.py", "import camket.discipline.agencies.queries"),
    "intake": (
        "camket/discipline/annexes/sheets.py",
        "import camket.discipline.directives.actions",
    ),
    "purity": ("camket/discipline/sight/rules.py", "import django.utils.timezone"),
    "tables-record": ("camket/discipline/tasks/queries.py", "import camket.record.models"),
    "tables-discipline": ("camket/web/asking.py", "import camket.discipline.tasks.models"),
    "tables-review": ("camket/web/review.py", "import camket.review.snapshots.models"),
    "tables-jobs": ("camket/web/asking.py", "import camket.jobs.models"),
    "inside-record": ("camket/record/rules.py", "import camket.record.queries"),
    "inside-discipline": ("camket/discipline/agencies/queries.py", "import camket.discipline.tasks.queries"),
    "inside-resources": ("camket/resources/budgets/queries.py", "import camket.resources.archives"),
    "inside-results": ("camket/results/indicators/queries.py", "import camket.results.dossiers"),
    "inside-oversight": ("camket/oversight/audits/queries.py", "import camket.oversight.surveys"),
    "inside-review": ("camket/review/snapshots/queries.py", "import camket.review.report"),
    "nation": ("camket/nation/truth.py", "import camket.discipline.deadlines.rules.standing"),
}


def verdicts(source: Path) -> dict[str, str]:
    """What the linter says of each contract over a source folder: KEPT or BROKEN, by the contract's name."""
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    command = [str(linter), "--no-cache", "--config", str(ROOT / ".importlinter")]
    surroundings = {**os.environ, "PYTHONPATH": str(source), "COLUMNS": "400"}
    answer = subprocess.run(
        command, cwd=source, env=surroundings, capture_output=True, text=True, check=False
    )
    found = dict(re.findall(r"^(.+?) (KEPT|BROKEN)$", answer.stdout, re.MULTILINE))
    assert found, answer.stdout + answer.stderr
    return found


def names() -> dict[str, str]:
    """The contracts by key."""
    parser = configparser.ConfigParser()
    parser.read_string(read(".importlinter"))
    return {
        key.rsplit(":", 1)[1]: parser[key]["name"]
        for key in parser
        if key.startswith("importlinter:contract:")
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source folder, copied so that a fault can be planted in it."""
    for package in ("camket", "camket_verify"):
        ignored = shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "data")
        shutil.copytree(ROOT / "src" / package, tmp_path / package, ignore=ignored)
    return tmp_path


def test_every_contract_is_kept():
    assert {name: said for name, said in verdicts(ROOT / "src").items() if said != "KEPT"} == {}


def test_every_contract_has_a_planted_fault_and_tells_what_to_do():
    parser = configparser.ConfigParser()
    parser.read_string(read(".importlinter"))
    assert set(PLANTED) == set(names())
    assert all(parser[f"importlinter:contract:{key}"].get("broken_contract_guidance") for key in PLANTED)


def test_every_contract_breaks_on_its_planted_fault(copy: Path):
    for path, line in PLANTED.values():
        place = copy / path
        with place.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    found = verdicts(copy)
    assert {key: found[name] for key, name in names().items()} == dict.fromkeys(PLANTED, "BROKEN")


def test_an_unlisted_room_and_an_unlisted_subject_break_the_build(copy: Path):
    for folder in ("camket/drawer", "camket/oversight/rumours"):
        (copy / folder).mkdir()
        (copy / folder / "__init__.py").write_text('"""Planted."""\n', encoding="utf-8")
    found = verdicts(copy)
    broken = {key for key, name in names().items() if found[name] == "BROKEN"}
    assert {"sentence", "inside-oversight"} <= broken
