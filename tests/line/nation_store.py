"""The synthetic nation in a data folder of its own, built once for all tests by the command that users run."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camket.periods import day_of
from camket_verify.recompute import Recomputation, recompute_export

if TYPE_CHECKING:
    from datetime import date

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-c", "from camket.site.console import main; main()"]


@dataclass(frozen=True, slots=True)
class NationStore:
    """A built store: its folder, what the build printed, and the export of its record."""

    data: Path
    printed: str
    export: Path
    found: Recomputation
    days: tuple[date, ...]
    """The day of each entry, in order."""

    def known_on(self, day: date) -> int:
        """The position up to which the record was known when a day ended."""
        return sum(entered <= day for entered in self.days)

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """One command over this store."""
        return run_program(self.data, *words, check=check)

    def review(self, *words: str) -> dict[str, Any]:
        """The review that the tables give, as JSON."""
        answer: dict[str, Any] = json.loads(self.run("review", "--format", "json", *words).stdout)
        return answer


def run_program(data: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """One `camket` command in a process of its own, over a SQLite store in a folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CAMKET_")}
    environment |= {"CAMKET_DATA": str(data), "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [*PROGRAM, *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=check
    )


@cache
def built_nation() -> NationStore:
    """The nation, built the first time a test asks for it and gone with the test process."""
    folder = Path(tempfile.mkdtemp(prefix="camket-nation-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    data, export = folder / "data", folder / "record.jsonl"
    printed = run_program(data, "demo", "--synthetic", "--no-serve").stdout
    run_program(data, "export", str(export))
    with export.open("rb") as file:
        found = recompute_export(file)
    lines = export.read_text("utf-8").splitlines()[1:-1]
    days = tuple(day_of(datetime.fromisoformat(json.loads(json.loads(line)["leaf"])["at"])) for line in lines)
    return NationStore(data=data, printed=printed, export=export, found=found, days=days)
