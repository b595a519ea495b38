"""Plays planned acts in the order of their days, each at an instant of its day in Vietnam."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from camket.periods import VIETNAM_TZ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from camket.discipline.agencies.models import Appointment
    from camket.record.keys import SigningKey

_APART = timedelta(seconds=5)

MORNING, POSTS, MEETING, WORK, MENDING, ANSWER, SECOND_ANSWER, RESTATED, FROZEN, SEALED = (
    7, 8, 9, 10, 13, 14, 15, 16, 17, 18,
)  # fmt: skip
"""The hours at which the kinds of acts are done, so that a day's claims come before its answers."""


@dataclass(slots=True)
class Stage:
    """What later acts need of earlier ones: the key, positions of claims and acceptances, appointments."""

    key: SigningKey
    told: Callable[[str], None]
    claims: dict[tuple[str, str, int], int] = field(default_factory=dict)
    acceptances: dict[tuple[str, str, int], int] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be done on a day from an hour on."""

    on: date
    hour: int
    does: Callable[[Stage, datetime], object]


def play(acts: Iterable[Act], stage: Stage) -> None:
    """Does every act in order of day and hour; acts of one hour follow in the order in which they were planned."""
    done: Counter[tuple[date, int]] = Counter()
    for act in sorted(acts, key=lambda one: (one.on, one.hour)):
        at = datetime.combine(act.on, time(act.hour), VIETNAM_TZ) + _APART * done[act.on, act.hour]
        done[act.on, act.hour] += 1
        act.does(stage, at)
