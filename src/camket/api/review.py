"""Calls: programmes, and the review of one on a day."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.directives import queries as directives
from camket.engine.figures import Ratio, Value
from camket.record import queries as records
from camket.review.catalogue import RATIOS
from camket.review.report.compiling import Line, Review, compile_review
from camket.review.snapshots import queries as snapshots
from camket.words import say_code

from .asking import Asked, AsOfShape, ProgrammeMarks, asked, programme_asked, reader
from .openapi import answers

if TYPE_CHECKING:
    from camket.discipline.directives.models import Programme

router = Router(tags=["review"])


class ProgrammeShape(Schema):
    """A body of tasks that is reviewed together (chương trình)."""

    code: str = Field(description="Its code (mã).", examples=["57"])
    name_vi: str = Field(description="Vietnamese name.")
    name_en: str = Field(description="English name.")
    owner: str = Field(description="Code of the body that gives its tasks (cơ quan giao).", examples=["BCD"])
    opened_on: date = Field(description="The day it was opened (ngày mở).")
    publication: str = Field(
        description="Who may know of it: public, internal, restricted (công khai, nội bộ, hạn chế)."
    )
    synthetic: bool = Field(description="True when its data are made up (dữ liệu giả lập).")


class Programmes(Schema):
    """The programmes in sight."""

    programmes: list[ProgrammeShape] = Field(description="Oldest first.")


class Said(Schema):
    """A text in both languages."""

    vi: str = Field(description="Vietnamese.")
    en: str = Field(description="English.")


class Standings(Schema):
    """Tasks by standing (nhiệm vụ theo thời hạn)."""

    done_in_time: int = Field(description="Done in time (hoàn thành đúng hạn).", examples=[402])
    done_late: int = Field(description="Done late (hoàn thành quá hạn).", examples=[83])
    open_in_time: int = Field(description="Open, with time left (đang trong hạn).", examples=[561])
    overdue: int = Field(description="Open, past the deadline (quá hạn).", examples=[86])
    undated: int = Field(description="Open, without a deadline (chưa có thời hạn).", examples=[0])
    withdrawn: int = Field(description="Taken off the list (đã rút): outside the total.", examples=[0])


class RatioShape(Schema):
    """A share whose denominator is named (tỷ lệ). Quote both, with their formulas, or neither."""

    name: str = Field(description="Stable name.", examples=["tasks.completed_of_assigned"])
    formula: Said = Field(description="The formula in words (công thức).")
    numerator: int = Field(description="What is counted (tử số).", examples=[485])
    denominator: int = Field(description="Of what (mẫu số).", examples=[1132])
    numerator_parts: list[str] = Field(description="The standings that make up the numerator.")
    denominator_parts: list[str] = Field(description="The standings that make up the denominator.")
    rate: str | None = Field(
        description="The exact share as a fraction in lowest terms; null when it cannot be measured.",
        examples=["485/1132"],
    )


class ApartShape(Schema):
    """What is counted apart and printed apart, beside the total."""

    awaiting: int = Field(description="Open, with a claim nobody has answered (chờ xác nhận).")
    waiting: int = Field(description="Undated: waiting for something else (chờ điều kiện).")
    continuing: int = Field(description="Undated: a continuing duty (thường xuyên).")
    recurring: int = Field(description="Undated: a recurring duty (định kỳ).")
    unread: int = Field(description="Undated: the words of the deadline were not read (chưa đọc được).")
    withdrawn: int = Field(description="Taken off the list (đã rút).")
    carried: int = Field(
        description="Of the completed: reported as done before this record, unverified (báo cáo trước khi có sổ)."
    )


class LineShape(Schema):
    """One line of a table: its tasks by standing."""

    key: str | None = Field(description="Code to filter the tasks by; null gathers those that have none.")
    name_vi: str = Field(description="Vietnamese name.")
    name_en: str = Field(description="English name.")
    total: int = Field(description="Tasks counted (tổng số).")
    completed: int = Field(description="Done, in time or late (hoàn thành).")
    counts: Standings = Field(description="The parts.")
    takes_part: int = Field(
        description="Tasks in which the body cooperates (phối hợp): beside the partition, never in it."
    )


class ReviewShape(Schema):
    """The review of a programme on a day (tổng kết), to one reader."""

    programme: str = Field(description="Code of the programme (chương trình).", examples=["57"])
    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    total: int = Field(description="Tasks given and not withdrawn (tổng số đã giao).", examples=[1132])
    completed: int = Field(description="Done, in time or late (hoàn thành).", examples=[485])
    parts: Standings = Field(description="The parts; without the withdrawn they add up to the total.")
    ratios: list[RatioShape] = Field(description="Every share of the review, each with its denominator.")
    apart: ApartShape = Field(description="What stands beside the total.")
    by_agency: list[LineShape] = Field(
        description="By the body that answers for the first lead (theo cơ quan)."
    )
    by_field: list[LineShape] = Field(description="By field (theo lĩnh vực).")
    by_meeting: list[LineShape] = Field(description="By the meeting that gave them (theo phiên họp).")
    meetings: int = Field(description="Meetings held by the day (số phiên họp).", examples=[25])
    rows_digest: str = Field(
        description="SHA-256 over the lines “code standing” of every task counted, in the order of codes."
    )
    checkpoint: int | None = Field(
        description="Size of the first signed checkpoint that covers the position (điểm kiểm); null before it."
    )
    frozen: int | None = Field(
        description="Entry that froze the published figure of this day (số liệu đã chốt); null when none is known."
    )


@router.get(
    "/programmes", response=answers(Programmes), operation_id="list_programmes", summary="Programmes in sight"
)
def programmes(request: HttpRequest) -> Programmes:
    """The programmes (chương trình) that the caller may know of, oldest first."""
    found = directives.programmes(reader(request))
    return Programmes(programmes=[programme_shape(one) for one in found])


@router.get(
    "/review", response=answers(ReviewShape), operation_id="read_review", summary="The review on a day"
)
def review(request: HttpRequest, marks: Query[ProgrammeMarks]) -> ReviewShape:
    """The headline with its parts and both denominators, and the tables by body, field and meeting.

    Counts only the tasks in the caller's sight. A figure whose parts do not add up is refused with 409 and the rows
    that do not fit.
    """
    this = asked(request, marks)
    return _review_shape(compile_review(programme_asked(this, marks), this.asof, this.scope), this)


def programme_shape(one: "Programme") -> ProgrammeShape:
    """A programme as it is answered."""
    return ProgrammeShape(
        code=one.code,
        name_vi=one.name_vi,
        name_en=one.name_en,
        owner=one.owner.code,
        opened_on=one.opened_on,
        publication=one.publication,
        synthetic=one.synthetic,
    )


def said(kind: str, code: str) -> Said:
    """The words of a code in both languages."""
    return Said(vi=say_code(kind, code, "vi"), en=say_code(kind, code, "en"))


def standings_shape(counts: Mapping[str, int]) -> Standings:
    """Counts by standing as they are answered."""
    return Standings(**{part: counts[part] for part in Standings.model_fields})


def _review_shape(found: Review, this: Asked) -> ReviewShape:
    covering = records.checkpoint_covering(this.asof.position) if this.asof.position else None
    frozen = snapshots.frozen_for(found.programme.code, this.asof.on, this.asof)
    apart = found.apart
    return ReviewShape(
        programme=found.programme.code,
        as_of=this.shape,
        total=found.total,
        completed=found.completed,
        parts=standings_shape(found.value.counts),
        ratios=[_ratio_shape(ratio, found.value) for ratio in RATIOS.values()],
        apart=ApartShape(**{part: getattr(apart, part) for part in ApartShape.model_fields}),
        by_agency=[_line_shape(line) for line in found.by_agency],
        by_field=[_line_shape(line) for line in found.by_field],
        by_meeting=[_line_shape(line) for line in found.by_meeting],
        meetings=found.n_meetings,
        rows_digest=found.value.rows_digest,
        checkpoint=covering.size if covering else None,
        frozen=frozen.entry_id if frozen else None,
    )


def _ratio_shape(ratio: Ratio, value: Value) -> RatioShape:
    return RatioShape(
        name=ratio.name,
        formula=said("figure_formula", ratio.name),
        numerator=value.of(*ratio.numerator),
        denominator=value.of(*ratio.denominator),
        numerator_parts=list(ratio.numerator),
        denominator_parts=list(ratio.denominator),
        rate=_fraction(value.ratio(ratio)),
    )


def _fraction(share: Fraction | None) -> str | None:
    return None if share is None else f"{share.numerator}/{share.denominator}"


def _line_shape(line: Line) -> LineShape:
    return LineShape(
        key=line.key,
        name_vi=line.name_vi,
        name_en=line.name_en,
        total=line.total,
        completed=line.completed,
        counts=standings_shape(line.counts),
        takes_part=line.takes_part,
    )
