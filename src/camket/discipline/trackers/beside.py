"""A tracker's snapshot beside our tasks on the same day: which row is which task, and where the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.tasks.queries import shares_in_force, tasks_with_dates
from camket.discipline.tasks.rules import ShareRole
from camket.engine.kept import Kept
from camket.periods import AsOf
from camket.record.queries import newest_mark

from . import queries
from .dated import matching_terms
from .reading import paper_number
from .rules import (
    Difference,
    DifferenceKind,
    Here,
    Matching,
    Side,
    Sign,
    Sure,
    There,
    differences_between,
    match,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camket.discipline.directives.models import Programme
    from camket.discipline.tasks.queries import TaskWithDates

    from .models import TrackerExport, TrackerRow

EVERYTHING = Scope(role=Role.COMMITTEE)
_kept: Kept[Matching] = Kept(16)


@dataclass(frozen=True, slots=True)
class Ours:
    """One task with what it is compared by."""

    task: TaskWithDates
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """One snapshot beside our tasks: the rows by their marks, our tasks by code, and how they match.

    `differences` are of confirmed pairs and of rows that one list alone has; pairs nobody confirmed wait apart.
    """

    export: TrackerExport
    rows: Mapping[str, TrackerRow]
    ours: Mapping[str, Ours]
    matching: Matching
    differences: tuple[Difference, ...]

    @property
    def n_confirmed(self) -> int:
        """How many pairs people have confirmed."""
        return sum(one.sign is Sign.CONFIRMED for one in self.matching.pairs)

    @property
    def n_sure(self) -> int:
        """How many pairs can be confirmed at once."""
        return len(self.matching.of(Sure.SURE))

    @property
    def n_doubtful(self) -> int:
        """How many pairs a person has to look at."""
        return len(self.matching.of(Sure.DOUBTFUL))

    def counted(self) -> dict[DifferenceKind, int]:
        """How many differences of each kind there are."""
        return {kind: sum(one.kind is kind for one in self.differences) for kind in DifferenceKind}


def our_tasks(programme: Programme, asof: AsOf, scope: Scope) -> dict[str, Ours]:
    """The tasks of a programme in sight, with the bodies that lead them as those that answer on the day."""
    line, bodies = agencies.lineage(asof), agencies.agencies_by_id()
    leads: dict[int, list[str]] = {}
    held = shares_in_force(asof).filter(task__programme=programme, role=ShareRole.LEAD)
    for task, agency in held.values_list("task_id", "agency_id"):
        leads.setdefault(task, []).append(bodies[line.heir(agency)].code)
    found = tasks_with_dates(asof, scope).filter(programme=programme)
    rows = found.select_related("clause__directive").order_by("code")
    return {row.code: Ours(row, tuple(dict.fromkeys(leads.get(row.pk, ())))) for row in rows}


def matching_of(export: TrackerExport, asof: AsOf) -> Matching:
    """How the rows of a snapshot match our tasks, whoever asks: sight is for what is shown of it."""
    day = on_day_of(export, asof)

    def made() -> Matching:
        rows = queries.rows_of(export)
        ours = our_tasks(export.programme, day, EVERYTHING)
        settled = queries.settled(
            export.programme, export.tracker, AsOf(asof.on, asof.known_at, asof.position)
        )
        return match(
            [_their_side(row) for row in rows],
            [_our_side(one) for one in ours.values() if one.task.withdrawn_date is None],
            terms=matching_terms(asof),
            settled=settled,
        )

    position, mark = newest_mark()
    return _kept.answer((export.pk, asof.on, asof.position, position, mark), made)


def on_day_of(export: TrackerExport, asof: AsOf) -> AsOf:
    """Our tasks are held against a snapshot as they stood on its own day, with all that is known now."""
    return AsOf(on=export.on_date, known_at=asof.known_at, position=asof.position)


def beside(export: TrackerExport, asof: AsOf, scope: Scope) -> Beside:
    """A snapshot beside our tasks, as far as a reader may see.

    Who reads everything sees every row. Other posts see confirmed pairs of tasks in their sight, and rows that one
    list alone has when their own bodies lead them.
    """
    ours = our_tasks(export.programme, on_day_of(export, asof), scope)
    rows = {row.mark: row for row in queries.rows_of(export)}
    matching = matching_of(export, asof)
    confirmed = [
        (one.theirs, one.ours)
        for one in matching.pairs
        if one.sign is Sign.CONFIRMED and one.theirs in rows and one.ours in ours
    ]
    own = _own_codes(scope)
    only_there = [
        mark
        for mark in matching.theirs_alone
        if mark in rows and (own is None or own & set(rows[mark].lead_codes.split()))
    ]
    only_here = [
        code for code in matching.ours_alone if code in ours and (own is None or own & set(ours[code].leads))
    ]
    found = differences_between(
        {mark: _there(row) for mark, row in rows.items()},
        {code: _here(one, export) for code, one in ours.items()},
        pairs=confirmed,
        only_there=only_there,
        only_here=only_here,
    )
    return Beside(export, rows, ours, matching, found)


def _own_codes(scope: Scope) -> set[str] | None:
    """The codes of a reader's own bodies; none for who reads everything."""
    if scope.reads_all:
        return None
    bodies = agencies.agencies_by_id()
    return {bodies[pk].code for pk in scope.agencies if pk in bodies}


def _their_side(row: TrackerRow) -> Side:
    return Side(
        key=row.mark,
        title=row.title,
        code=row.code_text,
        paper=paper_number(row.paper_text) if row.paper_text else "",
        clause=row.clause_text,
        leads=tuple(row.lead_codes.split()),
        due=row.due_date,
    )


def _our_side(one: Ours) -> Side:
    return Side(
        key=one.task.code,
        title=one.task.title_now,
        code=one.task.code,
        paper=one.task.clause.directive.number_text,
        clause=one.task.clause.number_text,
        leads=one.leads,
        due=one.task.due_date,
    )


def _there(row: TrackerRow) -> There:
    return There(
        key=row.mark,
        title=row.title,
        leads=tuple(row.lead_codes.split()),
        leads_text=row.leads_text,
        due=row.due_date,
        due_text=row.due_text,
        fate=row.fate,
        status_text=row.status_text,
    )


def _here(one: Ours, export: TrackerExport) -> Here:
    task = one.task
    return Here(
        code=task.code,
        title=task.title_now,
        leads=one.leads,
        due=task.due_date,
        done=task.done_date,
        withdrawn=task.withdrawn_date is not None,
        overdue=task.done_date is None and task.due_date is not None and task.due_date < export.on_date,
    )
