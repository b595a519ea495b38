"""The rules of deadlines: how words are read, how working days count, which time class a task has on a day. Pure."""

from .answers import Cycle, Doubt, Milestone, Nature, Offset, OffsetUnit, Reading
from .folding import fold
from .reading import LONGEST_DEADLINE, read_deadline
from .reading_rules import ReadingKind, ReadingRule
from .standing import STANDINGS, Standing, days_late, standing, standing_counts, standings
from .working import StatedCount, count_beside, due_after

__all__ = [
    "LONGEST_DEADLINE",
    "STANDINGS",
    "Cycle",
    "Doubt",
    "Milestone",
    "Nature",
    "Offset",
    "OffsetUnit",
    "Reading",
    "ReadingKind",
    "ReadingRule",
    "Standing",
    "StatedCount",
    "count_beside",
    "days_late",
    "due_after",
    "fold",
    "read_deadline",
    "standing",
    "standing_counts",
    "standings",
]
