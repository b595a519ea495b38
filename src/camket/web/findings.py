"""What the tables of the review show, said in a heading: the finding first, the numbers below it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.review.report.compiling import Line


@dataclass(frozen=True, slots=True)
class Worst:
    """Where most tasks are overdue: how many, and the lines that have that many; none when nothing is overdue."""

    n: int
    lines: tuple[Line, ...]

    @property
    def alone(self) -> Line | None:
        """The one line that stands out, when a single one does."""
        return self.lines[0] if len(self.lines) == 1 else None


def worst(lines: Sequence[Line]) -> Worst:
    """The lines with the most overdue tasks; lines without a body of their own are left out."""
    named = [line for line in lines if line.key is not None]
    most = max((line.counts["overdue"] for line in named), default=0)
    if not most:
        return Worst(n=0, lines=())
    return Worst(n=most, lines=tuple(line for line in named if line.counts["overdue"] == most))
