"""Readers of agencies, posts and people; who a reader is, and what is in their scope."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, QuerySet

from .models import Account, Agency, Appointment, CatalogueChange, Departure, Post, Succession
from .roles import EVERYONE, Role, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from camket.periods import AsOf

    from .mandates import Seat


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which bodies stood on a day, and under which of them an older body's tasks are found."""

    heirs: Mapping[int, int]
    ended: Mapping[int, date]

    def heir(self, agency_id: int) -> int:
        """The body that answers for this one's tasks on the lineage's day: itself, unless it has ended."""
        seen = {agency_id}
        while (successor := self.heirs.get(agency_id)) is not None and successor not in seen:
            seen.add(successor)
            agency_id = successor
        return agency_id

    def gathered(self, agency_id: int) -> frozenset[int]:
        """A body and every earlier one whose tasks have come to it."""
        found = {agency_id}
        while earlier := {old for old, new in self.heirs.items() if new in found} - found:
            found |= earlier
        return frozenset(found)


class _Register:
    """Every body and every merger or split, each table read once; `parents` as entered, whatever was changed since."""

    def __init__(self) -> None:
        self._bodies: dict[int, Agency] | None = None
        self._parents: dict[int, int | None] = {}
        self._successions: list[Succession] | None = None

    @property
    def bodies(self) -> dict[int, Agency]:
        if self._bodies is None:
            rows = list(Agency.objects.annotate(entered_under=F("parent_id")))
            self._parents = {row.pk: row.entered_under for row in rows}
            self._bodies = {row.pk: row for row in rows}
        return self._bodies

    @property
    def parents(self) -> Mapping[int, int | None]:
        return self._parents if self.bodies else {}

    @property
    def successions(self) -> list[Succession]:
        if self._successions is None:
            self._successions = list(Succession.objects.order_by("on_date", "entry_id"))
        return self._successions


_READ: ContextVar[_Register | None] = ContextVar("camket_bodies_read", default=None)


@contextmanager
def bodies_read() -> Iterator[None]:
    """Within it the register of bodies is read once: for a request that only reads. Acts never run in it."""
    token = _READ.set(_Register())
    try:
        yield
    finally:
        _READ.reset(token)


def _register() -> _Register:
    return _READ.get() or _Register()


def lineage(asof: AsOf) -> Lineage:
    """Mergers and splits up to a day, as the record knew them."""
    heirs: dict[int, int] = {}
    ended: dict[int, date] = {}
    for row in _register().successions:
        if row.on_date > asof.on or row.entry_id > asof.position:
            continue
        ended[row.predecessor_id] = row.on_date
        if row.heir and row.successor_id is not None:
            heirs[row.predecessor_id] = row.successor_id
    return Lineage(heirs=heirs, ended=ended)


def agencies_on(asof: AsOf) -> QuerySet[Agency]:
    """The bodies that stand on a day, in Vietnamese order of their names."""
    ended = Succession.objects.filter(
        predecessor=OuterRef("pk"), on_date__lte=asof.on, entry_id__lte=asof.position
    )
    return (
        Agency.objects.filter(valid_from__lte=asof.on, entry_id__lte=asof.position)
        .exclude(Exists(ended))
        .select_related("parent")
        .order_by("sort_key")
    )


def agency(code: str) -> Agency | None:
    """An agency by its code, ended or not."""
    return Agency.objects.select_related("parent").filter(code=code).first()


def agencies_by_id() -> dict[int, Agency]:
    """Every agency ever registered, by id: a few hundred rows."""
    return dict(_register().bodies)


def successions_of(agency: Agency) -> QuerySet[Succession]:
    """What an agency passed into, and what passed into it, in order of days."""
    either = Succession.objects.filter(predecessor=agency) | Succession.objects.filter(successor=agency)
    return either.select_related("predecessor", "successor").order_by("on_date", "pk")


def _below() -> Mapping[int | None, list[int]]:
    register = _register()
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in register.parents.items():
        children[parent].append(pk)
    for row in register.successions:
        if row.heir:
            children[row.successor_id].append(row.predecessor_id)
    return children


def with_bodies_below(agency_id: int) -> frozenset[int]:
    """An agency, all bodies below it and all whose tasks passed to them."""
    children = _below()
    found: set[int] = set()
    queue = [agency_id]
    while queue:
        current = queue.pop()
        if current not in found:
            found.add(current)
            queue.extend(children.get(current, ()))
    return frozenset(found)


def appointments_on(account: Account, *, on: date) -> QuerySet[Appointment]:
    """The posts a log-in's person holds on a day; a departure takes effect on its own day."""
    left = Departure.objects.filter(appointment=OuterRef("pk"), on_date__lte=on)
    return (
        Appointment.objects.filter(person=account.person_id, from_date__lte=on)
        .exclude(Exists(left))
        .select_related("post__agency", "person")
        .order_by("from_date", "pk")
    )


def scope_of(appointment: Appointment | Seat | None) -> Scope:
    """What the holder of a post may see, or who acts for it; without a post, what everyone may."""
    if appointment is None:
        return EVERYONE
    post = appointment.post
    return Scope(
        role=Role(post.role),
        post=post.code,
        person=appointment.person.code,
        agency=post.agency_id,
        agencies=with_bodies_below(post.agency_id),
    )


def owner_now(programme: str, first: int) -> int:
    """The body to which a programme belongs by the latest act about it; the one that opened it, if none changed it."""
    changes = CatalogueChange.objects.filter(subject=f"programme:{programme}", said__contains='"owner_id"')
    said = changes.order_by("pk").values_list("said", flat=True).last()
    return int(json.loads(said)["owner_id"][1]) if said else first


def post(code: str) -> Post | None:
    """A post by its code."""
    return Post.objects.select_related("agency").filter(code=code).first()


def n_posts_of(agency: Agency, asof: AsOf) -> int:
    """How many posts a body has on a day."""
    return Post.objects.filter(agency=agency, valid_from__lte=asof.on, entry_id__lte=asof.position).count()


def posts(codes: Iterable[str]) -> dict[str, Post]:
    """Several posts with their agencies, by code."""
    found = Post.objects.select_related("agency").filter(code__in=list(codes))
    return {row.code: row for row in found}


def log_ins(usernames: Iterable[str]) -> set[str]:
    """Which of some names can log in."""
    open_ones = Account.objects.filter(username__in=list(usernames), is_active=True)
    return set(open_ones.values_list("username", flat=True))


def holder_of(post: str, *, on: date) -> Appointment | None:
    """Who holds a post on a day."""
    left = Departure.objects.filter(appointment=OuterRef("pk"), on_date__lte=on)
    held = Appointment.objects.filter(post__code=post, from_date__lte=on).exclude(Exists(left))
    return held.select_related("post__agency", "person").order_by("-from_date", "-pk").first()
