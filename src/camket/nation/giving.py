"""The acts by which a planned programme is opened and its papers give their tasks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.queries import reading_of
from camket.discipline.directives.actions import (
    ClauseDraft,
    FieldDraft,
    PaperFile,
    open_programme,
    register_directive,
)
from camket.discipline.meetings.actions import conclude, hold_meeting
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.record.queries import latest_position

from .bodies import names
from .days import written
from .playing import MEETING, POSTS, Act

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from camket.discipline.deadlines.rules import Reading
    from camket.record.rules import Actor

    from .plan import Paper, Plan, PlannedTask
    from .playing import Stage


@dataclass(frozen=True, slots=True)
class Desk:
    """Who steers a programme."""

    office: Actor
    followers: tuple[Actor, ...]

    def follower(self, code: str) -> Actor:
        """The officer who follows a task."""
        return self.followers[sum(code.encode()) % len(self.followers)]


def giving_acts(plan: Plan, desk: Desk) -> Iterator[Act]:
    """The programme is opened, and each paper is registered, concluded from its meeting and turned into tasks."""
    yield Act(plan.opened_on, POSTS, partial(_open, plan, desk))
    for n, paper in enumerate(plan.papers, start=1):
        yield Act(paper.on, MEETING, partial(_give, plan, paper, desk, n))


def _open(plan: Plan, desk: Desk, _stage: Stage, at: datetime) -> None:
    open_programme(
        code=plan.code,
        name_vi=plan.name_vi,
        name_en=plan.name_en,
        owner=plan.owner,
        before_includes_day=True,
        publication=Publication.PUBLIC if plan.public else Publication.INTERNAL,
        synthetic=True,
        by=desk.office,
        at=at,
        on=plan.opened_on,
    )


def _give(plan: Plan, paper: Paper, desk: Desk, n: int, stage: Stage, at: datetime) -> None:
    if paper.meeting is not None:
        hold_meeting(
            code=paper.meeting,
            programme=plan.code,
            body=plan.owner,
            title_vi=paper.meeting_title[0],
            title_en=paper.meeting_title[1],
            by=desk.office,
            at=at,
            on=paper.on,
        )
    _register(plan, paper, desk, at)
    if paper.meeting is not None:
        conclude(meeting=paper.meeting, directive=paper.code, by=desk.office, at=at, on=paper.on)
    readings = {
        words: reading_of(words, issued_on=paper.on, before_includes_day=True, position=latest_position())
        for words in sorted({task.words for task in paper.tasks})
    }
    assign_tasks(
        directive=paper.code,
        drafts=[
            _draft(plan, order, task, readings[task.words]) for order, task in enumerate(paper.tasks, start=1)
        ],
        by=desk.office,
        at=at,
        on=paper.on,
    )
    stage.told(f"{plan.code}: {n}/{len(plan.papers)} {'phiên họp' if paper.meeting else 'văn bản'}")


def _register(plan: Plan, paper: Paper, desk: Desk, at: datetime) -> None:
    headings = {code: f"{code}. {name}" for code, name, _ in plan.fields}
    register_directive(
        code=paper.code,
        number_text=paper.number_text,
        kind=paper.kind,
        title=paper.title,
        issuer=plan.owner,
        signed_on=paper.on,
        programme=plan.code,
        clauses=[
            ClauseDraft(
                order=order,
                number_text=str(order),
                group_text=headings[task.field],
                words=task.title,
                place=f"phụ lục, dòng {order}",
            )
            for order, task in enumerate(paper.tasks, start=1)
        ],
        fields=[FieldDraft(code=code, name_vi=vi, name_en=en) for code, vi, en in plan.fields],
        file=PaperFile(
            file_name=f"{paper.code}.txt", media_type="text/plain", content=_printed(paper).encode()
        ),
        by=desk.office,
        at=at,
        on=paper.on,
    )


def _printed(paper: Paper) -> str:
    lines = [
        "DỮ LIỆU GIẢ LẬP - KHÔNG PHẢI VĂN BẢN THẬT",
        f"Số {paper.number_text}, ngày {written(paper.on)}",
        paper.title,
        "",
        *(
            f"{order}. {task.title}. Chủ trì: {_named(task.leads)}. Thời hạn: {task.words}."
            for order, task in enumerate(paper.tasks, start=1)
        ),
    ]
    return "\n".join(lines) + "\n"


def _named(codes: tuple[str, ...]) -> str:
    return "; ".join(names()[code] for code in codes)


def _draft(plan: Plan, order: int, task: PlannedTask, reading: Reading) -> TaskDraft:
    publication = Publication.PUBLIC if plan.public else Publication.INTERNAL
    return TaskDraft(
        code=task.code,
        clause_order=order,
        title=task.title[:-1] if task.misspelt else task.title,
        reading=reading,
        deadline_text=task.words,
        leads=task.leads,
        cooperating=task.cooperating,
        product=task.product,
        leads_text=_named(task.leads),
        cooperating_text=_named(task.cooperating),
        field_code=task.field,
        publication=Publication.RESTRICTED if task.restricted else publication,
    )
