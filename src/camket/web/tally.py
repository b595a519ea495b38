"""Tasks by standing for one line of a page, with their bar."""

from __future__ import annotations

from dataclasses import dataclass

from camket.discipline.tasks import figures
from camket.discipline.tasks.figures import COUNTED

from .bars import Segment, segments


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(figures.Tally):
    """A tally that a page draws as a bar."""

    @property
    def bar(self) -> list[Segment]:
        """The standings side by side."""
        return segments([(part, self.counts[part]) for part in COUNTED])
