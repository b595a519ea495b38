"""What the figures must be, counted from the plan itself and from nothing that the programme computes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from .plan import Claimed, Plan, PlannedTask

COMPLETED = ("done_in_time", "done_late")
COUNTED = (*COMPLETED, "open_in_time", "overdue", "undated")


def expected_value(plan: Plan, *, on: date, known: date) -> dict[str, int]:
    """The parts of the headline figure on a day, by what was entered up to the end of another."""
    stood = Counter(expected_standings(plan, on=on, known=known).values())
    tasks = [task for task in plan.tasks if task.on <= min(on, known)]
    return {
        "total": sum(stood[part] for part in COUNTED),
        "completed": sum(stood[part] for part in COMPLETED),
        **{part: stood[part] for part in (*COUNTED, "withdrawn")},
        "awaiting": sum(_awaits(task, on=on, known=known) for task in tasks),
    }


def expected_standings(plan: Plan, *, on: date, known: date) -> dict[str, str]:
    """Each task given by the day, with where it stands."""
    return {task.code: _stands(task, on=on, known=known) for task in plan.tasks if task.on <= min(on, known)}


def expected_by_lead(plan: Plan, *, on: date, known: date) -> Counter[str]:
    """Counted tasks by the body that leads them first, under the code it had when they were given."""
    return Counter(
        _leads(task, on=on, known=known)[0]
        for task in plan.tasks
        if task.on <= min(on, known) and _stands(task, on=on, known=known) != "withdrawn"
    )


def _stands(task: PlannedTask, *, on: date, known: date) -> str:
    seen = min(on, known)
    if task.withdrawn_on is not None and task.withdrawn_on <= seen:
        return "withdrawn"
    due = task.due
    for change in task.redated:
        if change.on <= seen:
            due = change.due
    done = _done_on(task, on=on, known=known)
    if done is not None:
        return "done_late" if due is not None and done > due else "done_in_time"
    if due is None:
        return "undated"
    return "overdue" if due < on else "open_in_time"


def _leads(task: PlannedTask, *, on: date, known: date) -> tuple[str, ...]:
    if task.moved_to is not None and task.moved_to[0] <= min(on, known):
        return (task.moved_to[1],)
    return task.leads


def _done_on(task: PlannedTask, *, on: date, known: date) -> date | None:
    """The latest of the leads' good claims, once every lead has one."""
    days = []
    for lead in _leads(task, on=on, known=known):
        good = [
            claim.on
            for claim in task.claims
            if claim.agency == lead and claim.on <= min(on, known) and _accepted(claim, known)
        ]
        if not good:
            return None
        days.append(max(good))
    return max(days)


def _accepted(claim: Claimed, known: date) -> bool:
    if claim.accepted_on is None or claim.accepted_on > known:
        return False
    return claim.annulled_on is None or claim.annulled_on > known


def _awaits(task: PlannedTask, *, on: date, known: date) -> bool:
    if _stands(task, on=on, known=known) in {*COMPLETED, "withdrawn"}:
        return False
    return any(
        claim.on <= min(on, known)
        and not _accepted(claim, known)
        and (claim.returned_on is None or claim.returned_on > known)
        for claim in task.claims
    )
