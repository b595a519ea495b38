"""Acts about many tasks in one entry: assigned, merged, split, handed over. Each is annulled whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .faults import FaultCode, Unsound
from .held import Held, assigned
from .payload import Payload
from .tasks import Fact

if TYPE_CHECKING:
    from .tasks import Task

ASSIGN = "discipline.task.assign"
MERGE = "discipline.task.merge"
SPLIT = "discipline.task.split"
HAND_OVER = "discipline.share.hand_over"
BULK_ACTS = frozenset({ASSIGN, MERGE, SPLIT, HAND_OVER})


class BulkActs(Held):
    """Reads bulk acts into the tasks. A restricted task in a list names itself and tells nothing more."""

    def assign(self, position: int, payload: Payload) -> None:
        """New tasks of a programme."""
        programme, on = payload.text("programme"), payload.day("on")
        rows = payload.parts("tasks")
        self.give(programme, [assigned(row, programme, Fact(position, on, None)) for row in rows])

    def merge(self, position: int, payload: Payload) -> None:
        """Tasks leave the list on a day; one of the same programme goes on for them."""
        programme, on = payload.text("programme"), payload.day("on")
        passing = [_named(one) for one in _some(payload, "tasks")]
        into = _named(payload.fields.get("into"))
        survivor = self.public_task(position, into)
        found = [(one, self.public_task(position, one)) for one in passing]
        if into.text("task") in {one.text("task") for one in passing}:
            raise _wrong("into")
        for task in [survivor, *(task for _, task in found)]:
            _require_of(programme, task)
        for _, task in found:
            self._leaves(task, Fact(position, on, None))

    def split(self, position: int, payload: Payload) -> None:
        """A task leaves the list on a day, and others of the same programme come."""
        programme, on = payload.text("programme"), payload.day("on")
        parts = [assigned(row, programme, Fact(position, on, None)) for row in payload.parts("into")]
        if not parts:
            raise _wrong("into")
        old = self.public_task(position, payload)
        _require_of(programme, old)
        self.give(programme, parts)
        self._leaves(old, Fact(position, on, None))

    def hand_over(self, position: int, payload: Payload) -> None:
        """Other bodies lead and cooperate in some tasks from a day on."""
        on = payload.day("on")
        rows = payload.parts("tasks")
        if not rows:
            raise _wrong("tasks")
        if not all(
            row.is_restricted() for row in rows
        ):  # between which bodies is told with the tasks or not at all
            payload.text("from"), payload.text("to")
        found = [(row, self.public_task(position, row)) for row in rows]
        led = [
            (task, Fact(position, on, row.texts("leads")))
            for row, task in found
            if task is not None and not row.is_restricted()
        ]
        for task, fact in led:
            task.leads.append(fact)
            self.keep(fact, task.code)

    def _leaves(self, task: Task | None, fact: Fact[None]) -> None:
        if task is not None:
            task.withdrawn.append(fact)
            self.keep(fact, task.code)


def _some(payload: Payload, field: str) -> list[Any]:
    value = payload.fields.get(field)
    if not isinstance(value, list) or not value:
        raise _wrong(field)
    return value


def _named(one: object) -> Payload:
    """A task as a list names it: its code alone, or that it is restricted."""
    named = Payload({"task": one} if isinstance(one, str) else one)
    if not isinstance(one, str) and not named.is_restricted():
        raise _wrong("restricted")
    return named


def _require_of(programme: str, task: Task | None) -> None:
    if task is not None and task.programme != programme:
        raise _wrong("programme")


def _wrong(field: str) -> Unsound:
    return Unsound(FaultCode.PAYLOAD_FIELD, field=field)
