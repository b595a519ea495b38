"""How acts about one task are entered: what of them is public, and who may do them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from camket.discipline.agencies.models import Post
from camket.discipline.agencies.queries import with_bodies_below
from camket.discipline.agencies.roles import REPORTING, STEERING, Publication, Role, Scope
from camket.discipline.tasks.queries import shares_in_force, tasks_as_of
from camket.errors import Refused
from camket.periods import AsOf
from camket.record.actions import append
from camket.record.queries import latest_position

if TYPE_CHECKING:
    from camket.discipline.tasks.models import Share, Task
    from datetime import date, datetime

    from camket.discipline.tasks.queries import TaskOnDay
    from camket.record.models import Entry
    from camket.record.rules import Actor


class UnknownTask(Refused):
    """No task has this code, or not for this reader."""

    code = "task.unknown"


class NotYoursToReport(Refused):
    """Only the head or an officer of a body that shares the task reports and claims for it."""

    code = "task.report.not_share"


class NotYoursToSteer(Refused):
    """Only the assigner's side answers claims, moves deadlines and withdraws tasks."""

    code = "task.steer.not_assigner"


class TaskWithdrawn(Refused):
    """Nothing more is reported on a task that was taken off the list."""

    code = "task.withdrawn"


class ReasonMissing(Refused):
    """The act needs a reason in words."""

    code = "task.reason.missing"


class DayAhead(Refused):
    """An act cannot hold for a day that has not come."""

    code = "task.day.ahead"


def enter(
    *,
    act: str,
    task: Task,
    public: dict[str, Any],
    private: dict[str, Any],
    by: Actor,
    at: datetime,
    on: date,
    more_subjects: tuple[str, ...] = (),
) -> Entry:
    """Enters an act about one task. Of a restricted task the public part says only that there is one."""
    restricted = task.publication == Publication.RESTRICTED
    full = {"task": task.code, **public, "on": on.isoformat()}
    return append(
        act=act,
        by=by,
        at=at,
        on=on,
        subjects=[f"task:{task.code}", *more_subjects],
        public={"task": task.code, "restricted": True} if restricted else full,
        private={**private, **full} if restricted else private,
    )


def now(on: date) -> AsOf:
    """A day with everything that the record knows at this moment of the transaction."""
    return AsOf(on=on, known_at=None, position=latest_position())


def task_for(code: str, *, on: date) -> TaskOnDay:
    """The task with its dates as they stand, for an action to judge. Raises `UnknownTask`."""
    everything = Scope(role=Role.COMMITTEE)
    found = tasks_as_of(now(on), everything).filter(code=code).select_related("programme").first()
    if found is None:
        raise UnknownTask(task=code)
    return found


def require_open(task: TaskOnDay, *, on: date) -> None:
    """Raises `TaskWithdrawn` when the task was taken off the list."""
    if task.withdrawn_date is not None:
        raise TaskWithdrawn(task=task.code, on=on.isoformat())


def require_reason(words: str) -> str:
    """The reason, trimmed. Raises `ReasonMissing`."""
    said = " ".join(words.split())
    if not said:
        raise ReasonMissing
    return said


def share_of(task: Task, *, by: Actor, on: date) -> Share:
    """The share for which a post reports: its own body's, leads before others. Raises `NotYoursToReport`."""
    post = Post.objects.get(code=by.post)
    if Role(post.role) not in REPORTING:
        raise NotYoursToReport(task=task.code, post=by.post)
    mine = with_bodies_below(post.agency_id)
    shares = shares_in_force(now(on)).filter(task=task).select_related("agency")
    own = sorted(
        (share for share in shares if share.agency_id in mine),
        key=lambda share: (share.role != "lead", share.agency_id != post.agency_id, share.order),
    )
    if not own:
        raise NotYoursToReport(task=task.code, post=by.post)
    return own[0]


def require_assigner(task: Task, *, by: Actor) -> Post:
    """The post, when it steers for the body that owns the task's programme. Raises `NotYoursToSteer`."""
    post = Post.objects.select_related("agency").get(code=by.post)
    owner = task.programme.owner_id
    if Role(post.role) not in STEERING or owner not in {post.agency_id, post.agency.parent_id}:
        raise NotYoursToSteer(task=task.code, post=by.post)
    return post
