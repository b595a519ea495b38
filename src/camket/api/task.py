"""Calls: one task, with everything the record says of it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.sight.rules import code_of
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.parts import parts_in_sight
from camket.discipline.tasks.rules.parts import Part
from camket.record import queries as records

from .asking import Asked, AsOfShape, Marks, asked
from .openapi import answers
from .problems import Unanswerable
from .record import EntryShape, entry_shapes
from .tasks import Bodies, TaskShape, task_shape

if TYPE_CHECKING:
    from camket.discipline.tasks.models import Claim
    from camket.discipline.tasks.queries import TaskOnDay

Shown = frozenset[Part]

router = Router(tags=["tasks"])


class DeadlineShape(Schema):
    """One deadline the task has had (thời hạn), with the words it was read from."""

    position: int = Field(description="Its entry (bản ghi).")
    on: date = Field(description="Day it was set.")
    origin: str = Field(description="assigned, extended, corrected (hạn đầu, gia hạn, đọc lại).")
    nature: str = Field(description="dated, waiting, continuing, recurring, unread.")
    due: date | None = Field(description="The day it reads as.")
    continues: bool = Field(description="Goes on after the day.")
    text: str = Field(description="The words as written (nguyên văn).", examples=["Quý IV/2025"])
    rule: str = Field(description="Code of the rule that read them; empty when a person did.")
    reason: str | None = Field(description="Why it moved (lý do), for readers to whom the task shows it.")


class ShareShape(Schema):
    """One body's part in the task."""

    agency: str = Field(description="Code of the body as the paper names it (cơ quan).", examples=["G06"])
    answers_now: str | None = Field(
        description="The body that answers for it on the day, when it has passed on."
    )
    role: str = Field(description="lead or cooperating (chủ trì, phối hợp).", examples=["lead"])
    from_date: date = Field(description="Since when.")


class EvidenceShape(Schema):
    """A file put forward with a claim (minh chứng)."""

    sha256: str = Field(description="Its hash.")
    file_name: str | None = Field(description="Its name, for readers to whom the task shows it.")


class AnswerShape(Schema):
    """The assigner's answer to a claim."""

    kind: str = Field(description="accepted or returned (xác nhận, trả lại).", examples=["accepted"])
    position: int = Field(description="Its entry (bản ghi).")
    on: date = Field(description="Its day.")
    words: str | None = Field(description="Note or reason, for readers to whom the task shows it.")


class ClaimShape(Schema):
    """A body saying that its share is done (báo cáo hoàn thành)."""

    position: int = Field(description="Its entry (bản ghi); a claim is named by it.")
    agency: str = Field(description="Code of the body that claims.", examples=["G06"])
    on: date = Field(description="Its day; when accepted, the day of completion.")
    product: str | None = Field(
        description="What it says was made, for readers to whom the task shows it (sản phẩm)."
    )
    evidence: list[EvidenceShape] = Field(description="The files put forward.")
    answers: list[AnswerShape] = Field(description="Answers in force; none while it waits.")


class CorrectionShape(Schema):
    """What was mended in the task (đính chính)."""

    position: int = Field(description="Its entry (bản ghi).")
    on: date = Field(description="Its day.")
    field: str = Field(description="title, product, deadline, lead.")


class TaskActShape(EntryShape):
    """An entry about the task; of a bulk act only this task. Whole at `record/entries/{position}`."""

    annulled_by: int | None = Field(description="Entry that annulled it (hủy bỏ); null while it holds.")


class WholeTask(TaskShape):
    """A task with its deadlines, shares, claims and acts (hồ sơ nhiệm vụ)."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    programme: str = Field(description="Code of the programme (chương trình).", examples=["57"])
    paper: str = Field(description="Code of the assigning paper (văn bản giao).")
    place: str = Field(description="Where it stands in the paper.", examples=["bảng 1, dòng 2"])
    title_as_given: str = Field(description="The paper's own words (nguyên văn).")
    product_as_given: str = Field(description="The paper's own words for the product.")
    deadlines: list[DeadlineShape] = Field(description="First to last; annulled ones left out.")
    shares: list[ShareShape] = Field(description="Leads first, in the paper's order.")
    claims: list[ClaimShape] = Field(description="Newest first; annulled ones left out.")
    corrections: list[CorrectionShape] = Field(description="Oldest first.")
    acts: list[TaskActShape] = Field(
        description="Every entry about the task, oldest first, annulled ones too."
    )


@router.get(
    "/tasks/{code}", response=answers(WholeTask), operation_id="read_task", summary="One task on a day"
)
def task(request: HttpRequest, code: str, marks: Query[Marks]) -> WholeTask:
    """One task as of a day, with the acts behind it. A part that the task does not show its caller is empty or null.

    A task that is not, and one out of the caller's sight, are answered alike.
    """
    this = asked(request, marks)
    found = tasks.task_as_of(code, this.asof, this.scope)
    if found is None:
        raise Unanswerable("task.unknown", task=code[:60])
    bodies, shown = Bodies(this.asof), parts_in_sight(found, this.scope)
    listed = task_shape(found, this.asof, bodies)
    return WholeTask(
        **dict(listed),
        as_of=this.shape,
        programme=found.programme.code,
        paper=found.clause.directive.code,
        place=found.clause.place,
        title_as_given=found.title if Part.TITLE in shown else "",
        product_as_given=found.product if Part.PRODUCT in shown else "",
        deadlines=_deadlines(found, this, shown),
        shares=_shares(found, this, bodies),
        claims=_claims(found, this, shown),
        corrections=[
            CorrectionShape(position=row.entry_id, on=row.on_date, field=row.field)
            for row in tasks.corrections_of(found, this.asof)
        ],
        acts=_acts(found, this),
    )


def _deadlines(found: "TaskOnDay", this: Asked, shown: Shown) -> list[DeadlineShape]:
    return [
        DeadlineShape(
            position=row.entry_id,
            on=row.on_date,
            origin=row.origin,
            nature=row.nature,
            due=row.due_date,
            continues=row.continues,
            text=row.deadline_text if Part.DEADLINE in shown else "",
            rule=row.rule_code,
            reason=row.reason if Part.REASONS in shown else None,
        )
        for row in tasks.deadlines_of(found, this.asof)
    ]


def _shares(found: "TaskOnDay", this: Asked, bodies: Bodies) -> list[ShareShape]:
    return [
        ShareShape(
            agency=row.agency.code,
            answers_now=bodies.heir(row.agency_id),
            role=row.role,
            from_date=row.from_date,
        )
        for row in tasks.shares_of(found, this.asof)
    ]


def _claims(found: "TaskOnDay", this: Asked, shown: Shown) -> list[ClaimShape]:
    said: dict[int, list[AnswerShape]] = {}
    for yes in tasks.acceptances_of(found, this.asof):
        shape = AnswerShape(
            kind="accepted",
            position=yes.entry_id,
            on=yes.on_date,
            words=yes.note if Part.REASONS in shown else None,
        )
        said.setdefault(yes.claim_id, []).append(shape)
    for no in tasks.returns_of(found, this.asof):
        shape = AnswerShape(
            kind="returned",
            position=no.entry_id,
            on=no.on_date,
            words=no.reason if Part.REASONS in shown else None,
        )
        said.setdefault(no.claim_id, []).append(shape)
    return [_claim(row, said.get(row.pk, []), shown) for row in tasks.claims_of(found, this.asof)]


def _claim(row: "Claim", said: list[AnswerShape], shown: Shown) -> ClaimShape:
    return ClaimShape(
        position=row.entry_id,
        agency=row.share.agency.code,
        on=row.on_date,
        product=row.product if Part.CLAIMS in shown else None,
        evidence=[
            EvidenceShape(sha256=file.sha256, file_name=file.file_name if Part.EVIDENCE in shown else None)
            for file in row.evidence.all()
        ],
        answers=said,
    )


def _acts(found: "TaskOnDay", this: Asked) -> list[TaskActShape]:
    undone = {row.target_id: row.entry_id for row in tasks.annulments_of(found, this.asof)}
    entries = list(records.entries_about(f"task:{found.code}", position=this.asof.position))
    return [_act(one, found.code, undone.get(one.position)) for one in entry_shapes(entries, this.scope)]


def _act(one: EntryShape, code: str, annulled_by: int | None) -> TaskActShape:
    """An entry narrowed to the task: a bulk act names thousands, and its own address has them all."""
    others: dict[str, Any] = {
        "subjects": [name for name in one.subjects if name == f"task:{code}" or name[:5] != "task:"]
    }
    if one.public and "tasks" in one.public:
        mine = [task for task in one.public["tasks"] if code_of(task) == code]
        others["public"] = {**one.public, "tasks": mine}
    return TaskActShape(**{**dict(one), **others}, annulled_by=annulled_by)
