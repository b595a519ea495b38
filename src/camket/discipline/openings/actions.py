"""The only writers of opening balances: what was done before enters as reported, and somebody checks it later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.seats import require_steering
from camket.discipline.deadlines.rules import Nature
from camket.discipline.directives.models import Directive
from camket.discipline.tasks.actions.entering import enter, now, require_assigner, require_reason, task_for
from camket.discipline.tasks.actions.entering_many import some_of, tasks_for
from camket.discipline.tasks.models import Acceptance, CarriedCheck, CarriedOver, Claim, Deadline
from camket.discipline.tasks.queries import accepted_claims, open_claims, restricted_among, shares_in_force
from camket.discipline.tasks.rules import DeadlineOrigin, ShareRole, plain
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

from . import queries
from .drafts import CarriedDraft, SheetDraft
from .models import SheetDifference, SheetLine, SheetTaken, SheetUpload

__all__ = [
    "CarriedDraft",
    "SheetDraft",
    "answer_sheet",
    "check_carried",
    "check_many",
    "close_sheet",
    "drop_sheet",
    "enter_opening",
    "keep_sheet",
]

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from camket.discipline.tasks.models import Share, Task
    from camket.discipline.tasks.queries import TaskWithDates
    from camket.record.models import Entry
    from camket.record.rules import Actor

_BATCH = 500


class AlreadyDone(Refused):
    """A completion is carried over only for a task on which nobody has claimed or finished anything."""

    code = "opening.enter.already_done"


class DoneLater(Refused):
    """What is reported done was done by the day of the opening."""

    code = "opening.enter.done_later"


class ToldTwice(Refused):
    """A sheet tells of each task once."""

    code = "opening.enter.told_twice"


class NothingToCheck(Refused):
    """The task has no completion that was carried over and waits for a check."""

    code = "opening.check.nothing"


class OwnCarrying(Refused):
    """Who brought a completion along does not check it."""

    code = "opening.check.same_hand"


@transaction.atomic
def enter_opening(
    *,
    directive: str,
    carried: Sequence[CarriedDraft],
    sheet: SheetDraft,
    by: Actor,
    at: datetime,
    on: date,
) -> Entry:
    """Enters what a running sheet reports of tasks that are assigned already, all in one entry.

    A reported completion becomes a claim and its acceptance, both of the reported day, marked as carried over and
    unverified. Past extensions become deadlines from the opening on; the first deadline stays before them. Raises
    `AlreadyDone`, `DoneLater`, `ToldTwice`, `UnknownTask`, `NotTheOwner`, `NotInPost`.
    """
    take_turn()
    paper = Directive.objects.select_related("programme").get(code=directive)
    require_steering(by, programme=paper.programme.code, owner=paper.programme.owner_id, today=day_of(at))
    codes = [draft.task for draft in carried]
    if len(set(codes)) < len(codes):
        raise ToldTwice(tasks=some_of(sorted({code for code in codes if codes.count(code) > 1})))
    lines = [line.task for line in sheet.lines]
    tasks = {task.code: task for task in tasks_for([*codes, *lines], on=on, at=at)}
    leads = _leads(tasks.values(), today=day_of(at))
    _require_open(carried, tasks, on=on, today=day_of(at))
    closed = restricted_among(tasks[code].pk for code in codes)
    entry = append(
        act="discipline.opening.enter",
        by=by,
        at=at,
        on=on,
        subjects=[f"directive:{paper.code}", *(f"task:{code}" for code in codes)],
        public={
            "programme": paper.programme.code,
            "directive": paper.code,
            "on": on.isoformat(),
            "tasks": [one for draft in carried for one in _public(draft, closed, leads, on)],
        },
        private={
            "tasks": {
                draft.task: {
                    "status": draft.status_text,
                    **(_told(draft, leads, on) if draft.task in closed else {}),
                }
                for draft in carried
            }
        },
        concealed=bool(codes) and closed >= set(codes),
    )
    _insert_deadlines(entry, carried, tasks, on)
    _insert_completions(entry, carried, tasks, leads, by)
    _insert_sheet(entry, paper, sheet, tasks)
    settle([tasks[code].pk for code in codes], entry=entry)
    return entry


def _leads(tasks: Any, *, today: date) -> dict[str, list[Share]]:
    held = shares_in_force(now(today)).filter(role=ShareRole.LEAD, task__in=[task.pk for task in tasks])
    found: dict[str, list[Share]] = {}
    for share in held.select_related("agency", "task"):
        found.setdefault(share.task.code, []).append(share)
    return found


def _require_open(
    carried: Sequence[CarriedDraft], tasks: Mapping[str, TaskWithDates], *, on: date, today: date
) -> None:
    done = [draft for draft in carried if draft.done is not None]
    if late := [draft.task for draft in done if draft.done is not None and draft.done > on]:
        raise DoneLater(tasks=some_of(late), on=on.isoformat())
    standing = now(today)
    claims = (open_claims(standing) | accepted_claims(standing)).filter(share__role=ShareRole.LEAD)
    claimed = set(
        claims.filter(share__task__in=[tasks[draft.task].pk for draft in done]).values_list(
            "share__task__code", flat=True
        )
    )
    taken = [code for code in (d.task for d in done) if code in claimed or tasks[code].withdrawn_date]
    if taken:
        raise AlreadyDone(tasks=some_of(taken))


def _dues(draft: CarriedDraft, on: date) -> list[dict[str, str]]:
    return [{"due": due.isoformat(), "on": on.isoformat()} for due in draft.dues]


def _public(
    draft: CarriedDraft, closed: Collection[str], leads: Mapping[str, list[Share]], on: date
) -> list[dict[str, Any]]:
    """What the public is told of a task: one line for each lead, the deadlines with the first of them."""
    if draft.task in closed:
        return [{"task": draft.task, "restricted": True}]
    done = draft.done.isoformat() if draft.done else None
    return [
        {
            "task": draft.task,
            "agency": share.agency.code,
            "done": done,
            "dues": _dues(draft, on) if place == 0 else [],
        }
        for place, share in enumerate(leads.get(draft.task, []))
    ]


def _told(draft: CarriedDraft, leads: Mapping[str, list[Share]], on: date) -> dict[str, Any]:
    return {
        "done": draft.done.isoformat() if draft.done else None,
        "dues": _dues(draft, on),
        "agencies": [share.agency.code for share in leads.get(draft.task, [])],
    }


def _insert_deadlines(
    entry: Entry, carried: Sequence[CarriedDraft], tasks: Mapping[str, TaskWithDates], on: date
) -> None:
    Deadline.objects.bulk_create(
        [
            Deadline(
                entry=entry,
                task=tasks[draft.task],
                origin=DeadlineOrigin.CARRIED,
                on_date=on,
                nature=Nature.DATED,
                due_date=due,
                continues=tasks[draft.task].continues,
                deadline_text=plain(draft.due_words),
            )
            for draft in carried
            for due in draft.dues
        ],
        batch_size=_BATCH,
    )


def _insert_completions(
    entry: Entry,
    carried: Sequence[CarriedDraft],
    tasks: Mapping[str, Task],
    leads: Mapping[str, list[Share]],
    by: Actor,
) -> None:
    done = [
        (draft, draft.done, share)
        for draft in carried
        if draft.done is not None
        for share in leads.get(draft.task, [])
    ]
    claims = Claim.objects.bulk_create(
        [
            Claim(
                entry=entry,
                share=share,
                on_date=day,
                product=plain(draft.product or draft.status_text or tasks[draft.task].product),
                person_code=by.person,
            )
            for draft, day, share in done
        ],
        batch_size=_BATCH,
    )
    Acceptance.objects.bulk_create(
        [Acceptance(entry=entry, claim=claim, on_date=claim.on_date) for claim in claims], batch_size=_BATCH
    )
    CarriedOver.objects.bulk_create(
        [
            CarriedOver(entry=entry, claim=claim, status_text=plain(draft.status_text))
            for claim, (draft, _, _) in zip(claims, done, strict=True)
        ],
        batch_size=_BATCH,
    )


def _insert_sheet(entry: Entry, paper: Directive, sheet: SheetDraft, tasks: Mapping[str, Task]) -> None:
    taken = SheetTaken.objects.create(
        entry=entry,
        programme=paper.programme,
        directive=paper,
        file_sha256=sheet.file_sha256,
        columns=json.dumps(sheet.columns, ensure_ascii=False, sort_keys=True),
        answers=json.dumps(sheet.answers, ensure_ascii=False, sort_keys=True),
    )
    SheetLine.objects.bulk_create(
        [
            SheetLine(
                entry=entry,
                sheet=taken,
                task=tasks[line.task],
                identity=line.identity,
                cells=json.dumps(line.cells, ensure_ascii=False, sort_keys=True),
            )
            for line in sheet.lines
        ],
        batch_size=_BATCH,
    )
    SheetDifference.objects.bulk_create(
        [
            SheetDifference(
                entry=entry,
                sheet=taken,
                task=tasks.get(one.task),
                kind=one.kind,
                told=one.told,
                stands=one.stands,
                taken=one.taken,
                reason=plain(one.reason),
            )
            for one in sheet.differences
        ],
        batch_size=_BATCH,
    )


@transaction.atomic
def check_carried(
    *, task: str, upheld: bool, reason: str, by: Actor, at: datetime, on: date
) -> list[CarriedCheck]:
    """Upholds or refutes what was carried over for a task, one act for each of its leads.

    Upheld, it is a completion like any other; refuted, it never counted, from this entry on and for any day. Raises
    `NothingToCheck`, `OwnCarrying`, `ReasonMissing`, `UnknownTask`, `NotYoursToSteer`.
    """
    found = task_for(task, on=on, at=at)
    require_assigner(found, by=by, today=day_of(at))
    said = require_reason(reason)
    waiting = list(queries.unchecked_of([task], now(day_of(at))))
    if not waiting:
        raise NothingToCheck(task=task)
    if any(one.claim.person_code == by.person for one in waiting):
        raise OwnCarrying(task=task)
    made = []
    for carried in waiting:
        entry = enter(
            act="discipline.opening.check",
            task=found,
            public={
                "agency": carried.claim.share.agency.code,
                "opening": carried.entry_id,
                "upheld": upheld,
            },
            private={"reason": said},
            by=by,
            at=at,
            on=on,
        )
        check = CarriedCheck.objects.create(
            entry=entry, carried=carried, on_date=on, upheld=upheld, reason=said
        )
        settle([found.pk], entry=entry)
        made.append(check)
    return made


@transaction.atomic
def check_many(
    *, tasks: Sequence[str], upheld: bool, reason: str, by: Actor, at: datetime, on: date
) -> list[CarriedCheck]:
    """The same answer for a chosen list, each task by its own act; all of them or none. Raises as `check_carried`."""
    take_turn()
    if not tasks:
        raise NothingToCheck(task="–")
    return [
        check
        for task in dict.fromkeys(tasks)
        for check in check_carried(task=task, upheld=upheld, reason=reason, by=by, at=at, on=on)
    ]


def keep_sheet(
    *, file_name: str, content: bytes, programme: str, publication: str, by: str, at: datetime
) -> SheetUpload:
    """A sheet waiting to be confirmed. A draft, not an act: nothing of it is in the record yet."""
    return SheetUpload.objects.create(
        uploaded_at=at,
        uploaded_by=by,
        file_name=file_name,
        content=content,
        programme=programme,
        publication=publication,
    )


def answer_sheet(*, upload: SheetUpload, answers: Mapping[str, Any]) -> SheetUpload:
    """What a person settled about a waiting sheet so far."""
    upload.answers = json.dumps(answers, ensure_ascii=False)
    upload.save(update_fields=["answers"])
    return upload


def close_sheet(*, upload: SheetUpload, directive: str) -> None:
    """The waiting sheet was taken in; its bytes are in the evidence now."""
    upload.confirmed_as = directive
    upload.content = b""
    upload.save(update_fields=["confirmed_as", "content"])


def drop_sheet(*, upload: SheetUpload) -> None:
    """The waiting sheet is thrown away; nothing was entered."""
    upload.delete()
