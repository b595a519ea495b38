"""Whose hand may act: the post that a person holds today, and the bodies it may steer for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.errors import Refused
from camket.periods import AsOf
from camket.record.queries import latest_position

from .models import Appointment, Departure, Post, Succession
from .queries import lineage
from .roles import STEERING, Role

if TYPE_CHECKING:
    from datetime import date

    from camket.record.rules import Actor


class NotInPost(Refused):
    """Only the person who holds a post on the day of acting acts from it."""

    code = "actor.not_in_post"


class BodyEnded(Refused):
    """A body that passed into another acts no more; its heir does."""

    code = "actor.body_ended"


class NotTheOwner(Refused):
    """Papers, meetings and tasks of a programme are entered by those who steer for its owner."""

    code = "programme.steer.not_owner"


def seat_of(by: Actor, *, today: date) -> Post:
    """The post from which a person acts today. Raises `NotInPost`, `BodyEnded`."""
    left = Departure.objects.filter(on_date__lte=today).values("appointment")
    held = Appointment.objects.filter(
        post__code=by.post, person__code=by.person, from_date__lte=today
    ).exclude(pk__in=left)
    if not held.exists():
        raise NotInPost(post=by.post, today=today.isoformat())
    post = Post.objects.select_related("agency").get(code=by.post)
    if Succession.objects.filter(predecessor=post.agency_id, on_date__lte=today).exists():
        raise BodyEnded(post=by.post, agency=post.agency.code)
    return post


def steers_for(post: Post, owner: int, *, today: date) -> bool:
    """Whether a post steers for a body: its own, the one above it, or one that either of them took over."""
    heir = lineage(AsOf(on=today, known_at=None, position=latest_position())).heir(owner)
    own = {post.agency_id, post.agency.parent_id}
    return Role(post.role) in STEERING and (owner in own or heir in own)


def require_steering(by: Actor, *, programme: str, owner: int, today: date) -> Post:
    """The post, when it steers for the programme's owner. Raises `NotInPost`, `BodyEnded`, `NotTheOwner`."""
    post = seat_of(by, today=today)
    if not steers_for(post, owner, today=today):
        raise NotTheOwner(post=by.post, programme=programme)
    return post
