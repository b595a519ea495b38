"""Halves of files that a killed program left in the folder of evidence: under no hash, named by no entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket_verify.leaf import is_hash

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def sweep_rests(folder: Path, *, before: datetime) -> int:
    """Drops what has no hash for a name and was last written before an instant; returns how many."""
    dropped = 0
    for path in folder.glob("??/*"):
        if not is_hash(path.name) and path.is_file() and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            dropped += 1
    return dropped
