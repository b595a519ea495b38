"""Where two lists that tell of the same tasks differ, and which act here would settle each difference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date


class DifferenceKind(StrEnum):
    """What two lists say otherwise about one task, or which of them alone has it."""

    DONE_HERE_OVERDUE_THERE = "done_here_overdue_there"
    DONE_HERE_OPEN_THERE = "done_here_open_there"
    DONE_THERE_OPEN_HERE = "done_there_open_here"
    WITHDRAWN_HERE = "withdrawn_here"
    OTHER_DEADLINE = "other_deadline"
    OTHER_LEAD = "other_lead"
    OTHER_TITLE = "other_title"
    ONLY_THERE = "only_there"
    ONLY_HERE = "only_here"


@dataclass(frozen=True, slots=True)
class There:
    """A row of another tracker as it stands on its day. `fate` is done, overdue, open, stopped, or empty for unsaid."""

    key: str
    title: str
    leads: tuple[str, ...]
    leads_text: str
    due: date | None
    due_text: str
    fate: str
    status_text: str


@dataclass(frozen=True, slots=True)
class Here:
    """A task of ours as it stands on the same day. `leads` are codes of the bodies that answer today."""

    code: str
    title: str
    leads: tuple[str, ...]
    due: date | None
    done: date | None
    withdrawn: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what the tracker says, what stands here; `theirs` or `ours` is empty where a list lacks the task."""

    kind: DifferenceKind
    theirs: str
    ours: str
    title: str
    told: str
    stands: str
    lead: str = ""


def differences_between(
    there: Mapping[str, There],
    here: Mapping[str, Here],
    *,
    pairs: Sequence[tuple[str, str]],
    only_there: Sequence[str],
    only_here: Sequence[str],
) -> tuple[Difference, ...]:
    """Every difference of paired rows, then the rows that one list alone has; a task withdrawn here lacks nowhere."""
    found = [one for theirs, ours in pairs for one in _between(there[theirs], here[ours])]
    for key in only_there:
        row = there[key]
        found.append(
            Difference(
                DifferenceKind.ONLY_THERE, key, "", row.title, row.status_text, "", lead=_first(row.leads)
            )
        )
    for code in only_here:
        task = here[code]
        if not task.withdrawn:
            found.append(
                Difference(DifferenceKind.ONLY_HERE, "", code, task.title, "", "", lead=_first(task.leads))
            )
    return tuple(found)


def _between(row: There, task: Here) -> Iterator[Difference]:
    def differ(kind: DifferenceKind, told: str, stands: str) -> Difference:
        return Difference(kind, row.key, task.code, task.title, told, stands, _first(task.leads))

    done = task.done.isoformat() if task.done else ""
    if task.withdrawn:
        if row.fate != "stopped":
            yield differ(DifferenceKind.WITHDRAWN_HERE, row.status_text, "withdrawn")
        return
    if done and row.fate == "overdue":
        yield differ(DifferenceKind.DONE_HERE_OVERDUE_THERE, row.status_text or "overdue", done)
    elif done and row.fate in {"open", "stopped"}:
        yield differ(DifferenceKind.DONE_HERE_OPEN_THERE, row.status_text or row.fate, done)
    elif not done and row.fate == "done":
        stands = "overdue" if task.overdue else "open_in_time"
        yield differ(DifferenceKind.DONE_THERE_OPEN_HERE, row.status_text or "done", stands)
    if row.due is not None and row.due != task.due:
        yield differ(
            DifferenceKind.OTHER_DEADLINE, row.due.isoformat(), task.due.isoformat() if task.due else ""
        )
    if row.leads and task.leads and not set(row.leads) & set(task.leads):
        yield differ(DifferenceKind.OTHER_LEAD, row.leads_text, ", ".join(task.leads))
    if task.title and spoken(row.title) != spoken(task.title):
        yield differ(DifferenceKind.OTHER_TITLE, row.title, task.title)


def _first(leads: tuple[str, ...]) -> str:
    return leads[0] if leads else ""
