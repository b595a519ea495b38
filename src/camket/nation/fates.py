"""Draws what becomes of one task: its deadline, its claims and their answers, by the standing it must end in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from .days import day_between, days_after, deadline_between
from .plan import Claimed, Redated

if TYPE_CHECKING:
    import random

REVIEWED = date(2025, 10, 15)
"""The day of the review that the story leads up to."""
FURTHEST = date(2026, 6, 30)


class Fate(StrEnum):
    """Where a task stands on the day of the review."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


class Turn(StrEnum):
    """What else happens on the way; each task has at most one."""

    NONE = "none"
    EXTENDED = "extended"
    REFUSED = "refused"
    RETURNED = "returned"
    AWAITING = "awaiting"
    HALF_DONE = "half_done"
    ANNULLED = "annulled"
    REREAD = "reread"
    MOVED = "moved"
    MISSPELT = "misspelt"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The deadline of a task and what follows from its fate."""

    words: str
    due: date
    claims: tuple[Claimed, ...] = ()
    redated: tuple[Redated, ...] = ()
    refused_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a task when its fate is drawn."""

    code: str
    on: date
    leads: tuple[str, ...]
    turn: Turn


def draw(rng: random.Random, fate: Fate, given: Given) -> Drawn:
    """The deadline and acts that lead a task to its fate on the day of the review."""
    if given.turn is Turn.EXTENDED:
        return _extended(rng, fate, given)
    if given.turn is Turn.REREAD:
        return _reread(rng, given)
    words, due = _deadline(rng, fate, given.on)
    if fate in (Fate.DONE_IN_TIME, Fate.DONE_LATE):
        return Drawn(words, due, claims=_done(rng, fate, given, due))
    if fate is Fate.WITHDRAWN:
        return Drawn(words, due, withdrawn_on=day_between(rng, days_after(given.on, 12), date(2025, 10, 10)))
    refused = None
    if given.turn is Turn.REFUSED:
        refused = day_between(rng, days_after(given.on, 7), min(due, date(2025, 10, 10)))
    return Drawn(words, due, claims=_open(rng, given, due), refused_on=refused)


def _deadline(rng: random.Random, fate: Fate, on: date) -> tuple[str, date]:
    soon = days_after(on, 14)
    if fate is Fate.DONE_IN_TIME:
        return deadline_between(rng, days_after(on, 18), max(days_after(on, 150), days_after(REVIEWED, -5)))
    if fate is Fate.DONE_LATE:
        return deadline_between(rng, soon, max(days_after(on, 16), date(2025, 9, 30)))
    if fate is Fate.OVERDUE:
        return deadline_between(rng, soon, days_after(REVIEWED, -1))
    if fate is Fate.WITHDRAWN:
        return deadline_between(rng, soon, date(2025, 12, 31))
    return deadline_between(rng, REVIEWED, FURTHEST if rng.random() < 0.15 else date(2025, 12, 31))


def _done(rng: random.Random, fate: Fate, given: Given, due: date) -> tuple[Claimed, ...]:
    """An accepted claim of every lead; the last of them decides whether the task is in time."""
    if fate is Fate.DONE_IN_TIME:
        first, last = days_after(given.on, 9), min(due, date(2025, 10, 13))
    else:
        first, last = days_after(due, 1), min(days_after(due, 45), date(2025, 10, 13))
    claims: list[Claimed] = []
    for lead in given.leads:
        day = day_between(rng, first, last)
        if given.turn is Turn.RETURNED and lead == given.leads[0] and (day - given.on).days > 8:
            sent = day_between(rng, days_after(given.on, 4), days_after(day, -3))
            back = day_between(rng, days_after(sent, 1), days_after(day, -1))
            claims.append(Claimed(lead, sent, given.code, returned_on=back))
        answered = min(day_between(rng, days_after(day, 1), days_after(day, 9)), REVIEWED)
        claims.append(Claimed(lead, day, given.code, accepted_on=answered))
    return tuple(claims)


def _open(rng: random.Random, given: Given, due: date) -> tuple[Claimed, ...]:
    """Claims that leave the task open: unanswered, returned, of one lead only, or accepted in error."""
    lead, on = given.leads[0], given.on
    if given.turn is Turn.AWAITING:
        sent = day_between(rng, max(days_after(on, 3), date(2025, 9, 24)), REVIEWED)
        return (Claimed(lead, sent, given.code),)
    if given.turn is Turn.RETURNED:
        sent = day_between(rng, days_after(on, 4), date(2025, 10, 8))
        return (Claimed(lead, sent, given.code, returned_on=day_between(rng, days_after(sent, 1), REVIEWED)),)
    if given.turn is Turn.HALF_DONE:
        sent = day_between(rng, days_after(on, 4), date(2025, 10, 8))
        return (Claimed(lead, sent, given.code, accepted_on=days_after(sent, 2)),)
    if given.turn is Turn.ANNULLED:
        sent = day_between(rng, days_after(on, 9), min(due, date(2025, 9, 10)))
        taken_back = days_after(sent, 20)
        return (
            Claimed(
                lead,
                sent,
                given.code,
                accepted_on=days_after(sent, 3),
                annulled_on=taken_back,
                returned_on=taken_back,
            ),
        )
    return ()


def _extended(rng: random.Random, fate: Fate, given: Given) -> Drawn:
    """A first deadline that passes or nears, a request, and a later day granted."""
    latest = {Fate.DONE_IN_TIME: date(2025, 8, 31), Fate.OVERDUE: date(2025, 9, 5)}.get(
        fate, date(2025, 10, 6)
    )
    words, first = deadline_between(rng, days_after(given.on, 16), max(latest, days_after(given.on, 18)))
    asked = days_after(first, -rng.randint(3, 8))
    granted = min(days_after(asked, rng.randint(1, 4)), days_after(REVIEWED, -1))
    if fate is Fate.OPEN_IN_TIME:
        due = day_between(rng, days_after(REVIEWED, 5), date(2025, 12, 31))
    else:
        due = day_between(rng, days_after(first, 10), min(days_after(first, 45), days_after(REVIEWED, -3)))
    claims: tuple[Claimed, ...] = ()
    if fate is Fate.DONE_IN_TIME:
        claims = tuple(
            Claimed(lead, day, given.code, accepted_on=days_after(day, 2))
            for lead in given.leads
            for day in [day_between(rng, days_after(first, 1), due)]
        )
    return Drawn(words, first, claims=claims, redated=(Redated(granted, due, asked_on=asked),))


def _reread(rng: random.Random, given: Given) -> Drawn:
    """A deadline entered with the wrong words and corrected to those of the paper."""
    wrong, first = deadline_between(rng, REVIEWED, date(2025, 11, 28))
    words, due = deadline_between(rng, days_after(first, 10), date(2025, 12, 31))
    read_again = day_between(rng, days_after(given.on, 2), min(days_after(given.on, 30), date(2025, 10, 14)))
    return Drawn(wrong, first, redated=(Redated(read_again, due, words=words),))
