"""Gathers tasks and frozen figures, entry by entry, from the public payloads of a record."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING, Any

from .bulk import ASSIGN, BULK_ACTS, HAND_OVER, MERGE, SPLIT
from .faults import Fault, FaultCode, Unsound
from .opening import CHECK, ENTER, OpeningActs
from .payload import Payload
from .recounting import RECOMPUTE, recounted
from .tasks import Claim, Fact, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .leaf import Leaf

ANNUL = "discipline.act.annul"
FREEZE = "review.figure.freeze"
RESTATE = "review.figure.restate"
WHOLE_ACTS = BULK_ACTS | {ENTER}
TASK_ACTS = WHOLE_ACTS | frozenset(
    {
        CHECK,
        "discipline.progress.report",
        "discipline.claim.submit",
        "discipline.claim.accept",
        "discipline.claim.return",
        "discipline.deadline.extend",
        RECOMPUTE,
        "discipline.task.withdraw",
        "discipline.task.correct",
    }
)
CORRECTABLE = frozenset({"title", "product", "deadline", "lead"})
CELLS = (
    "total",
    "completed",
    "done_in_time",
    "done_late",
    "open_in_time",
    "overdue",
    "undated",
    "withdrawn",
    "awaiting",
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A published figure as the record states it: the nine numbers, for a day, knowing entries up to `known`."""

    position: int
    act: str
    programme: str
    on: date
    known: int
    value: Mapping[str, int]
    rows_digest: str


class PublicTasks(OpeningActs):
    """The tasks of a record and what was published about them, told by public payloads alone.

    Give it every entry in order (`take`), then ask. A payload that cannot be read is kept in `faults` and changes
    nothing, so figures stand only where there are no faults. What leans on a withheld entry is no fault: the act is
    passed over, and figures that know of the entry say how many are `withheld` from them. `others` are the positions
    of published figures that are not rebuilt here, since they are not about the tasks of one programme or restate a
    figure that is withheld; `last_on` is the day of the last entry that was read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.frozen: dict[int, Frozen] = {}
        self.others: list[int] = []
        self._struck: set[tuple[int, str]] = set()
        self._claims: dict[int, tuple[Task, Claim]] = {}
        self._readers: dict[str, Callable[[int, Payload], None]] = {
            "discipline.programme.open": self._open,
            ASSIGN: self.assign,
            MERGE: self.merge,
            SPLIT: self.split,
            HAND_OVER: self.hand_over,
            ENTER: self.enter_opening,
            CHECK: self.check_opening,
            "discipline.progress.report": self._report,
            "discipline.task.disclose": self._disclose,
            "discipline.claim.submit": self._claim,
            "discipline.claim.accept": self._accept,
            "discipline.claim.return": self._return,
            "discipline.deadline.extend": self._extend,
            RECOMPUTE: self._recompute,
            "discipline.task.withdraw": self._withdraw,
            "discipline.task.correct": self._correct,
            ANNUL: self._annul,
            FREEZE: self._freeze,
            RESTATE: self._restate,
        }

    def programmes(self) -> list[str]:
        """The codes of all programmes opened, given tasks or told of in a figure, in order."""
        return sorted(self.by_programme)

    def take(self, leaf: Leaf | None) -> None:
        """Takes the next entry, None for a withheld one; raises `ValueError` when one was left out, nothing else."""
        if leaf is None:
            self.acts.append("")
            self.withheld.append(self.known)
            return
        if leaf.position != self.known + 1:
            raise ValueError(f"entry {self.known + 1} was expected, {leaf.position} came")
        self.acts.append(intern(leaf.act))
        self.last_on = leaf.on
        reader = self._readers.get(leaf.act)
        if reader is None:
            return
        try:
            _require_own_day(leaf)
            reader(leaf.position, Payload(leaf.public))
        except Unsound as unsound:
            self.faults.append(Fault(unsound.code, leaf.position + 1, leaf.position, unsound.params))

    def _open(self, _position: int, payload: Payload) -> None:
        self.by_programme[payload.text("programme")]  # opened is enough to be asked about

    def _claim(self, position: int, payload: Payload) -> None:
        task = self.public_task(position, payload)
        if task is None:
            return
        on, agency = payload.day("on"), payload.text("agency")
        claim = Claim(Fact(position, on, agency), lead=agency in task.leads_on(on=on, known=position))
        task.claims[position, agency] = claim
        self._claims[position] = (task, claim)
        self.keep(claim.fact, task.code)

    def _accept(self, position: int, payload: Payload) -> None:
        self._answer(position, payload, accepted=True)

    def _return(self, position: int, payload: Payload) -> None:
        self._answer(position, payload, accepted=False)

    def _answer(self, position: int, payload: Payload, *, accepted: bool) -> None:
        task = self.public_task(position, payload)
        if task is None:
            return
        number, agency, on = payload.whole("claim"), payload.text("agency"), payload.day("on")
        answer = Fact(position, on, accepted)
        if not self.is_withheld(number):
            self._claim_to_answer(number, task, agency, position=position).answers.append(answer)
        self.keep(answer, task.code)

    def _claim_to_answer(self, number: int, task: Task, agency: str, *, position: int) -> Claim:
        claimed, claim = self._claims.get(number, (None, None))
        if claim is None:
            raise Unsound(FaultCode.CLAIM_UNKNOWN, claim=number)
        if claimed is not task or claim.fact.said != agency:
            raise Unsound(FaultCode.CLAIM_DIFFERS, claim=number, task=task.code)
        # An answer given before may have been annulled by an entry that is withheld; an annulled claim stays so.
        answered = [one.position for one in claim.answers if one.is_known(position)]
        stands = bool(answered) and self.withheld_up_to(max(answered)) == len(self.withheld)
        if stands or not claim.fact.is_known(position):
            raise Unsound(FaultCode.CLAIM_ANSWERED, claim=number)
        return claim

    def _extend(self, position: int, payload: Payload) -> None:
        task = self.public_task(position, payload)
        if task is None:
            return
        payload.day_or_none("was")
        due: Fact[date | None] = Fact(position, payload.day("on"), payload.day("due"))
        task.due.append(due)
        self.keep(due, task.code)

    def _recompute(self, position: int, payload: Payload) -> None:
        for task, due in recounted(position, payload, self.public_task):
            self.keep(due, task.code)

    def _withdraw(self, position: int, payload: Payload) -> None:
        task = self.public_task(position, payload)
        if task is None:
            return
        fact = Fact(position, payload.day("on"), None)
        task.withdrawn.append(fact)
        self.keep(fact, task.code)

    def _disclose(self, position: int, payload: Payload) -> None:
        self.public_task(position, payload)  # one that is closed by it tells nothing from here on

    def _report(self, position: int, payload: Payload) -> None:
        task = self.public_task(position, payload)
        if task is not None:
            self.keep(Fact(position, payload.day("on"), None), task.code)

    def _correct(self, position: int, payload: Payload) -> None:
        task = self.public_task(position, payload)
        if task is None:
            return
        on, field = payload.day("on"), payload.text("field")
        if field not in CORRECTABLE:
            raise Unsound(FaultCode.PAYLOAD_FIELD, field="field")
        fact: Fact[Any] = Fact(position, on, None)
        if field == "deadline":
            fact.said = payload.day_or_none("due")
            task.due.append(fact)
        elif field == "lead":
            fact.said = payload.texts("leads")
            task.leads.append(fact)
        self.keep(fact, task.code)

    def _annul(self, position: int, payload: Payload) -> None:
        if payload.is_restricted():
            self.public_task(position, payload)
            return
        entry, act = payload.whole("entry"), payload.text("act")
        code = "" if payload.fields.get("task") is None else payload.text("task")
        payload.day("on")
        if not 1 <= entry < position:
            raise Unsound(FaultCode.ANNUL_UNKNOWN, entry=entry)
        if not self.is_withheld(entry) and (self.acts[entry] != act or self._is_untold(entry, act, code)):
            raise Unsound(FaultCode.ANNUL_DIFFERS, entry=entry, act=act)
        if act == ANNUL:
            raise Unsound(FaultCode.ANNUL_ANNULMENT, entry=entry)
        if (entry, code) in self._struck:
            raise Unsound(FaultCode.ANNUL_TWICE, entry=entry)
        self._struck.add((entry, code))
        for fact in self._said(entry, act, code):
            fact.annulled = position

    def _said(self, entry: int, act: str, code: str) -> list[Fact[Any]]:
        """What an annulment strikes out: all that a bulk act said, or what an act said of one task."""
        if act in WHOLE_ACTS and not code:
            return self.of_entry[entry]
        fact = self.facts.get((entry, code))
        return [] if fact is None else [fact]

    def _is_untold(self, entry: int, act: str, code: str) -> bool:
        """Whether an act should have said something of the task and did not; a bulk act may be restricted whole."""
        if act not in TASK_ACTS or (act in WHOLE_ACTS and not code):
            return False
        return (entry, code) not in self.facts and not self.may_be_withheld(code)

    def _freeze(self, position: int, payload: Payload) -> None:
        if payload.fields.get("programme") is None:
            self.others.append(position)
            return
        payload.text("figure")
        # A signed checkpoint covers all that was counted; that `known` lies ahead is found where it is kept.
        covered = payload.whole("checkpoint")
        if covered >= position or covered < min(payload.whole("known"), position - 1):
            raise Unsound(FaultCode.PAYLOAD_FIELD, field="checkpoint")
        self._keep(position, FREEZE, payload, programme=payload.text("programme"), on=payload.day("on"))

    def _restate(self, position: int, payload: Payload) -> None:
        number = payload.whole("frozen")
        if number in self.others or self.is_withheld(number):
            self.others.append(position)
            return
        first = self.frozen.get(number)
        if first is None or first.act != FREEZE:
            raise Unsound(FaultCode.FIGURE_UNKNOWN, frozen=number)
        self._keep(position, RESTATE, payload, programme=first.programme, on=first.on)

    def _keep(self, position: int, act: str, payload: Payload, *, programme: str, on: date) -> None:
        known, value = payload.whole("known"), payload.part("value")
        if known >= position:
            raise Unsound(FaultCode.FIGURE_KNOWN, known=known)
        self.by_programme[programme]  # its opening may be withheld
        self.frozen[position] = Frozen(
            position=position,
            act=act,
            programme=programme,
            on=on,
            known=known,
            value={cell: value.whole(cell) for cell in CELLS},
            rows_digest=payload.hash("rows_digest"),
        )


def _require_own_day(leaf: Leaf) -> None:
    """An act on a task holds for the day of its entry; a payload that says another would move a figure unseen."""
    if leaf.act in TASK_ACTS and leaf.public.get("on", leaf.on.isoformat()) != leaf.on.isoformat():
        raise Unsound(FaultCode.PAYLOAD_FIELD, field="on")
