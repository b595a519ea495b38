"""Mending without editing: correct and withdraw. What was stays in the record beside what is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.folding import spoken
from camket.discipline.agencies.models import Agency
from camket.discipline.tasks.actions.assigning import NoLead, UnknownBody
from camket.discipline.tasks.actions.entering import (
    enter,
    now,
    require_assigner,
    require_near,
    require_open,
    require_reason,
    task_for,
)
from camket.discipline.tasks.basis import basis_detail
from camket.discipline.tasks.models import Correction, Deadline, Share, ShareEnd, Task, Withdrawal
from camket.discipline.tasks.queries import shares_in_force, shares_moved_after
from camket.discipline.tasks.rules import CorrectedField, DeadlineOrigin, ShareRole, plain
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from camket.discipline.deadlines.rules import Reading
    from camket.record.models import Entry
    from camket.record.rules import Actor


class NothingChanges(Refused):
    """A correction says something other than what stands."""

    code = "task.correct.no_change"


class BeforeLastChange(Refused):
    """Who leads changes forward in time only."""

    code = "task.correct.before_last_change"


@transaction.atomic
def withdraw_task(*, task: str, statement: str, by: Actor, at: datetime, on: date) -> Withdrawal:
    """The assigner's side takes a task off the list, with a closing statement. Raises `TaskWithdrawn`."""
    found = task_for(task, on=on, at=at)
    require_assigner(found, by=by, today=day_of(at))
    require_open(found, on=on)
    said = require_reason(statement)
    entry = enter(
        act="discipline.task.withdraw",
        task=found,
        public={},
        private={"statement": said},
        by=by,
        at=at,
        on=on,
    )
    made = Withdrawal.objects.create(entry=entry, task=found, on_date=on, statement=said)
    settle([found.pk], entry=entry)
    return made


def _enter_correction(
    task: Task,
    *,
    field: CorrectedField,
    public: dict[str, Any],
    before: str,
    after: str,
    reason: str,
    by: Actor,
    at: datetime,
    on: date,
) -> Correction:
    require_assigner(task, by=by, today=day_of(at))
    said = require_reason(reason)
    if before == after:
        raise NothingChanges(task=task.code, field=field.value)
    entry = enter(
        act="discipline.task.correct",
        task=task,
        public={"field": field.value, **public},
        private={"before": before, "after": after, "reason": said},
        by=by,
        at=at,
        on=on,
    )
    return Correction.objects.create(
        entry=entry,
        task=task,
        on_date=on,
        field=field.value,
        before=before,
        after=after,
        reason=said,
        spoken=spoken(after) if field in (CorrectedField.TITLE, CorrectedField.PRODUCT) else "",
    )


@transaction.atomic
def correct_words(
    *, task: str, field: CorrectedField, after: str, reason: str, by: Actor, at: datetime, on: date
) -> Correction:
    """A title or product read or typed wrongly is mended; the paper's words stay on the task."""
    found = task_for(task, on=on, at=at)
    before = str(getattr(found, f"{field.value}_now"))
    after = require_reason(after)
    return _enter_correction(
        found, field=field, public={}, before=before, after=after, reason=reason, by=by, at=at, on=on
    )


@transaction.atomic
def correct_deadline(
    *, task: str, reading: Reading, deadline_text: str, reason: str, by: Actor, at: datetime, on: date
) -> Correction:
    """A deadline that was read wrongly is read again. The new reading holds from `on`; the old one stays before it."""
    found = task_for(task, on=on, at=at)
    require_open(found, on=on)
    require_near(reading.due_date)
    in_force = found.due_date
    was = f"{found.nature} {in_force or ''}".strip()
    due = reading.due_date
    correction = _enter_correction(
        found,
        field=CorrectedField.DEADLINE,
        public={
            "nature": reading.nature.value,
            "due": due.isoformat() if due else None,
            "continues": reading.continues,
        },
        before=was,
        after=f"{reading.nature.value} {due or ''}".strip(),
        reason=reason,
        by=by,
        at=at,
        on=on,
    )
    Deadline.objects.create(
        entry=correction.entry,
        task=found,
        origin=DeadlineOrigin.CORRECTED,
        on_date=on,
        nature=reading.nature,
        due_date=due,
        continues=reading.continues,
        deadline_text=plain(deadline_text),
        rule_code=reading.rule_code or "",
        detail=json.dumps(basis_detail(reading), sort_keys=True),
        reason=correction.reason,
    )
    settle([found.pk], entry=correction.entry)
    return correction


@transaction.atomic
def correct_leads(
    *,
    task: str,
    leads: Sequence[str],
    cooperating: Sequence[str] | None = None,
    reason: str,
    by: Actor,
    at: datetime,
    on: date,
) -> Correction:
    """Other bodies lead the task from this day on; others cooperate, where `cooperating` is given.

    The shares that change are written anew in the given order: who leads first is a matter of order. A body's claims
    stay its own, so a lead that comes back finds them again. Raises `NoLead`, `UnknownBody`, `BeforeLastChange`.
    """
    found = task_for(task, on=on, at=at)
    require_open(found, on=on)
    leads = list(dict.fromkeys(leads))
    if not leads:
        raise NoLead(codes=task)
    bodies = _bodies_named([*leads, *(cooperating or ())])
    if shares_moved_after(on, tasks=[found.pk], asof=now(day_of(at))):
        raise BeforeLastChange(task=task, on=on.isoformat())
    held = list(shares_in_force(now(day_of(at))).filter(task=found).select_related("agency"))
    old = [share for share in held if share.role == ShareRole.LEAD]
    helping = [share for share in held if share.role == ShareRole.COOPERATING]
    kept = [share.agency.code for share in helping] if cooperating is None else list(cooperating)
    kept = [code for code in dict.fromkeys(kept) if code not in leads]
    correction = _enter_correction(
        found,
        field=CorrectedField.LEAD,
        public={"leads": leads, "cooperating": kept},
        before=_said(share.agency.code for share in old) + _helped(share.agency.code for share in helping),
        after=_said(leads) + _helped(kept),
        reason=reason,
        by=by,
        at=at,
        on=on,
    )
    _rewrite_shares(found, correction.entry, (old, helping), (leads, kept), bodies, on)
    settle([found.pk], entry=correction.entry)
    return correction


def _rewrite_shares(
    task: Task,
    entry: Entry,
    held: tuple[list[Share], list[Share]],
    named: tuple[list[str], list[str]],
    bodies: dict[str, int],
    on: date,
) -> None:
    """Leads are written anew in their order; of the cooperating bodies only those that come and go."""
    (old, helping), (leads, kept) = held, named
    gone = [share for share in helping if share.agency.code not in kept]
    new = [code for code in kept if code not in {share.agency.code for share in helping}]
    ShareEnd.objects.bulk_create([ShareEnd(entry=entry, share=share, on_date=on) for share in [*old, *gone]])
    Share.objects.bulk_create(
        [
            Share(entry=entry, task=task, agency_id=bodies[code], role=role, from_date=on, order=order)
            for role, codes, first in (
                (ShareRole.LEAD, leads, 1),
                (ShareRole.COOPERATING, new, 1 + max((share.order for share in helping), default=0)),
            )
            for order, code in enumerate(codes, start=first)
        ]
    )


def _bodies_named(codes: Sequence[str]) -> dict[str, int]:
    bodies = dict(Agency.objects.filter(code__in=codes).values_list("code", "pk"))
    if missing := set(codes) - set(bodies):
        raise UnknownBody(codes=", ".join(sorted(missing)))
    return bodies


def _said(codes: Iterable[str]) -> str:
    return ", ".join(codes)


def _helped(codes: Iterable[str]) -> str:
    """The cooperating bodies behind the leads, as both sides of a correction write them."""
    said = _said(codes)
    return f" | {said}" if said else ""
