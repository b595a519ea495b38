"""Handing over: the shares of one body pass to another, for many tasks at once, with a dry run before it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.models import Agency, Succession
from camket.discipline.tasks.actions.assigning import UnknownBody
from camket.discipline.tasks.actions.entering import is_restricted, now, require_reason
from camket.discipline.tasks.actions.entering_many import (
    enter_many,
    named,
    require_assigner_of_all,
    require_one_sight,
    some_of,
    tasks_for,
)
from camket.discipline.tasks.models import Share, ShareEnd
from camket.discipline.tasks.queries import (
    accepted_claims,
    open_claims,
    shares_in_force,
    shares_moved_after,
    tasks_with_dates,
)
from camket.discipline.tasks.rules import ShareRole
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import AsOf, day_of

from .correcting import BeforeLastChange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.models import Entry
    from camket.record.rules import Actor


class Stays(StrEnum):
    """Why a body's share in a task is not handed over."""

    WITHDRAWN = "withdrawn"
    DONE = "done"
    CLAIM_WAITS = "claim_waits"
    SHARE_DONE = "share_done"


class NothingToHandOver(Refused):
    """The body has no share in these tasks."""

    code = "share.hand_over.nothing"


class SameBody(Refused):
    """A body does not hand over to itself."""

    code = "share.hand_over.same_body"


class TakerEnded(Refused):
    """A body that passed into another takes nothing over; its heir does."""

    code = "share.hand_over.taker_ended"


class ShareStays(Refused):
    """Shares that are done, withdrawn or wait for an answer stay where they are."""

    code = "share.hand_over.stays"


@dataclass(frozen=True, slots=True)
class Handing:
    """One task of a handing-over: the giver's share in it, who leads and cooperates afterwards, or why it stays."""

    task: TaskWithDates
    share: Share
    leads: tuple[str, ...]
    cooperating: tuple[str, ...]
    stays: Stays | None


def dry_run(*, giver: str, taker: str, asof: AsOf, scope: Scope) -> list[Handing]:
    """What handing over everything of a body would do, task by task in the order of their codes.

    Raises `UnknownBody`, `SameBody`, `TakerEnded`.
    """
    bodies = _two_bodies(giver, taker, on=asof.on)
    own = shares_in_force(asof).filter(agency=bodies[giver])
    tasks = tasks_with_dates(asof, scope).filter(pk__in=own.order_by().values("task"))
    found = tasks.select_related("programme", "clause__directive").order_by("code")
    return _handings(list(found), bodies[giver], bodies[taker], asof=asof)


def _two_bodies(giver: str, taker: str, *, on: date) -> dict[str, Agency]:
    bodies = {one.code: one for one in Agency.objects.filter(code__in=[giver, taker])}
    if missing := [code for code in (giver, taker) if code not in bodies]:
        raise UnknownBody(codes=", ".join(missing))
    if giver == taker:
        raise SameBody(agency=giver)
    if Succession.objects.filter(predecessor=bodies[taker], on_date__lte=on).exists():
        raise TakerEnded(agency=taker)
    return bodies


def _handings(tasks: Sequence[TaskWithDates], giver: Agency, taker: Agency, *, asof: AsOf) -> list[Handing]:
    ids = [task.pk for task in tasks]
    shares: dict[int, list[Share]] = defaultdict(list)
    for share in shares_in_force(asof).filter(task__in=ids).select_related("agency"):
        shares[share.task_id].append(share)
    of_giver = {"share__task__in": ids, "share__agency": giver}
    waiting = set(open_claims(asof).filter(**of_giver).values_list("share__task", "share__role"))
    done = set(accepted_claims(asof).filter(**of_giver).values_list("share__task", "share__role"))
    found = []
    for task in tasks:
        own = next((share for share in shares[task.pk] if share.agency_id == giver.pk), None)
        if own is None:
            continue
        key = (task.pk, own.role)
        stays = _stays(task, waits=key in waiting, done=key in done)
        leads, cooperating = _afterwards(shares[task.pk], own, taker.code)
        found.append(Handing(task=task, share=own, leads=leads, cooperating=cooperating, stays=stays))
    return found


def _stays(task: TaskWithDates, *, waits: bool, done: bool) -> Stays | None:
    if task.withdrawn_date is not None:
        return Stays.WITHDRAWN
    if task.done_date is not None:
        return Stays.DONE
    if waits:
        return Stays.CLAIM_WAITS
    return Stays.SHARE_DONE if done else None


def _afterwards(shares: Sequence[Share], own: Share, taker: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The taker stands where the giver stood, once: a body that leads has its part already."""
    said = {
        role: [taker if share is own else share.agency.code for share in shares if share.role == role]
        for role in ShareRole
    }
    leads = tuple(dict.fromkeys(said[ShareRole.LEAD]))
    helping = dict.fromkeys(said[ShareRole.COOPERATING])
    return leads, tuple(code for code in helping if code not in leads)


@transaction.atomic
def hand_over(
    *, giver: str, taker: str, tasks: Sequence[str], reason: str, by: Actor, at: datetime, on: date
) -> list[Share]:
    """The shares of one body in some tasks pass to another: an agency ended, or two agreed.

    Returns the shares the taker got; where it led already there is none. Raises `NothingToHandOver`, `SameBody`,
    `UnknownBody`, `TakerEnded`, `ShareStays`, `MixedSight`, `BeforeLastChange`, `NotYoursToSteer`, `ReasonMissing`.
    """
    found = tasks_for(tasks, on=on, at=at)
    asof = now(day_of(at))
    bodies = _two_bodies(giver, taker, on=on)
    require_assigner_of_all(found, by=by, today=asof.on)
    handings = _require_handable(found, bodies[giver], bodies[taker], on=on, asof=asof)
    said = require_reason(reason)
    entry = _enter(handings, giver=giver, taker=taker, reason=said, by=by, at=at, on=on)
    made = _move(handings, bodies[taker], entry=entry, on=on, asof=asof)
    settle([one.task.pk for one in handings], entry=entry)
    return made


def _require_handable(
    tasks: Sequence[TaskWithDates], giver: Agency, taker: Agency, *, on: date, asof: AsOf
) -> list[Handing]:
    handings = _handings(tasks, giver, taker, asof=asof)
    if not handings or len(handings) < len(tasks):
        missing = {task.code for task in tasks} - {one.task.code for one in handings}
        raise NothingToHandOver(agency=giver.code, tasks=some_of(sorted(missing)) or "–")
    require_one_sight(tasks)
    if staying := [one.task.code for one in handings if one.stays is not None]:
        raise ShareStays(tasks=some_of(staying), n=len(staying))
    moved = shares_moved_after(on, tasks=[task.pk for task in tasks], asof=asof)
    if late := [task.code for task in tasks if task.pk in moved]:
        raise BeforeLastChange(task=some_of(late), on=on.isoformat())
    return handings


def _enter(
    handings: Sequence[Handing], *, giver: str, taker: str, reason: str, by: Actor, at: datetime, on: date
) -> Entry:
    tasks = [one.task for one in handings]
    hidden = any(is_restricted(task) for task in tasks)
    clear = [_clear(one) for one in handings]
    return enter_many(
        act="discipline.share.hand_over",
        tasks=tasks,
        more_subjects=() if hidden else [f"agency:{giver}", f"agency:{taker}"],
        public={"tasks": [named(task) for task in tasks] if hidden else clear},
        between={"from": giver, "to": taker},
        private={"reason": reason, **({"tasks": clear} if hidden else {})},
        by=by,
        at=at,
        on=on,
    )


def _clear(handing: Handing) -> Mapping[str, Any]:
    return {
        "task": handing.task.code,
        "leads": list(handing.leads),
        "cooperating": list(handing.cooperating),
    }


def _move(handings: Sequence[Handing], taker: Agency, *, entry: Entry, on: date, asof: AsOf) -> list[Share]:
    """Ends the giver's shares, and the taker's cooperating ones that a lead takes up, and gives the taker its own."""
    ids = [one.task.pk for one in handings]
    had: dict[int, Share] = {
        share.task_id: share for share in shares_in_force(asof).filter(task__in=ids, agency=taker)
    }
    ended, begun = [], []
    for one in handings:
        earlier = had.get(one.task.pk)
        ended.append(one.share)
        if earlier is not None and earlier.role in {ShareRole.LEAD, one.share.role}:
            continue
        if earlier is not None:
            ended.append(earlier)
        begun.append(
            Share(
                entry=entry,
                task=one.task,
                agency=taker,
                role=one.share.role,
                from_date=on,
                order=one.share.order,
                words=one.share.words,
            )
        )
    ShareEnd.objects.bulk_create([ShareEnd(entry=entry, share=share, on_date=on) for share in ended])
    return Share.objects.bulk_create(begun)
