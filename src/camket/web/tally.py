"""Tasks by standing for one line of a page: their sums and their bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.tasks.figures import COMPLETED, COUNTED

from .bars import Segment, segments

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many tasks stand where; a page's line adds whose they are."""

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Tasks counted."""
        return sum(self.counts[part] for part in COUNTED)

    @property
    def completed(self) -> int:
        """Done, in time or late."""
        return sum(self.counts[part] for part in COMPLETED)

    @property
    def bar(self) -> list[Segment]:
        """The standings side by side."""
        return segments([(part, self.counts[part]) for part in COUNTED])
