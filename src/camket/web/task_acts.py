"""Doing an act on a task from a page: what the form offers, the act itself, and the published figures it moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext

from camket.discipline.agencies.roles import REPORTING
from camket.discipline.claims.actions import (
    accept_completion,
    claim_completion,
    report_progress,
    return_claim,
)
from camket.discipline.deadlines import queries as deadlines
from camket.discipline.duties.actions import put_in_charge
from camket.discipline.duties.allowed import TaskAct
from camket.discipline.duties.queries import holders_in, post_by_id
from camket.discipline.mendings.actions import (
    annul_act,
    annul_bulk,
    correct_deadline,
    correct_leads,
    correct_words,
    withdraw_task,
)
from camket.discipline.mendings.queries import bulk_annulments, tasks_of
from camket.discipline.redating.actions import extend_deadline, refuse_extension, request_extension
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.rules import ANNULLABLE, BULK_ANNULLABLE, CorrectedField, ShareRole
from camket.periods import AsOf
from camket.record import queries as record
from camket.words import say_code

from .asking import seal
from .moving import Done, settle_figures
from .templatetags.say import day, language, name, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from camket.discipline.tasks.models import Task
    from camket.discipline.tasks.queries import TaskOnDay
    from camket.record.rules import Actor

MOVING = frozenset(
    {
        TaskAct.CLAIM,
        TaskAct.ACCEPT,
        TaskAct.RETURN,
        TaskAct.EXTEND,
        TaskAct.CORRECT,
        TaskAct.LEADS,
        TaskAct.WITHDRAW,
        TaskAct.ANNUL,
    }
)
"""Acts that can move a frozen figure: claims and returns move what waits for acceptance."""


@dataclass(frozen=True, slots=True)
class Doing:
    """One act about to be done: the task, what was typed, whose hand, when."""

    task: TaskOnDay
    typed: Mapping[str, Any]
    by: Actor
    at: datetime
    on: date

    @property
    def hand(self) -> dict[str, Any]:
        """Who and when, as every action takes them."""
        return {"by": self.by, "at": self.at, "on": self.on}


def choices_for(act: TaskAct, task: TaskOnDay, asof: AsOf) -> list[tuple[int, str]]:
    """The entries an act may be about, in words; empty for acts about the task itself."""
    if act in {TaskAct.ACCEPT, TaskAct.RETURN}:
        waiting = tasks.open_claims(asof).filter(share__task=task.pk).select_related("share__agency", "entry")
        words = gettext("№ %(n)s, %(agency)s báo cáo ngày %(day)s: “%(product)s”")
        return [
            (
                claim.entry_id,
                words
                % {
                    "n": number(claim.entry_id),
                    "agency": name(claim.share.agency),
                    "day": day(claim.on_date),
                    "product": claim.product,
                },
            )
            for claim in waiting
        ]
    if act is TaskAct.REFUSE:
        words = gettext("№ %(n)s, %(agency)s đề nghị đến %(day)s: %(reason)s")
        return [
            (
                asked.entry_id,
                words
                % {
                    "n": number(asked.entry_id),
                    "agency": name(asked.agency),
                    "day": day(asked.asked_due),
                    "reason": asked.reason,
                },
            )
            for asked in tasks.open_requests_of(task, asof)
        ]
    if act is TaskAct.CHARGE:
        return _posts_to_charge(task, asof)
    return _annullable(task, asof) if act is TaskAct.ANNUL else []


def _annullable(task: TaskOnDay, asof: AsOf) -> list[tuple[int, str]]:
    """Acts about the task that hold and can be taken back; bulk ones whole. An intake is taken back from its paper."""
    entries = list(record.entries_about(f"task:{task.code}", position=asof.position).reverse())
    annulled = {row.target_id for row in tasks.annulments_of(task, asof)}
    annulled |= {row.target_id for row in bulk_annulments([entry.position for entry in entries], asof)}
    return [
        (
            entry.position,
            (_whole() if entry.act in BULK_ANNULLABLE else gettext("№ %(n)s, %(act)s, ngày %(day)s"))
            % {
                "n": number(entry.position),
                "act": say_code("act", entry.act, language()),
                "day": day(entry.on_date),
            },
        )
        for entry in entries
        if entry.act in (ANNULLABLE | BULK_ANNULLABLE) - {"discipline.task.assign"}
        and entry.position not in annulled
    ]


def _whole() -> str:
    return gettext("№ %(n)s, %(act)s, ngày %(day)s: hủy hiệu lực với mọi nhiệm vụ trong bản ghi ấy")


def _posts_to_charge(task: TaskOnDay, asof: AsOf) -> list[tuple[int, str]]:
    """The posts held today in the bodies that share the task, those of the first body before the others."""
    bodies = [share.agency_id for share in tasks.shares_of(task, asof)]
    return [
        (held.post_id, f"{name(held.post)}, {name(held.post.agency)}")
        for held in holders_in(bodies, on=asof.on)
        if held.post.role in REPORTING
    ]


def do(act: TaskAct, doing: Doing) -> Done:
    """Does the act, restates the frozen figures it moved, and seals a checkpoint: all of it or nothing.

    Raises what the action refuses with.
    """
    with transaction.atomic():
        position, why = _ACTS[act](doing)
        if act in MOVING:
            answers = act in {TaskAct.ACCEPT, TaskAct.RETURN}
            return settle_figures(
                position,
                tasks=_touched(act, doing.task, position),
                named=_NAMED[act],
                why="" if answers else why,
                hand=doing.hand,
                about=int(why) if answers else None,
            )
        seal()
    return Done(position=position, restated=0)


def _touched(act: TaskAct, task: TaskOnDay, position: int) -> list[Task]:
    """The tasks an act moves: a bulk act annulled moves all that it was about."""
    return list(tasks_of(position)) if act is TaskAct.ANNUL else [task]


_NAMED = {
    TaskAct.CLAIM: "Báo cáo hoàn thành",
    TaskAct.ACCEPT: "Xác nhận báo cáo",
    TaskAct.RETURN: "Trả lại báo cáo",
    TaskAct.EXTEND: "Gia hạn",
    TaskAct.CORRECT: "Đính chính thời hạn",
    TaskAct.LEADS: "Đổi cơ quan thực hiện",
    TaskAct.WITHDRAW: "Rút nhiệm vụ",
    TaskAct.ANNUL: "Hủy hiệu lực việc đã ghi",
}
"""Why a published figure moved, as its restatement says it."""


def _progress(doing: Doing) -> tuple[int, str]:
    made = report_progress(task=doing.task.code, words=doing.typed["words"], **doing.hand)
    return made.entry_id, ""


def _claim(doing: Doing) -> tuple[int, str]:
    made = claim_completion(
        task=doing.task.code, product=doing.typed["product"], evidence=doing.typed["evidence"], **doing.hand
    )
    return made.entry_id, ""


def _accept(doing: Doing) -> tuple[int, str]:
    claim = doing.typed["claim"]
    made = accept_completion(claim=claim, note=doing.typed["note"], **doing.hand)
    return made.entry_id, str(claim)


def _return(doing: Doing) -> tuple[int, str]:
    claim = doing.typed["claim"]
    made = return_claim(claim=claim, reason=doing.typed["reason"], **doing.hand)
    return made.entry_id, str(claim)


def _ask(doing: Doing) -> tuple[int, str]:
    made = request_extension(
        task=doing.task.code, due=doing.typed["due"], reason=doing.typed["reason"], **doing.hand
    )
    return made.entry_id, ""


def _extend(doing: Doing) -> tuple[int, str]:
    made = extend_deadline(
        task=doing.task.code,
        due=doing.typed["due"],
        reason=doing.typed["reason"],
        asked_by=_asking(doing),
        **doing.hand,
    )
    return made.entry_id, made.reason


def _asking(doing: Doing) -> str:
    """The body that asked for more time; the first lead when nobody did."""
    known = AsOf(on=doing.on, known_at=None, position=record.latest_position())
    asked = tasks.open_requests_of(doing.task, known).first()
    if asked is not None:
        return asked.agency.code
    leads = tasks.shares_of(doing.task, known).filter(role=ShareRole.LEAD)
    return leads[0].agency.code


def _refuse(doing: Doing) -> tuple[int, str]:
    made = refuse_extension(request=doing.typed["request"], reason=doing.typed["reason"], **doing.hand)
    return made.entry_id, ""


def _withdraw(doing: Doing) -> tuple[int, str]:
    made = withdraw_task(task=doing.task.code, statement=doing.typed["statement"], **doing.hand)
    return made.entry_id, made.statement


def _correct(doing: Doing) -> tuple[int, str]:
    field, after, reason = doing.typed["field"], doing.typed["after"], doing.typed["reason"]
    if field != CorrectedField.DEADLINE:
        made = correct_words(
            task=doing.task.code, field=CorrectedField(field), after=after, reason=reason, **doing.hand
        )
        return made.entry_id, ""
    reading = deadlines.reading_of(
        after,
        issued_on=doing.task.clause.directive.signed_on,
        before_includes_day=doing.task.programme.before_includes_day,
        position=record.latest_position(),
    )
    made = correct_deadline(
        task=doing.task.code, reading=reading, deadline_text=after, reason=reason, **doing.hand
    )
    return made.entry_id, made.reason


def _leads(doing: Doing) -> tuple[int, str]:
    made = correct_leads(
        task=doing.task.code,
        leads=doing.typed["leads"],
        cooperating=doing.typed["cooperating"],
        reason=doing.typed["reason"],
        **doing.hand,
    )
    return made.entry_id, made.reason


def _charge(doing: Doing) -> tuple[int, str]:
    post = post_by_id(doing.typed["post"])
    made = put_in_charge(post=post.code, tasks=[doing.task.code], **doing.hand)
    return made[0].entry_id, ""


def _annul(doing: Doing) -> tuple[int, str]:
    target = record.entry(doing.typed["entry"])
    annul = annul_bulk if target and target.act in BULK_ANNULLABLE else annul_act
    made = annul(entry=doing.typed["entry"], reason=doing.typed["reason"], **doing.hand)
    return made.entry_id, made.reason


_ACTS: dict[TaskAct, Callable[[Doing], tuple[int, str]]] = {
    TaskAct.PROGRESS: _progress,
    TaskAct.CLAIM: _claim,
    TaskAct.ACCEPT: _accept,
    TaskAct.RETURN: _return,
    TaskAct.ASK: _ask,
    TaskAct.EXTEND: _extend,
    TaskAct.REFUSE: _refuse,
    TaskAct.WITHDRAW: _withdraw,
    TaskAct.CHARGE: _charge,
    TaskAct.CORRECT: _correct,
    TaskAct.LEADS: _leads,
    TaskAct.ANNUL: _annul,
}
