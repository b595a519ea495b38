"""Which acts on a task a post could do now, asked before anything is written, with the same guards as the acts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from camket.discipline.tasks.queries import open_claims, open_requests_of
from camket.errors import Refused

from .answering import SameHand
from .entering import now, require_assigner, require_open, share_of, share_to_claim, task_on
from .redating import AlreadyAsked, NothingToExtend

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.rules import Actor


class TaskAct(StrEnum):
    """What can be done to a task, in the order of its life."""

    ACCEPT = "accept"
    RETURN = "return"
    CLAIM = "claim"
    PROGRESS = "progress"
    ASK = "ask-extension"
    EXTEND = "extend"
    REFUSE = "refuse-extension"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    ANNUL = "annul"


class NothingWaits(Refused):
    """No claim on the task waits for an answer."""

    code = "task.claim.nothing_waits"


class NothingAsked(Refused):
    """No request for a later day waits for an answer."""

    code = "task.extend.nothing_asked"


def _may_report(task: TaskWithDates, by: Actor, on: date) -> None:
    share_of(task, by=by, on=on, today=on)
    require_open(task, on=on)


def _may_claim(task: TaskWithDates, by: Actor, on: date) -> None:
    share_to_claim(task, by=by, on=on, today=on)
    require_open(task, on=on)


def _may_answer(task: TaskWithDates, by: Actor, on: date) -> None:
    post = require_assigner(task, by=by, today=on)
    waiting = list(open_claims(now(on)).filter(share__task=task.pk).select_related("share"))
    if not waiting:
        raise NothingWaits(task=task.code)
    if all(by.person == claim.person_code or post.agency_id == claim.share.agency_id for claim in waiting):
        raise SameHand(task=task.code, claim=waiting[0].entry_id)


def _require_running(task: TaskWithDates, on: date) -> None:
    require_open(task, on=on)
    if task.due_date is None or task.done_date is not None:
        raise NothingToExtend(task=task.code)


def _may_ask(task: TaskWithDates, by: Actor, on: date) -> None:
    share_of(task, by=by, on=on, today=on)
    _require_running(task, on)
    if open_requests_of(task, now(on)).exists():
        raise AlreadyAsked(task=task.code)


def _may_extend(task: TaskWithDates, by: Actor, on: date) -> None:
    require_assigner(task, by=by, today=on)
    _require_running(task, on)


def _may_refuse(task: TaskWithDates, by: Actor, on: date) -> None:
    require_assigner(task, by=by, today=on)
    if not open_requests_of(task, now(on)).exists():
        raise NothingAsked(task=task.code)


def _may_withdraw(task: TaskWithDates, by: Actor, on: date) -> None:
    require_assigner(task, by=by, today=on)
    require_open(task, on=on)


def _may_mend(task: TaskWithDates, by: Actor, on: date) -> None:
    require_assigner(task, by=by, today=on)


_GUARDS: dict[TaskAct, Callable[[TaskWithDates, Actor, date], None]] = {
    TaskAct.ACCEPT: _may_answer,
    TaskAct.RETURN: _may_answer,
    TaskAct.CLAIM: _may_claim,
    TaskAct.PROGRESS: _may_report,
    TaskAct.ASK: _may_ask,
    TaskAct.EXTEND: _may_extend,
    TaskAct.REFUSE: _may_refuse,
    TaskAct.CORRECT: _may_mend,
    TaskAct.WITHDRAW: _may_withdraw,
    TaskAct.ANNUL: _may_mend,
}


def obstacle(act: TaskAct, *, task: str, by: Actor, on: date) -> Refused | None:
    """What stands in the way of an act now, None when a form for it is worth filling in.

    Nothing is promised: the act itself asks again, inside its transaction.
    """
    try:
        _GUARDS[act](task_on(task, on), by, on)
    except Refused as refusal:
        return refusal
    return None


def acts_open_to(by: Actor, *, task: str, on: date) -> list[TaskAct]:
    """The acts that nothing stands in the way of."""
    return [act for act in TaskAct if obstacle(act, task=task, by=by, on=on) is None]
