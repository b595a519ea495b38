"""What happens to the tasks of a store of a named size: reports, claims, answers, extensions, withdrawals, annulments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

import store

# isort: split
from tests.world import FOLLOWER, OFFICE

from camket.discipline.agencies.roles import Publication
from camket.discipline.tasks.models import Deadline, Share, Task
from camket.discipline.tasks.rules import ShareRole
from scale_given import officer

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

    from scale_acts import Acts

assert store.DATA.exists()

LIVING, LAST = date(2025, 4, 1), date(2026, 10, 31)
"""The first and the last day of the lives; every task has been given by the first."""
DAYS = (LAST - LIVING).days

Event = tuple[int, int, str, int, int]
"""Day of the life, a number that orders a day, what happens, which task, which of its leads or how many days."""


@dataclass(slots=True)
class Life:
    """One task and what its next act needs to know. `shares` are those of its leads: id, body's id and code."""

    pk: int
    code: str
    closed: bool
    due: date | None
    shares: list[tuple[int, int, str]] = field(default_factory=list)
    waiting: dict[int, tuple[int, int]] = field(default_factory=dict)
    accepted: dict[int, int] = field(default_factory=dict)


def lives() -> list[Life]:
    """Every task of the store, not lived yet."""
    dues = dict(Deadline.objects.values_list("task_id", "due_date"))
    rows = Task.objects.order_by("pk").values_list("pk", "code", "publication")
    found = {
        pk: Life(pk, code, publication == Publication.RESTRICTED, dues[pk]) for pk, code, publication in rows
    }
    leads = Share.objects.filter(role=ShareRole.LEAD).order_by("task_id", "order")
    for task, share, agency, code in leads.values_list("task_id", "pk", "agency_id", "agency__code"):
        found[task].shares.append((share, agency, code))
    return list(found.values())


def plan(every: list[Life], n_acts: int, dice: random.Random) -> list[Event]:
    """What happens, in order: exactly so many acts."""
    events: list[Event] = []
    reporting: list[int] = []
    for place, life in enumerate(every):
        fate = [(day, what, which) for day, what, which in _fate(life, dice) if 0 <= day <= DAYS]
        events += [(day, len(events) + n, what, place, which) for n, (day, what, which) in enumerate(fate)]
        if not any(what == "withdraw" for _, what, _ in fate):
            reporting.append(place)
    while len(events) < n_acts:
        events.append((dice.randint(0, DAYS), len(events), "report", dice.choice(reporting), 0))
    assert len(events) == n_acts, f"the fates alone make {len(events):,} acts"
    return sorted(events)


def _fate(life: Life, dice: random.Random) -> Iterator[tuple[int, str, int]]:
    """The days on which a task's acts fall, counted from `LIVING`."""
    if dice.random() < 0.02:
        yield dice.randint(200, DAYS), "withdraw", 0
        return
    due = life.due or LIVING + timedelta(days=dice.randint(100, 900))
    term = (due - LIVING).days
    end = max(1, term + round(dice.gauss(0, 40)))
    if life.due and dice.random() < 0.3 and term - 20 > 0 and end > term - 10:
        yield term - 20, "ask", 60
        yield term - 15, "extend", 60
    for lead in range(len(life.shares)):
        yield end + lead, "claim", lead
        if dice.random() < 0.15:
            yield end + lead + 4, "return", lead
            yield end + lead + 20, "claim", lead
        if dice.random() < 0.95:
            yield end + lead + 24 + dice.randint(0, 9), "accept", lead
        if dice.random() < 0.005:
            yield end + lead + 60, "annul", lead


class Living:
    """Enters what happens, act by act, each under the post that may do it."""

    def __init__(self, acts: Acts, evidence: Sequence[str]) -> None:
        self.acts, self.evidence = acts, cycle(evidence)

    def live(self, every: list[Life], events: Iterable[Event]) -> None:
        """Enters the events. An act that would find nothing to act on is a report of progress instead."""
        start = datetime.combine(LIVING, time(1), tzinfo=UTC)
        of_day: dict[int, int] = defaultdict(int)
        for day, _, what, place, which in events:
            of_day[day] += 1
            at = start + timedelta(days=day, milliseconds=10 * of_day[day])
            life = every[place]
            if not self._happens(what, life, at, which):
                self._report(life, at)
        self.acts.write()

    def _happens(self, what: str, life: Life, at: datetime, which: int) -> bool:
        """Whether an act was entered; `which` is a lead, or a number of days."""
        if what == "claim" and which not in life.waiting and which not in life.accepted:
            self._claim(life, at, which)
        elif what == "accept" and which in life.waiting:
            self._accept(life, at, which)
        elif what == "return" and which in life.waiting:
            self._return(life, at, which)
        elif what == "annul" and which in life.accepted:
            self._annul(life, at, which)
        elif what == "ask":
            self._ask(life, at, which)
        elif what == "extend":
            self._extend(life, at, which)
        elif what == "withdraw":
            self._withdraw(life, at)
        else:
            return False
        return True

    def _enter(self, act: str, post: str, at: datetime, life: Life, **parts: Any) -> int:
        return self.acts.enter(act, post, at, task=life.code, closed=life.closed, **parts)

    def _report(self, life: Life, at: datetime) -> None:
        share, _, body = life.shares[0]
        parts = {"public": {"agency": body}, "private": {"words": "Đang làm"}}
        entry = self._enter("discipline.progress.report", officer(body), at, life, **parts)
        self.acts.facts["Progress"].add(entry_id=entry, share_id=share, on_date=_day(at), words="Đang làm")

    def _claim(self, life: Life, at: datetime, lead: int) -> None:
        share, _, body = life.shares[lead]
        post, name, product = officer(body), "bien-ban.txt", "Đã vận hành"
        digest = next(self.evidence)
        entry = self._enter(
            "discipline.claim.submit",
            post,
            at,
            life,
            public={"agency": body, "evidence": [digest]},
            private={"product": product, "files": [name]},
            more_subjects=(f"evidence:{digest}",),
        )
        tables = self.acts.facts
        claim = tables["Claim"].add(
            entry_id=entry, share_id=share, on_date=_day(at), product=product, person_code=f"nguoi-{post}"
        )
        tables["ClaimEvidence"].add(entry_id=entry, claim_id=claim, sha256=digest, file_name=name)
        life.waiting[lead] = (entry, claim)

    def _accept(self, life: Life, at: datetime, lead: int) -> None:
        entry, claim = self._answer("discipline.claim.accept", life, at, lead, {"note": "Đã xem"})
        self.acts.facts["Acceptance"].add(entry_id=entry, claim_id=claim, on_date=_day(at), note="Đã xem")
        life.accepted[lead] = entry

    def _return(self, life: Life, at: datetime, lead: int) -> None:
        entry, claim = self._answer("discipline.claim.return", life, at, lead, {"reason": "Chưa đủ"})
        self.acts.facts["Return"].add(entry_id=entry, claim_id=claim, on_date=_day(at), reason="Chưa đủ")

    def _answer(
        self, act: str, life: Life, at: datetime, lead: int, private: dict[str, Any]
    ) -> tuple[int, int]:
        claimed, claim = life.waiting.pop(lead)
        public = {"agency": life.shares[lead][2], "claim": claimed}
        return self._enter(act, FOLLOWER.post, at, life, public=public, private=private), claim

    def _annul(self, life: Life, at: datetime, lead: int) -> None:
        """The claim behind an annulled acceptance waits again, and this store answers it no more."""
        target = life.accepted[lead]
        public = {"entry": target, "act": "discipline.claim.accept"}
        parts = {"public": public, "private": {"reason": "Nhầm"}}
        entry = self._enter("discipline.act.annul", OFFICE.post, at, life, **parts)
        self.acts.facts["Annulment"].add(
            entry_id=entry, target_id=target, task_id=life.pk, on_date=_day(at), reason="Nhầm"
        )

    def _ask(self, life: Life, at: datetime, days: int) -> None:
        assert life.due is not None
        _, agency, body = life.shares[0]
        due, reason = (life.due + timedelta(days=days)).isoformat(), "Chờ vốn"
        parts = {"public": {"agency": body, "due": due}, "private": {"reason": reason}}
        entry = self._enter("discipline.deadline.ask", officer(body), at, life, **parts)
        self.acts.facts["ExtensionRequest"].add(
            entry_id=entry,
            task_id=life.pk,
            agency_id=agency,
            on_date=_day(at),
            asked_due=due,
            reason=reason,
        )

    def _extend(self, life: Life, at: datetime, days: int) -> None:
        assert life.due is not None
        was, life.due = life.due, life.due + timedelta(days=days)
        public = {"was": was.isoformat(), "due": life.due.isoformat()}
        private = {"reason": "Chờ vốn", "asked_by": life.shares[0][2]}
        entry = self._enter(
            "discipline.deadline.extend", OFFICE.post, at, life, public=public, private=private
        )
        self.acts.facts["Deadline"].add(
            entry_id=entry,
            task_id=life.pk,
            origin="extended",
            on_date=_day(at),
            nature="dated",
            due_date=public["due"],
            continues=False,
            reason="Chờ vốn",
        )

    def _withdraw(self, life: Life, at: datetime) -> None:
        said = "Trùng"
        parts = {"public": {}, "private": {"statement": said}}
        entry = self._enter("discipline.task.withdraw", OFFICE.post, at, life, **parts)
        self.acts.facts["Withdrawal"].add(entry_id=entry, task_id=life.pk, on_date=_day(at), statement=said)


def _day(at: datetime) -> str:
    return at.date().isoformat()
