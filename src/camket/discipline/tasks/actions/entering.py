"""How acts about one task are entered: what of them is public, and who may do them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from camket.discipline.agencies.queries import owner_now, with_bodies_below
from camket.discipline.agencies.roles import REPORTING, Publication, Role, Scope
from camket.discipline.agencies.seats import seat_of, steers_for
from camket.discipline.tasks.models import Task
from camket.discipline.tasks.parts import publication_of
from camket.discipline.tasks.queries import (
    accepted_claims,
    given_task,
    open_claims,
    shares_in_force,
    tasks_with_dates,
)
from camket.discipline.tasks.rules import LAST_YEAR, LONGEST_WORDS, ShareRole, plain
from camket.errors import Refused
from camket.periods import AsOf, day_of
from camket.record.actions import append
from camket.record.queries import latest_position
from camket.record.turn import take_turn

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.agencies.models import Post
    from camket.discipline.tasks.models import Share
    from camket.discipline.tasks.queries import TaskGiven, TaskWithDates
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


class AlreadyClaimed(Refused):
    """A claim on this share waits for an answer, or was accepted."""

    code = "task.claim.already"


class ReasonMissing(Refused):
    """The act needs a reason in words."""

    code = "task.reason.missing"


class WordsTooLong(Refused):
    """A reason or report is a few sentences; a document is put forward as a file."""

    code = "task.words.too_long"


class BeforeGiven(Refused):
    """Nothing can have been done about a task before it was given."""

    code = "task.day.before_given"


class DayTooFar(Refused):
    """A deadline in a year that no plan reaches is a slip of the pen."""

    code = "task.due.too_far"


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
    closed: bool | None = None,
) -> Entry:
    """Enters an act about one task. Of a restricted task all but the act's name and its task's code is private.

    So is the post, or the leaf would tell which body a restricted task concerns. `closed` says so before it holds.
    """
    restricted = is_restricted(task) if closed is None else closed
    full = {"task": task.code, **public, "on": on.isoformat()}
    return append(
        act=act,
        by=by,
        at=at,
        on=on,
        subjects=[f"task:{task.code}", *(() if restricted else more_subjects)],
        public={"task": task.code, "restricted": True} if restricted else full,
        private={**private, **full} if restricted else private,
        concealed=restricted,
    )


def is_restricted(task: Task) -> bool:
    """Whether only the steering side, inspectors and the bodies named in the task may know of it now."""
    return publication_of(task) is Publication.RESTRICTED


def now(on: date) -> AsOf:
    """A day with everything that the record knows at this moment of the transaction."""
    return AsOf(on=on, known_at=None, position=latest_position())


def task_on(code: str, day: date) -> TaskWithDates:
    """The task with its dates as they stand on a day. Raises `UnknownTask`, `BeforeGiven`."""
    everything = Scope(role=Role.COMMITTEE)
    found = tasks_with_dates(now(day), everything).filter(code=code).select_related("programme").first()
    return found or _not_given(code, day)


def _not_given(code: str, day: date) -> NoReturn:
    if Task.objects.filter(code=code, assigned_on__gt=day).exists():
        raise BeforeGiven(task=code, on=day.isoformat())
    raise UnknownTask(task=code)


def given(code: str, *, on: date, at: datetime) -> TaskGiven:
    """As `task_for`, for an action that asks nothing of the task's dates and is spared working them out.

    Raises `UnknownTask`, `BeforeGiven`.
    """
    take_turn()
    today = day_of(at)
    found = given_task(code, now(today)) or _not_given(code, today)
    if on < found.assigned_on:
        raise BeforeGiven(task=code, on=on.isoformat())
    return found


def task_for(code: str, *, on: date, at: datetime) -> TaskWithDates:
    """The task as it stands today, for an action that holds for the day `on` to judge.

    An act entered late is judged by all that has happened since, or one share could be claimed twice by dating the
    second claim before the first. Takes the record's turn, so that nothing happens between the look and the entry.
    Raises `UnknownTask`, `BeforeGiven`.
    """
    take_turn()
    found = task_on(code, day_of(at))
    if on < found.assigned_on:
        raise BeforeGiven(task=code, on=on.isoformat())
    return found


def require_open(task: TaskGiven | TaskWithDates, *, on: date) -> None:
    """Raises `TaskWithdrawn` when the task was taken off the list."""
    if task.withdrawn_date is not None:
        raise TaskWithdrawn(task=task.code, on=on.isoformat())


def require_reason(words: str) -> str:
    """The reason on one line, without hidden signs. Raises `ReasonMissing`, `WordsTooLong`."""
    said = checked_words(words)
    if not any(sign.isalnum() for sign in said):
        raise ReasonMissing
    return said


def checked_words(words: str) -> str:
    """Words that may be empty, on one line, without hidden signs. Raises `WordsTooLong`."""
    said = plain(words)
    if len(said) > LONGEST_WORDS:
        raise WordsTooLong(limit=LONGEST_WORDS)
    return said


def require_near(due: date | None) -> None:
    """Raises `DayTooFar` for a deadline that no plan reaches."""
    if due is not None and due.year > LAST_YEAR:
        raise DayTooFar(due=due.isoformat(), year=LAST_YEAR)


def own_shares(task: Task, *, by: Actor, on: date, today: date) -> list[Share]:
    """The shares for which a post may report: its own body's, then those of bodies below it, leads before others.

    A share counts when it is in force today and had begun on the day `on`. Raises `NotInPost`, `BodyEnded`,
    `NotYoursToReport`.
    """
    post = seat_of(by, today=today)
    if Role(post.role) not in REPORTING:
        raise NotYoursToReport(task=task.code, post=by.post)
    mine = with_bodies_below(post.agency_id)
    shares = shares_in_force(now(today)).filter(task=task, from_date__lte=on).select_related("agency")
    own = sorted(
        (share for share in shares if share.agency_id in mine),
        key=lambda share: (share.role != ShareRole.LEAD, share.agency_id != post.agency_id, share.order),
    )
    if not own:
        raise NotYoursToReport(task=task.code, post=by.post)
    return own


def share_of(task: Task, *, by: Actor, on: date, today: date) -> Share:
    """The share for which a post reports progress. Raises `NotYoursToReport`."""
    return own_shares(task, by=by, on=on, today=today)[0]


def share_to_claim(task: Task, *, by: Actor, on: date, today: date) -> Share:
    """The first share of a post's that is not done and not waiting: after a merger one body answers for several.

    A claim belongs to a body's part in a task, so one that was made before the lead went away and came back counts.
    Raises `AlreadyClaimed`, `NotYoursToReport`.
    """
    own = own_shares(task, by=by, on=on, today=today)
    standing = now(today)
    claims = (open_claims(standing) | accepted_claims(standing)).filter(share__task=task)
    taken = set(claims.values_list("share__agency", "share__role"))
    free = [share for share in own if (share.agency_id, share.role) not in taken]
    if not free:
        raise AlreadyClaimed(task=task.code, agency=own[0].agency.code)
    return free[0]


def require_assigner(task: Task, *, by: Actor, today: date) -> Post:
    """The post, when it steers for the body that owns the task's programme.

    Raises `NotInPost`, `BodyEnded`, `NotYoursToSteer`.
    """
    post = seat_of(by, today=today)
    owner = owner_now(task.programme.code, task.programme.owner_id)
    if not steers_for(post, owner, today=today):
        raise NotYoursToSteer(task=task.code, post=by.post)
    return post
