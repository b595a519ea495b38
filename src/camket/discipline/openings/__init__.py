"""The opening balance: what a running sheet reports from before this record, entered as reported and unverified.

Answers what of a sheet was taken in, what was said otherwise later, and what waits for a check. May read: every
earlier subject of discipline. Start with `proposal.py`, then `confirming.py` and `actions.py`.
"""

from .answers import ALL, UnreadableSheetAnswer, answers_in, question_key, read_answers
from .confirming import DifferencesUndecided, NothingNew, SheetUnsettled, confirm_opening
from .proposal import CarriedRow, Difference, DifferenceKind, Opening, Question, SheetAbout

__all__ = [
    "ALL",
    "CarriedRow",
    "Difference",
    "DifferenceKind",
    "DifferencesUndecided",
    "NothingNew",
    "Opening",
    "Question",
    "SheetAbout",
    "SheetUnsettled",
    "UnreadableSheetAnswer",
    "answers_in",
    "confirm_opening",
    "question_key",
    "read_answers",
]
