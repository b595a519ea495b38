"""Writes what `make bench` measured last into the README, between its two marks; prints it where there are none."""

from __future__ import annotations

import json
import sys
from typing import Any

from checkout import RESULTS, ROOT
from measuring import Line, shown

README = ROOT / "README.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"


def measured_table(latest: dict[str, Any]) -> str:
    """The table in Markdown: what we promise in bold, what a user would take instead below it."""
    rows = [
        f"Measured on {latest['machine']}. Medians, with the fastest and the slowest run.",
        "",
        "| | median | fastest–slowest | |",
        "|---|---:|---:|---|",
    ]
    for table in latest["tables"]:
        rows.append(f"| **{table['title']}** | | | {' · '.join(table['on'].splitlines())} |")
        rows += [_row(Line(**{**kept, "runs": tuple(kept["runs"])})) for kept in table["lines"]]
        rows += [f"| *left out: {left}* | | | |" for left in table["left_out"]]
    rows += [f"| *failed: {name}* | | | |" for name in latest["failed"]]
    return "\n".join(rows)


def _row(line: Line) -> str:
    what = f"&nbsp;&nbsp;*beside it:* {line.what}" if line.beside else line.what
    median = f"{shown(line.median)} {line.unit}"
    spread = f"{shown(min(line.runs))}–{shown(max(line.runs))}"
    rest = "; ".join(part for part in (line.verdict, line.note) if part)
    return f"| {what} | {median} | {spread} | {rest} |"


def main() -> int:
    latest = RESULTS / "latest.json"
    if not latest.exists():
        print("nothing was measured yet: `make bench`", file=sys.stderr)
        return 1
    written = measured_table(json.loads(latest.read_text("utf-8")))
    text = README.read_text("utf-8") if README.exists() else ""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        print(written)
        return 0
    README.write_text(f"{before}{BEGIN}\n{written}\n{END}{after}", "utf-8")
    print(f"written into {README.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
