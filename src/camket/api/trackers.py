"""Calls: other trackers beside our tasks, the texts they want, and the published counts side by side."""

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.trackers import dated, queries
from camket.discipline.trackers.beside import beside
from camket.discipline.trackers.composing import compose
from camket.discipline.trackers.counting import lay_out
from camket.errors import Refused
from camket.periods import Period

from .asking import Asked, AsOfShape, ProgrammeMarks, asked, programme_asked
from .openapi import answers
from .problems import Unanswerable

if TYPE_CHECKING:
    from camket.discipline.directives.models import Programme

router = Router(tags=["trackers"])


class TextMarks(ProgrammeMarks):
    """The clocks, the programme, the period, and whether units are merged."""

    period: str = Field(
        default="", description="Code of the period (kỳ): 2025-10, 2025-Q4, 2025.", examples=["2025-10"]
    )
    merged: bool = Field(default=False, description="True for all units under one heading (gộp các đơn vị).")


class DifferenceShape(Schema):
    """Something that a tracker's list and ours say otherwise (khác biệt)."""

    kind: str = Field(description="Which difference.", examples=["done_here_overdue_there"])
    task: str | None = Field(
        description="Code of our task; null where only the tracker has it.", examples=["57-0412"]
    )
    row: str | None = Field(description="Mark of the tracker's row; null where only we have the task.")
    told: str = Field(description="What the tracker says.")
    stands: str = Field(description="What stands here.")
    lead: str = Field(description="Code of the lead agency (cơ quan chủ trì); empty when none is known.")


class TrackerShape(Schema):
    """One tracker's newest list beside our tasks (hệ thống theo dõi khác)."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    tracker: str = Field(description="Code of the tracker.", examples=["nq57"])
    list_day: date | None = Field(description="The day of its newest list; null before the first.")
    position: int | None = Field(description="The entry of that list (bản ghi); null before the first.")
    rows: int = Field(description="Rows of that list (số dòng).")
    confirmed: int = Field(description="Pairs that people confirmed (đã ghép).")
    waiting: int = Field(description="Pairs that nobody has confirmed, for who reads everything (chờ ghép).")
    differences: list[DifferenceShape] = Field(
        description="Differences of confirmed pairs, and rows of one list alone."
    )


class TextShape(Schema):
    """The text for one indicator and object in one period, with the names that the system's client uses."""

    idxId: str = Field(description="The tracker's own id of the indicator, as given.")  # noqa: N815 - the system's client names it so
    idxCode: str = Field(description="Code of the indicator (mã chỉ tiêu).")  # noqa: N815 - as idxId
    object: str = Field(description="Code of the unit in the tracker (mã đơn vị); empty for merged units.")
    grant_id: str = Field(description="The assigned report, as the tracker gave it.")
    period: str = Field(description="Code of the period (kỳ).", examples=["2025-10"])
    content: str = Field(description="The text as escaped HTML: justified, unit names in bold.")
    contentText: str = Field(description="The same words without markup.")  # noqa: N815 - as idxId
    entries: list[int] = Field(description="Entries that it was composed from (các bản ghi).")


class Texts(Schema):
    """The texts of a period that the caller may read."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    texts: list[TextShape] = Field(description="By indicator, then by name of the unit.")
    silent: list[str] = Field(description="Indicators without a word in the period.")


class CountShape(Schema):
    """A published count (số đã công bố), with null for what was not published."""

    code: str = Field(description="Its code.", examples=["tw-2025-10-15"])
    who: str = Field(description="Who published it (ai công bố).")
    tracker: str = Field(description="Code of the tracker it comes from.", examples=["nq57"])
    on: date = Field(description="The day it holds for.")
    total: int | None = Field(description="All tasks (tổng số).", examples=[1132])
    completed: int | None = Field(description="Completed (hoàn thành).", examples=[485])
    in_progress: int | None = Field(description="In progress in time (đang thực hiện).", examples=[561])
    overdue: int | None = Field(description="Overdue (quá hạn).", examples=[86])
    not_done: int | None = Field(description="Not done, where a source joins the two.")
    percent: int | None = Field(description="The percentage as printed.")
    sums: str = Field(description="Whether the parts add up: holds, fails or unsaid.")
    percent_fits: str = Field(description="Of what the percentage is a share: total, due, both or nothing.")
    tasks: str = Field(description="Which tasks it counts.")
    source: str = Field(description="Where it was published (nguồn).")
    confirmed: bool = Field(description="False while the source is not confirmed.")
    own_total: int | None = Field(
        description="Our own count of that day in the caller's sight; null for none."
    )
    own_completed: int | None = Field(description="Completed in our own count.")


class StepShape(Schema):
    """From one published count of a body to its next, and what our rows leave unexplained."""

    first: str = Field(description="Code of the earlier count.")
    last: str = Field(description="Code of the later count.")
    new: int | None = Field(description="Tasks that came between the days; null where we have no tasks.")
    withdrawn: int | None = Field(description="Tasks that left, merged ones among them.")
    finished: int | None = Field(description="Tasks that were completed between the days.")
    unexplained_total: int | None = Field(
        description="Of the change of the total; null where it was not published."
    )
    unexplained_completed: int | None = Field(description="Of the change of the completed.")


class Counts(Schema):
    """The published counts side by side."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    counts: list[CountShape] = Field(description="Oldest first.")
    steps: list[StepShape] = Field(description="For each body, from one count to the next.")


def _with_post(request: HttpRequest, marks: ProgrammeMarks, tracker: str) -> "tuple[Asked, Programme]":
    """The caller, who must hold a post, and the programme. Raises `Unanswerable`."""
    this = asked(request, marks)
    if this.scope.is_public or dated.tracker(tracker, this.asof) is None:
        raise Unanswerable("tracker.unknown", tracker=tracker[:32])
    return this, programme_asked(this, marks)


@router.get(
    "/counts", response=answers(Counts), operation_id="list_counts", summary="Published counts side by side"
)
def counts(request: HttpRequest, marks: Query[ProgrammeMarks]) -> Counts:
    """Counts that bodies made public (số đã công bố), each checked against itself and against our own rows."""
    this = asked(request, marks)
    laid = lay_out(programme_asked(this, marks), this.asof, this.scope)
    return Counts(
        as_of=this.shape,
        counts=[
            CountShape(
                code=row.count.code,
                who=row.count.who_vi,
                tracker=row.count.tracker,
                on=row.count.on,
                total=row.count.total,
                completed=row.count.completed,
                in_progress=row.count.in_progress,
                overdue=row.count.overdue,
                not_done=row.count.not_done,
                percent=row.count.percent,
                sums=row.check.sums.value,
                percent_fits=row.check.fits,
                tasks=row.count.tasks_vi,
                source=row.count.source,
                confirmed=row.count.confirmed,
                own_total=row.own.total if row.own else None,
                own_completed=row.own.completed if row.own else None,
            )
            for row in laid.rows
        ],
        steps=[
            StepShape(
                first=step.first.code,
                last=step.last.code,
                new=step.own.new if step.own else None,
                withdrawn=step.own.withdrawn if step.own else None,
                finished=step.own.finished if step.own else None,
                unexplained_total=step.left.total,
                unexplained_completed=step.left.completed,
            )
            for step in laid.steps
        ],
    )


@router.get(
    "/trackers/{tracker}",
    response=answers(TrackerShape),
    operation_id="read_tracker",
    summary="Another tracker's newest list beside ours",
)
def tracker_list(request: HttpRequest, tracker: str, marks: Query[ProgrammeMarks]) -> TrackerShape:
    """The differences between a tracker's newest list (danh sách của hệ thống khác) and our tasks, for posts alone."""
    this, programme = _with_post(request, marks, tracker)
    export = queries.exports(programme, tracker, this.asof).first()
    laid = beside(export, this.asof, this.scope) if export is not None else None
    return TrackerShape(
        as_of=this.shape,
        tracker=tracker,
        list_day=export.on_date if export else None,
        position=export.entry_id if export else None,
        rows=len(laid.rows) if laid else 0,
        confirmed=laid.n_confirmed if laid else 0,
        waiting=laid.n_sure + laid.n_doubtful if laid and this.scope.reads_all else 0,
        differences=[
            DifferenceShape(
                kind=one.kind.value,
                task=one.ours or None,
                row=one.theirs or None,
                told=one.told,
                stands=one.stands,
                lead=one.lead,
            )
            for one in (laid.differences if laid else ())
        ],
    )


@router.get(
    "/trackers/{tracker}/texts",
    response=answers(Texts),
    operation_id="list_tracker_texts",
    summary="Texts by indicator and unit",
)
def tracker_texts(request: HttpRequest, tracker: str, marks: Query[TextMarks]) -> Texts:
    """The texts (nội dung báo cáo) that a tracker wants for a period, composed from what bodies reported here."""
    this, programme = _with_post(request, marks, tracker)
    try:
        on = this.asof.on
        period = Period.parse(marks.period) if marks.period else Period.month(on.year, on.month)
    except ValueError as trouble:
        raise PeriodUnread(text=marks.period[:20]) from trouble
    composed = compose(
        tracker=tracker,
        programme=programme,
        period=period,
        merged=marks.merged,
        asof=this.asof,
        scope=this.scope,
    )
    return Texts(
        as_of=this.shape,
        texts=[
            TextShape(
                idxId=one.idx_id,
                idxCode=one.idx_code,
                object=one.object_code,
                grant_id=composed.grant_ids.get(one.idx_code, ""),
                period=one.period,
                content=one.html,
                contentText=one.plain,
                entries=list(one.sources),
            )
            for one in composed.texts
        ],
        silent=list(composed.silent),
    )


class PeriodUnread(Refused):
    """The period in the address is none."""

    code = "tracker.period.unreadable"
