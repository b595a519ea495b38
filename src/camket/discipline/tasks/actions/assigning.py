"""Giving tasks: the rows of a registered paper become tasks with owners and dates, in one bulk act."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.folding import spoken
from camket.discipline.agencies.models import Agency
from camket.discipline.agencies.roles import Publication
from camket.discipline.agencies.seats import require_steering
from camket.discipline.directives.models import Clause, Directive, Field
from camket.discipline.meetings.models import Conclusion
from camket.discipline.tasks.basis import basis_detail
from camket.discipline.tasks.models import Deadline, Share, Task
from camket.discipline.tasks.rules import DeadlineOrigin, ShareRole, is_task_code, plain
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.deadlines.rules import Reading
    from camket.record.rules import Actor

_BATCH = 500


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One task as a person confirmed it: its words, how its deadline was read, and the bodies that share it."""

    code: str
    clause_order: int
    title: str
    reading: Reading
    deadline_text: str
    leads: tuple[str, ...]
    cooperating: tuple[str, ...] = ()
    product: str = ""
    leads_text: str = ""
    cooperating_text: str = ""
    field_code: str | None = None
    parent_code: str = ""
    publication: Publication = Publication.INTERNAL
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def lead_codes(self) -> list[str]:
        """The leads in order, each once: papers repeat themselves."""
        return list(dict.fromkeys(self.leads))

    @property
    def cooperating_codes(self) -> list[str]:
        """The cooperating bodies in order, each once; a body that leads has its part already."""
        return [code for code in dict.fromkeys(self.cooperating) if code not in self.leads]


class NothingToAssign(Refused):
    """An assignment gives at least one task."""

    code = "task.assign.nothing"


class TaskExists(Refused):
    """A task's code is its own for ever."""

    code = "task.assign.exists"


class CodeUnfit(Refused):
    """A task's code stands in addresses and in the digest of a figure: visible signs without a blank, at most 60."""

    code = "task.assign.code_unfit"


class BeforePaper(Refused):
    """A paper gives its tasks on the day it was signed or after it."""

    code = "task.assign.before_paper"


class NoTitle(Refused):
    """A task says in words what is to be done."""

    code = "task.assign.no_title"


class NoLead(Refused):
    """A task nobody leads is nobody's: a person must name a body before it is given."""

    code = "task.assign.no_lead"


class UnknownBody(Refused):
    """A share names a body that the register of agencies does not have."""

    code = "task.assign.unknown_body"


@transaction.atomic
def assign_tasks(
    *, directive: str, drafts: Sequence[TaskDraft], by: Actor, at: datetime, on: date
) -> list[Task]:
    """Enters the tasks of a paper, given on the day `on`.

    Raises `NothingToAssign`, `TaskExists`, `CodeUnfit`, `NoTitle`, `NoLead`, `UnknownBody`, `BeforePaper`,
    `NotTheOwner`, `NotInPost`.
    """
    take_turn()
    paper = Directive.objects.select_related("programme").get(code=directive)
    require_steering(by, programme=paper.programme.code, owner=paper.programme.owner_id, today=day_of(at))
    if on < paper.signed_on:
        raise BeforePaper(directive=directive, on=on.isoformat(), signed_on=paper.signed_on.isoformat())
    require_whole(drafts)
    bodies = bodies_of(drafts)
    meetings = _meetings(paper)
    entry = append(
        act="discipline.task.assign",
        by=by,
        at=at,
        on=on,
        subjects=[f"directive:{paper.code}", *(f"task:{draft.code}" for draft in drafts)],
        public={
            "programme": paper.programme.code,
            "directive": paper.code,
            "meeting": next(iter(sorted(set(meetings.values()))), None),
            "on": on.isoformat(),
            "tasks": [_public(draft) for draft in drafts],
        },
        private={
            "tasks": {
                draft.code: {
                    "title": draft.title,
                    "product": draft.product,
                    "leads": draft.leads_text,
                    "cooperating": draft.cooperating_text,
                    "deadline": draft.deadline_text,
                    **(clear_part(draft) if draft.publication is Publication.RESTRICTED else {}),
                }
                for draft in drafts
            }
        },
    )
    tasks = insert_tasks(entry.position, paper, drafts, on)
    _insert_deadlines(entry.position, tasks, drafts, on)
    insert_shares(entry.position, tasks, drafts, bodies, on)
    settle([task.pk for task in tasks], entry=entry)
    return tasks


def require_whole(drafts: Sequence[TaskDraft]) -> None:
    """Raises `NothingToAssign`, `CodeUnfit`, `TaskExists`, `NoTitle`, `NoLead` for drafts that are no tasks yet."""
    if not drafts:
        raise NothingToAssign
    codes = [draft.code for draft in drafts]
    if unfit := [code for code in codes if not is_task_code(code)]:
        raise CodeUnfit(codes=", ".join(plain(code) or "–" for code in unfit))
    taken = set(Task.objects.filter(code__in=codes).values_list("code", flat=True))
    taken |= {code for code in codes if codes.count(code) > 1} if len(set(codes)) < len(codes) else set()
    if taken:
        raise TaskExists(codes=", ".join(sorted(taken)))
    nameless = [draft.code for draft in drafts if not plain(draft.title)]
    if nameless:
        raise NoTitle(codes=", ".join(nameless))
    leaderless = [draft.code for draft in drafts if not draft.leads]
    if leaderless:
        raise NoLead(codes=", ".join(leaderless))


def bodies_of(drafts: Sequence[TaskDraft]) -> dict[str, int]:
    """The ids of the bodies that drafts name, by code. Raises `UnknownBody`."""
    named = {code for draft in drafts for code in (*draft.leads, *draft.cooperating)}
    found = dict(Agency.objects.filter(code__in=named).values_list("code", "pk"))
    if missing := named - set(found):
        raise UnknownBody(codes=", ".join(sorted(missing)))
    return found


def _meetings(paper: Directive) -> dict[int, str]:
    concluded = Conclusion.objects.filter(clause__directive=paper)
    return dict(concluded.values_list("clause__order", "meeting__code"))


def clear_part(draft: TaskDraft) -> dict[str, Any]:
    """What of a task everybody may count: its code, its deadline, its bodies."""
    due = draft.reading.due_date
    return {
        "task": draft.code,
        "nature": draft.reading.nature.value,
        "due": due.isoformat() if due else None,
        "continues": draft.reading.continues,
        "leads": draft.lead_codes,
        "cooperating": draft.cooperating_codes,
        "field": draft.field_code,
    }


def _public(draft: TaskDraft) -> dict[str, Any]:
    if draft.publication is Publication.RESTRICTED:
        return {"task": draft.code, "restricted": True}
    return clear_part(draft)


def insert_tasks(position: int, paper: Directive, drafts: Sequence[TaskDraft], on: date) -> list[Task]:
    """The tasks of an entry, each under its row of the paper."""
    clauses = dict(Clause.objects.filter(directive=paper).values_list("order", "pk"))
    conclusions = dict(Conclusion.objects.filter(clause__directive=paper).values_list("clause__order", "pk"))
    fields = dict(Field.objects.filter(programme=paper.programme).values_list("code", "pk"))
    return Task.objects.bulk_create(
        [
            Task(
                entry_id=position,
                code=draft.code,
                programme=paper.programme,
                clause_id=clauses[draft.clause_order],
                conclusion_id=conclusions.get(draft.clause_order),
                field_id=fields[draft.field_code] if draft.field_code else None,
                parent_code=draft.parent_code,
                title=draft.title,
                product=draft.product,
                leads_text=draft.leads_text,
                cooperating_text=draft.cooperating_text,
                publication=draft.publication.value,
                assigned_on=on,
                spoken=spoken(f"{draft.code} {draft.title} {draft.product} {draft.leads_text}"),
            )
            for draft in drafts
        ],
        batch_size=_BATCH,
    )


def _insert_deadlines(position: int, tasks: Sequence[Task], drafts: Sequence[TaskDraft], on: date) -> None:
    Deadline.objects.bulk_create(
        [
            Deadline(
                entry_id=position,
                task=task,
                origin=DeadlineOrigin.ASSIGNED,
                on_date=on,
                nature=draft.reading.nature,
                due_date=draft.reading.due_date,
                continues=draft.reading.continues,
                deadline_text=draft.deadline_text,
                rule_code=draft.reading.rule_code or "",
                detail=json.dumps(
                    {**draft.detail, **basis_detail(draft.reading)}, ensure_ascii=False, sort_keys=True
                ),
            )
            for task, draft in zip(tasks, drafts, strict=True)
        ],
        batch_size=_BATCH,
    )


def insert_shares(
    position: int, tasks: Sequence[Task], drafts: Sequence[TaskDraft], bodies: dict[str, int], on: date
) -> None:
    """The shares with which an entry gives tasks to bodies, in the order of the drafts."""
    Share.objects.bulk_create(
        [
            Share(entry_id=position, task=task, agency_id=bodies[code], role=role, from_date=on, order=order)
            for task, draft in zip(tasks, drafts, strict=True)
            for role, codes in (
                (ShareRole.LEAD, draft.lead_codes),
                (ShareRole.COOPERATING, draft.cooperating_codes),
            )
            for order, code in enumerate(codes, start=1)
        ],
        batch_size=_BATCH,
    )
