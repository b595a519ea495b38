"""What was carried over from before the record: completions as reported, past extensions, and the checks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bulk import BulkActs
from .faults import FaultCode, Unsound
from .tasks import Claim, Fact

if TYPE_CHECKING:
    from datetime import date

    from .payload import Payload
    from .tasks import Task

ENTER = "discipline.opening.enter"
CHECK = "discipline.opening.check"


class OpeningActs(BulkActs):
    """Reads opening balances into the tasks that were assigned before them."""

    def enter_opening(self, position: int, payload: Payload) -> None:
        """For each lead a completion of the reported day, accepted by the same entry; deadlines after the first."""
        payload.text("programme"), payload.text("directive")
        on = payload.day("on")
        for row in payload.parts("tasks"):
            task = self.public_task(position, row)
            if row.is_restricted():
                continue
            agency, done = row.text("agency"), row.day_or_none("done")
            dues = [(due.day("due"), due.day("on")) for due in row.parts("dues")]
            if done is not None and done > on:
                raise Unsound(FaultCode.PAYLOAD_FIELD, field="done")
            if task is None:
                continue
            for due, held in dues:
                fact: Fact[date | None] = Fact(position, held, due)
                task.due.append(fact)
                self.keep(fact, task.code)
            if done is not None:
                self._carry(position, task, agency, done=done, on=on)

    def _carry(self, position: int, task: Task, agency: str, *, done: date, on: date) -> None:
        if (position, agency) in task.claims:
            raise Unsound(FaultCode.PAYLOAD_FIELD, field="agency")
        claim = Claim(Fact(position, done, agency), lead=agency in task.leads_on(on=on, known=position))
        answer: Fact[bool] = Fact(position, done, said=True)
        claim.answers.append(answer)
        task.claims[position, agency] = claim
        self.keep(claim.fact, task.code)
        self.keep(answer, task.code)

    def check_opening(self, position: int, payload: Payload) -> None:
        """A completion that was carried over and is refuted never counted, from this entry on."""
        task = self.public_task(position, payload)
        if task is None:
            return
        agency, number = payload.text("agency"), payload.whole("opening")
        upheld, on = payload.fields.get("upheld"), payload.day("on")
        if not isinstance(upheld, bool):
            raise Unsound(FaultCode.PAYLOAD_FIELD, field="upheld")
        check = Fact(position, on, upheld)
        if not self.is_withheld(number):
            self._carried(number, task, agency, position=position).checks.append(check)
        self.keep(check, task.code)

    def _carried(self, number: int, task: Task, agency: str, *, position: int) -> Claim:
        claim = task.claims.get((number, agency))
        if claim is None or not 0 < number < position or self.acts[number] != ENTER:
            raise Unsound(FaultCode.CLAIM_UNKNOWN, claim=number)
        # A check made before may have been annulled by an entry that is withheld; an annulled opening stays so.
        checked = [one.position for one in claim.checks if one.is_known(position)]
        stands = bool(checked) and self.withheld_up_to(max(checked)) == len(self.withheld)
        if stands or not claim.fact.is_known(position):
            raise Unsound(FaultCode.CLAIM_ANSWERED, claim=number)
        return claim
