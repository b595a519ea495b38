"""What merging and splitting have in common: which tasks may go on as others, and how they leave the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from camket.discipline.tasks.actions.entering import now, require_open
from camket.discipline.tasks.models import Withdrawal
from camket.discipline.tasks.queries import accepted_claims, open_claims
from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from camket.discipline.tasks.models import Task
    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.models import Entry


class ClaimStands(Refused):
    """What was reported on a task would be lost with it: its claims are answered or annulled first."""

    code = "task.pass.claim_stands"


def require_passable(tasks: Iterable[TaskWithDates], *, on: date, today: date) -> None:
    """Raises `TaskWithdrawn` for a task off the list, `ClaimStands` for one with a claim that waits or was accepted."""
    tasks = list(tasks)
    for task in tasks:
        require_open(task, on=on)
    held = Q(share__task__in=[task.pk for task in tasks])
    standing = (open_claims(now(today)) | accepted_claims(now(today))).filter(held)
    if (claim := standing.select_related("share__task").order_by("entry_id").first()) is not None:
        raise ClaimStands(task=claim.share.task.code, claim=claim.entry_id)


def leave_the_list(tasks: Sequence[Task], *, entry: Entry, statement: str, on: date) -> None:
    """The tasks are withdrawn by the act with which they go on as others."""
    Withdrawal.objects.bulk_create(
        [Withdrawal(entry=entry, task=task, on_date=on, statement=statement) for task in tasks]
    )
