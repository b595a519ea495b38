"""Calls: where tasks come from: meetings, and assigning papers with their rows."""

from collections import defaultdict
from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.directives import queries as directives
from camket.discipline.meetings import queries as known_meetings
from camket.discipline.sight.queries import clauses_in_sight
from camket.discipline.tasks.queries import tasks_as_of

from .asking import AsOfShape, Marks, asked
from .openapi import answers
from .problems import Unanswerable

router = Router(tags=["papers"])


class MeetingShape(Schema):
    """A sitting of a body that gives tasks (phiên họp)."""

    code: str = Field(description="Its code (mã).")
    programme: str = Field(description="Code of the programme (chương trình).", examples=["57"])
    body: str = Field(description="Code of the body that met (cơ quan họp).", examples=["BCD"])
    held_on: date = Field(description="The day (ngày họp).")
    title_vi: str = Field(description="Vietnamese title.")
    title_en: str = Field(description="English title.")
    position: int = Field(description="Its entry (bản ghi).")


class Meetings(Schema):
    """The meetings in sight."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    meetings: list[MeetingShape] = Field(description="Newest first.")


class RowShape(Schema):
    """One row or paragraph of a paper, in its own words (khoản, dòng phụ lục)."""

    order: int = Field(description="Its place among the rows.")
    number: str = Field(description="Its number as printed.", examples=["1"])
    group: str = Field(description="The heading above it.", examples=["I. Thể chế"])
    words: str = Field(description="Its words (nguyên văn).")
    place: str = Field(description="Where it stands in the file.", examples=["bảng 1, dòng 2"])
    tasks: list[str] = Field(description="Codes of the tasks it became.", examples=[["57-0412"]])


class UnreadShape(Schema):
    """A row that gave no task (dòng chưa đọc)."""

    place: str = Field(description="Where it stands in the file.")
    column: str = Field(description="Which column was the trouble.")
    words: str = Field(description="Its words.")
    reason: str = Field(description="Code of why it gave none.")


class Paper(Schema):
    """An assigning paper (văn bản giao nhiệm vụ) with the rows in the caller's sight."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    code: str = Field(description="Its code (mã).", examples=["57-NQ-TW"])
    number: str = Field(description="Its number as printed (số, ký hiệu).", examples=["57-NQ/TW"])
    kind: str = Field(description="Its type (loại).", examples=["conclusion"])
    title: str = Field(description="Its title (trích yếu).")
    issuer: str = Field(description="Code of the issuing body (cơ quan ban hành).", examples=["BCD"])
    signed_on: date = Field(description="The day it was signed (ngày ký).")
    programme: str = Field(description="Code of the programme (chương trình).", examples=["57"])
    sha256: str | None = Field(description="Hash of its file; null when it came without one.")
    position: int = Field(description="Its entry (bản ghi).")
    rows: list[RowShape] = Field(description="Rows in sight: for the public, those that became public tasks.")
    unread: list[UnreadShape] | None = Field(description="Rows that gave no task, for readers with a post.")


@router.get(
    "/meetings", response=answers(Meetings), operation_id="list_meetings", summary="Meetings up to a day"
)
def meetings(request: HttpRequest, marks: Query[Marks]) -> Meetings:
    """The meetings (phiên họp) of every programme in sight, newest first."""
    this = asked(request, marks)
    return Meetings(
        as_of=this.shape,
        meetings=[
            MeetingShape(
                code=one.code,
                programme=one.programme.code,
                body=one.body.code,
                held_on=one.held_on,
                title_vi=one.title_vi,
                title_en=one.title_en,
                position=one.entry_id,
            )
            for one in known_meetings.meetings(this.scope, this.asof)
        ],
    )


@router.get(
    "/papers/{path:code}", response=answers(Paper), operation_id="read_paper", summary="One paper on a day"
)
def paper(request: HttpRequest, code: str, marks: Query[Marks]) -> Paper:
    """One assigning paper with its rows and the tasks each became."""
    this = asked(request, marks)
    found = directives.directives(this.scope, this.asof).filter(code=code).first()
    if found is None:
        raise Unanswerable("paper.unknown", paper=code[:80])
    became: dict[int, list[str]] = defaultdict(list)
    given = tasks_as_of(this.asof, this.scope).filter(clause__directive=found).order_by("code")
    for clause_id, task in given.values_list("clause_id", "code"):
        became[clause_id].append(task)
    unread = None if this.scope.is_public else list(directives.unread_rows_of(found))
    return Paper(
        as_of=this.shape,
        code=found.code,
        number=found.number_text,
        kind=found.kind,
        title=found.title,
        issuer=found.issuer.code,
        signed_on=found.signed_on,
        programme=found.programme.code,
        sha256=found.file_sha256 or None,
        position=found.entry_id,
        rows=[
            RowShape(
                order=row.order,
                number=row.number_text,
                group=row.group_text,
                words=row.words,
                place=row.place,
                tasks=became[row.pk],
            )
            for row in clauses_in_sight(found, this.scope)
        ],
        unread=None
        if unread is None
        else [
            UnreadShape(place=row.place, column=row.column, words=row.words, reason=row.reason)
            for row in unread
        ],
    )
