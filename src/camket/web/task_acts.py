"""Doing an act on a task from a page: what the form offers, the act itself, and the published figures it moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines import queries as deadlines
from camket.discipline.tasks import actions
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.actions import TaskAct
from camket.discipline.tasks.rules import ANNULLABLE, CorrectedField, ShareRole
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.review.snapshots.actions import restate_moved
from camket.words import say_code

from .asking import now, signing_key
from .templatetags.say import day, language, name, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from django.utils.functional import Promise

    from camket.discipline.tasks.queries import TaskOnDay
    from camket.record.rules import Actor


@dataclass(frozen=True, slots=True)
class Said:
    """How an act is named on its button and its page, and what its page says will be entered."""

    button: Promise
    heading: Promise
    entered: Promise


SAID: dict[TaskAct, Said] = {
    TaskAct.ACCEPT: Said(
        _("Xác nhận hoàn thành"),
        _("Xác nhận báo cáo hoàn thành"),
        _("Ghi vào sổ: bên giao đồng ý với báo cáo. Ngày hoàn thành là ngày báo cáo, không phải hôm nay."),
    ),
    TaskAct.RETURN: Said(
        _("Trả lại, nêu lý do"),
        _("Trả lại báo cáo hoàn thành"),
        _("Ghi vào sổ: báo cáo chưa được xác nhận, kèm lý do. Thời hạn vẫn chạy."),
    ),
    TaskAct.CLAIM: Said(
        _("Báo cáo hoàn thành"),
        _("Báo cáo hoàn thành"),
        _(
            "Ghi vào sổ: phần việc của cơ quan đã xong, kèm sản phẩm và minh chứng. Chỉ khi bên giao xác nhận, "
            "nhiệm vụ mới là hoàn thành."
        ),
    ),
    TaskAct.PROGRESS: Said(
        _("Báo cáo tiến độ"),
        _("Báo cáo tiến độ"),
        _("Ghi vào sổ: tình hình thực hiện đến hôm nay. Việc này không đổi trạng thái của nhiệm vụ."),
    ),
    TaskAct.ASK: Said(
        _("Đề nghị gia hạn"),
        _("Đề nghị gia hạn"),
        _("Ghi vào sổ: cơ quan đề nghị gia hạn, kèm lý do. Chưa được đồng ý thì hạn hiện hành vẫn chạy."),
    ),
    TaskAct.EXTEND: Said(
        _("Gia hạn"),
        _("Gia hạn"),
        _("Ghi vào sổ: hạn mới kèm lý do. Hạn đầu và các hạn trước vẫn được giữ."),
    ),
    TaskAct.REFUSE: Said(
        _("Không đồng ý gia hạn"),
        _("Không đồng ý gia hạn"),
        _("Ghi vào sổ: đề nghị không được đồng ý, kèm lý do. Hạn hiện hành vẫn chạy."),
    ),
    TaskAct.CORRECT: Said(
        _("Đính chính"),
        _("Đính chính nhiệm vụ"),
        _("Ghi vào sổ: điều ghi sai, điều đúng và lý do. Câu chữ cũ vẫn được giữ bên cạnh."),
    ),
    TaskAct.WITHDRAW: Said(
        _("Rút nhiệm vụ"),
        _("Rút nhiệm vụ khỏi danh mục"),
        _(
            "Ghi vào sổ: thôi theo dõi nhiệm vụ từ hôm nay, kèm lời kết. Nhiệm vụ đã rút được tính riêng, không mất đi."
        ),
    ),
    TaskAct.ANNUL: Said(
        _("Hủy hiệu lực"),
        _("Hủy hiệu lực một việc đã ghi"),
        _(
            "Ghi vào sổ: việc đã chọn coi như chưa có, kèm lý do. Cả việc ấy lẫn việc hủy hiệu lực đều ở lại trong sổ."
        ),
    ),
}


MOVING = frozenset(
    {
        TaskAct.CLAIM,
        TaskAct.ACCEPT,
        TaskAct.RETURN,
        TaskAct.EXTEND,
        TaskAct.CORRECT,
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
    return _annullable(task, asof) if act is TaskAct.ANNUL else []


def _annullable(task: TaskOnDay, asof: AsOf) -> list[tuple[int, str]]:
    annulled = {row.target_id for row in tasks.annulments_of(task, asof)}
    kept = {row.entry_id for row in tasks.corrections_of(task, asof) if row.field == CorrectedField.LEAD}
    entries = record.entries_about(f"task:{task.code}", position=asof.position)
    return [
        (
            entry.position,
            gettext("№ %(n)s, %(act)s, ngày %(day)s")
            % {
                "n": number(entry.position),
                "act": say_code("act", entry.act, language()),
                "day": day(entry.on_date),
            },
        )
        for entry in entries.reverse()
        if entry.act in ANNULLABLE and entry.position not in annulled | kept
    ]


def do(act: TaskAct, doing: Doing) -> int:
    """Does the act, restates the frozen figures it moved, and seals a checkpoint: all of it or nothing.

    Returns the position of the act's entry. Raises what the action refuses with.
    """
    with transaction.atomic():
        position, why = _ACTS[act](doing)
        if act in MOVING:
            restate_moved(
                programme=doing.task.programme.code,
                reason=_reason(act, doing.task, position, why),
                **doing.hand,
            )
        seal_checkpoint(key=signing_key(), at=now())
    return position


def _reason(act: TaskAct, task: TaskOnDay, position: int, why: str) -> str:
    """Why a published figure moved. Figures are for everyone, so the words of a task that is not stay with the task."""
    named = {
        TaskAct.CLAIM: "Báo cáo hoàn thành",
        TaskAct.ACCEPT: "Xác nhận báo cáo",
        TaskAct.RETURN: "Trả lại báo cáo",
        TaskAct.EXTEND: "Gia hạn",
        TaskAct.CORRECT: "Đính chính thời hạn",
        TaskAct.WITHDRAW: "Rút nhiệm vụ",
        TaskAct.ANNUL: "Hủy hiệu lực việc đã ghi",
    }[act]
    if act in {TaskAct.ACCEPT, TaskAct.RETURN}:
        return f"{named} № {why}"
    told = f": {why}" if why and task.publication == Publication.PUBLIC else ""
    return f"{named} № {position}{told}"


def _progress(doing: Doing) -> tuple[int, str]:
    made = actions.report_progress(task=doing.task.code, words=doing.typed["words"], **doing.hand)
    return made.entry_id, ""


def _claim(doing: Doing) -> tuple[int, str]:
    made = actions.claim_completion(
        task=doing.task.code, product=doing.typed["product"], evidence=doing.typed["evidence"], **doing.hand
    )
    return made.entry_id, ""


def _accept(doing: Doing) -> tuple[int, str]:
    claim = doing.typed["claim"]
    made = actions.accept_completion(claim=claim, note=doing.typed["note"], **doing.hand)
    return made.entry_id, str(claim)


def _return(doing: Doing) -> tuple[int, str]:
    claim = doing.typed["claim"]
    made = actions.return_claim(claim=claim, reason=doing.typed["reason"], **doing.hand)
    return made.entry_id, str(claim)


def _ask(doing: Doing) -> tuple[int, str]:
    made = actions.request_extension(
        task=doing.task.code, due=doing.typed["due"], reason=doing.typed["reason"], **doing.hand
    )
    return made.entry_id, ""


def _extend(doing: Doing) -> tuple[int, str]:
    made = actions.extend_deadline(
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
    made = actions.refuse_extension(
        request=doing.typed["request"], reason=doing.typed["reason"], **doing.hand
    )
    return made.entry_id, ""


def _withdraw(doing: Doing) -> tuple[int, str]:
    made = actions.withdraw_task(task=doing.task.code, statement=doing.typed["statement"], **doing.hand)
    return made.entry_id, made.statement


def _correct(doing: Doing) -> tuple[int, str]:
    field, after, reason = doing.typed["field"], doing.typed["after"], doing.typed["reason"]
    if field != CorrectedField.DEADLINE:
        made = actions.correct_words(
            task=doing.task.code, field=CorrectedField(field), after=after, reason=reason, **doing.hand
        )
        return made.entry_id, ""
    reading = deadlines.reading_of(
        after,
        issued_on=doing.task.clause.directive.signed_on,
        before_includes_day=doing.task.programme.before_includes_day,
        position=record.latest_position(),
    )
    made = actions.correct_deadline(
        task=doing.task.code, reading=reading, deadline_text=after, reason=reason, **doing.hand
    )
    return made.entry_id, made.reason


def _annul(doing: Doing) -> tuple[int, str]:
    made = actions.annul_act(entry=doing.typed["entry"], reason=doing.typed["reason"], **doing.hand)
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
    TaskAct.CORRECT: _correct,
    TaskAct.ANNUL: _annul,
}
