"""Readers of who has a task in hand: charges in force, tasks nobody has in hand, charges a post left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from camket.discipline.agencies.models import Appointment, Departure, Post, Succession
from camket.discipline.agencies.queries import lineage
from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.tasks.models import Charge, ChargeEnd
from camket.discipline.tasks.queries import shares_in_force, tasks_with_dates
from camket.discipline.tasks.rules import ShareRole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from camket.discipline.tasks.models import Share, Task
    from camket.discipline.tasks.queries import TaskWithDates
    from camket.periods import AsOf

_EVERYTHING = Scope(role=Role.COMMITTEE)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A post that nobody acts from any more, with the open tasks that are still in its hand."""

    post: Post
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InHand:
    """One open task of a body: its share, and the post that has it in hand, if any."""

    task: TaskWithDates
    share: Share
    charge: Charge | None


def holders_in(bodies: Iterable[int], *, on: date) -> list[Appointment]:
    """Who holds which post in some bodies (ids) on a day, body by body in the order of the posts' codes."""
    bodies = list(bodies)
    left = Departure.objects.filter(appointment=OuterRef("pk"), on_date__lte=on)
    held = Appointment.objects.filter(post__agency__in=bodies, from_date__lte=on).exclude(Exists(left))
    found = held.select_related("post__agency", "person").order_by("post__code", "pk")
    return sorted(found, key=lambda one: bodies.index(one.post.agency_id))


def post_by_id(pk: int) -> Post:
    """A post that a form offered."""
    return Post.objects.select_related("agency").get(pk=pk)


def charges_in_force(asof: AsOf) -> QuerySet[Charge]:
    """Charges known, begun and not ended by the reader's day."""
    ended = ChargeEnd.objects.filter(charge=OuterRef("pk"), on_date__lte=asof.on, entry_id__lte=asof.position)
    known = Charge.objects.filter(entry_id__lte=asof.position, from_date__lte=asof.on)
    return known.exclude(Exists(ended)).select_related("post__agency", "task").order_by("task__code", "pk")


def charges_of(task: Task, asof: AsOf) -> QuerySet[Charge]:
    """Who has a task in hand on the reader's day, body by body."""
    return charges_in_force(asof).filter(task=task)


def in_hand(task: Task, asof: AsOf) -> list[tuple[Charge, Appointment | None]]:
    """Who has a task in hand, with the holder of each post on the reader's day; a post without one is left behind."""
    charges = list(charges_of(task, asof))
    holders = {one.post_id: one for one in holders_in([one.post.agency_id for one in charges], on=asof.on)}
    return [(charge, holders.get(charge.post_id)) for charge in charges]


def charges_of_post(post: Post, asof: AsOf) -> QuerySet[Charge]:
    """Everything a post has in hand on the reader's day, done or not."""
    return charges_in_force(asof).filter(post=post)


def open_charges_of(post: Post, asof: AsOf) -> list[Charge]:
    """The charges of a post in tasks that are neither done nor withdrawn."""
    return _of_open_tasks(charges_of_post(post, asof), asof)


def _of_open_tasks(charges: QuerySet[Charge], asof: AsOf) -> list[Charge]:
    found = list(charges)
    open_ones = open_tasks({one.task_id for one in found}, asof)
    return [one for one in found if one.task_id in open_ones]


def open_tasks(ids: Iterable[int], asof: AsOf) -> set[int]:
    """Which of some tasks (ids) are neither done nor withdrawn on the reader's day."""
    dated = tasks_with_dates(asof, _EVERYTHING).filter(pk__in=list(ids))
    running = dated.filter(done_date=None, withdrawn_date=None)
    return set(running.values_list("pk", flat=True))


def charges_left_behind(asof: AsOf) -> list[LeftBehind]:
    """Posts with open tasks in hand from which nobody acts on the reader's day, or whose body has ended."""
    left = Departure.objects.filter(
        appointment=OuterRef("pk"), on_date__lte=asof.on, entry_id__lte=asof.position
    )
    held = Appointment.objects.filter(
        post=OuterRef("post"), from_date__lte=asof.on, entry_id__lte=asof.position
    ).exclude(Exists(left))
    ended = Succession.objects.filter(
        predecessor=OuterRef("post__agency"), on_date__lte=asof.on, entry_id__lte=asof.position
    )
    empty = charges_in_force(asof).filter(~Exists(held)) | charges_in_force(asof).filter(Exists(ended))
    found: dict[Post, list[str]] = {}
    for charge in _of_open_tasks(empty, asof):
        found.setdefault(charge.post, []).append(charge.task.code)
    return [
        LeftBehind(post=post, tasks=tuple(sorted(codes)))
        for post, codes in sorted(found.items(), key=lambda pair: pair[0].code)
    ]


def tasks_in_hand(agency: int, asof: AsOf, scope: Scope) -> list[InHand]:
    """The open tasks that a body shares, in the order of their codes, with the post that has each in hand.

    Tasks of bodies that it took over are its own.
    """
    bodies = lineage(asof).gathered(agency)
    shares: dict[int, Share] = {}
    mine = shares_in_force(asof).filter(agency__in=bodies).select_related("agency")
    for share in sorted(mine, key=lambda one: (one.role != ShareRole.LEAD, one.order, one.pk)):
        shares.setdefault(share.task_id, share)
    dated = tasks_with_dates(asof, scope).filter(pk__in=list(shares), done_date=None, withdrawn_date=None)
    charges = {charge.task_id: charge for charge in charges_in_force(asof).filter(post__agency__in=bodies)}
    return [
        InHand(task=task, share=shares[task.pk], charge=charges.get(task.pk))
        for task in dated.order_by("code")
    ]
