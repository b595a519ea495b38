"""Whose hand may act: the post that a person holds today, and the bodies it may steer for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.errors import Refused
from camket.periods import AsOf
from camket.record.queries import latest_position
from camket.record.rules import Actor

from .mandates import acts_of, holds, mandate
from .models import Appointment, Departure, Post, Succession
from .queries import lineage, owner_now
from .roles import STEERING, Role

if TYPE_CHECKING:
    from datetime import date

OPERATOR = Actor(post="van-hanh", person="van-hanh")
"""The hand of whoever runs the server, at the terminal, where no post is named. No post may bear its code."""

KEEPERS = frozenset({Role.COMMITTEE, Role.STANDING_OFFICE})
"""Those who keep the catalogues: agencies, posts, people, days, rules, programmes, fields."""


class NotInPost(Refused):
    """Only the person who holds a post on the day of acting acts from it."""

    code = "actor.not_in_post"


class BodyEnded(Refused):
    """A body that passed into another acts no more; its heir does."""

    code = "actor.body_ended"


class NotTheOwner(Refused):
    """Papers, meetings and tasks of a programme are entered by those who steer for its owner."""

    code = "programme.steer.not_owner"


class NotTheKeeper(Refused):
    """Catalogues are changed by a standing office, a committee, or the operator at the terminal."""

    code = "catalogue.not_keeper"


def seat_of(by: Actor, *, today: date) -> Post:
    """The post from which a person acts today: their own, or under a mandate its giver's.

    Only the holder of a post by appointment acts under a mandate given to it, so nobody acts under a mandate of a
    mandate. Raises `NotInPost`, `BodyEnded`.
    """
    sitting = by.post
    if by.mandate:
        given = mandate(by.mandate)
        fits = given is not None and given.giver.code == by.post and acts_of(given) == by.acts
        if given is None or not fits or not holds(given, on=today):
            raise NotInPost(post=by.post, today=today.isoformat())
        sitting = given.holder.code
        _require_standing(given.holder, today=today)
    left = Departure.objects.filter(on_date__lte=today).values("appointment")
    held = Appointment.objects.filter(
        post__code=sitting, person__code=by.person, from_date__lte=today
    ).exclude(pk__in=left)
    if not held.exists():
        raise NotInPost(post=by.post, today=today.isoformat())
    post = Post.objects.select_related("agency").get(code=by.post)
    _require_standing(post, today=today)
    return post


def _require_standing(post: Post, *, today: date) -> None:
    """Raises `BodyEnded` for a post of a body that passed into another."""
    if Succession.objects.filter(predecessor=post.agency_id, on_date__lte=today).exists():
        raise BodyEnded(post=post.code, agency=post.agency.code)


def steers_for(post: Post, owner: int, *, today: date) -> bool:
    """Whether a post steers for a body: its own, the one above it, or one that either of them took over."""
    heir = lineage(AsOf(on=today, known_at=None, position=latest_position())).heir(owner)
    own = {post.agency_id, post.agency.parent_id}
    return Role(post.role) in STEERING and (owner in own or heir in own)


def may_steer(by: Actor, owner: int, *, today: date) -> bool:
    """Whether a hand steers for a body today."""
    try:
        return steers_for(seat_of(by, today=today), owner, today=today)
    except Refused:
        return False


def require_steering(by: Actor, *, programme: str, owner: int, today: date) -> Post:
    """The post, when it steers for the programme's owner. Raises `NotInPost`, `BodyEnded`, `NotTheOwner`.

    `owner` is the body that opened it; who owns it by now is asked here, so that no caller can forget to.
    """
    post = seat_of(by, today=today)
    if not steers_for(post, owner_now(programme, owner), today=today):
        raise NotTheOwner(post=by.post, programme=programme)
    return post


def is_keeper(by: Actor, *, today: date) -> bool:
    """Whether a hand may change catalogues today."""
    try:
        require_keeper(by, today=today)
    except Refused:
        return False
    return True


def require_keeper(by: Actor, *, today: date) -> None:
    """Lets keepers of the catalogues pass. Raises `NotTheKeeper`, `NotInPost`, `BodyEnded`."""
    if by == OPERATOR:
        return
    if Role(seat_of(by, today=today).role) not in KEEPERS:
        raise NotTheKeeper(post=by.post)


def require_keeper_or_head(by: Actor, *, agency: int, role: Role, today: date) -> None:
    """Lets keepers pass, and the head of an agency for the officers' posts of that agency alone.

    A head who could fill any post of the agency could make a steering post's hand out of anyone. Raises as
    `require_keeper`.
    """
    if by == OPERATOR:
        return
    post = seat_of(by, today=today)
    leads = post.agency_id == agency and Role(post.role) is Role.AGENCY_HEAD and role is Role.OFFICER
    if Role(post.role) not in KEEPERS and not leads:
        raise NotTheKeeper(post=by.post)
