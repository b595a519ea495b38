"""Published counts side by side, each checked against itself, against our own rows of its day, and against the last one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from camket.discipline.tasks.models import Annulment, Passing
from camket.discipline.tasks.queries import tasks_with_dates
from camket.periods import AsOf

from .beside import matching_of
from .dated import published_counts
from .queries import exports
from .rules import Movement, PublishedCount, checked, unexplained

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme

    from .models import TrackerExport
    from .rules.counts import Check, Residue


@dataclass(frozen=True, slots=True)
class Own:
    """Our own count of a programme on a day, of the tasks that the reader sees."""

    on: date
    total: int
    completed: int
    in_progress: int
    overdue: int
    undated: int


@dataclass(frozen=True, slots=True)
class CountRow:
    """A published count with its checks and our own count of its day; none where our tasks begin later."""

    count: PublishedCount
    check: Check
    own: Own | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one published count of a body to its next: what our rows did, and what is left to explain."""

    first: PublishedCount
    last: PublishedCount
    own: Movement | None
    left: Residue


@dataclass(frozen=True, slots=True)
class TwoLists:
    """What two bodies' lists have in common, as the newest snapshot of a tracker tells; who reads everything sees it."""

    export: TrackerExport
    both: int
    waiting: int
    only_there: int
    only_here: int


@dataclass(frozen=True, slots=True)
class Laid:
    """Everything that stands beside one another on the page of counts."""

    rows: tuple[CountRow, ...]
    steps: tuple[Step, ...]
    lists: tuple[TwoLists, ...]


@dataclass(frozen=True, slots=True)
class _OnDay:
    """What of one task is compared between two days."""

    due: date | None
    done: date | None
    withdrawn: date | None


def lay_out(programme: Programme | None, asof: AsOf, scope: Scope) -> Laid:
    """The counts published by the reader's day, with what the record and the snapshots can tell of them."""
    counts = published_counts(asof)
    days = {one.on: _tasks_on(programme, one.on, asof, scope) for one in counts}
    rows = tuple(CountRow(one, checked(one), _own(one.on, days[one.on])) for one in counts)
    steps = []
    for who in dict.fromkeys(one.tracker for one in counts):
        for first, last in pairwise(one for one in counts if one.tracker == who):
            own = _movement(programme, first.on, last.on, days, asof)
            steps.append(Step(first, last, own, unexplained(first, last, own)))
    return Laid(rows, tuple(steps), _lists(programme, counts, asof, scope))


def _tasks_on(programme: Programme | None, on: date, asof: AsOf, scope: Scope) -> dict[str, _OnDay]:
    if programme is None:
        return {}
    day = AsOf(on=on, known_at=asof.known_at, position=asof.position)
    found = tasks_with_dates(day, scope).filter(programme=programme)
    rows = found.values_list("code", "due_date", "done_date", "withdrawn_date")
    return {code: _OnDay(due, done, withdrawn) for code, due, done, withdrawn in rows}


def _own(on: date, tasks: Mapping[str, _OnDay]) -> Own | None:
    counted = [one for one in tasks.values() if one.withdrawn is None]
    if not counted:
        return None
    waiting = [one for one in counted if one.done is None]
    overdue = sum(one.due is not None and one.due < on for one in waiting)
    undated = sum(one.due is None for one in waiting)
    return Own(
        on=on,
        total=len(counted),
        completed=len(counted) - len(waiting),
        in_progress=len(waiting) - overdue - undated,
        overdue=overdue,
        undated=undated,
    )


def _movement(
    programme: Programme | None,
    first: date,
    last: date,
    days: Mapping[date, Mapping[str, _OnDay]],
    asof: AsOf,
) -> Movement | None:
    before, after = days[first], days[last]
    counted = {code: one for code, one in before.items() if one.withdrawn is None}
    at_end = {code: one for code, one in after.items() if one.withdrawn is None}
    if programme is None or not counted or not at_end:
        return None
    left = {code for code in counted if code not in at_end}
    passed = Passing.objects.filter(task__programme=programme, on_date__gt=first, on_date__lte=last)
    passed = passed.filter(entry_id__lte=asof.position).exclude(
        entry__in=Annulment.objects.filter(entry_id__lte=asof.position).values("target")
    )
    kinds = {code: kind for code, kind in passed.values_list("task__code", "kind") if code in left}
    stayed = [(counted[code], at_end[code]) for code in counted if code in at_end]
    finished = sum(was.done is None and now.done is not None for was, now in stayed)
    return Movement(
        first=first,
        last=last,
        total_first=len(counted),
        total_last=len(at_end),
        completed_first=_done(counted.values()),
        completed_last=_done(at_end.values()),
        new=sum(code not in counted for code in at_end),
        withdrawn=len(left),
        merged=sum(kind == "merge" for kind in kinds.values()),
        split=sum(kind == "split" for kind in kinds.values()),
        redated=sum(was.due != now.due for was, now in stayed),
        finished=finished,
        reopened=sum(was.done is not None and now.done is None for was, now in stayed),
    )


def _done(tasks: Iterable[_OnDay]) -> int:
    return sum(one.done is not None for one in tasks)


def _lists(
    programme: Programme | None, counts: Iterable[PublishedCount], asof: AsOf, scope: Scope
) -> tuple[TwoLists, ...]:
    if programme is None or not scope.reads_all:
        return ()
    found = []
    for tracker in dict.fromkeys(one.tracker for one in counts):
        export = exports(programme, tracker, asof).first()
        if export is None:
            continue
        matching = matching_of(export, asof)
        confirmed = sum(one.sign == "confirmed" for one in matching.pairs)
        found.append(
            TwoLists(
                export=export,
                both=confirmed,
                waiting=len(matching.pairs) - confirmed,
                only_there=len(matching.theirs_alone),
                only_here=len(matching.ours_alone),
            )
        )
    return tuple(found)
