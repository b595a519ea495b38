"""Readers of mandates: which hold today, when each ends, and the seat from which somebody acts for another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from camket.record.queries import hands
from camket.record.rules import Actor

from .models import Appointment, Departure, Mandate, MandateEnd, Post
from .roles import REPORTING, STEERING, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from camket.record.models import Entry

    from .models import Account, Person


@dataclass(frozen=True, slots=True)
class Seat:
    """A post from which a person may act today: their own, or another's under a mandate."""

    post: Post
    person: Person
    from_date: date
    mandate: Mandate | None = None

    @property
    def code(self) -> str:
        """How a session names the seat."""
        return f"{self.post.code}|{self.mandate.code if self.mandate else ''}"

    @property
    def hand(self) -> Actor:
        """The hand of an act done from here."""
        if self.mandate is None:
            return Actor(post=self.post.code, person=self.person.code)
        return Actor(
            post=self.post.code,
            person=self.person.code,
            mandate=self.mandate.code,
            acts=acts_of(self.mandate),
        )


@dataclass(frozen=True, slots=True)
class Signature:
    """Under which post an act was entered, and the post that signed for it when it was done under a mandate."""

    post: Post | None
    signed_for_by: Post | None = None


def acts_of(mandate: Mandate) -> tuple[str, ...]:
    """Beginnings of the acts that a mandate covers; none for all."""
    return tuple(json.loads(mandate.acts))


def of_one_side(giver: Role, holder: Role) -> bool:
    """Whether two roles do the same kind of work: steering, reporting, or the same one."""
    return any({giver, holder} <= side for side in (STEERING, REPORTING, {giver}))


def ended_on(mandate: Mandate) -> date | None:
    """The first day on which a mandate holds no more; none while nothing ends it.

    It ends on the day its paper says, on the day it is taken back, and with the departure of whoever held either
    post when it was given; one given for a vacant post ends when somebody is appointed to that post. Source: Civil
    Code 2015, Article 140: an authority by mandate ends with either of the two it was given between.
    """
    days = [mandate.until_date] if mandate.until_date else []
    end = MandateEnd.objects.filter(mandate=mandate).first()
    if end is not None:
        days.append(max(end.on_date, mandate.from_date))
    for post in (mandate.giver_id, mandate.holder_id):
        days += _changed_hands(post, mandate)
    return min(days, default=None)


def _changed_hands(post: int, mandate: Mandate) -> list[date]:
    """The days on which the post's holder of the giving left it, or on which one came to a vacant post."""
    before = Appointment.objects.filter(post=post, entry_id__lt=mandate.entry_id)
    left = Departure.objects.filter(appointment=OuterRef("pk"), entry_id__lt=mandate.entry_id)
    held = before.exclude(Exists(left)).order_by("-entry_id").first()
    if held is not None:
        return list(Departure.objects.filter(appointment=held).values_list("on_date", flat=True))
    later = Appointment.objects.filter(post=post, entry_id__gt=mandate.entry_id)
    return list(later.order_by("entry_id").values_list("from_date", flat=True)[:1])


def holds(mandate: Mandate, *, on: date) -> bool:
    """Whether somebody may act under a mandate on a day."""
    over = ended_on(mandate)
    return mandate.from_date <= on and (over is None or on < over)


def mandates_held_by(person: int, *, on: date) -> list[Mandate]:
    """The mandates under which a person may act on a day."""
    left = Departure.objects.filter(appointment=OuterRef("pk"), on_date__lte=on)
    posts = Appointment.objects.filter(person=person, from_date__lte=on).exclude(Exists(left)).values("post")
    given = Mandate.objects.filter(holder__in=posts, from_date__lte=on, end__isnull=True)
    found = given.select_related("giver__agency", "holder__agency").order_by("entry_id")
    return [one for one in found if holds(one, on=on)]


def mandate(code: str) -> Mandate | None:
    """A mandate by its code, ended or not."""
    return Mandate.objects.select_related("giver__agency", "holder__agency").filter(code=code).first()


def mandates_about(posts: Iterable[str], agencies: Iterable[int]) -> QuerySet[Mandate]:
    """Mandates given by or to some posts, or any post of some agencies, newest first."""
    own = Q(giver__code__in=list(posts)) | Q(holder__code__in=list(posts))
    theirs = Q(giver__agency__in=list(agencies)) | Q(holder__agency__in=list(agencies))
    found = Mandate.objects.filter(own | theirs).select_related("giver__agency", "holder__agency", "end")
    return found.order_by("-entry_id")


def posts_near(post: Post) -> QuerySet[Post]:
    """Posts that could give a mandate to this one or get one from it: of its agency, the one above, those below."""
    near = Q(agency=post.agency_id) | Q(agency__parent=post.agency_id)
    if post.agency.parent_id is not None:
        near |= Q(agency=post.agency.parent_id)
    return Post.objects.filter(near).select_related("agency").order_by("agency", "code")[:300]


def own_seats(account: Account, *, on: date) -> list[Seat]:
    """The posts that a log-in's person holds on a day, oldest first; none until a one-time password is changed."""
    if account.person_id is None or account.one_time_until is not None:
        return []
    left = Departure.objects.filter(appointment=OuterRef("pk"), on_date__lte=on)
    held = Appointment.objects.filter(person=account.person_id, from_date__lte=on).exclude(Exists(left))
    rows = held.select_related("post__agency", "person").order_by("from_date", "pk")
    return [Seat(post=row.post, person=row.person, from_date=row.from_date) for row in rows]


def seats(account: Account, *, on: date) -> list[Seat]:
    """Every seat of a log-in's person on a day: own posts first, then those held by mandate."""
    own = own_seats(account, on=on)
    if not own:
        return []
    person = own[0].person
    lent = mandates_held_by(person.pk, on=on)
    return [
        *own,
        *(Seat(post=one.giver, person=person, from_date=one.from_date, mandate=one) for one in lent),
    ]


def seat_chosen(account: Account, chosen: object, *, on: date) -> Seat | None:
    """The seat that a session names, when it is still its person's; else the first post held."""
    named = chosen if isinstance(chosen, str) else ""
    found = seats(account, on=on) if named.partition("|")[2] else own_seats(account, on=on)
    return next((one for one in found if one.code == named), found[0] if found else None)


def bodies_of(person: str, *, on: date) -> set[int]:
    """The agencies in which a person holds any post on a day."""
    left = Departure.objects.filter(appointment=OuterRef("pk"), on_date__lte=on)
    held = Appointment.objects.filter(person__code=person, from_date__lte=on).exclude(Exists(left))
    return set(held.values_list("post__agency", flat=True))


def signatures(entries: Iterable[Entry]) -> dict[int, Signature]:
    """Under which post each entry was done and who signed for it, by position. For readers in scope only."""
    rows = list(entries)
    found = hands(rows)
    acting = {
        one.position: found[one.position].mandate
        for one in rows
        if not one.act.startswith("discipline.mandate.") and found[one.position].mandate
    }
    posts = {
        row.code: row
        for row in Post.objects.select_related("agency").filter(code__in={one.post for one in found.values()})
    }
    lent = (
        {
            row.code: row.holder
            for row in Mandate.objects.filter(code__in=set(acting.values())).select_related("holder__agency")
        }
        if acting
        else {}
    )
    return {
        position: Signature(post=posts.get(hand.post), signed_for_by=lent.get(acting.get(position, "")))
        for position, hand in found.items()
    }
