"""The record's end as one request finds it: asked for once, however many of the request's readers need it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from .models import Checkpoint, Entry, Node
from .rules import node_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Moment:
    """How far the record goes: its newest entry and that one's leaf hash, its first entry, its newest checkpoint.

    Two moments with one position and one mark are moments of one and the same record; the position alone is not
    enough, since it is given out anew when a transaction fails. `sealed` is the size of the newest checkpoint.
    """

    position: int
    mark: bytes
    origin: Mapping[str, Any] | None
    sealed: int | None

    @property
    def synthetic(self) -> bool:
        """Whether the record declared that its data are synthetic."""
        return bool(self.origin and self.origin["synthetic"])


_KEPT: ContextVar[list[Moment] | None] = ContextVar("camket_record_moment", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it the record's end is asked for once: for a request that only reads. Acts never ask here."""
    token = _KEPT.set([])
    try:
        yield
    finally:
        _KEPT.reset(token)


def moment() -> Moment:
    """The record's end now, or as this request found it first."""
    kept = _KEPT.get()
    if kept is None:
        return _read()
    if not kept:
        kept.append(_read())
    return kept[0]


def _read() -> Moment:
    leaf = Node.objects.filter(key=(OuterRef("position") - 1) * node_key(0, 1)).values("hash")[:1]
    first = Entry.objects.filter(position=1).values("leaf")[:1]
    sealed = Checkpoint.objects.order_by("-size").values("size")[:1]
    newest = Entry.objects.order_by("-position").annotate(
        mark=Subquery(leaf), first=Subquery(first), sealed=Subquery(sealed)
    )
    found = newest.values_list("position", "mark", "first", "sealed").first()
    if found is None:
        return Moment(position=0, mark=b"", origin=None, sealed=None)
    position, mark, origin, size = found
    return Moment(position=position, mark=bytes(mark), origin=json.loads(origin)["public"], sealed=size)
