"""The life of every task as the public parts of the entries tell it, and its standing on a day.

Two clocks decide: the day a fact holds for (`on`) and the position at which it was recorded (`known`). An act counts
when its position is known and no known annulment has struck it out; an annulled act is as if it had never been.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

T = TypeVar("T")
NEVER = 2**62
"""A position beyond every record: the annulment of an act that nobody has annulled."""


class Standing(StrEnum):
    """The time class of a task on a day, from dates alone."""

    UNDATED = "undated"
    OPEN_IN_TIME = "open_in_time"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Standing.UNDATED, Standing.OPEN_IN_TIME, Standing.OVERDUE})


@dataclass(slots=True)
class Fact(Generic[T]):
    """What one entry says of a task: recorded at `position`, holding from the day `on`, struck out at `annulled`."""

    position: int
    on: date
    said: T
    annulled: int = NEVER

    def is_known(self, known: int) -> bool:
        """Whether someone who has read the entries up to `known` counts this fact."""
        return self.position <= known < self.annulled


@dataclass(slots=True)
class Claim:
    """One agency's report of completion, and the answers it got (`True` accepts, `False` returns).

    `lead` says whether the agency led the task when it reported: what a cooperating body did does not become the
    lead's part when it is made the lead afterwards. `checks` say whether a completion that was carried over from before
    the record is upheld; one that is refuted never counted.
    """

    fact: Fact[str]
    lead: bool
    answers: list[Fact[bool]] = field(default_factory=list)
    checks: list[Fact[bool]] = field(default_factory=list)

    def is_accepted(self, known: int) -> bool:
        """Whether an acceptance stands and no check refutes the claim."""
        refuted = any(not check.said and check.is_known(known) for check in self.checks)
        return not refuted and any(answer.said and answer.is_known(known) for answer in self.answers)

    def is_waiting(self, known: int) -> bool:
        """Whether nobody has answered it."""
        return not any(answer.is_known(known) for answer in self.answers)


@dataclass(frozen=True, slots=True)
class TaskOnDay:
    """One row behind a figure: a task on a day, as known at a position."""

    task: str
    standing: Standing
    due: date | None
    done_on: date | None
    first_lead: str
    awaiting: bool


@dataclass(slots=True)
class Task:
    """Everything the public parts say of one task, in the order of the record.

    `restricted` is the position from which its acts are no longer public (`NEVER`: all of them are).
    """

    code: str
    programme: str
    assigned: Fact[None]
    due: list[Fact[date | None]] = field(default_factory=list)
    leads: list[Fact[tuple[str, ...]]] = field(default_factory=list)
    claims: dict[tuple[int, str], Claim] = field(default_factory=dict)
    withdrawn: list[Fact[None]] = field(default_factory=list)
    restricted: int = NEVER

    def counts(self, *, on: date, known: int) -> bool:
        """Whether the task exists on that day: assigned on it or before."""
        return self.assigned.on <= on and self.assigned.is_known(known)

    def on_day(self, *, on: date, known: int) -> TaskOnDay:
        """The row of a task that counts on that day and whose acts are public."""
        due = _last(self.due, on=on, known=known)
        leads = self.leads_on(on=on, known=known)
        done_on = self._done_on(leads, on=on, known=known)
        withdrawn = any(fact.on <= on and fact.is_known(known) for fact in self.withdrawn)
        standing = _standing(withdrawn=withdrawn, due=due, done_on=done_on, on=on)
        return TaskOnDay(
            task=self.code,
            standing=standing,
            due=due,
            done_on=done_on,
            first_lead=leads[0] if leads else "",
            awaiting=standing in OPEN and self._awaits(on=on, known=known),
        )

    def leads_on(self, *, on: date, known: int) -> tuple[str, ...]:
        """The agencies that lead on a day, in order."""
        return _last(self.leads, on=on, known=known) or ()

    def _done_on(self, leads: Iterable[str], *, on: date, known: int) -> date | None:
        """The day the last lead share was claimed, once every lead share has an accepted claim."""
        days = [self._share_done_on(agency, on=on, known=known) for agency in leads]
        done = [day for day in days if day is not None]
        return max(done) if done and len(done) == len(days) else None

    def _share_done_on(self, agency: str, *, on: date, known: int) -> date | None:
        days = [
            claim.fact.on
            for claim in self.claims.values()
            if claim.fact.said == agency
            and claim.lead
            and _holds(claim.fact, on=on, known=known)
            and claim.is_accepted(known)
        ]
        return min(days, default=None)

    def _awaits(self, *, on: date, known: int) -> bool:
        return any(
            _holds(claim.fact, on=on, known=known) and claim.is_waiting(known)
            for claim in self.claims.values()
        )


def _standing(*, withdrawn: bool, due: date | None, done_on: date | None, on: date) -> Standing:
    """A task is in time on its due day; one without a deadline cannot be done late."""
    if withdrawn:
        return Standing.WITHDRAWN
    if done_on is not None:
        return Standing.DONE_IN_TIME if due is None or done_on <= due else Standing.DONE_LATE
    if due is None:
        return Standing.UNDATED
    return Standing.OVERDUE if due < on else Standing.OPEN_IN_TIME


def _holds(fact: Fact[T], *, on: date, known: int) -> bool:
    return fact.on <= on and fact.is_known(known)


def _last(facts: list[Fact[T]], *, on: date, known: int) -> T | None:
    """What the latest recorded of the facts that hold says; recorded last, not dated last, is what was meant."""
    for fact in reversed(facts):
        if _holds(fact, on=on, known=known):
            return fact.said
    return None
