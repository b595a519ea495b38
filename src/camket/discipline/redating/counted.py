"""Deadlines that were counted by the working calendar: what another calendar would make of them, and whom it concerns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from camket.discipline.agencies.models import Appointment, Departure
from camket.discipline.agencies.queries import with_bodies_below
from camket.discipline.agencies.roles import REPORTING, STEERING, Role, Scope
from camket.discipline.deadlines.rules import Nature, due_on, fold
from camket.discipline.tasks.basis import basis_of
from camket.discipline.tasks.models import Annulment, Deadline
from camket.discipline.tasks.queries import shares_in_force, tasks_with_dates
from camket.discipline.tasks.rules import DeadlineOrigin, ShareRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from camket.discipline.agencies.models import Agency, Post
    from camket.discipline.deadlines.rules import Basis
    from camket.discipline.tasks.models import Task
    from camket.discipline.tasks.queries import TaskWithDates
    from camket.periods import AsOf, WorkingCalendar

_CHUNK = 500
_COUNTED_WORDS = ("ngay lam viec",)


class Kept(StrEnum):
    """Why an open deadline stays where it is although working days are behind it."""

    NO_BASIS = "no_basis"
    PASSED = "passed"
    WOULD_BE_PAST = "would_be_past"


@dataclass(frozen=True, slots=True)
class DueMove:
    """One task whose due day another calendar would move."""

    task: TaskWithDates
    deadline: Deadline
    basis: Basis
    was: date
    would: date


@dataclass(frozen=True, slots=True)
class DueKept:
    """One open task whose deadline does not move, and why."""

    task: TaskWithDates
    was: date
    why: Kept


@dataclass(frozen=True, slots=True)
class Recount:
    """What a calendar makes of the open deadlines in sight."""

    moves: tuple[DueMove, ...]
    kept: tuple[DueKept, ...]


@dataclass(frozen=True, slots=True)
class Concerned:
    """A body that leads tasks whose deadlines moved, with the posts that report for it."""

    agency: Agency
    posts: tuple[Post, ...]
    tasks: tuple[str, ...]


def recount(calendar: WorkingCalendar, *, since: date, asof: AsOf, scope: Scope) -> Recount:
    """What a calendar makes of the deadlines that are open on the reader's day and were counted in working days.

    A deadline that had passed before `since`, the day the change was announced, stays; so does one that would move
    to a day that is past, for nobody could still meet it; and one whose words speak of working days while nothing was
    kept to count it by.
    """
    moves, kept = [], []
    for task, deadline in _open_and_counted(asof, scope):
        basis, was = basis_of(deadline), deadline.due_date
        if was is None:
            continue
        if basis is None:
            kept.append(DueKept(task, was, Kept.NO_BASIS))
            continue
        would = due_on(basis, calendar)
        if would == was:
            continue
        if was < since:
            kept.append(DueKept(task, was, Kept.PASSED))
        elif would < asof.on:
            kept.append(DueKept(task, was, Kept.WOULD_BE_PAST))
        else:
            moves.append(DueMove(task, deadline, basis, was, would))
    return Recount(tuple(moves), tuple(kept))


def _open_and_counted(asof: AsOf, scope: Scope) -> list[tuple[TaskWithDates, Deadline]]:
    latest: dict[int, Deadline] = {}
    spoken = (
        Q(detail__contains='"basis"')
        | Q(deadline_text__icontains="làm việc")
        | Q(deadline_text__contains="LÀM VIỆC")
    )
    concerned = Deadline.objects.filter(spoken, entry_id__lte=asof.position).values("task")
    annulled = Annulment.objects.filter(target=OuterRef("entry"), entry_id__lte=asof.position)
    rows = Deadline.objects.filter(task__in=concerned, entry_id__lte=asof.position, on_date__lte=asof.on)
    for row in rows.exclude(Exists(annulled)).order_by("entry_id", "pk"):
        latest[row.task_id] = row
    counted = {pk: row for pk, row in latest.items() if _is_counted(row)}
    ids = sorted(counted)
    found: list[tuple[TaskWithDates, Deadline]] = []
    for start in range(0, len(ids), _CHUNK):
        tasks = tasks_with_dates(asof, scope).filter(pk__in=ids[start : start + _CHUNK])
        opened = tasks.filter(withdrawn_date__isnull=True, done_date__isnull=True)
        found += [(task, counted[task.pk]) for task in opened.select_related("programme")]
    return sorted(found, key=lambda one: one[0].code)


def _is_counted(row: Deadline) -> bool:
    if row.nature != Nature.DATED:
        return False
    if basis_of(row) is not None:
        return True
    # A day that was granted or typed in place of the words is no count.
    words = fold(row.deadline_text).folded
    return row.origin != DeadlineOrigin.EXTENDED and any(said in words for said in _COUNTED_WORDS)


def recomputed_by(entry: int, asof: AsOf, scope: Scope) -> list[tuple[Deadline, date | None]]:
    """The deadlines that an entry moved, of tasks in the reader's sight, each with the day it moved from."""
    visible = tasks_with_dates(asof, scope).values("pk")
    rows = Deadline.objects.filter(entry_id=entry, origin=DeadlineOrigin.RECOMPUTED, task__in=visible)
    found = rows.filter(entry_id__lte=asof.position).select_related("task").order_by("task__code")
    return [(row, _day_before(row)) for row in found]


def _day_before(row: Deadline) -> date | None:
    kept = json.loads(row.detail).get("was")
    return None if kept is None else row.on_date.fromisoformat(kept)


def recomputings_of(calendar: Iterable[int], asof: AsOf) -> dict[int, int]:
    """For each entry that moved deadlines because of some calendar entries, the calendar entry behind it."""
    wanted = set(calendar)
    rows = Deadline.objects.filter(origin=DeadlineOrigin.RECOMPUTED, entry_id__lte=asof.position)
    found = {row.entry_id: int(json.loads(row.detail).get("calendar", 0)) for row in rows.iterator()}
    return {entry: behind for entry, behind in found.items() if behind in wanted}


def whom_it_concerns(tasks: Iterable[Task], asof: AsOf) -> list[Concerned]:
    """The bodies that lead some tasks, each with the posts that report for it and are held on the reader's day."""
    codes: dict[int, list[str]] = {}
    bodies: dict[int, Agency] = {}
    wanted = {task.pk: task.code for task in tasks}
    shares = shares_in_force(asof).filter(task__in=list(wanted), role=ShareRole.LEAD)
    for share in shares.select_related("agency"):
        bodies[share.agency_id] = share.agency
        codes.setdefault(share.agency_id, []).append(wanted[share.task_id])
    posts = _held_posts(bodies, asof)
    return [
        Concerned(body, tuple(posts.get(pk, ())), tuple(sorted(set(codes[pk]))))
        for pk, body in sorted(bodies.items(), key=lambda one: one[1].code)
    ]


def _held_posts(bodies: Mapping[int, Agency], asof: AsOf) -> dict[int, list[Post]]:
    left = Departure.objects.filter(on_date__lte=asof.on, entry_id__lte=asof.position).values("appointment")
    held = Appointment.objects.filter(
        post__agency__in=list(bodies),
        post__role__in=[role.value for role in REPORTING],
        from_date__lte=asof.on,
        entry_id__lte=asof.position,
    ).exclude(pk__in=left)
    posts: dict[int, list[Post]] = {}
    for one in held.select_related("post").order_by("post__code"):
        if one.post not in posts.setdefault(one.post.agency_id, []):
            posts[one.post.agency_id].append(one.post)
    return posts


def concerns(post: Post, asof: AsOf) -> QuerySet[Deadline]:
    """The recomputed deadlines that concern a post: of tasks its body, or one below it, leads; newest first.

    Those who steer are concerned by every one, since they answer for the list as a whole; inspectors and others by
    none.
    """
    rows = Deadline.objects.filter(
        origin=DeadlineOrigin.RECOMPUTED, entry_id__lte=asof.position, on_date__lte=asof.on
    )
    if Role(post.role) in STEERING:
        return rows.select_related("task", "entry").order_by("-entry_id", "task__code")
    if Role(post.role) not in REPORTING:
        return rows.none()
    led = shares_in_force(asof).filter(role=ShareRole.LEAD, agency__in=with_bodies_below(post.agency_id))
    rows = rows.filter(task__in=led.values("task"))
    return rows.select_related("task", "entry").order_by("-entry_id", "task__code")
