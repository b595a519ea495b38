"""Readers of ladders, and of where open tasks stand on one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.deadlines.queries import adopted, working_calendar
from camket.discipline.deadlines.rules import Standing, in_force
from camket.discipline.tasks.queries import tasks_as_of

from .rules import Ladder, ladder_for, rungs_due

if TYPE_CHECKING:
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf

    from .rules import Rung

LADDER = "ladder"


@dataclass(frozen=True, slots=True)
class OnRung:
    """How many open tasks stand on a rung: they have reached it and not the next."""

    place: int
    rung: Rung
    n: int


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the open tasks of a programme stand on its ladder. The parts add up to `total`."""

    ladder: Ladder
    rungs: tuple[OnRung, ...]
    below: int
    undated: int

    @property
    def total(self) -> int:
        """All open tasks in sight."""
        return self.below + self.undated + sum(one.n for one in self.rungs)


def ladders(position: int) -> list[Ladder]:
    """Every version of every ladder that the record knows at a position."""
    return [Ladder.from_table(table) for table in adopted(LADDER, position)]


def ladder_of(programme: str, asof: AsOf) -> Ladder | None:
    """The ladder a programme uses on the reader's day: its own, else the one for any programme."""
    return ladder_for(programme, in_force(ladders(asof.position), asof.on))


def stand_on(ladder: Ladder, programme: Programme, asof: AsOf, scope: Scope) -> Stand:
    """Where the open tasks in the reader's sight stand on a ladder, on the reader's day."""
    opened = tasks_as_of(asof, scope).filter(
        programme=programme,
        standing__in=[Standing.OPEN_IN_TIME, Standing.OVERDUE, Standing.UNDATED],
    )
    dues = Counter(opened.values_list("due_date", flat=True))
    calendar = working_calendar(asof)
    places: Counter[int] = Counter()
    undated = dues.pop(None, 0)
    for due, n in dues.items():
        if due is None:
            continue
        reached = rungs_due(ladder, due=due, on=asof.on, calendar=calendar)
        places[reached[-1].place if reached else 0] += n
    rungs = tuple(OnRung(place, rung, places[place]) for place, rung in enumerate(ladder.rungs, start=1))
    return Stand(ladder, rungs, below=places[0], undated=undated)
