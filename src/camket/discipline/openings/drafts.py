"""What is handed to the actions of an opening balance: what a sheet reports, its rows, and what it says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class CarriedDraft:
    """What a sheet reports of one task: the day it was done, and the days to which its deadline was moved."""

    task: str
    done: date | None = None
    dues: tuple[date, ...] = ()
    status_text: str = ""
    product: str = ""
    due_words: str = ""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A row of the sheet that tells of a task: its identity from one sheet to the next, and its cells."""

    task: str
    identity: str
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DifferenceDraft:
    """Something the sheet says otherwise, and what was decided about it."""

    task: str
    kind: str
    told: str
    stands: str
    taken: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """What is kept of a sheet beside its tasks: how its columns were read, the answers, its rows, its differences."""

    file_sha256: str
    columns: Mapping[str, Mapping[str, str]]
    answers: Mapping[str, Any]
    lines: tuple[LineDraft, ...] = ()
    differences: tuple[DifferenceDraft, ...] = ()
