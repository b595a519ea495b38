"""The acts of a task's life after it is given: reports, claims and answers, later days, mending."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from camket.discipline.claims.actions import (
    EvidenceFile,
    accept_completion,
    claim_completion,
    report_progress,
    return_claim,
)
from camket.discipline.deadlines.queries import reading_of
from camket.discipline.mendings.actions import (
    annul_act,
    correct_deadline,
    correct_leads,
    correct_words,
    withdraw_task,
)
from camket.discipline.redating.actions import extend_deadline, refuse_extension, request_extension
from camket.record.queries import latest_position

from .bodies import heir, names
from .cast import officer
from .days import days_after
from .playing import ANSWER, MENDING, SECOND_ANSWER, WORK, Act
from .titles import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from camket.discipline.tasks.rules import CorrectedField

    from .giving import Desk
    from .plan import Claimed, Plan, PlannedTask, Redated
    from .playing import Stage
else:
    from camket.discipline.mendings.actions.correcting import CorrectedField


def living_acts(plan: Plan, desk: Desk) -> Iterator[Act]:
    """Everything that happens to the tasks of a programme after they are given."""
    for task in plan.tasks:
        for day in task.reported_on:
            yield Act(day, WORK, partial(_report, task, day))
        for n, claim in enumerate(task.claims):
            yield from _claim_acts(task, claim, n, desk)
        for change in task.redated:
            yield from _redating_acts(task, change, desk)
        if task.refused_on is not None:
            yield Act(task.refused_on, WORK, partial(_refuse, task, task.refused_on, desk))
        yield from _mending_acts(task, desk)
        if task.withdrawn_on is not None:
            yield Act(task.withdrawn_on, SECOND_ANSWER, partial(_withdraw, task, task.withdrawn_on, desk))


def _said(kind: str, code: str) -> str:
    """One of the sentences of a kind, always the same for a task."""
    choices: list[str] = phrases()[kind]
    return choices[sum(code.encode()) % len(choices)]


def _claim_acts(task: PlannedTask, claim: Claimed, n: int, desk: Desk) -> Iterator[Act]:
    yield Act(claim.on, WORK, partial(_claim, task, claim, n))
    if claim.accepted_on is not None:
        yield Act(claim.accepted_on, ANSWER, partial(_accept, task, claim, n, desk))
    if claim.annulled_on is not None:
        yield Act(claim.annulled_on, ANSWER, partial(_annul, task, claim, n, desk))
    if claim.returned_on is not None:
        yield Act(claim.returned_on, SECOND_ANSWER, partial(_return, task, claim, n, desk))


def _redating_acts(task: PlannedTask, change: Redated, desk: Desk) -> Iterator[Act]:
    if change.asked_on is not None:
        yield Act(change.asked_on, WORK, partial(_ask, task, change.asked_on, change.due))
        yield Act(change.on, ANSWER, partial(_extend, task, change, desk))
    else:
        yield Act(change.on, MENDING, partial(_reread, task, change, desk))


def _mending_acts(task: PlannedTask, desk: Desk) -> Iterator[Act]:
    if task.misspelt:
        yield Act(days_after(task.on, 5), MENDING, partial(_spell, task, days_after(task.on, 5), desk))
    if task.moved_to is not None:
        yield Act(task.moved_to[0], MENDING, partial(_move, task, *task.moved_to, desk))


def _report(task: PlannedTask, on: date, _stage: Stage, at: datetime) -> None:
    moved = task.moved_to is not None and task.moved_to[0] < on
    lead = task.moved_to[1] if moved and task.moved_to is not None else task.leads[0]
    words = _said("progress", f"{task.code} {on}")
    report_progress(task=task.code, words=words, by=officer(lead, on), at=at, on=on)


def _proof(claim: Claimed) -> EvidenceFile:
    """A small file; a claim that is returned without having been accepted came with a draft."""
    draft = claim.returned_on is not None and claim.accepted_on is None
    lines = [
        "DỮ LIỆU GIẢ LẬP - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ",
        f"{'Dự thảo minh chứng' if draft else 'Minh chứng'} cho nhiệm vụ {claim.proof}",
        f"Cơ quan: {names()[claim.agency]}",
    ]
    return EvidenceFile(
        file_name=f"minh-chung-{claim.proof}.txt",
        media_type="text/plain",
        content=("\n".join(lines) + "\n").encode(),
    )


def _claim(task: PlannedTask, claim: Claimed, n: int, stage: Stage, at: datetime) -> None:
    made = claim_completion(
        task=task.code,
        product=_said("claims", task.code),
        evidence=[_proof(claim)],
        by=officer(claim.agency, claim.on),
        at=at,
        on=claim.on,
    )
    stage.claims[task.code, claim.agency, n] = made.entry_id


def _accept(task: PlannedTask, claim: Claimed, n: int, desk: Desk, stage: Stage, at: datetime) -> None:
    on = claim.accepted_on or claim.on
    position = stage.claims[task.code, claim.agency, n]
    made = accept_completion(claim=position, by=desk.follower(task.code), at=at, on=on)
    stage.acceptances[task.code, claim.agency, n] = made.entry_id


def _annul(task: PlannedTask, claim: Claimed, n: int, desk: Desk, stage: Stage, at: datetime) -> None:
    annul_act(
        entry=stage.acceptances[task.code, claim.agency, n],
        reason=_said("annulments", task.code),
        by=desk.office,
        at=at,
        on=claim.annulled_on or claim.on,
    )


def _return(task: PlannedTask, claim: Claimed, n: int, desk: Desk, stage: Stage, at: datetime) -> None:
    return_claim(
        claim=stage.claims[task.code, claim.agency, n],
        reason=_said("returns", task.code),
        by=desk.follower(task.code),
        at=at,
        on=claim.returned_on or claim.on,
    )


def _ask(task: PlannedTask, on: date, due: date, _stage: Stage, at: datetime) -> int:
    asked = request_extension(
        task=task.code,
        due=due,
        reason=_said("extensions", task.code),
        by=officer(task.leads[0], on),
        at=at,
        on=on,
    )
    return asked.entry_id


def _extend(task: PlannedTask, change: Redated, desk: Desk, _stage: Stage, at: datetime) -> None:
    extend_deadline(
        task=task.code,
        due=change.due,
        reason=_said("extensions", task.code),
        asked_by=heir(task.leads[0], change.on),
        by=desk.office,
        at=at,
        on=change.on,
    )


def _refuse(task: PlannedTask, on: date, desk: Desk, stage: Stage, at: datetime) -> None:
    due = days_after(task.due or on, 30)
    request = _ask(task, on, due, stage, at)
    refuse_extension(
        request=request, reason=_said("refusals", task.code), by=desk.follower(task.code), at=at, on=on
    )


def _reread(task: PlannedTask, change: Redated, desk: Desk, _stage: Stage, at: datetime) -> None:
    reading = reading_of(
        change.words, issued_on=task.on, before_includes_day=True, position=latest_position()
    )
    correct_deadline(
        task=task.code,
        reading=reading,
        deadline_text=change.words,
        reason=phrases()["deadline_correction"],
        by=desk.office,
        at=at,
        on=change.on,
    )


def _spell(task: PlannedTask, on: date, desk: Desk, _stage: Stage, at: datetime) -> None:
    correct_words(
        task=task.code,
        field=CorrectedField.TITLE,
        after=task.title,
        reason=phrases()["title_correction"],
        by=desk.follower(task.code),
        at=at,
        on=on,
    )


def _move(task: PlannedTask, on: date, to: str, desk: Desk, _stage: Stage, at: datetime) -> None:
    correct_leads(
        task=task.code, leads=[to], reason=phrases()["lead_correction"], by=desk.office, at=at, on=on
    )


def _withdraw(task: PlannedTask, on: date, desk: Desk, _stage: Stage, at: datetime) -> None:
    statement = _said("withdrawals", task.code)
    withdraw_task(task=task.code, statement=statement, by=desk.office, at=at, on=on)
