"""What pages of a tracker's dated data show of each row: the entry that brought it, whose hand it was, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from camket.discipline.agencies import queries as agencies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from camket.discipline.agencies.models import Post
    from camket.discipline.deadlines.models import AdoptedRule
    from camket.record.models import Entry

T = TypeVar("T")
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """One row as it was adopted; `newest` marks the last word about its code and first day."""

    row: AdoptedRule
    value: T
    post: Post | None
    newest: bool

    @property
    def entry(self) -> Entry:
        """The entry that brought it."""
        return self.row.entry


@dataclass(frozen=True, slots=True)
class History(Generic[T]):
    """Every row that was adopted, newest first."""

    versions: tuple[Version[T], ...]

    @property
    def shown(self) -> tuple[Version[T], ...]:
        """As many as a page holds."""
        return self.versions[:SHOWN]

    @property
    def newest(self) -> dict[tuple[str, date], Version[T]]:
        """The last word about each row; one that only came with the product has none."""
        return {(one.row.code, one.row.valid_from): one for one in self.versions if one.newest}


def history_of(rows: Iterable[tuple[AdoptedRule, T]]) -> History[T]:
    """Adopted rows, newest first, with the posts that adopted them: one look-up for all."""
    told = list(rows)
    posts = agencies.posts({row.entry.actor for row, _value in told})
    seen: set[tuple[str, date]] = set()
    found: list[Version[T]] = []
    for row, value in told:
        key = (row.code, row.valid_from)
        found.append(Version(row, value, posts.get(row.entry.actor), key not in seen))
        seen.add(key)
    return History(tuple(found))
