"""Calls: posts and programmes on a day, what was said anew about an entry, and what the catalogues lack."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.agencies import queries as agencies
from camket.discipline.catalogues import queries as catalogues
from camket.discipline.catalogues.coverage import coverage
from camket.discipline.directives import queries as directives

from .asking import MOST_ROWS, AsOfShape, Marks, asked
from .openapi import answers
from .problems import Unanswerable

if TYPE_CHECKING:
    from camket.discipline.catalogues.queries import Told

router = Router(tags=["catalogues"])


class PostMarks(Marks):
    """The two clocks, and which posts."""

    agency: str = Field(default="", description="Code of the body (cơ quan); all bodies when empty.")
    after: str = Field(default="", description="Posts whose codes come after this one.")


class PostShape(Schema):
    """A place in an agency (vị trí công tác)."""

    code: str = Field(description="Its code (mã).")
    agency: str = Field(description="Code of its agency.")
    title_vi: str = Field(description="Vietnamese title.")
    title_en: str = Field(description="English title.")
    role: str = Field(description="What it may do (vai trò).", examples=["officer"])
    valid_from: date = Field(description="Since when it stands.")
    held: bool = Field(description="Whether somebody holds it on the day.")
    held_from: date | None = Field(description="Since when the holder holds it; null when vacant.")
    holder: str | None = Field(
        description="The holder's full name, for callers with a post; null for others."
    )
    position: int = Field(description="The entry that established it (bản ghi).")


class PostList(Schema):
    """Posts of a day in order of their codes."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    posts: list[PostShape] = Field(description=f"At most {MOST_ROWS}.")
    next_after: str | None = Field(description="Where the next page begins; null at the end.")


class FieldShape(Schema):
    """A group of a programme's tasks (nhóm nhiệm vụ)."""

    code: str = Field(description="Its code within the programme.")
    name_vi: str = Field(description="Vietnamese name on the day.")
    name_en: str = Field(description="English name on the day.")
    order: int = Field(description="Its place on the day.")


class ProgrammeEntryShape(Schema):
    """A programme with its settings on the day (chương trình)."""

    code: str = Field(description="Its code.", examples=["57"])
    name_vi: str = Field(description="Vietnamese name on the day.")
    name_en: str = Field(description="English name on the day.")
    owner: str = Field(description="Code of the body that owns it (cơ quan chủ quản).")
    opened_on: date = Field(description="The day it was opened.")
    closed_on: date | None = Field(
        description="The day from which it takes no papers; null while it goes on."
    )
    before_includes_day: bool = Field(description="Whether work due before a day may be done on it.")
    publication: str = Field(description="Who may know of it.", examples=["public"])
    fields: list[FieldShape] = Field(description="In their order.")
    position: int = Field(description="The entry that opened it.")


class ProgrammeList(Schema):
    """The programmes that the caller may know of."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    programmes: list[ProgrammeEntryShape] = Field(description="Oldest first.")


class ChangeShape(Schema):
    """One act that said an entry of a catalogue anew."""

    position: int = Field(description="Its entry (bản ghi).")
    from_date: date | None = Field(
        description="Since when it holds; null for a mistake mended, which holds always."
    )
    changes: dict[str, list[Any]] = Field(description="Each attribute with what was and what is.")
    source: str = Field(description="The paper behind it (căn cứ).")
    reason: str = Field(description="Why (lý do).")


class ChangeList(Schema):
    """What was said anew about one entry."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    subject: str = Field(description="The entry.", examples=["agency:G06"])
    changes: list[ChangeShape] = Field(description="Newest first.")


class LackShape(Schema):
    """One thing that a catalogue lacks."""

    lack: str = Field(description="What lacks.", examples=["post_vacant"])
    subject: str = Field(description="The agency, post or day that it lacks.")
    agency: str | None = Field(description="Code of the agency concerned.")
    tasks: int | None = Field(description="Open tasks that wait for it, in the caller's sight.")


class Lacking(Schema):
    """What the catalogues lack on a day (độ phủ danh mục)."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    bodies: int = Field(description="Agencies that stand on the day.")
    posts: int = Field(description="Posts that stand on the day.")
    lacks: list[LackShape] = Field(description="Kind by kind.")


@router.get("/posts", response=answers(PostList), operation_id="list_posts", summary="Posts on a day")
def post_list(request: HttpRequest, marks: Query[PostMarks]) -> PostList:
    """The posts of a day (vị trí công tác); holders' names are told to callers with a post alone."""
    this = asked(request, marks)
    body = agencies.agency(marks.agency) if marks.agency else None
    if marks.agency and (body is None or body.entry_id > this.asof.position):
        raise Unanswerable("agency.unknown", agency=marks.agency[:40])
    found = catalogues.posts_on(this.asof, agency=body.pk if body else None).filter(code__gt=marks.after)
    page = list(found[: MOST_ROWS + 1])
    return PostList(
        as_of=this.shape,
        posts=[
            PostShape(
                code=line.post.code,
                agency=line.post.agency.code,
                title_vi=line.post.title_vi,
                title_en=line.post.title_en,
                role=line.post.role,
                valid_from=line.post.valid_from,
                held=line.held is not None,
                held_from=line.held.from_date if line.held else None,
                holder=line.held.person.full_name if line.held and not this.scope.is_public else None,
                position=line.post.entry_id,
            )
            for line in catalogues.post_lines(page[:MOST_ROWS], this.asof)
        ],
        next_after=page[MOST_ROWS - 1].code if len(page) > MOST_ROWS else None,
    )


@router.get(
    "/catalogues/programmes",
    response=answers(ProgrammeList),
    operation_id="list_programme_entries",
    summary="Programmes as dated data",
)
def programme_list(request: HttpRequest, marks: Query[Marks]) -> ProgrammeList:
    """The programmes that the caller may know of (chương trình), with their groups of tasks."""
    this = asked(request, marks)
    bodies = agencies.agencies_by_id()
    return ProgrammeList(
        as_of=this.shape,
        programmes=[
            ProgrammeEntryShape(
                code=one.code,
                name_vi=one.name_vi,
                name_en=one.name_en,
                owner=bodies[one.owner_id].code,
                opened_on=one.opened_on,
                closed_on=one.closed_on,
                before_includes_day=one.before_includes_day,
                publication=one.publication,
                fields=[
                    FieldShape(code=each.code, name_vi=each.name_vi, name_en=each.name_en, order=each.order)
                    for each in fields
                ],
                position=one.entry_id,
            )
            for one, fields in catalogues.programme_lines(this.scope, this.asof)
        ],
    )


@router.get(
    "/agencies/{code}/changes",
    response=answers(ChangeList),
    operation_id="list_agency_changes",
    summary="What was corrected about a body",
)
def agency_changes(request: HttpRequest, code: str, marks: Query[Marks]) -> ChangeList:
    """What was said anew about a body's entry (đính chính)."""
    this = asked(request, marks)
    body = agencies.agency(code)
    if body is None or body.entry_id > this.asof.position:
        raise Unanswerable("agency.unknown", agency=code[:40])
    subject = f"agency:{code}"
    told = catalogues.changes_of(subject, position=this.asof.position)
    return ChangeList(as_of=this.shape, subject=subject, changes=[_change(one) for one in told])


@router.get(
    "/programmes/{code}/changes",
    response=answers(ChangeList),
    operation_id="list_programme_changes",
    summary="What was changed about a programme",
)
def programme_changes(request: HttpRequest, code: str, marks: Query[Marks]) -> ChangeList:
    """What was decided anew about a programme the caller may know of."""
    this = asked(request, marks)
    found = directives.programme(code, this.scope)
    if found is None or found.entry_id > this.asof.position:
        raise Unanswerable("programme.unknown", programme=code[:40])
    subject = f"programme:{code}"
    told = catalogues.changes_of(subject, position=this.asof.position)
    return ChangeList(as_of=this.shape, subject=subject, changes=[_change(one) for one in told])


def _change(one: "Told") -> ChangeShape:
    bodies = agencies.agencies_by_id()
    changes: dict[str, list[Any]] = {}
    for name, was, is_ in one.changes:
        if name == "owner_id":
            changes["owner"] = [bodies[was].code, bodies[is_].code]
        elif name not in {"sort_key", "folded"}:
            changes[name] = [was, is_]
    return ChangeShape(
        position=one.entry.position,
        from_date=one.from_date,
        changes=changes,
        source=one.source,
        reason=one.reason,
    )


@router.get("/coverage", response=answers(Lacking), operation_id="read_coverage", summary="What lacks")
def lacking(request: HttpRequest, marks: Query[Marks]) -> Lacking:
    """What the catalogues lack on a day, as far as the caller may see."""
    this = asked(request, marks)
    found = coverage(this.asof, this.scope)
    return Lacking(
        as_of=this.shape,
        bodies=found.n_bodies,
        posts=found.n_posts,
        lacks=[
            LackShape(
                lack=one.lack.value,
                subject=one.subject,
                agency=one.body.code if one.body else None,
                tasks=one.tasks,
            )
            for one in found.missing
        ],
    )
