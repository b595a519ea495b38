"""Merging: tasks that turn out to be one go on as one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.tasks.actions.entering import require_open, require_reason
from camket.discipline.tasks.actions.entering_many import (
    enter_many,
    named,
    require_assigner_of_all,
    require_one_sight,
    some_of,
    tasks_for,
)
from camket.discipline.tasks.models import Passing
from camket.discipline.tasks.rules import PassingKind
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of

from .passing import leave_the_list, require_passable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.rules import Actor


class NothingToMerge(Refused):
    """A merger takes at least one other task."""

    code = "task.merge.nothing"


class OtherProgramme(Refused):
    """Tasks of two programmes are counted in two figures; merging them would move one into the other."""

    code = "task.merge.other_programme"


class IntoDone(Refused):
    """What is still to be done does not go on as a task that is done: it would count as done with it."""

    code = "task.merge.into_done"


class HidesLateness(Refused):
    """A task that is late goes on only as one that is late with it; else merging would make the lateness vanish."""

    code = "task.merge.hides_lateness"


@transaction.atomic
def merge_tasks(
    *, tasks: Sequence[str], into: str, reason: str, by: Actor, at: datetime, on: date
) -> list[Passing]:
    """Tasks go on as another one, which keeps its own bodies and deadline; the total falls by one for each.

    Raises `NothingToMerge`, `OtherProgramme`, `MixedSight`, `ClaimStands`, `IntoDone`, `HidesLateness`,
    `TaskWithdrawn`, `NotYoursToSteer`, `ReasonMissing`.
    """
    others = [code for code in dict.fromkeys(tasks) if code != into]
    if not others:
        raise NothingToMerge(task=into)
    survivor, *passing = tasks_for([into, *others], on=on, at=at)
    require_assigner_of_all([survivor, *passing], by=by, today=day_of(at))
    require_open(survivor, on=on)
    _require_of_a_kind(survivor, passing)
    require_passable(passing, on=on, today=day_of(at))
    _require_lateness_kept(survivor, passing, today=day_of(at))
    said = require_reason(reason)
    entry = enter_many(
        act="discipline.task.merge",
        tasks=[survivor, *passing],
        public={
            "programme": survivor.programme.code,
            "tasks": [named(task) for task in passing],
            "into": named(survivor),
        },
        private={"reason": said},
        by=by,
        at=at,
        on=on,
    )
    leave_the_list(passing, entry=entry, statement=said, on=on)
    made = Passing.objects.bulk_create(
        [
            Passing(entry=entry, task=task, into=survivor, kind=PassingKind.MERGE, on_date=on, reason=said)
            for task in passing
        ]
    )
    settle([survivor.pk, *(task.pk for task in passing)], entry=entry)
    return made


def _require_of_a_kind(survivor: TaskWithDates, passing: Sequence[TaskWithDates]) -> None:
    if other := [task.code for task in passing if task.programme_id != survivor.programme_id]:
        raise OtherProgramme(tasks=some_of(other), into=survivor.code)
    require_one_sight([survivor, *passing])


def _require_lateness_kept(survivor: TaskWithDates, passing: Sequence[TaskWithDates], *, today: date) -> None:
    """Asked of today, not of the merger's own day: an earlier one would take back days that are late already.

    Where a claim waits on the survivor, its acceptance would make it done on a day before this one.
    """
    if survivor.done_date is not None:
        raise IntoDone(tasks=some_of(task.code for task in passing), into=survivor.code)
    until = survivor.due_date
    hidden = [
        task.code
        for task in passing
        if task.due_date is not None
        and task.due_date < today
        and (until is None or task.due_date < until or survivor.awaiting)
    ]
    if hidden:
        raise HidesLateness(tasks=some_of(hidden), into=survivor.code)
