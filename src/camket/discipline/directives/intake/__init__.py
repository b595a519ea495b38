"""The pure reader of annexes: a file of tasks into drafts, with every row accounted for."""

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
