"""The reader of running sheets: an office's own list of tasks, kept by several hands, into rows in their own words.

Answers which columns a sheet has, which of its rows are tasks, what its days and words of status say, and what contradicts
itself. Pure of tables. May read: annexes, agencies. Start with `sheet.py`, then `reading.py` and `rules.py`.
"""

from .reading import read_sheet
from .rules import SheetColumn, Status
from .sheet import HeadSeen, LeftRow, Sheet, SheetRow

__all__ = ["HeadSeen", "LeftRow", "Sheet", "SheetColumn", "SheetRow", "Status", "read_sheet"]
