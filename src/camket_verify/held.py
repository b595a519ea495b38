"""What has been read of a record so far: its tasks, what each entry said of them, and what was withheld."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from .faults import Fault, FaultCode, Unsound
from .tasks import Fact, Task

if TYPE_CHECKING:
    from .payload import Payload


class Held:
    """Tasks by code and by programme, and the facts of every entry, so that an annulment finds what it strikes out.

    What leans on a withheld entry is no fault: whoever asks for a task that may stand in one gets none.
    """

    def __init__(self) -> None:
        self.tasks: dict[str, Task] = {}
        self.by_programme: defaultdict[str, list[Task]] = defaultdict(list)
        self.faults: list[Fault] = []
        self.withheld: list[int] = []
        self.last_on = date.min
        self.acts = [""]
        self.facts: dict[tuple[int, str], Fact[Any]] = {}
        self.of_entry: defaultdict[int, list[Fact[Any]]] = defaultdict(list)

    @property
    def known(self) -> int:
        """The position of the last entry taken."""
        return len(self.acts) - 1

    def withheld_up_to(self, known: int) -> int:
        """How many of the entries up to a position are withheld."""
        return bisect_right(self.withheld, known)

    def is_withheld(self, position: int) -> bool:
        """Whether nothing but the hash of an entry was given."""
        return self.withheld_up_to(position) > self.withheld_up_to(position - 1)

    def may_be_withheld(self, code: str) -> bool:
        """Whether a task that nobody has been seen to assign may stand in an entry that is withheld."""
        return code not in self.tasks and bool(self.withheld)

    def keep(self, fact: Fact[Any], code: str) -> None:
        """Notes that an entry said a fact of a task."""
        self.facts[fact.position, code] = fact
        self.of_entry[fact.position].append(fact)

    def give(self, programme: str, tasks: list[Task]) -> None:
        """New tasks of an entry. Raises `Unsound` for a code that was given before."""
        fresh = {task.code for task in tasks}
        if len(fresh) != len(tasks) or fresh & self.tasks.keys():
            raise Unsound(FaultCode.TASK_TWICE, programme=programme)
        for task in tasks:
            self.tasks[task.code] = task
            self.keep(task.assigned, task.code)
            self.by_programme[programme].append(task)

    def task(self, code: str) -> Task | None:
        """A task by its code; none where its assignment may be withheld. Raises `Unsound` for any other."""
        task = self.tasks.get(code)
        if task is None and not self.may_be_withheld(code):
            raise Unsound(FaultCode.TASK_UNKNOWN, task=code)
        return task

    def public_task(self, position: int, payload: Payload) -> Task | None:
        """The task that a payload is about; none where the act, the task or its assignment cannot be looked into."""
        task = self.task(payload.text("task"))
        if payload.is_restricted():
            if task is not None:
                task.restricted = min(task.restricted, position)
            return None
        return task if task is not None and task.restricted > position else None


def assigned(row: Payload, programme: str, fact: Fact[None]) -> Task:
    """A task as an entry gives it. Of a restricted one nothing but its code is told."""
    task = Task(code=row.text("task"), programme=programme, assigned=fact)
    if row.is_restricted():
        task.restricted = fact.position
        return task
    task.due.append(Fact(fact.position, fact.on, row.day_or_none("due")))
    task.leads.append(Fact(fact.position, fact.on, row.texts("leads")))
    return task
