"""Cells of files that people open in a spreadsheet: no text of ours is run there."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """A text as a spreadsheet shows it: one that it would run stands behind an apostrophe (CWE-1236)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
