"""A call asks the database as often for two hundred tasks as for ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.doors.api_calls import API, DAY
from tests.world import OFFICE, START, World, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, FieldDraft, register_directive
from camket.discipline.tasks.actions import TaskDraft, assign_tasks

if TYPE_CHECKING:
    from django.test import Client

CALLS = (
    "review?programme=57&on=2025-10-15",
    "tasks?programme=57&on=2025-10-15&limit=500",
    "tasks?programme=57&on=2025-10-15&limit=500&standing=overdue&agency=G06&field=I&q=viec",
    "tasks/57-1001?on=2025-10-15",
    "agencies",
    "papers/1-PL",
    "record/entries?limit=500",
)


def give_many(paper: str, first: int, n: int) -> None:
    """One paper whose rows become tasks, in one act."""
    register_directive(
        code=paper,
        number_text=paper,
        kind="plan",
        title="Kế hoạch",
        issuer="BCD",
        signed_on=START,
        programme="57",
        clauses=[
            ClauseDraft(
                order=order, number_text=str(order), group_text="I", words="Việc", place=f"dòng {order}"
            )
            for order in range(1, n + 1)
        ],
        fields=[FieldDraft(code="I", name_vi="Thể chế", name_en="Institutions")],
        by=OFFICE,
        at=noon(START),
        on=START,
    )
    drafts = [
        TaskDraft(
            code=f"57-{first + order}",
            clause_order=order,
            title="Việc phải làm",
            reading=Reading(nature=Nature.DATED, due_date=DAY.replace(day=1 + order % 28)),
            deadline_text="tháng 10/2025",
            leads=("G06" if order % 2 else "H42",),
            cooperating=("G01",),
            field_code="I",
            publication=Publication.PUBLIC,
        )
        for order in range(1, n + 1)
    ]
    assign_tasks(directive=paper, drafts=drafts, by=OFFICE, at=noon(START), on=START)


def queries_of(client: Client) -> dict[str, int]:
    counted = {}
    for where in CALLS:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"{API}{where}")
        assert response.status_code == 200, where
        counted[where] = len(captured)
    return counted


def test_the_number_of_queries_does_not_grow_with_the_tasks(world: World, client: Client) -> None:
    assert world.papers == 0
    give_many("1-PL", 1000, 10)
    few = queries_of(client)
    give_many("2-PL", 2000, 190)
    assert len(client.get(f"{API}tasks?limit=500&on={DAY}").json()["tasks"]) == 200
    assert queries_of(client) == few
