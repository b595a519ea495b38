"""The end of a post: a place from which nobody will act any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.actions.bodies import PostEnded, UnknownPost
from camket.discipline.agencies.models import Appointment, Post, PostEnd
from camket.discipline.agencies.roles import Role
from camket.discipline.agencies.seats import require_keeper_or_head
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

from .saying import NoReason

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.record.rules import Actor


class PostHeld(Refused):
    """A post ends empty: its holder leaves first."""

    code = "post.end.held"


@transaction.atomic
def end_post(*, post: str, reason: str, by: Actor, at: datetime, on: date) -> PostEnd:
    """A post that is no more, from this day on.

    Raises `UnknownPost`, `PostEnded`, `PostHeld`, `NoReason`, `NotTheKeeper`.
    """
    take_turn()
    place = Post.objects.select_related("agency").filter(code=post).first()
    if place is None:
        raise UnknownPost(post=post)
    require_keeper_or_head(by, agency=place.agency_id, role=Role(place.role), today=day_of(at))
    if not reason.strip():
        raise NoReason(subject=f"post:{post}")
    if PostEnd.objects.filter(post=place).exists():
        raise PostEnded(post=post)
    if Appointment.objects.filter(post=place, departure__isnull=True).exists():
        raise PostHeld(post=post)
    entry = append(
        act="discipline.post.end",
        by=by,
        at=at,
        on=on,
        subjects=[f"post:{post}", f"agency:{place.agency.code}"],
        public={"post": post, "agency": place.agency.code, "role": place.role, "on": on.isoformat()},
        private={"reason": reason},
    )
    return PostEnd.objects.create(entry=entry, post=place, on_date=on, reason=reason)
