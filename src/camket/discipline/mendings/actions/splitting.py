"""Splitting: a task that turns out to be several goes on as those."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.roles import Publication
from camket.discipline.tasks.actions.assigning import (
    TaskDraft,
    bodies_of,
    clear_part,
    insert_shares,
    insert_tasks,
    require_whole,
)
from camket.discipline.tasks.actions.entering import is_restricted, now, require_near, require_reason
from camket.discipline.tasks.actions.entering_many import enter_many, require_assigner_of_all, tasks_for
from camket.discipline.tasks.models import Deadline, Passing
from camket.discipline.tasks.parts import publication_of
from camket.discipline.tasks.queries import deadlines_of
from camket.discipline.tasks.rules import DeadlineOrigin, PassingKind, plain
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of

from .passing import leave_the_list, require_passable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.deadlines.rules import Reading
    from camket.discipline.tasks.models import Task
    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.models import Entry
    from camket.record.rules import Actor


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One part of a task that is split: its own words, bodies and deadline; the rest it has from the old task."""

    code: str
    title: str
    leads: tuple[str, ...]
    reading: Reading
    deadline_text: str
    product: str = ""
    cooperating: tuple[str, ...] = ()


class TooFewParts(Refused):
    """Splitting makes at least two tasks of one."""

    code = "task.split.too_few"


@transaction.atomic
def split_task(
    *, task: str, parts: Sequence[PartDraft], reason: str, by: Actor, at: datetime, on: date
) -> list[Task]:
    """A task goes on as several, under the same row of the same paper; the total rises by one less than their number.

    Each part keeps the first deadline of the old task as its own first one; the deadline it is given stands beside
    it as a correction. Raises `TooFewParts`, `TaskExists`, `CodeUnfit`, `NoTitle`, `NoLead`, `UnknownBody`,
    `ClaimStands`, `TaskWithdrawn`, `NotYoursToSteer`, `ReasonMissing`, `DayTooFar`.
    """
    (old,) = tasks_for([task], on=on, at=at)
    require_assigner_of_all([old], by=by, today=day_of(at))
    require_passable([old], on=on, today=day_of(at))
    if len(parts) < 2:
        raise TooFewParts(task=task)
    said = require_reason(reason)
    drafts = [_draft(old, part) for part in parts]
    require_whole(drafts)
    bodies = bodies_of(drafts)
    entry = _enter(old, drafts, reason=said, by=by, at=at, on=on)
    made = insert_tasks(entry.position, old.clause.directive, drafts, on)
    insert_shares(entry.position, made, drafts, bodies, on)
    _insert_deadlines(entry, old, list(zip(made, drafts, strict=True)), reason=said, on=on)
    leave_the_list([old], entry=entry, statement=said, on=on)
    Passing.objects.bulk_create(
        [
            Passing(entry=entry, task=old, into=part, kind=PassingKind.SPLIT, on_date=on, reason=said)
            for part in made
        ]
    )
    settle([old.pk, *(part.pk for part in made)], entry=entry)
    return made


def _draft(old: TaskWithDates, part: PartDraft) -> TaskDraft:
    require_near(part.reading.due_date)
    return TaskDraft(
        code=part.code,
        clause_order=old.clause.order,
        title=plain(part.title),
        product=plain(part.product),
        reading=part.reading,
        deadline_text=plain(part.deadline_text),
        leads=part.leads,
        cooperating=part.cooperating,
        leads_text=old.leads_text,
        cooperating_text=old.cooperating_text,
        field_code=old.field.code if old.field else None,
        parent_code=old.parent_code,
        publication=Publication.RESTRICTED if is_restricted(old) else publication_of(old),
    )


def _enter(
    old: TaskWithDates, drafts: Sequence[TaskDraft], *, reason: str, by: Actor, at: datetime, on: date
) -> Entry:
    """Of a restricted task the codes alone are public, and the rest is private."""
    hidden = is_restricted(old)
    clear = [clear_part(draft) for draft in drafts]
    words = {draft.code: {"title": draft.title, "product": draft.product} for draft in drafts}
    if hidden:
        words = {draft.code: {**words[draft.code], **part} for draft, part in zip(drafts, clear, strict=True)}
    public: dict[str, Any] = {
        "programme": old.programme.code,
        "task": old.code,
        "into": [{"task": draft.code, "restricted": True} for draft in drafts] if hidden else clear,
        **({"restricted": True} if hidden else {}),
    }
    return enter_many(
        act="discipline.task.split",
        tasks=[old],
        more_subjects=[f"task:{draft.code}" for draft in drafts],
        public=public,
        private={"reason": reason, "tasks": words},
        by=by,
        at=at,
        on=on,
    )


def _insert_deadlines(
    entry: Entry, old: TaskWithDates, made: Sequence[tuple[Task, TaskDraft]], *, reason: str, on: date
) -> None:
    first = deadlines_of(old, now(on)).first()
    rows = []
    for task, draft in made:
        own = draft.reading
        if first is not None:
            rows.append(
                Deadline(
                    entry=entry,
                    task=task,
                    origin=DeadlineOrigin.ASSIGNED,
                    on_date=on,
                    nature=first.nature,
                    due_date=first.due_date,
                    continues=first.continues,
                    deadline_text=first.deadline_text,
                    rule_code=first.rule_code,
                    detail=first.detail,
                )
            )
        rows.append(
            Deadline(
                entry=entry,
                task=task,
                origin=DeadlineOrigin.CORRECTED,
                on_date=on,
                nature=own.nature,
                due_date=own.due_date,
                continues=own.continues,
                deadline_text=draft.deadline_text,
                rule_code=own.rule_code or "",
                reason=reason,
            )
        )
        if first is not None and _same(rows[-2], rows[-1]):
            rows.pop()
    Deadline.objects.bulk_create(rows)


def _same(first: Deadline, own: Deadline) -> bool:
    """Whether a part goes on with the old task's first deadline, so that nothing is corrected."""
    return (first.nature, first.due_date, first.continues) == (own.nature, own.due_date, own.continues)
