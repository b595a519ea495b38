"""The only writers of agencies, posts and people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.folding import fold
from camket.discipline.agencies.models import (
    Agency,
    Appointment,
    Departure,
    Person,
    Post,
    PostEnd,
    Succession,
)
from camket.discipline.agencies.ordering import sort_key
from camket.discipline.agencies.roles import Role
from camket.discipline.agencies.seats import OPERATOR, require_keeper, require_keeper_or_head
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.agencies.catalogue import AgencyRow
    from camket.record.rules import Actor


POST_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class AgencyExists(Refused):
    """A code names one body for ever."""

    code = "agency.register.exists"


class UnknownAgency(Refused):
    """No body has this code."""

    code = "agency.unknown"


class AlreadySucceeded(Refused):
    """The body has passed into another already."""

    code = "agency.succeed.already"


class SucceedsItself(Refused):
    """A body that goes on is no successor of itself: what changes is its name, or what is split off it."""

    code = "agency.succeed.itself"


class HeirNotSuccessor(Refused):
    """Tasks can only pass to a body that takes over."""

    code = "agency.succeed.heir"


class PostReserved(Refused):
    """The code stands for whoever runs the server; a post that bore it would act as the operator."""

    code = "post.establish.reserved"


class PostExists(Refused):
    """A code names one post for ever."""

    code = "post.establish.exists"


class PostCodeUnfit(Refused):
    """A code stands in addresses and in leaves: letters, digits, hyphens, underscores and dots."""

    code = "post.establish.code_unfit"


class UnknownPost(Refused):
    """No post has this code."""

    code = "post.unknown"


class PostEnded(Refused):
    """Nobody is appointed to a post that has ended."""

    code = "post.ended"


class PostTaken(Refused):
    """Someone holds the post."""

    code = "post.appoint.taken"


class LeftBeforeTaking(Refused):
    """Nobody leaves a post before the day of taking it."""

    code = "post.leave.before"


class AlreadyLeft(Refused):
    """The appointment has ended already."""

    code = "post.leave.already"


@transaction.atomic
def register_agencies(*, rows: Sequence[AgencyRow], by: Actor, at: datetime, on: date) -> list[Agency]:
    """Enters bodies in one bulk act, parents before children.

    Raises `AgencyExists`, `UnknownAgency`, `NotTheKeeper`.
    """
    require_keeper(by, today=day_of(at))
    codes = [row.code for row in rows]
    known = dict(Agency.objects.values_list("code", "pk"))
    taken = sorted(code for code in codes if code in known or codes.count(code) > 1)
    if taken:
        raise AgencyExists(codes=", ".join(dict.fromkeys(taken)))
    entry = append(
        act="discipline.agency.register",
        by=by,
        at=at,
        on=on,
        subjects=[f"agency:{code}" for code in codes],
        public={
            "agencies": [
                {
                    "code": row.code,
                    "kind": row.kind,
                    "parent": row.parent,
                    "from": row.valid_from.isoformat(),
                }
                for row in rows
            ]
        },
        private={"names": {row.code: row.name_vi for row in rows}},
    )
    made: list[Agency] = []
    for level in _levels(rows, set(known)):
        batch = Agency.objects.bulk_create(
            [
                Agency(
                    entry=entry,
                    code=row.code,
                    name_vi=row.name_vi,
                    name_en=row.name_en,
                    abbreviation=row.abbreviation or "",
                    kind=row.kind,
                    parent_id=known[row.parent] if row.parent else None,
                    valid_from=row.valid_from,
                    code_confirmed=row.code_confirmed,
                    form_confirmed=row.form_confirmed,
                    source=row.source,
                    note=row.note,
                    sort_key=sort_key(row.name_vi),
                    folded=fold(row.name_vi),
                )
                for row in level
            ]
        )
        known.update({agency.code: agency.pk for agency in batch})
        made.extend(batch)
    return made


def _levels(rows: Sequence[AgencyRow], known: set[str]) -> list[list[AgencyRow]]:
    """The rows in waves, each wave's parents known before it. Raises `UnknownAgency`."""
    waiting, waves = list(rows), []
    known = set(known)
    while waiting:
        wave = [row for row in waiting if row.parent is None or row.parent in known]
        if not wave:
            raise UnknownAgency(code=", ".join(sorted({row.parent or "" for row in waiting})))
        waves.append(wave)
        known.update(row.code for row in wave)
        waiting = [row for row in waiting if row.code not in known]
    return waves


@transaction.atomic
def succeed_agency(
    *,
    kind: str,
    predecessors: Sequence[str],
    successors: Sequence[str],
    heir: str | None,
    source: str,
    confirmed: bool,
    by: Actor,
    at: datetime,
    on: date,
) -> list[Succession]:
    """One body, or several, passing into others on a day.

    Raises `UnknownAgency`, `AlreadySucceeded`, `SucceedsItself`, `HeirNotSuccessor`, `NotTheKeeper`.
    """
    take_turn()
    require_keeper(by, today=day_of(at))
    found = _bodies_passing(predecessors, successors, heir)
    entry = append(
        act="discipline.agency.succeed",
        by=by,
        at=at,
        on=on,
        subjects=[f"agency:{code}" for code in [*predecessors, *successors]],
        public={
            "predecessors": list(predecessors),
            "successors": list(successors),
            "heir": heir,
            "on": on.isoformat(),
            "kind": kind,
        },
        private={"source": source},
    )
    passed_to: Sequence[str | None] = successors or [None]
    pairs = [(before, after) for before in predecessors for after in passed_to]
    return Succession.objects.bulk_create(
        [
            Succession(
                entry=entry,
                predecessor=found[before],
                successor=found[after] if after else None,
                heir=after == heir if after else False,
                kind=kind,
                on_date=on,
                source=source,
                confirmed=confirmed,
            )
            for before, after in pairs
        ]
    )


def _bodies_passing(
    predecessors: Sequence[str], successors: Sequence[str], heir: str | None
) -> dict[str, Agency]:
    """The bodies of a succession by code, once nothing speaks against it."""
    found = {row.code: row for row in Agency.objects.filter(code__in=[*predecessors, *successors])}
    unknown = [code for code in [*predecessors, *successors] if code not in found]
    if unknown:
        raise UnknownAgency(code=", ".join(unknown))
    if both := set(predecessors) & set(successors):
        raise SucceedsItself(code=", ".join(sorted(both)))
    if successors and heir not in successors:
        raise HeirNotSuccessor(heir=heir)
    ended = Succession.objects.filter(predecessor__code__in=predecessors).values_list(
        "predecessor__code", flat=True
    )
    if ended:
        raise AlreadySucceeded(code=", ".join(ended))
    return found


@transaction.atomic
def establish_post(
    *,
    code: str,
    agency: str,
    title_vi: str,
    title_en: str,
    role: Role,
    by: Actor,
    at: datetime,
    on: date,
) -> Post:
    """A new post in an agency.

    Raises `UnknownAgency`, `PostReserved`, `PostCodeUnfit`, `PostExists`, `NotTheKeeper`.
    """
    body = Agency.objects.filter(code=agency).first()
    if body is None:
        raise UnknownAgency(code=agency)
    require_keeper_or_head(by, agency=body.pk, role=role, today=day_of(at))
    if code == OPERATOR.post:
        raise PostReserved(post=code)
    _require_new_post(code)
    entry = append(
        act="discipline.post.establish",
        by=by,
        at=at,
        on=on,
        subjects=[f"post:{code}", f"agency:{agency}"],
        public={"post": code, "agency": agency, "role": role.value, "on": on.isoformat()},
        private={"title": title_vi},
    )
    return Post.objects.create(
        entry=entry,
        code=code,
        agency=body,
        title_vi=title_vi,
        title_en=title_en,
        role=role.value,
        valid_from=on,
    )


def _require_new_post(code: str) -> None:
    if not POST_CODE.fullmatch(code):
        raise PostCodeUnfit(post=code[:64])
    if Post.objects.filter(code=code).exists():
        raise PostExists(post=code)


@transaction.atomic
def appoint(*, post: str, person: str, full_name: str, by: Actor, at: datetime, on: date) -> Appointment:
    """A person takes a post; a person the record does not know yet is entered with it.

    Raises `UnknownPost`, `PostEnded`, `PostTaken`, `NotTheKeeper`.
    """
    take_turn()
    place = Post.objects.select_related("agency").filter(code=post).first()
    if place is None:
        raise UnknownPost(post=post)
    require_keeper_or_head(by, agency=place.agency_id, role=Role(place.role), today=day_of(at))
    if PostEnd.objects.filter(post=place).exists():
        raise PostEnded(post=post)
    if Appointment.objects.filter(post=place, departure__isnull=True).exists():
        raise PostTaken(post=post)
    entry = append(
        act="discipline.post.appoint",
        by=by,
        at=at,
        on=on,
        subjects=[f"post:{post}"],
        public={"post": post, "agency": place.agency.code, "role": place.role, "on": on.isoformat()},
        private={"appointed": person, "full_name": full_name},
    )
    holder = Person.objects.filter(code=person).first() or Person.objects.create(
        entry=entry, code=person, full_name=full_name, sort_key=sort_key(full_name)
    )
    return Appointment.objects.create(entry=entry, post=place, person=holder, from_date=on)


@transaction.atomic
def leave_post(*, appointment: Appointment, by: Actor, at: datetime, on: date) -> Departure:
    """The person acts from the post no more, from this day on.

    Raises `AlreadyLeft`, `LeftBeforeTaking`, `NotTheKeeper`.
    """
    place = appointment.post
    require_keeper_or_head(by, agency=place.agency_id, role=Role(place.role), today=day_of(at))
    if Departure.objects.filter(appointment=appointment).exists():
        raise AlreadyLeft(post=place.code)
    if on < appointment.from_date:
        raise LeftBeforeTaking(post=place.code, held=appointment.from_date.isoformat())
    entry = append(
        act="discipline.post.leave",
        by=by,
        at=at,
        on=on,
        subjects=[f"post:{place.code}"],
        public={"post": place.code, "agency": place.agency.code, "role": place.role, "on": on.isoformat()},
        private={"left": appointment.person.code},
    )
    return Departure.objects.create(entry=entry, appointment=appointment, on_date=on)
