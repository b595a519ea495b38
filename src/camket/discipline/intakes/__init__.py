"""A paper's file into tasks: what is proposed, what a person settles, and the one step that enters it all.

Answers what would be entered if a person confirmed, and which doubts they must settle first. May read: every earlier
subject of discipline. Start with `proposal.py`, then `proposing.py` and `confirming.py`.
"""

from .answers import PAPER, UnreadableAnswer, read_answers
from .bodies import directory_at
from .confirming import FileKnown, OtherFile, RowsUnsettled, confirm
from .proposal import PaperMeta, Proposal, ProposedRow, Question, RowDoubt, RowState
from .proposing import propose

__all__ = [
    "PAPER",
    "FileKnown",
    "OtherFile",
    "PaperMeta",
    "Proposal",
    "ProposedRow",
    "Question",
    "RowDoubt",
    "RowState",
    "RowsUnsettled",
    "UnreadableAnswer",
    "confirm",
    "directory_at",
    "propose",
    "read_answers",
]
