"""The reader of annexes: an office's file of tasks into drafts, with every row accounted for.

Answers which rows of a `.docx`, `.xlsx` or `.csv` are tasks, what each cell says, and what could not be read. Pure of
tables: nothing is written here. May read: deadlines, agencies. Start with `annex.py`, then `reading.py`.
"""

from .annex import (
    Annex,
    Column,
    ColumnFound,
    Doubt,
    GroupFound,
    Locator,
    Remark,
    RowDraft,
    TableFound,
    UnreadableFile,
    UnreadRow,
)
from .reading import read_annex

__all__ = [
    "Annex",
    "Column",
    "ColumnFound",
    "Doubt",
    "GroupFound",
    "Locator",
    "Remark",
    "RowDraft",
    "TableFound",
    "UnreadRow",
    "UnreadableFile",
    "read_annex",
]
