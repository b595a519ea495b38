"""Which task of Camket a row tells of: by the sheet's own code, the same words, or words that are nearly the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from camket.discipline.agencies.folding import fold
from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.openings import queries
from camket.discipline.sheets.reading import task_key
from camket.discipline.sheets.rules import SheetColumn, plain_status
from camket.discipline.tasks.queries import shares_in_force, tasks_with_dates
from camket.discipline.tasks.rules import ShareRole

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from camket.discipline.directives.models import Programme
    from camket.discipline.sheets.sheet import SheetRow
    from camket.periods import AsOf

_LIKE = 90
_LIKE_UNDER_OTHER_LEAD = 96
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class KnownTask:
    """A task as it stands in Camket on the day, and what a sheet last said of it, if one did."""

    code: str
    title: str
    product: str
    due: date | None
    nature: str
    deadline_text: str
    done: date | None
    withdrawn: bool
    leads: tuple[str, ...]
    leads_text: str
    identity: str = ""
    cells: Mapping[str, Any] = field(default_factory=dict)
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The tasks of a programme by code, and for each earlier sheet the tasks that it told of."""

    tasks: Mapping[str, KnownTask]
    told_in: Mapping[str, frozenset[str]]


def known_tasks(programme: Programme, asof: AsOf) -> Known:
    """What stands in Camket for a programme, with the newest line of a sheet about each task."""
    rows = tasks_with_dates(asof, Scope(role=Role.COMMITTEE)).filter(programme=programme)
    leads: dict[int, list[str]] = {}
    held = shares_in_force(asof).filter(task__programme=programme, role=ShareRole.LEAD)
    for task, agency in held.values_list("task_id", "agency__code"):
        leads.setdefault(task, []).append(agency)
    told: dict[int, tuple[str, str, str]] = {}
    told_in: dict[str, set[int]] = {}
    for line in queries.lines(programme, asof):
        sheet = line.sheet.directive.code
        told[line.task_id] = (line.identity, line.cells, sheet)
        told_in.setdefault(sheet, set()).add(line.task_id)
    found = {}
    codes: dict[int, str] = {}
    for row in rows:
        identity, cells, sheet = told.get(row.pk, ("", "{}", ""))
        codes[row.pk] = row.code
        found[row.code] = KnownTask(
            code=row.code,
            title=row.title_now,
            product=row.product_now,
            due=row.due_date,
            nature=row.nature,
            deadline_text=str(json.loads(cells).get("deadline", "")),
            done=row.done_date,
            withdrawn=row.withdrawn_date is not None,
            leads=tuple(leads.get(row.pk, ())),
            leads_text=row.leads_text,
            identity=identity,
            cells=json.loads(cells),
            sheet=sheet,
        )
    sheets = {sheet: frozenset(codes[pk] for pk in pks if pk in codes) for sheet, pks in told_in.items()}
    return Known(found, sheets)


def matched(
    rows: Sequence[SheetRow], leads: Sequence[tuple[str, ...]], known: Known, *, passed: Collection[int] = ()
) -> dict[int, str]:
    """The task that each row tells of, by the row's place; each task is told of once, by none of those `passed` over.

    Certain signs first: the sheet's own code, then the very words of task, lead and paper. Only what is left is
    compared by likeness, under the same lead before another one, so that a moved row is not taken for a new one.
    """
    if not known.tasks:
        return {}
    found: dict[int, str] = {}
    free = dict(known.tasks)
    for sign in (_by_line, _by_identity, _by_words):
        places = sign(known)
        for n, row in enumerate(rows):
            code = None if n in found or n in passed else places.get(_sign(sign, row))
            if code in free:
                found[n] = code
                del free[code]
    _by_likeness(rows, leads, found, free, passed)
    return found


def _by_line(known: Known) -> dict[str, str]:
    """The row as the last sheet told it: where two rows share a code of the office's own, their words part them."""
    return {
        f"{task.identity}\x1f{plain_status(str(task.cells.get('title', '')))}": task.code
        for task in known.tasks.values()
        if task.identity
    }


def _by_identity(known: Known) -> dict[str, str]:
    return {task.identity: task.code for task in known.tasks.values() if task.identity}


def _by_words(known: Known) -> dict[str, str]:
    return {_joined(task.title, task.leads_text): task.code for task in known.tasks.values()}


def _sign(sign: object, row: SheetRow) -> str:
    if sign is _by_line:
        return f"{task_key(row)}\x1f{plain_status(row.said(SheetColumn.TITLE))}"
    if sign is _by_identity:
        return task_key(row)
    return _joined(row.said(SheetColumn.TITLE), row.said(SheetColumn.LEADS))


def _joined(title: str, leads: str) -> str:
    return f"{plain_status(title)}\x1f{plain_status(leads)}"


def _by_likeness(
    rows: Sequence[SheetRow],
    leads: Sequence[tuple[str, ...]],
    found: dict[int, str],
    free: dict[str, KnownTask],
    passed: Collection[int],
) -> None:
    for n, row in enumerate(rows):
        words = fold(row.said(SheetColumn.TITLE))
        if (
            n in found
            or n in passed
            or len(words) < _SHORTEST
            or (row.said(SheetColumn.CODE) and _has_codes(free))
        ):
            continue
        mine = {code: fold(one.title) for code, one in free.items() if set(one.leads) & set(leads[n])}
        best = process.extractOne(words, mine, scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best is None:
            others = {code: fold(one.title) for code, one in free.items()}
            best = process.extractOne(words, others, scorer=fuzz.ratio, score_cutoff=_LIKE_UNDER_OTHER_LEAD)
        if best is not None:
            found[n] = best[2]
            del free[best[2]]


def _has_codes(free: Mapping[str, KnownTask]) -> bool:
    """Whether earlier sheets named tasks by codes of their own, so that a row with another code is another task."""
    return any(one.identity.startswith("code ") for one in free.values())
