"""One entry as bytes: the leaf's fields and canonical text, and the commitment to what it keeps in private."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from .faults import FaultCode, Unsound
from .jcs import canonical, parse_canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERSION = 1
SALT_SIZE = 32
OPENING_PREFIX = b"camket/opening/v1\n"
FIELDS = frozenset({"act", "actor", "at", "on", "position", "private", "public", "subjects", "v"})

_ACT = re.compile(r"[a-z]+(\.[a-z][a-z_]*){2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of the record as it stands in the tree: who did what, when, to what, for which day."""

    act: str
    actor: str
    at: datetime
    on: date
    position: int
    private: str | None
    public: Mapping[str, Any]
    subjects: tuple[str, ...]


def commitment(salt: bytes, private: Mapping[str, object]) -> str:
    """The salted commitment (64 hex digits) to a private part.

    The salt keeps anyone from guessing a short text or a person's code out of the hash.
    """
    if len(salt) != SALT_SIZE:
        raise Unsound(FaultCode.OPENING_FIELDS, field="salt")
    return sha256(OPENING_PREFIX + salt + canonical(private)).hexdigest()


def build_leaf(
    *,
    act: str,
    actor: str,
    at: datetime,
    on: date,
    position: int,
    private: str | None,
    public: Mapping[str, Any],
    subjects: Sequence[str],
) -> bytes:
    """The canonical bytes of an entry, which `parse_leaf` takes back unchanged, else `Unsound`."""
    leaf = canonical(
        {
            "act": act,
            "actor": actor,
            "at": instant_text(at),
            "on": on.isoformat(),
            "position": position,
            "private": private,
            "public": dict(public),
            "subjects": list(subjects),
            "v": VERSION,
        }
    )
    parse_leaf(leaf)
    return leaf


def parse_leaf(data: bytes) -> Leaf:
    """The entry in canonical bytes; raises `Unsound` naming the first field that is not as the format says."""
    fields = parse_canonical(data)
    if not isinstance(fields, dict) or fields.keys() != FIELDS:
        raise Unsound(FaultCode.LEAF_FIELDS, field="*")
    for name, sound in _CHECKS:
        if not sound(fields[name]):
            raise Unsound(FaultCode.LEAF_FIELDS, field=name)
    return Leaf(
        act=fields["act"],
        actor=fields["actor"],
        at=parse_instant(fields["at"], FaultCode.LEAF_FIELDS, "at"),
        on=parse_day(fields["on"], FaultCode.LEAF_FIELDS, "on"),
        position=fields["position"],
        private=fields["private"],
        public=fields["public"],
        subjects=tuple(fields["subjects"]),
    )


def instant_text(at: datetime) -> str:
    """An instant as the record writes it: UTC with microseconds, `2025-10-15T01:00:00.000000Z`."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_instant(text: object, code: FaultCode, field: str) -> datetime:
    """The instant of a text in the record's own spelling, else `Unsound` with this code and field."""
    if isinstance(text, str) and _INSTANT.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    raise Unsound(code, field=field)


def parse_day(text: object, code: FaultCode, field: str) -> date:
    """The day of a text `YYYY-MM-DD`, else `Unsound` with this code and field."""
    if isinstance(text, str) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise Unsound(code, field=field)


def is_hash(value: object) -> bool:
    """Whether a value is a SHA-256 as 64 small hex digits."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_whole(value: object) -> bool:
    """Whether a value is an integer; JSON's `true` is none, though Python counts it as one."""
    return isinstance(value, int) and not isinstance(value, bool)


def _are_subjects(value: object) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(subject, str) and subject for subject in value)
        and len(set(value)) == len(value)
    )


_CHECKS = (
    ("v", lambda v: is_whole(v) and v == VERSION),
    ("act", lambda v: isinstance(v, str) and _ACT.fullmatch(v) is not None),
    ("actor", lambda v: isinstance(v, str) and v != ""),
    ("position", lambda v: is_whole(v) and v >= 1),
    ("private", lambda v: v is None or is_hash(v)),
    ("public", lambda v: isinstance(v, dict)),
    ("subjects", _are_subjects),
)
