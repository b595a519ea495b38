"""The rules of deadlines: how words are read, how working days count, which time class a task has on a day. Pure."""

from .answers import Basis, Cycle, Doubt, Milestone, Nature, Offset, OffsetUnit, Reading
from .folding import fold
from .matching import LONGEST_PATTERN, PatternTooSlow, nested_repeat, slow_words
from .reading import LONGEST_DEADLINE, read_deadline
from .reading_rules import ReadingKind, ReadingRule
from .reporting import Cutoff, ReportCycle, ReportingTerms, ReportPeriod, Roll
from .standing import STANDINGS, Standing, days_late, standing, standing_counts, standings
from .versions import Version, holds_on, in_force, merged, succeeding
from .working import StatedCount, count_beside, due_after, due_on

__all__ = [
    "LONGEST_DEADLINE",
    "LONGEST_PATTERN",
    "STANDINGS",
    "Basis",
    "Cutoff",
    "Cycle",
    "Doubt",
    "Milestone",
    "Nature",
    "Offset",
    "OffsetUnit",
    "PatternTooSlow",
    "Reading",
    "ReadingKind",
    "ReadingRule",
    "ReportCycle",
    "ReportPeriod",
    "ReportingTerms",
    "Roll",
    "Standing",
    "StatedCount",
    "Version",
    "count_beside",
    "days_late",
    "due_after",
    "due_on",
    "fold",
    "holds_on",
    "in_force",
    "merged",
    "nested_repeat",
    "read_deadline",
    "slow_words",
    "standing",
    "standing_counts",
    "standings",
    "succeeding",
]
