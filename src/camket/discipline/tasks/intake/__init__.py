"""A paper's file into tasks: what is proposed, what a person settles, and the one act that enters it all."""

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
