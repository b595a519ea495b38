"""Runs every bench in order and keeps what they measured in results/latest.json: what `make bench` calls."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from checkout import BENCH, RESULTS, ROOT
from machine import this_machine

MEASURED = (
    "intake_workbook.py",
    "appends.py",
    "proof.py",
    "deadlines.py",
    "front_page.py",
    "scale.py",
    "readers.py",
    "verify_export.py",
)
SCORED = {
    "awkward_annexes.py": "Forty awkward annexes, made by someone who had not seen the reader",
    "awkward_sheets.py": "Awkward running sheets, made by someone who had not seen the reader of opening balances",
}
"""What scores how rightly awkward files are read, with the words over it."""
LATEST = RESULTS / "latest.json"


def main() -> int:
    """Exit 0 when every bench ran to its end; a failed one is named and the others still run."""
    start = this_machine()
    tables, failed = [], []
    with tempfile.TemporaryDirectory(prefix="camket-bench-") as folder:
        for name in MEASURED:
            kept = Path(folder) / f"{name}.json"
            done = subprocess.run(
                [sys.executable, str(BENCH / name), "--json", str(kept)], cwd=ROOT, check=False
            )
            if done.returncode or not kept.exists():
                failed.append(name)
                continue
            tables.append(json.loads(kept.read_text("utf-8")))
    for name, words in SCORED.items():
        print(f"\n{words}", flush=True)
        if subprocess.run([sys.executable, str(BENCH / name)], cwd=ROOT, check=False).returncode:
            failed.append(name)
    RESULTS.mkdir(exist_ok=True)
    kept_all = {"machine": start.sentence, "tables": tables, "failed": failed}
    LATEST.write_text(json.dumps(kept_all, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"\nkept in {LATEST.relative_to(ROOT)}; `python bench/table.py` writes it into the README")
    for name in failed:
        print(f"FAILED: {name}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
