"""How acts about many tasks are entered in one entry: the tasks they name, and what of them is public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.tasks.queries import tasks_with_dates
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

from .entering import BeforeGiven, UnknownTask, is_restricted, now, require_assigner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from camket.discipline.tasks.models import Task
    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.models import Entry
    from camket.record.rules import Actor


class MixedSight(Refused):
    """Restricted tasks are not in one act with others."""

    code = "task.bulk.mixed_sight"


_EVERYTHING = Scope(role=Role.COMMITTEE)
_NAMED = 12


def some_of(codes: Iterable[str]) -> str:
    """Codes as a refusal names them: the first dozen, and that there are more."""
    every = list(codes)
    return ", ".join(every[:_NAMED]) + (", …" if len(every) > _NAMED else "")


def tasks_for(codes: Sequence[str], *, on: date, at: datetime) -> list[TaskWithDates]:
    """The tasks as they stand today, each once and in the given order, for an act that holds for the day `on`.

    Takes the record's turn, as `task_for` does for one. Raises `UnknownTask`, `BeforeGiven`.
    """
    take_turn()
    wanted = list(dict.fromkeys(codes))
    standing = tasks_with_dates(now(day_of(at)), _EVERYTHING).filter(code__in=wanted)
    found = {task.code: task for task in standing.select_related("programme", "clause__directive", "field")}
    if missing := [code for code in wanted if code not in found]:
        raise UnknownTask(task=some_of(missing))
    if early := [code for code in wanted if found[code].assigned_on > on]:
        raise BeforeGiven(task=some_of(early), on=on.isoformat())
    return [found[code] for code in wanted]


def require_assigner_of_all(tasks: Iterable[TaskWithDates], *, by: Actor, today: date) -> None:
    """Raises `NotInPost`, `BodyEnded`, `NotYoursToSteer` unless the post steers for every task's programme."""
    for task in {one.programme_id: one for one in tasks}.values():
        require_assigner(task, by=by, today=today)


def require_one_sight(tasks: Sequence[Task]) -> None:
    """Raises `MixedSight` for restricted tasks among others: what is told of the others would tell of them."""
    hidden = [task.code for task in tasks if is_restricted(task)]
    if hidden and len(hidden) < len(tasks):
        raise MixedSight(tasks=some_of(hidden))


def named(task: Task) -> str | dict[str, Any]:
    """A task in the public part of a bulk act: its code, and of a restricted one that nothing more is told."""
    return {"task": task.code, "restricted": True} if is_restricted(task) else task.code


def enter_many(
    *,
    act: str,
    tasks: Sequence[Task],
    public: Mapping[str, Any],
    private: Mapping[str, Any],
    between: Mapping[str, Any] | None = None,
    more_subjects: Sequence[str] = (),
    by: Actor,
    at: datetime,
    on: date,
) -> Entry:
    """Enters one act about several tasks; the caller keeps what is restricted out of `public`.

    `between` are the bodies or posts concerned, which stand in the public part unless a task is restricted.
    """
    closed, between = [is_restricted(task) for task in tasks], between or {}
    hidden = any(closed)
    return append(
        act=act,
        by=by,
        at=at,
        on=on,
        subjects=list(dict.fromkeys([*(f"task:{task.code}" for task in tasks), *more_subjects])),
        public={**({} if hidden else between), **public, "on": on.isoformat()},
        private={**(between if hidden else {}), **private},
        concealed=all(closed),
    )
