"""Values that are dated data: a tracker, and the code under which it keeps a task, a group of tasks or a unit."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


def _dates(table: Mapping[str, Any]) -> dict[str, Any]:
    until = table.get("valid_to") or ""
    return {
        "valid_from": date.fromisoformat(str(table["valid_from"])),
        "valid_to": date.fromisoformat(str(until)) if until else None,
        "confirmed": str(table["confirmed"]).lower() in {"true", "1", "yes"},
    }


@dataclass(frozen=True, slots=True)
class _Dated:
    valid_from: date
    valid_to: date | None
    source: str
    confirmed: bool

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """The value that a row of data holds. Raises `TypeError`, `ValueError`, `KeyError`."""
        return cls(**{**table, **_dates(table)})

    def as_table(self) -> dict[str, Any]:
        """The value as a table that can be adopted."""
        until = self.valid_to.isoformat() if self.valid_to else ""
        return asdict(self) | {"valid_from": self.valid_from.isoformat(), "valid_to": until}


@dataclass(frozen=True, slots=True)
class Tracker(_Dated):
    """Another system that follows the same tasks."""

    code: str
    name_vi: str
    name_en: str
    address: str


class CodeKind(StrEnum):
    """What of ours a tracker keeps under a code of its own."""

    TASK = "task"
    FIELD = "field"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class TrackerCode(_Dated):
    """The code of a tracker for a task, a group of tasks (both: an indicator, idxCode) or a unit (an object).

    `ours` is our own code; `idx_id` and `grant_id` are kept as the tracker gave them. An empty `theirs` ends a code.
    """

    tracker: str
    programme: str
    kind: CodeKind
    ours: str
    theirs: str
    idx_id: str = ""
    grant_id: str = ""
    heading: str = ""

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """The code that a row of data holds. Raises `TypeError`, `ValueError`, `KeyError`."""
        said = {name: value for name, value in table.items() if name != "code"}
        return cls(**{**said, **_dates(table), "kind": CodeKind(table["kind"])})

    def as_table(self) -> dict[str, Any]:
        """The code as a table that can be adopted, under its key."""
        until = self.valid_to.isoformat() if self.valid_to else ""
        days = {"valid_from": self.valid_from.isoformat(), "valid_to": until}
        return asdict(self) | days | {"kind": self.kind.value, "code": self.code}

    @property
    def code(self) -> str:
        """The key by which a later version takes its place; short, whatever our own code is."""
        said = f"{self.tracker}\x1f{self.programme}\x1f{self.kind}\x1f{self.ours}"
        return f"{self.tracker}:{self.kind.value}:{hashlib.sha256(said.encode()).hexdigest()[:16]}"
