"""Moving a deadline: asked by a lead with a reason, granted or refused by the assigner's side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.models import Agency
from camket.discipline.deadlines.rules import Nature
from camket.discipline.tasks.actions.assigning import UnknownBody
from camket.discipline.tasks.actions.entering import (
    enter,
    now,
    require_assigner,
    require_near,
    require_open,
    require_reason,
    share_of,
    task_for,
)
from camket.discipline.tasks.models import Deadline, ExtensionRefusal, ExtensionRequest
from camket.discipline.tasks.queries import open_requests_of
from camket.discipline.tasks.rules import DeadlineOrigin
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of
from camket.record.turn import take_turn

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.rules import Actor


class NothingToExtend(Refused):
    """Only a dated task that is still open can be given more time."""

    code = "task.extend.not_dated"


class NotLater(Refused):
    """An extension leads to a later day than the one in force."""

    code = "task.extend.not_later"


class AlreadyAsked(Refused):
    """A request for this task waits for an answer."""

    code = "task.extend.already_asked"


class NoSuchRequest(Refused):
    """The request was answered already, or never made."""

    code = "task.extend.no_request"


def _require_extendable(task: TaskWithDates, due: date, *, on: date) -> date:
    require_open(task, on=on)
    in_force = task.due_date
    if in_force is None or task.done_date is not None:
        raise NothingToExtend(task=task.code)
    if due <= in_force:
        raise NotLater(task=task.code, due=due.isoformat(), in_force=in_force.isoformat())
    require_near(due)
    return in_force


@transaction.atomic
def request_extension(
    *, task: str, due: date, reason: str, by: Actor, at: datetime, on: date
) -> ExtensionRequest:
    """A body that shares the task asks for a later day. Nothing moves until the assigner's side grants it."""
    today = day_of(at)
    found = task_for(task, on=on, at=at)
    _require_extendable(found, due, on=on)
    share = share_of(found, by=by, on=on, today=today)
    said = require_reason(reason)
    if open_requests_of(found, now(today)).exists():
        raise AlreadyAsked(task=task)
    entry = enter(
        act="discipline.deadline.ask",
        task=found,
        public={"agency": share.agency.code, "due": due.isoformat()},
        private={"reason": said},
        by=by,
        at=at,
        on=on,
    )
    return ExtensionRequest.objects.create(
        entry=entry, task=found, agency=share.agency, on_date=on, asked_due=due, reason=said
    )


@transaction.atomic
def extend_deadline(
    *, task: str, due: date, reason: str, asked_by: str, by: Actor, at: datetime, on: date
) -> Deadline:
    """The assigner's side grants a later day; the first deadline stays beside it for ever.

    `asked_by` is the code of the body that asked. Raises `NothingToExtend`, `NotLater`, `NotYoursToSteer`,
    `ReasonMissing`, `UnknownBody`, `DayTooFar`.
    """
    found = task_for(task, on=on, at=at)
    require_assigner(found, by=by, today=day_of(at))
    in_force = _require_extendable(found, due, on=on)
    said = require_reason(reason)
    asking = Agency.objects.filter(code=asked_by).first()
    if asking is None:
        raise UnknownBody(codes=asked_by)
    entry = enter(
        act="discipline.deadline.extend",
        task=found,
        public={"was": in_force.isoformat(), "due": due.isoformat()},
        private={"reason": said, "asked_by": asking.code},
        by=by,
        at=at,
        on=on,
    )
    extended = Deadline.objects.create(
        entry=entry,
        task=found,
        origin=DeadlineOrigin.EXTENDED,
        on_date=on,
        nature=Nature.DATED,
        due_date=due,
        continues=found.continues,
        deadline_text="",
        detail=json.dumps({"asked_by": asking.code}),
        reason=said,
    )
    settle([found.pk], entry=entry)
    return extended


@transaction.atomic
def refuse_extension(*, request: int, reason: str, by: Actor, at: datetime, on: date) -> ExtensionRefusal:
    """The assigner's side says no. `request` is the position of the request's entry. Raises `NoSuchRequest`."""
    take_turn()
    today = day_of(at)
    asked = (
        ExtensionRequest.objects.filter(entry_id=request, refusal__isnull=True).select_related("task").first()
    )
    if asked is None or not open_requests_of(asked.task, now(today)).filter(pk=asked.pk).exists():
        raise NoSuchRequest(request=request)
    task = task_for(asked.task.code, on=on, at=at)
    require_assigner(task, by=by, today=today)
    said = require_reason(reason)
    entry = enter(
        act="discipline.deadline.refuse",
        task=task,
        public={"request": request},
        private={"reason": said},
        by=by,
        at=at,
        on=on,
    )
    return ExtensionRefusal.objects.create(entry=entry, request=asked, on_date=on, reason=said)
