"""A later sheet against what stands in Camket: row by row, what differs, and what a person decided about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.openings.proposal import Difference, DifferenceKind, cells_of
from camket.discipline.sheets.rules import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from camket.discipline.openings.answers import SheetAnswers
    from camket.discipline.openings.proposal import CarriedRow

    from .matching import Known, KnownTask

_CELLS = {
    "leads": ("leads",),
    "deadline": ("deadline",),
    "extension": ("deadline", "extensions"),
    "status": ("status", "done"),
    "done": ("status", "done"),
}
_OPEN = frozenset({Status.IN_PROGRESS, Status.LATE, Status.NOT_STARTED})


@dataclass(frozen=True, slots=True)
class Compared:
    """The differences, the earlier sheet that this one goes on with, and rows that Camket has left behind."""

    differences: tuple[Difference, ...]
    follows: str
    moved_on: int


def compare(rows: Sequence[CarriedRow], known: Known, answers: SheetAnswers) -> Compared:
    """Every difference with what was decided about it.

    What a row says as it said it in the earlier sheet is no difference: Camket has moved on since, and the sheet has
    not. New and missing rows are differences only in a sheet that goes on with an earlier one.
    """
    follows = _follows(rows, known)
    found: list[Difference] = []
    moved_on = 0
    for row in rows:
        if row.left_out:
            continue
        task = known.tasks.get(row.task) if row.known else None
        if task is None:
            if follows:
                found.append(_difference(DifferenceKind.NEW, row.task, row, row.title, "", answers))
            continue
        differing = list(_between(row, task))
        changed = [one for one in differing if one[3]]
        moved_on += not changed and bool(differing) and _moved_on(task)
        found += [
            _difference(kind, task.code, row, told, stands, answers) for kind, told, stands, _ in changed
        ]
    seen = {row.task for row in rows if row.known}
    for code in sorted(known.told_in.get(follows, frozenset()) - seen):
        task = known.tasks[code]
        if not task.withdrawn:
            found.append(_difference(DifferenceKind.GONE, code, None, "", task.title, answers))
    return Compared(tuple(found), follows, moved_on)


def _moved_on(task: KnownTask) -> bool:
    """Whether Camket says another deadline or day of completion than when the sheet was last taken in."""
    said = (task.cells.get("due", ""), task.cells.get("done_on", ""))
    return bool(task.cells) and said != (_day(task.due), _day(task.done))


def settled_before(row: CarriedRow, task: KnownTask | None) -> CarriedRow:
    """The row without the questions about cells that say what they said in the sheet taken in before."""
    if task is None or not task.cells:
        return row
    now = cells_of(row)

    def same(column: str) -> bool:
        names = _CELLS.get(column, ("title",))
        return all(_fold(now[name]) == _fold(task.cells.get(name, "")) for name in names)

    doubts = tuple(replace(one, asks="", blocks=False) if same(one.column) else one for one in row.doubts)
    return replace(row, doubts=doubts)


def _follows(rows: Sequence[CarriedRow], known: Known) -> str:
    """The newest earlier sheet of which at least half the tasks are told again; another list follows none."""
    seen = {row.task for row in rows if row.known}
    for sheet, tasks in reversed(list(known.told_in.items())):
        if tasks and 2 * len(tasks & seen) >= len(tasks):
            return sheet
    return ""


def _between(row: CarriedRow, task: KnownTask) -> Iterator[tuple[DifferenceKind, str, str, bool]]:
    """Kind, what the sheet says, what Camket says, and whether the sheet changed in this since it was last taken in."""

    def changed(*names: str) -> bool:
        now = cells_of(row)
        return not task.cells or any(_fold(now[name]) != _fold(task.cells.get(name, "")) for name in names)

    if _fold(row.title) != _fold(task.title):
        yield DifferenceKind.WORDS, row.title, task.title, changed("title")
    if row.product and _fold(row.product) != _fold(task.product):
        yield DifferenceKind.PRODUCT, row.product, task.product, changed("product")
    if row.leads and set(row.leads) != set(task.leads):
        yield DifferenceKind.LEAD, ", ".join(row.leads), ", ".join(task.leads), changed("leads")
    if not (task.done or task.withdrawn) and _due_differs(row, task):
        told = _day(row.due) or row.deadline_text
        stands = _day(task.due) or task.deadline_text
        yield DifferenceKind.DEADLINE, told, stands, changed("deadline", "extensions", "due")
    yield from _fate(row, task, changed=changed("status", "done"))


def _due_differs(row: CarriedRow, task: KnownTask) -> bool:
    if row.due is not None or task.due is not None:
        return row.due != task.due and (row.due is not None or bool(row.deadline_text))
    return bool(task.cells) and _fold(row.deadline_text) != _fold(task.deadline_text)


def _fate(
    row: CarriedRow, task: KnownTask, *, changed: bool
) -> Iterator[tuple[DifferenceKind, str, str, bool]]:
    if row.stopped:
        if not task.withdrawn:
            yield DifferenceKind.STOPPED, row.status_text, "", changed
        return
    if task.withdrawn:
        yield DifferenceKind.REOPENED, row.status_text, "withdrawn", changed
    elif row.done and task.done is None:
        yield DifferenceKind.DONE, _day(row.done), "", changed
    elif row.done and row.done != task.done:
        yield DifferenceKind.DONE_DAY, _day(row.done), _day(task.done), changed
    elif task.done and row.done is None and row.status in _OPEN:
        yield DifferenceKind.REOPENED, row.status_text, _day(task.done), changed


def _difference(
    kind: DifferenceKind,
    task: str,
    row: CarriedRow | None,
    told: str,
    stands: str,
    answers: SheetAnswers,
) -> Difference:
    key = f"{kind.value}|{task}"
    decided = answers.differences
    own = decided.get(key, "")
    decision = own or decided.get(kind.value, "")
    return Difference(
        key=key,
        kind=kind,
        task=task,
        row=row.key if row else "",
        title=row.title if row else stands,
        told=told,
        stands=stands,
        decision=decision,
        reason=answers.reasons.get(key, "") or answers.reasons.get(kind.value, ""),
    )


def _fold(words: str) -> str:
    return " ".join(fold(words).split())


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
