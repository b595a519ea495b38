"""Runs the suite on SQLite and then on PostgreSQL, and says at the end what was left out and why."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SIDE_BY_SIDE = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadgroup"]
NO_SERVER = 69  # what scripts/postgres.sh answers when no server can be had
ON_POSTGRES = [
    "scripts/postgres.sh",
    "sh",
    "-c",
    'CAMKET_DATABASE_URL="$CAMKET_TEST_POSTGRES" exec "$@"',
    "sh",
]


def run(name: str, before: list[str], chosen: list[str]) -> tuple[int, Counter[str], Counter[str]]:
    """One pass over the suite: its exit code, its counts, and the reasons of what was skipped."""
    print(f"\n== {name}", flush=True)
    report = BUILD / f"tests-{name.lower()}.xml"
    report.unlink(missing_ok=True)
    code = subprocess.run(
        [*before, sys.executable, "-m", "pytest", *SIDE_BY_SIDE, f"--junitxml={report}", *chosen],
        cwd=ROOT,
        check=False,
    ).returncode
    counts: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    if report.exists():
        suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest wrote this file a moment ago
        if suite is not None:
            counts.update(
                {key: int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")}
            )
            skipped.update(skip.get("message", "no reason given") for skip in suite.iter("skipped"))
    return code, counts, skipped


def main() -> int:
    """Exit 0 only when every pass that ran is whole, and, where everything is required, nothing was left out."""
    BUILD.mkdir(exist_ok=True)
    chosen = sys.argv[1:]
    required = os.environ.get("CAMKET_TEST_ALL", "") in {"1", "true"}
    failed, left_out, lines = False, [], []
    for name, before in (("SQLite", []), ("PostgreSQL", ON_POSTGRES)):
        code, counts, skipped = run(name, before, chosen)
        if code == NO_SERVER and not counts:
            left_out.append("the whole suite on PostgreSQL: no server can be had here (see above)")
            continue
        failed = failed or code != 0
        verdict = "passed" if code == 0 else f"FAILED (pytest exit {code})"
        broken = counts["failures"] + counts["errors"]
        lines.append(
            f"{name}: {verdict}; {counts['tests']} tests, {broken} failed, {counts['skipped']} skipped"
        )
        left_out += [f"{times} on {name}: {reason}" for reason, times in skipped.items()]
    print("\n== What ran", *lines, sep="\n")
    print("\n== What was left out", *(left_out or ["nothing"]), sep="\n")
    if left_out and required:
        print("\nCAMKET_TEST_ALL=1: what was left out is a failure here.")
        failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
