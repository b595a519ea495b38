"""Calls: the catalogue of figures, and those that were frozen when they were published."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.directives import queries as directives
from camket.record import queries as records
from camket.review.catalogue import FIGURES, RATIOS
from camket.review.snapshots import queries as snapshots

from .asking import ProgrammeMarks, asked, programme_asked, reader
from .openapi import answers
from .problems import ProblemType, Unanswerable, problem_type
from .review import Said, Standings, said, standings_shape

if TYPE_CHECKING:
    from camket.review.snapshots.models import FrozenFigure, Restatement

router = Router(tags=["figures"])


class FigureShape(Schema):
    """A count whose parts make the whole (số liệu)."""

    name: str = Field(description="Stable name.", examples=["tasks.standings"])
    says: Said = Field(description="What it is called.")
    definition: Said = Field(description="What it counts (định nghĩa).")
    formula: Said = Field(description="How the parts make the whole (công thức).")
    unit: str = Field(description="What is counted.", examples=["task"])
    parts: list[str] = Field(description="The parts.")


class RatioDefinition(Schema):
    """A share with its denominator (tỷ lệ)."""

    name: str = Field(description="Stable name.", examples=["tasks.completed_of_due"])
    says: Said = Field(description="What it is called.")
    definition: Said = Field(description="What it says, and what not (định nghĩa).")
    formula: Said = Field(description="The formula in words (công thức).")
    numerator: list[str] = Field(description="Parts that are counted (tử số).")
    denominator: list[str] = Field(description="Parts that they are counted of (mẫu số).")


class Catalogue(Schema):
    """Everything that the review may quote."""

    figures: list[FigureShape] = Field(description="Counts.")
    ratios: list[RatioDefinition] = Field(description="Shares.")


class FrozenValue(Standings):
    """The parts of a published figure."""

    total: int = Field(description="Tasks given and not withdrawn (tổng số).", examples=[1132])
    completed: int = Field(description="Done, in time or late (hoàn thành).", examples=[485])
    awaiting: int = Field(description="Open with an unanswered claim (chờ xác nhận).", examples=[41])


class RestatementShape(Schema):
    """The same figure for the same day, counted again with what became known (điều chỉnh)."""

    position: int = Field(description="Its entry (bản ghi).")
    recorded_at: datetime = Field(description="When it was entered.")
    known_position: int = Field(description="The last entry it knew.")
    value: FrozenValue = Field(description="The figure counted again.")
    rows_digest: str = Field(description="SHA-256 of its rows.")
    reason: str | None = Field(
        description="Why it moved (lý do), for readers with a post: reasons stay out of the public part."
    )


class FrozenShape(Schema):
    """A figure as it was published (số liệu đã chốt). It counts every task, in or out of public sight."""

    position: int = Field(description="Entry that froze it (bản ghi).", examples=[1871])
    figure: str = Field(description="Name in the catalogue.", examples=["tasks.standings"])
    programme: str = Field(description="Code of the programme (chương trình).", examples=["57"])
    on: date = Field(description="The day it holds for (ngày).")
    recorded_at: datetime = Field(description="When it was frozen.")
    known_position: int = Field(description="The last entry it knew.")
    value: FrozenValue = Field(description="The figure.")
    rows_digest: str = Field(description="SHA-256 of its rows: an export recounts to the same.")
    checkpoint: int = Field(description="Size of the checkpoint under which it was frozen (điểm kiểm).")
    restatements: list[RestatementShape] = Field(description="What became of it, oldest first.")


class FrozenList(Schema):
    """The frozen figures of a programme."""

    frozen: list[FrozenShape] = Field(description="Newest first.")


@router.get(
    "/figures", response=answers(Catalogue), operation_id="list_figures", summary="The catalogue of figures"
)
def figures(request: HttpRequest) -> Catalogue:
    """Every figure and share that the review may quote, with definition and formula."""
    reader(request)
    return Catalogue(
        figures=[
            FigureShape(
                name=one.name,
                says=said("figure", one.name),
                definition=said("figure_definition", one.name),
                formula=said("figure_formula", one.name),
                unit=one.unit,
                parts=list(one.parts),
            )
            for one in FIGURES.values()
        ],
        ratios=[
            RatioDefinition(
                name=one.name,
                says=said("figure", one.name),
                definition=said("figure_definition", one.name),
                formula=said("figure_formula", one.name),
                numerator=list(one.numerator),
                denominator=list(one.denominator),
            )
            for one in RATIOS.values()
        ],
    )


@router.get("/frozen", response=answers(FrozenList), operation_id="list_frozen", summary="Frozen figures")
def frozen_list(request: HttpRequest, marks: Query[ProgrammeMarks]) -> FrozenList:
    """The figures of a programme that were published (số liệu đã chốt), newest first, as far as was known."""
    this = asked(request, marks)
    known = snapshots.frozen_figures(programme_asked(this, marks).code).filter(
        entry_id__lte=this.asof.position
    )
    found = list(known.prefetch_related("restatements__entry"))
    position, public = this.asof.position, this.scope.is_public
    return FrozenList(frozen=[_frozen_shape(one, position, public=public) for one in found])


@router.get(
    "/frozen/{int:position}",
    response=answers(FrozenShape),
    operation_id="read_frozen",
    summary="One frozen figure",
)
def frozen(request: HttpRequest, position: int) -> FrozenShape:
    """The figure frozen by the entry at a position, with its restatements (điều chỉnh)."""
    scope = reader(request)
    latest = records.latest_position()
    known = snapshots.frozen_figures().filter(entry_id=min(position, latest + 1))
    found = known.prefetch_related("restatements__entry").first()
    if found is None or directives.programme(found.programme, scope) is None:
        raise Unanswerable("figure.frozen.unknown", position=position)
    return _frozen_shape(found, latest, public=scope.is_public)


@router.get(
    "/problems/{code}", response=answers(ProblemType), operation_id="read_problem", summary="A problem's code"
)
def problem(request: HttpRequest, code: str) -> ProblemType:
    """What a problem's code means: its status and its sentence in both languages."""
    reader(request)
    return problem_type(code)


def _frozen_shape(one: "FrozenFigure", position: int, *, public: bool) -> FrozenShape:
    later = sorted(one.restatements.all(), key=lambda row: row.entry_id)
    return FrozenShape(
        position=one.entry_id,
        figure=one.figure,
        programme=one.programme,
        on=one.on_date,
        recorded_at=one.entry.recorded_at,
        known_position=one.known_position,
        value=_value_shape(one),
        rows_digest=one.rows_digest,
        checkpoint=one.checkpoint_size,
        restatements=[_restated_shape(row, public=public) for row in later if row.entry_id <= position],
    )


def _restated_shape(row: "Restatement", *, public: bool) -> RestatementShape:
    return RestatementShape(
        position=row.entry_id,
        recorded_at=row.entry.recorded_at,
        known_position=row.known_position,
        value=_value_shape(row),
        rows_digest=row.rows_digest,
        reason=None if public else row.reason,
    )


def _value_shape(row: "FrozenFigure | Restatement") -> FrozenValue:
    value = snapshots.value_of(row)
    return FrozenValue(
        **standings_shape(value).model_dump(),
        total=value["total"],
        completed=value["completed"],
        awaiting=value["awaiting"],
    )
