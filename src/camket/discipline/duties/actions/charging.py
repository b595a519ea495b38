"""Who in a body has a task in hand: put in charge by the body's own people, handed on when a post ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.models import Post
from camket.discipline.agencies.queries import holder_of, lineage, with_bodies_below
from camket.discipline.agencies.roles import REPORTING, Role
from camket.discipline.agencies.seats import is_keeper, seat_of
from camket.discipline.duties.queries import charges_in_force, charges_of_post
from camket.discipline.tasks.actions.entering import is_restricted, now, require_reason
from camket.discipline.tasks.actions.entering_many import (
    enter_many,
    named,
    require_one_sight,
    some_of,
    tasks_for,
)
from camket.discipline.tasks.models import Charge, ChargeEnd
from camket.discipline.tasks.queries import shares_in_force
from camket.errors import Refused
from camket.periods import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.rules import Actor


class UnknownPost(Refused):
    """No post has this code."""

    code = "task.charge.unknown_post"


class NotYoursToCharge(Refused):
    """Who has a body's task in hand is settled by its own head and officers, or by a keeper of the catalogues."""

    code = "task.charge.not_body"


class NotShared(Refused):
    """A post has in hand only what its own body shares."""

    code = "task.charge.not_shared"


class PostVacant(Refused):
    """A post that nobody holds has nothing in hand."""

    code = "task.charge.vacant"


class NothingToCharge(Refused):
    """The tasks named are in the hand they should be in already, or none was named."""

    code = "task.charge.nothing"


class NotInHand(Refused):
    """A post hands on what it has in hand, to another post."""

    code = "task.charge.not_in_hand"


def require_charging(by: Actor, *, post: Post, today: date) -> None:
    """Lets pass who may settle what a post has in hand: heads of its body or one above, officers of its own body.

    Raises `NotYoursToCharge`, `NotInPost`, `BodyEnded`.
    """
    if is_keeper(by, today=today):
        return
    seat = seat_of(by, today=today)
    own = post.agency_id == seat.agency_id
    above = Role(seat.role) is Role.AGENCY_HEAD and post.agency_id in with_bodies_below(seat.agency_id)
    if Role(seat.role) not in REPORTING or not (own or above):
        raise NotYoursToCharge(post=by.post, agency=post.agency.code)


def _post(code: str) -> Post:
    found = Post.objects.select_related("agency").filter(code=code).first()
    if found is None:
        raise UnknownPost(post=code)
    return found


def _require_held(post: Post, *, on: date) -> None:
    if holder_of(post.code, on=on) is None:
        raise PostVacant(post=post.code)


@transaction.atomic
def put_in_charge(*, post: str, tasks: Sequence[str], by: Actor, at: datetime, on: date) -> list[Charge]:
    """A post has its body's part of some tasks in hand; another post of that body hands them on by it.

    Raises `UnknownPost`, `UnknownTask`, `NotYoursToCharge`, `NotShared`, `PostVacant`, `MixedSight`, `NothingToCharge`.
    """
    today = day_of(at)
    found, place = tasks_for(tasks, on=on, at=at), _post(post)
    require_one_sight(found)
    require_charging(by, post=place, today=today)
    _require_held(place, on=today)
    _require_shared(found, place, today=today)
    body = lineage(now(today)).gathered(place.agency_id)
    ids = [task.pk for task in found]
    earlier = list(charges_in_force(now(today)).filter(task__in=ids, post__agency__in=body))
    same = {charge.task_id for charge in earlier if charge.post_id == place.pk}
    if not (moving := [task for task in found if task.pk not in same]):
        raise NothingToCharge(post=post)
    entry = enter_many(
        act="discipline.task.put_in_charge",
        tasks=moving,
        more_subjects=_posts(moving, [place]),
        public={"tasks": [named(task) for task in moving]},
        between={"post": post},
        private={},
        by=by,
        at=at,
        on=on,
    )
    ChargeEnd.objects.bulk_create(
        [ChargeEnd(entry=entry, charge=one, on_date=on) for one in earlier if one.task_id not in same]
    )
    return Charge.objects.bulk_create(
        [Charge(entry=entry, task=task, post=place, from_date=on) for task in moving]
    )


def _posts(tasks: Sequence[TaskWithDates], posts: Sequence[Post | None]) -> list[str]:
    """The posts as subjects of an entry; of restricted tasks nobody is told who has them in hand."""
    hidden = any(is_restricted(task) for task in tasks)
    return [] if hidden else [f"post:{one.code}" for one in posts if one is not None]


def _require_shared(tasks: Sequence[TaskWithDates], post: Post, *, today: date) -> None:
    bodies = lineage(now(today)).gathered(post.agency_id)
    shares = shares_in_force(now(today)).filter(task__in=[task.pk for task in tasks], agency__in=bodies)
    shared = set(shares.order_by().values_list("task", flat=True))
    if other := [task.code for task in tasks if task.pk not in shared]:
        raise NotShared(tasks=some_of(other), agency=post.agency.code)


@transaction.atomic
def hand_charge(
    *, giver: str, taker: str | None, tasks: Sequence[str], reason: str, by: Actor, at: datetime, on: date
) -> list[ChargeEnd]:
    """What a post has in hand passes to another one, or to nobody: a post ended, or its holder changed work.

    Raises `UnknownPost`, `UnknownTask`, `NotInHand`, `NotYoursToCharge`, `NotShared`, `PostVacant`, `MixedSight`, `ReasonMissing`.
    """
    today = day_of(at)
    found, place = tasks_for(tasks, on=on, at=at), _post(giver)
    heir = _post(taker) if taker else None
    require_one_sight(found)
    for one in (place, heir):
        if one is not None:
            require_charging(by, post=one, today=today)
    if heir is not None:
        _require_held(heir, on=today)
        _require_shared(found, heir, today=today)
    held = {charge.task_id: charge for charge in charges_of_post(place, now(today))}
    missing = [task.code for task in found if task.pk not in held]
    if missing or not found or heir == place:
        raise NotInHand(post=giver, tasks=some_of(missing) or "–")
    said = require_reason(reason)
    entry = enter_many(
        act="discipline.task.hand_charge",
        tasks=found,
        more_subjects=_posts(found, [place, heir]),
        public={"tasks": [named(task) for task in found]},
        between={"from": giver, "to": taker},
        private={"reason": said},
        by=by,
        at=at,
        on=on,
    )
    if heir is not None:
        Charge.objects.bulk_create(
            [Charge(entry=entry, task=task, post=heir, from_date=on) for task in found]
        )
    return ChargeEnd.objects.bulk_create(
        [ChargeEnd(entry=entry, charge=held[task.pk], on_date=on) for task in found]
    )
