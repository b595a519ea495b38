"""What the tests of dated data share: the packaged calendar and rules in the record, and tasks counted by them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.world import OFFICE, SYSTEM, noon

from camket.discipline.deadlines.adopting import adopt_dated_data
from camket.discipline.deadlines.queries import reading_of
from camket.discipline.directives.actions import ClauseDraft, FieldDraft, register_directive
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.record import queries as record

if TYPE_CHECKING:
    from tests.world import World

    from camket.discipline.agencies.roles import Publication

GIVEN = date(2026, 8, 20)
WORDS = "10 ngày làm việc kể từ ngày 20/8/2026"
DUE_BEFORE = date(2026, 9, 7)
"""Ten working days after 20 August 2026: 31 August, 1 and 2 September are off, Saturday 22 August is worked."""


def adopt(on: date = GIVEN) -> None:
    """The packaged dated data, as announced by a day."""
    adopt_dated_data(after=None, until=on, by=SYSTEM, at=noon(on))


def give(world: World, codes: dict[str, str], *, publication: Publication, on: date = GIVEN) -> None:
    """One paper whose tasks have these words for deadlines, read as the record reads them that day."""
    world.papers += 1
    paper = f"{world.papers}-KH-BCD"
    register_directive(
        code=paper,
        number_text=f"{world.papers}-KH/BCĐ",
        kind="plan",
        title="Kế hoạch giao việc",
        issuer="BCD",
        signed_on=on,
        programme=world.programme,
        clauses=[
            ClauseDraft(
                order=place, number_text=str(place), group_text="I", words=words, place=f"dòng {place}"
            )
            for place, words in enumerate(codes.values(), start=1)
        ],
        fields=[FieldDraft(code="I", name_vi="Thể chế", name_en="Institutions")],
        by=OFFICE,
        at=noon(on),
        on=on,
    )
    assign_tasks(
        directive=paper,
        drafts=[
            TaskDraft(
                code=code,
                clause_order=place,
                title="Chuẩn hóa dữ liệu đất đai",
                reading=reading_of(
                    words, issued_on=on, before_includes_day=True, position=record.latest_position()
                ),
                deadline_text=words,
                leads=("G06",),
                field_code="I",
                publication=publication,
            )
            for place, (code, words) in enumerate(codes.items(), start=1)
        ],
        by=OFFICE,
        at=noon(on),
        on=on,
    )
