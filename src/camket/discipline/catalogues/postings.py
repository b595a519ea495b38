"""Acts on posts that belong together: moving a holder, closing a held post, entering many posts with their holders."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.actions import appoint, establish_post, leave_post
from camket.discipline.agencies.models import Appointment, Departure, Person, PostEnd
from camket.discipline.agencies.roles import Role

from .actions import end_post

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.record.rules import Actor

    from .post_rows import PostRow


@dataclass(frozen=True, slots=True)
class Entered:
    """How many acts a file of posts became."""

    posts: int
    holders: int


def new_person_code() -> str:
    """A code for a person that says nothing about them: codes stand in the private part of leaves only."""
    return f"ng-{secrets.token_hex(6)}"


def holding(post: str) -> Appointment | None:
    """The appointment of a post that has not ended, whatever day it holds from."""
    held = Appointment.objects.filter(post__code=post, departure__isnull=True)
    return held.select_related("person", "post__agency").first()


@transaction.atomic
def move_holder(
    *, appointment: Appointment, to_post: str, by: Actor, at: datetime, on: date
) -> tuple[Departure, Appointment]:
    """A person leaves one post and takes another on the same day. Raises what the two acts raise."""
    left = leave_post(appointment=appointment, by=by, at=at, on=on)
    person = appointment.person
    taken = appoint(post=to_post, person=person.code, full_name=person.full_name, by=by, at=at, on=on)
    return left, taken


@transaction.atomic
def close_post(*, post: str, reason: str, by: Actor, at: datetime, on: date) -> PostEnd:
    """The holder leaves, if there is one, and the post ends. Raises what the two acts raise."""
    held = holding(post)
    if held is not None:
        leave_post(appointment=held, by=by, at=at, on=on)
    return end_post(post=post, reason=reason, by=by, at=at, on=on)


@transaction.atomic
def enter_posts(
    *, new: Sequence[PostRow], taken: Sequence[PostRow], by: Actor, at: datetime, on: date
) -> Entered:
    """Posts of a file with their holders: new ones are established, `taken` ones get another holder.

    A former holder leaves on the day from which the file names the new one. Raises what the acts raise.
    """
    holders = 0
    for row in new:
        establish_post(
            code=row.post,
            agency=row.agency,
            title_vi=row.title_vi,
            title_en=row.title_en or row.title_vi,
            role=Role(row.role),
            by=by,
            at=at,
            on=row.from_date or on,
        )
        holders += _seat(row, by=by, at=at, on=on)
    for row in taken:
        held = holding(row.post)
        if held is not None:
            leave_post(appointment=held, by=by, at=at, on=row.from_date or on)
        holders += _seat(row, by=by, at=at, on=on)
    return Entered(posts=len(new), holders=holders)


def _seat(row: PostRow, *, by: Actor, at: datetime, on: date) -> int:
    if not row.full_name:
        return 0
    code = row.person or new_person_code()
    appoint(post=row.post, person=code, full_name=row.full_name, by=by, at=at, on=row.from_date or on)
    return 1


def person_named(code: str) -> str | None:
    """The full name under which a code was entered."""
    return Person.objects.filter(code=code).values_list("full_name", flat=True).first()
