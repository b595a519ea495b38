"""The spans of a task: over which days, and between which places of the record, it stands as it stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOREVER = date.max
"""The end of a span that nothing has ended: the first day that does not belong to it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact with the place of the record that brought it, and the one from which it never held, if any."""

    position: int
    annulled: int | None = None

    def known(self, at: int) -> bool:
        """Whether a reader of the record up to a position takes the fact as true."""
        return self.position <= at and (self.annulled is None or self.annulled > at)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSaid(Known):
    """A deadline in words that hold from a day on; `pk` orders those of one entry."""

    pk: int
    on: date
    nature: str
    due: date | None
    continues: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSaid(Known):
    """A share that ends on a day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareHeld(Known):
    """A body's share as lead from a day on; `order` and `pk` say who leads first."""

    pk: int
    agency: int
    order: int
    from_day: date
    ends: tuple[EndSaid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMade(Known):
    """A claim with its answers. `refuted` and `upheld` are the checks of one that was carried over."""

    agency: int
    leads: bool
    on: date
    carried: bool = False
    acceptances: tuple[Known, ...] = ()
    returns: tuple[Known, ...] = ()
    refuted: tuple[Known, ...] = ()
    upheld: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalSaid(Known):
    """A task taken off the list on a day; `pk` orders those of one entry."""

    pk: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts(Known):
    """Everything that was ever said about one task, known or annulled. `shares` are those of leads."""

    assigned_on: date
    deadlines: tuple[DeadlineSaid, ...] = ()
    shares: tuple[ShareHeld, ...] = ()
    claims: tuple[ClaimMade, ...] = ()
    withdrawals: tuple[WithdrawalSaid, ...] = ()

    def positions(self) -> list[int]:
        """The places of the record at which anything about the task became known or ceased to hold."""
        return sorted({at for fact in self._all() for at in _moments(fact) if at >= self.position})

    def _all(self) -> Iterator[Known]:
        yield self
        yield from self.deadlines
        yield from self.withdrawals
        for share in self.shares:
            yield share
            yield from share.ends
        for claim in self.claims:
            yield claim
            for answers in (claim.acceptances, claim.returns, claim.refuted, claim.upheld):
                yield from answers


class State(NamedTuple):
    """What a standing is answered from, and what is counted beside it.

    `done` is the latest day of the leads' accepted claims, once all of them are accepted; `carried` when one of those
    is a completion that was carried over and that nobody has upheld.
    """

    due: date | None
    done: date | None
    withdrawn: date | None
    nature: str
    continues: bool
    awaiting: bool
    carried: bool
    lead: int | None


class Stretch(NamedTuple):
    """The days `[from_day, until_day)` over which a task's state is one."""

    from_day: date
    until_day: date
    state: State


class Span(NamedTuple):
    """A stretch as known to readers of the record at `[known_from, known_until)`; None where it still is."""

    stretch: Stretch
    known_from: int
    known_until: int | None


_Fact = TypeVar("_Fact", bound=Known)


def _moments(fact: Known) -> tuple[int, ...]:
    return (fact.position,) if fact.annulled is None else (fact.position, fact.annulled)


def _those_known(facts: Iterable[_Fact], at: int) -> list[_Fact]:
    return [fact for fact in facts if fact.known(at)]


def _any_known(facts: Iterable[Known], at: int) -> bool:
    return any(fact.known(at) for fact in facts)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The facts of a task as one place of the record knows them, in the order in which they decide."""

    deadlines: list[DeadlineSaid]
    shares: list[tuple[ShareHeld, date]]
    accepted: list[tuple[ClaimMade, bool]]
    waiting: list[ClaimMade]
    withdrawals: list[WithdrawalSaid]

    def days(self) -> set[date]:
        """The days on which something begins or ends."""
        return {
            *(one.on for one in self.deadlines),
            *(one.on for one in self.withdrawals),
            *(claim.on for claim, _ in self.accepted),
            *(claim.on for claim in self.waiting),
            *(share.from_day for share, _ in self.shares),
            *(end for _, end in self.shares),
        }

    def state(self, day: date) -> State:
        """The state on a day."""
        said = next((one for one in self.deadlines if one.on <= day), None)
        leads = [share.agency for share, end in self.shares if share.from_day <= day < end]
        done, carried = self._done(leads, day)
        return State(
            due=said.due if said else None,
            done=done,
            withdrawn=next((one.on for one in self.withdrawals if one.on <= day), None),
            nature=said.nature if said else "",
            continues=said.continues if said else False,
            awaiting=any(claim.on <= day for claim in self.waiting),
            carried=carried,
            lead=leads[0] if leads else None,
        )

    def _done(self, leads: list[int], day: date) -> tuple[date | None, bool]:
        """A body's claims as lead are its own, whichever row of its share they were made on."""
        counted = [one for one in self.accepted if one[0].on <= day and one[0].agency in leads]
        if not leads or {claim.agency for claim, _ in counted} < set(leads):
            return None, False
        return max(claim.on for claim, _ in counted), any(unchecked for _, unchecked in counted)


def _read(task: TaskFacts, at: int) -> _Reading:
    claims = _those_known(task.claims, at)
    standing = [claim for claim in claims if not _any_known(claim.refuted, at)]
    return _Reading(
        deadlines=sorted(_those_known(task.deadlines, at), key=lambda one: (-one.position, -one.pk)),
        shares=sorted(
            ((share, _end(share, at)) for share in _those_known(task.shares, at)),
            key=lambda one: (one[0].order, one[0].pk),
        ),
        accepted=[
            (claim, claim.carried and not _any_known(claim.upheld, at))
            for claim in standing
            if claim.leads and _any_known(claim.acceptances, at)
        ],
        waiting=[
            claim
            for claim in standing
            if not _any_known(claim.acceptances, at) and not _any_known(claim.returns, at)
        ],
        withdrawals=sorted(_those_known(task.withdrawals, at), key=lambda one: (one.position, one.pk)),
    )


def _end(share: ShareHeld, at: int) -> date:
    return min((end.on for end in share.ends if end.known(at)), default=FOREVER)


def stretches(task: TaskFacts, *, at: int) -> list[Stretch]:
    """The stretches of days of a task, as a reader of the record up to a position knows it; none before it was given.

    Neighbours differ: two stretches in one state are one.
    """
    if not task.known(at):
        return []
    reading = _read(task, at)
    later = sorted(day for day in reading.days() if task.assigned_on < day < FOREVER)
    found: list[Stretch] = []
    for first, until in zip([task.assigned_on, *later], [*later, FOREVER], strict=True):
        state = reading.state(first)
        since = found.pop().from_day if found and found[-1].state == state else first
        found.append(Stretch(since, until, state))
    return found


def history(task: TaskFacts) -> list[Span]:
    """Every span a task ever had: what was known at a place of the record stays readable when later acts correct it."""
    open_: dict[Stretch, int] = {}
    past: list[Span] = []
    for at in task.positions():
        now = stretches(task, at=at)
        past += [Span(one, since, at) for one, since in open_.items() if one not in now]
        open_ = {one: open_.get(one, at) for one in now}
    return [*past, *(Span(one, since, None) for one, since in open_.items())]
