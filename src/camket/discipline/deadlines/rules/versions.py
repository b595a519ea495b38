"""Versions of data that is dated: which one is in force on a day, and what a new one does to those before it. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


class Version(Protocol):
    """Something with a code that holds from a day until the day before another; open while the other is none."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def valid_from(self) -> date:
        """The first day."""

    @property
    def valid_to(self) -> date | None:
        """The day after the last one."""


V = TypeVar("V", bound=Version)


def holds_on(version: Version, day: date) -> bool:
    """Whether a version is in force on a day."""
    return version.valid_from <= day and (version.valid_to is None or day < version.valid_to)


def in_force(versions: Iterable[V], day: date) -> list[V]:
    """The versions in force on a day, in the order given."""
    return [one for one in versions if holds_on(one, day)]


def succeeding(known: Iterable[V], new: V) -> tuple[V, ...]:
    """What must be adopted so that a new version takes over: each version that it cuts off, closed, then itself.

    Two versions of one code are never in force on one day. A version with the same first day is replaced as it is;
    a later one bounds the new one, whose own last day is brought forward when it would run into it.
    """
    same = [one for one in known if one.code == new.code]
    later = min((one.valid_from for one in same if one.valid_from > new.valid_from), default=None)
    if later is not None and (new.valid_to is None or new.valid_to > later):
        new = _closed(new, later)
    cut = [one for one in same if one.valid_from < new.valid_from and holds_on(one, new.valid_from)]
    return (*(_closed(one, new.valid_from) for one in cut), new)


def merged(known: Sequence[V], adopted: Iterable[V]) -> list[V]:
    """All versions once some were adopted: one of the same code and first day is replaced in its place."""
    fresh = {(one.code, one.valid_from): one for one in adopted}
    kept = [fresh.pop((one.code, one.valid_from), one) for one in known]
    return [*kept, *fresh.values()]


def _closed(version: V, day: date) -> V:
    # Protocols cannot say "a dataclass": every version here is a frozen one.
    changed: dict[str, Any] = {"valid_to": day}
    return replace(version, **changed)  # type: ignore[type-var]  # as said in the line above
