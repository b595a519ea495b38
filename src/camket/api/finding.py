"""Calls: finding tasks, papers, bodies and people by words."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.finding import queries as finding

from .asking import AsOfShape, Marks, asked
from .openapi import answers

if TYPE_CHECKING:
    from camket.discipline.finding.queries import Found

router = Router(tags=["search"])


class SearchMarks(Marks):
    """The words, and as of when."""

    q: str = Field(
        max_length=200,
        description="Words to find: with or without tone marks, short forms or in full (“so khcn”).",
        examples=["so khcn"],
    )


class TaskHit(Schema):
    """A task that answers (nhiệm vụ)."""

    code: str = Field(description="Its code (mã).", examples=["57-0412"])
    title: str = Field(description="Its title as in force on the day.")
    programme: str = Field(description="Code of its programme (chương trình).", examples=["57"])
    standing: str = Field(description="By dates alone (thời hạn).", examples=["overdue"])


class NamedHit(Schema):
    """A paper, a body or a holder of a post that answers."""

    code: str = Field(description="Code of the paper, the body or the post.")
    name: str = Field(description="What it is called in Vietnamese.")


class SearchAnswer(Schema):
    """What answers a search, best first, in the caller's sight."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    tasks: list[TaskHit] = Field(description="The best twenty; /tasks?q= lists them all.")
    n_tasks: int = Field(description="How many tasks were found; with more_tasks, at least so many.")
    more_tasks: bool = Field(description="True when there are more than were looked at.")
    papers: list[NamedHit] = Field(description="Assigning papers (văn bản giao nhiệm vụ).")
    agencies: list[NamedHit] = Field(description="Bodies, also those that ended (cơ quan).")
    people: list[NamedHit] = Field(description="Holders of posts; empty for the public (người).")


@router.get(
    "/search", response=answers(SearchAnswer), operation_id="search", summary="What answers some words"
)
def search(request: HttpRequest, marks: Query[SearchMarks]) -> SearchAnswer:
    """Tasks, papers, bodies and people that hold every word, in one of its forms."""
    this = asked(request, marks)
    found: Found = finding.find(marks.q, this.asof, this.scope)
    return SearchAnswer(
        as_of=this.shape,
        tasks=[
            TaskHit(code=one.code, title=one.title_now, programme=one.programme.code, standing=one.standing)
            for one in found.tasks
        ],
        n_tasks=found.n_tasks,
        more_tasks=found.more_tasks,
        papers=[NamedHit(code=one.code, name=f"{one.number_text} {one.title}") for one in found.papers],
        agencies=[NamedHit(code=one.code, name=one.name_vi) for one in found.bodies],
        people=[NamedHit(code=one.post.code, name=one.person.full_name) for one in found.people],
    )
