"""What an entry says that counted deadlines again by another working calendar: many tasks, each with its new day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .faults import FaultCode, Unsound
from .tasks import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from .payload import Payload
    from .tasks import Task

RECOMPUTE = "discipline.deadline.recompute"


def recounted(
    position: int, payload: Payload, public_task: Callable[[int, Payload], Task | None]
) -> Iterator[tuple[Task, Fact[date | None]]]:
    """Each public task of the entry with its new deadline, which is put behind those it had.

    `public_task` finds the task of a row, or none where the row may not be looked into. Raises `Unsound` for a row
    without its days, for a task told twice, and for a calendar that lies ahead of the entry.
    """
    on = payload.day("on")
    if not 1 <= payload.whole("calendar") < position:
        raise Unsound(FaultCode.PAYLOAD_FIELD, field="calendar")
    rows = payload.parts("tasks")
    codes = [row.text("task") for row in rows]
    if not rows or len(set(codes)) < len(codes):
        raise Unsound(FaultCode.PAYLOAD_FIELD, field="tasks")
    for row in rows:
        task = public_task(position, row)
        if task is None:
            continue
        row.day("was")
        due: Fact[date | None] = Fact(position, on, row.day("due"))
        task.due.append(due)
        yield task, due
