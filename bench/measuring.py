"""What a bench measured, how it is printed, and how it is handed on to the table of the README."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from machine import this_machine

if TYPE_CHECKING:
    from collections.abc import Callable

DIGITS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured: the runs, their unit, and whether it is ours or stands beside ours to compare.

    `n` is how many there were, of which `runs` may keep only the fastest, the middle and the slowest. `aim` is the
    bound we promise: the least for a rate, the most for a time.
    """

    what: str
    unit: str
    runs: tuple[float, ...]
    beside: bool = False
    aim: float | None = None
    note: str = ""
    n: int = 0

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.runs)

    @property
    def verdict(self) -> str:
        """Whether the aim is met by the median; nothing where there is no aim."""
        if self.aim is None:
            return ""
        met = self.median >= self.aim if "/s" in self.unit else self.median <= self.aim
        sign = ">" if "/s" in self.unit else "<"
        return f"aim {sign} {shown(self.aim)} {self.unit}: {'met' if met else 'MISSED'}"


@dataclass(slots=True)
class Table:
    """Everything one bench measured, and what it had to leave out."""

    name: str
    title: str
    lines: list[Line] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    on: str = ""

    def add(
        self,
        what: str,
        unit: str,
        runs: list[float],
        *,
        beside: bool = False,
        aim: float | None = None,
        note: str = "",
    ) -> None:
        """Keeps a measurement, no finer than it is shown; of more than ten runs, three."""
        few = runs if len(runs) <= 10 else [min(runs), statistics.median(runs), max(runs)]
        kept = tuple(float(f"{run:.4g}") for run in few)
        self.lines.append(Line(what, unit, kept, beside, aim, note, len(runs)))


def seconds(work: Callable[[], object], *, runs: int) -> list[float]:
    """How long the work takes, run by run."""
    return [_clocked(work) for _ in range(runs)]


def _clocked(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def shown(value: float) -> str:
    """Three digits that count, thousands set apart."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.{DIGITS}g}"


def publish(table: Table) -> None:
    """Prints the table; with `--json FILE` on the command line also keeps it."""
    options = argparse.ArgumentParser(description=table.title)
    options.add_argument("--json", type=Path, help="where to keep what was measured")
    asked = options.parse_args()
    machine = this_machine()
    print(f"\n{table.title}\n{machine.sentence}" + (f"\n{table.on}" if table.on else ""))
    width = max((len(line.what) + 2 * line.beside for line in table.lines), default=0)
    for line in table.lines:
        what = ("  " if line.beside else "") + line.what
        spread = f"{shown(min(line.runs))}–{shown(max(line.runs))} of {line.n:,}"
        rest = "; ".join(part for part in (line.verdict, line.note) if part)
        print(f"  {what:<{width}}  {shown(line.median):>9} {line.unit:<5} ({spread})  {rest}".rstrip())
    for left in table.left_out:
        print(f"  left out: {left}")
    if asked.json:
        kept = {**asdict(table), "machine": machine.sentence}
        asked.json.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
