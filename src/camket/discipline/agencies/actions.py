"""The only writers of agencies, posts, people and log-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.errors import Refused
from camket.record.actions import append
from camket.record.turn import take_turn

from .folding import fold
from .models import Account, Agency, Appointment, Departure, Person, Post, Succession
from .ordering import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.record.rules import Actor

    from .catalogue import AgencyRow
    from .roles import Role


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


class PostTaken(Refused):
    """Someone holds the post."""

    code = "post.appoint.taken"


class AlreadyLeft(Refused):
    """The appointment has ended already."""

    code = "post.leave.already"


@transaction.atomic
def register_agencies(*, rows: Sequence[AgencyRow], by: Actor, at: datetime, on: date) -> list[Agency]:
    """Enters bodies in one bulk act, parents before children. Raises `AgencyExists`, `UnknownAgency`."""
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

    Raises `UnknownAgency`, `AlreadySucceeded`, `SucceedsItself`, `HeirNotSuccessor`.
    """
    take_turn()
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
    """A new post in an agency. Raises `UnknownAgency`."""
    body = Agency.objects.filter(code=agency).first()
    if body is None:
        raise UnknownAgency(code=agency)
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


@transaction.atomic
def appoint(*, post: str, person: str, full_name: str, by: Actor, at: datetime, on: date) -> Appointment:
    """A person takes a post; a person the record does not know yet is entered with it. Raises `PostTaken`."""
    take_turn()
    place = Post.objects.select_related("agency").get(code=post)
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
    """The person acts from the post no more, from this day on. Raises `AlreadyLeft`."""
    if Departure.objects.filter(appointment=appointment).exists():
        raise AlreadyLeft(post=appointment.post.code)
    place = appointment.post
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


def change_password(*, username: str, password: str) -> bool:
    """A new password for a log-in; False when there is no such log-in. Sessions opened with the old one end."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        return False
    account.set_password(password)
    account.save(update_fields=["password"])
    return True


def open_account(*, username: str, password: str, person: str) -> Account:
    """A log-in for a person. Not an act: the record holds posts and appointments, never credentials."""
    return Account.objects.create_user(username, password, person=Person.objects.get(code=person))
