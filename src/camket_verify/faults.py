"""What can be wrong with an export, as codes; the sentences are in `words`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class FaultCode(StrEnum):
    """Every fault the verifier can name, from the bytes of the file up to the published figures."""

    NOT_AN_EXPORT = "file.not_an_export"
    TRUNCATED = "file.truncated"
    TRAILING = "file.trailing"
    DIGEST = "file.digest"
    LINE_TOO_LONG = "line.too_long"
    LINE_UNENDED = "line.unended"
    NOT_CANONICAL = "line.not_canonical"
    HEADER_FIELDS = "header.fields"
    HEADER_ORDER = "header.checkpoint_order"
    HEADER_COVER = "header.checkpoint_cover"
    HEADER_ORIGIN = "header.checkpoint_origin"
    HEADER_KEY = "header.key_differs"
    KEY_SHAPE = "key.shape"
    NOTE_SHAPE = "note.shape"
    NOTE_UNSIGNED = "note.unsigned"
    NOTE_SIGNATURE = "note.signature"
    CHECKPOINT_SHAPE = "checkpoint.shape"
    CHECKPOINT_ROOT = "checkpoint.root"
    ENTRY_FIELDS = "entry.fields"
    ENTRY_HASH = "entry.hash"
    ENTRY_POSITION = "entry.position"
    ENTRY_INSTANT = "entry.instant"
    ENTRY_MISSING = "entry.missing"
    ENTRY_EXTRA = "entry.extra"
    LEAF_FIELDS = "leaf.fields"
    OPENING_FIELDS = "opening.fields"
    OPENING_COMMITMENT = "opening.commitment"
    END_FIELDS = "end.fields"
    ORIGIN_DIFFERS = "origin.differs"
    ORIGIN_WITHHELD = "origin.withheld"
    PAYLOAD_FIELD = "payload.field"
    TASK_UNKNOWN = "task.unknown"
    TASK_TWICE = "task.assigned_twice"
    CLAIM_UNKNOWN = "claim.unknown"
    CLAIM_DIFFERS = "claim.differs"
    CLAIM_ANSWERED = "claim.answered_already"
    ANNUL_UNKNOWN = "annul.unknown"
    ANNUL_DIFFERS = "annul.differs"
    ANNUL_TWICE = "annul.twice"
    ANNUL_ANNULMENT = "annul.of_annulment"
    FIGURE_UNKNOWN = "figure.unknown"
    FIGURE_KNOWN = "figure.known"
    FIGURE_DIFFERS = "figure.differs"


class Unsound(ValueError):
    """What was read, or was about to be written, is not what the format allows.

    Carries a code and its parameters and no sentence: a door alone speaks a language.
    """

    def __init__(self, code: FaultCode, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code.value, params)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault with its place: the line of the file (from 1) and, where it is known, the entry's position."""

    code: FaultCode
    line: int
    position: int | None
    params: Mapping[str, str | int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The fault as plain data, for `--json` and for pages."""
        return {
            "code": self.code.value,
            "line": self.line,
            "position": self.position,
            "params": dict(self.params),
        }
