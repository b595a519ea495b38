"""Which acts on a task a post could do now, asked before anything is written, with the same guards as the acts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from camket.discipline.agencies.roles import REPORTING, Role
from camket.discipline.agencies.seats import seat_of
from camket.discipline.claims.actions.answering import SameHand, is_same_hand
from camket.discipline.mendings.actions.passing import require_passable
from camket.discipline.redating.actions.extending import AlreadyAsked, NothingToExtend
from camket.discipline.tasks.actions.entering import (
    now,
    own_shares,
    require_assigner,
    require_open,
    share_of,
    share_to_claim,
    task_on,
)
from camket.discipline.tasks.queries import open_claims, open_requests_of
from camket.errors import Refused
from camket.record.actions import OutsideMandate

from .actions.charging import NotYoursToCharge

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
    CHARGE = "put-in-charge"
    CORRECT = "correct"
    LEADS = "correct-leads"
    MERGE = "merge"
    SPLIT = "split"
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
    waiting = list(open_claims(now(on)).filter(share__task=task.pk).select_related("share", "entry"))
    if not waiting:
        raise NothingWaits(task=task.code)
    if all(is_same_hand(claim, by=by, post=post, today=on) for claim in waiting):
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


def _may_move_leads(task: TaskWithDates, by: Actor, on: date) -> None:
    require_assigner(task, by=by, today=on)
    require_open(task, on=on)


def _may_split(task: TaskWithDates, by: Actor, on: date) -> None:
    require_assigner(task, by=by, today=on)
    require_passable([task], on=on, today=on)


def _may_charge(task: TaskWithDates, by: Actor, on: date) -> None:
    require_open(task, on=on)
    seat = seat_of(by, today=on)
    if Role(seat.role) not in REPORTING:
        raise NotYoursToCharge(post=by.post, agency=seat.agency.code)
    own_shares(task, by=by, on=on, today=on)


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
    TaskAct.CHARGE: _may_charge,
    TaskAct.CORRECT: _may_mend,
    TaskAct.LEADS: _may_move_leads,
    TaskAct.MERGE: _may_move_leads,
    TaskAct.SPLIT: _may_split,
    TaskAct.WITHDRAW: _may_withdraw,
    TaskAct.ANNUL: _may_mend,
}


_ENTERED: dict[TaskAct, str] = {
    TaskAct.ACCEPT: "discipline.claim.accept",
    TaskAct.RETURN: "discipline.claim.return",
    TaskAct.CLAIM: "discipline.claim.submit",
    TaskAct.PROGRESS: "discipline.progress.report",
    TaskAct.ASK: "discipline.deadline.ask",
    TaskAct.EXTEND: "discipline.deadline.extend",
    TaskAct.REFUSE: "discipline.deadline.refuse",
    TaskAct.CHARGE: "discipline.task.put_in_charge",
    TaskAct.CORRECT: "discipline.task.correct",
    TaskAct.LEADS: "discipline.task.correct",
    TaskAct.MERGE: "discipline.task.merge",
    TaskAct.SPLIT: "discipline.task.split",
    TaskAct.WITHDRAW: "discipline.task.withdraw",
    TaskAct.ANNUL: "discipline.act.annul",
}
"""What each enters, asked of a mandate before its form is offered."""


def obstacle(act: TaskAct, *, task: str, by: Actor, on: date) -> Refused | None:
    """What stands in the way of an act now, None when a form for it is worth filling in.

    Nothing is promised: the act itself asks again, inside its transaction.
    """
    try:
        return _in_the_way(act, task_on(task, on), by, on)
    except Refused as refusal:
        return refusal


def _in_the_way(act: TaskAct, task: TaskWithDates, by: Actor, on: date) -> Refused | None:
    if not by.may_enter(_ENTERED[act]):
        return OutsideMandate(act=_ENTERED[act], mandate=by.mandate)
    try:
        _GUARDS[act](task, by, on)
    except Refused as refusal:
        return refusal
    return None


def acts_open_to(by: Actor, *, task: str, on: date) -> list[TaskAct]:
    """The acts that nothing stands in the way of."""
    try:
        found = task_on(task, on)
    except Refused:
        return []
    return [act for act in TaskAct if _in_the_way(act, found, by, on) is None]
