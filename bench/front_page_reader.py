"""Fills the store that `front_page.py` names with tasks, times the review over it, prints what it measured as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import store

# isort: split
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.world import EVERYTHING, FOLLOWER, OFFICE, OFFICER, asof, build_world, noon

from camket.discipline.agencies.roles import EVERYONE, Publication
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, FieldDraft, open_programme, register_directive
from camket.discipline.directives.models import Programme
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.discipline.tasks.figures import task_rows
from camket.discipline.tasks.models import Acceptance, Claim, Share
from camket.discipline.tasks.settling import settle
from camket.record.actions import append
from camket.review.report.compiling import compile_review
from measuring import seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.tasks.figures import TaskRow

ON = date(2025, 10, 15)
GIVEN = date(2025, 2, 3)
AT = noon(ON)
LEADS = ("G06", "G01", "H42")
SIZES = (1_132, 10_000)
RUNS = 3
DONE, LATE = 485 / 1132, 86 / 1132


def draft(place: int, size: int) -> TaskDraft:
    share = place / size
    due = ON - timedelta(days=30) if share < DONE + LATE else ON + timedelta(days=60)
    return TaskDraft(
        code=f"57-{size}-{place:05d}",
        clause_order=place + 1,
        title=f"Nhiệm vụ số {place + 1}: xây dựng nền tảng dữ liệu dùng chung",
        product="Nền tảng chạy thật",
        reading=Reading(nature=Nature.DATED, due_date=due),
        deadline_text=f"{due:%d/%m/%Y}",
        leads=(LEADS[place % 3],),
        cooperating=(LEADS[(place + 1) % 3],) if place % 2 else (),
        field_code="I",
        publication=Publication.PUBLIC,
    )


@transaction.atomic
def give(size: int) -> None:
    """A paper of so many rows, its tasks, and the claims and acceptances of those that are done."""
    paper = f"{size}-KL-BCD"
    open_programme(
        code=f"57-{size}",
        name_vi="Chương trình thực hiện Nghị quyết 57-NQ/TW",
        name_en="Programme of Resolution 57-NQ/TW",
        owner="BCD",
        before_includes_day=True,
        publication=Publication.PUBLIC,
        synthetic=True,
        by=OFFICE,
        at=AT,
        on=GIVEN,
    )
    drafts = [draft(place, size) for place in range(size)]
    register_directive(
        code=paper,
        number_text=paper,
        kind="conclusion",
        title="Kết luận giao nhiệm vụ",
        issuer="BCD",
        signed_on=GIVEN,
        programme=f"57-{size}",
        clauses=[
            ClauseDraft(one.clause_order, str(one.clause_order), "I. Thể chế", one.title, "bảng 1")
            for one in drafts
        ],
        fields=[FieldDraft(code="I", name_vi="Thể chế", name_en="Institutions")],
        by=OFFICE,
        at=AT,
        on=GIVEN,
    )
    tasks = assign_tasks(directive=paper, drafts=drafts, by=OFFICE, at=AT, on=GIVEN)
    finish([task.pk for task in tasks[: round(size * DONE)]])


def finish(tasks: list[int]) -> None:
    claimed, accepted = ON - timedelta(days=45), ON - timedelta(days=44)
    entry = append(
        act="discipline.task.claim",
        by=OFFICER,
        at=AT,
        on=claimed,
        subjects=["bench:claims"],
        public={},
        private={},
    )
    leads = Share.objects.filter(task__in=range(tasks[0], tasks[-1] + 1), role="lead").values_list(
        "pk", flat=True
    )
    claims = Claim.objects.bulk_create(
        [
            Claim(
                entry=entry,
                share_id=share,
                on_date=claimed,
                product="Đã vận hành",
                person_code=OFFICER.person,
            )
            for share in leads
        ],
        batch_size=500,
    )
    assert len(claims) == len(tasks)
    entry = append(
        act="discipline.task.accept",
        by=FOLLOWER,
        at=AT,
        on=accepted,
        subjects=["bench:claims"],
        public={},
        private={},
    )
    Acceptance.objects.bulk_create(
        [Acceptance(entry=entry, claim=claim, on_date=accepted) for claim in claims], batch_size=500
    )
    settle(tasks, entry=entry)


def compile_both(size: int) -> list[dict[str, object]]:
    """The review for two readers, then the same table from a status kept in a column."""
    programme = Programme.objects.get(code=f"57-{size}")
    known = asof(ON)
    told: list[dict[str, object]] = []
    for scope, who in ((EVERYTHING, "the committee"), (EVERYONE, "anybody")):
        with CaptureQueriesContext(connection) as asked:
            found = compile_review(programme, known, scope)
        assert found.total == size
        assert found.completed == round(size * DONE)
        # An answer is kept in memory under its marks; an instant of its own makes each run count anew.
        runs = [
            seconds(partial(compile_review, programme, replace(known, known_at=AT + step), scope), runs=1)[0]
            for step in (timedelta(seconds=run) for run in range(RUNS))
        ]
        told.append({"what": f"review of {size:,} tasks, for {who}", "runs": runs, "queries": len(asked)})
    told.append(
        {
            "what": f"a stored status of {size:,} rows, GROUP BY",
            "runs": stored(task_rows(programme, known, EVERYTHING)),
            "queries": 1,
        }
    )
    return told


def stored(rows: Sequence[TaskRow]) -> list[float]:
    """What a status column gives: right on the day on which somebody last set it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain_task (code text PRIMARY KEY, agency bigint, status text)")
        cursor.executemany(
            "INSERT INTO plain_task VALUES (%s, %s, %s)", [(row.code, row.lead, row.standing) for row in rows]
        )

        def counted() -> int:
            cursor.execute("SELECT agency, status, count(*) FROM plain_task GROUP BY agency, status")
            return len(cursor.fetchall())

        runs = seconds(counted, runs=RUNS)
        cursor.execute("DROP TABLE plain_task")
    return runs


def main() -> None:
    store.migrate()
    with transaction.atomic():
        build_world()
    told = []
    for size in SIZES:
        give(size)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # as the server does by itself some seconds later
        told += compile_both(size)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
