"""Rows of lists, read from spans, tell what the facts worked out at length tell, to every reader on every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.long_way import long_way
from tests.world import EVERYTHING, FOLLOWER, OFFICE, START, World, noon

from camket.discipline.agencies.roles import EVERYONE, Publication, Scope
from camket.discipline.claims.actions import accept_completion
from camket.discipline.directives.models import Programme
from camket.discipline.mendings.actions import correct_words
from camket.discipline.redating.actions import extend_deadline
from camket.discipline.tasks.listed import tasks_listed
from camket.discipline.tasks.rules import CorrectedField
from camket.discipline.tasks.spans import spans_on
from camket.periods import AsOf
from camket.record import queries as record

TOLD = (
    *("code", "due_date", "done_date", "withdrawn_date", "nature", "continues", "awaiting", "carried"),
    *("lead_id", "first_due", "title_now", "product_now"),
)
CORRECTED = date(2025, 3, 3)


@pytest.fixture
def lived(world: World) -> World:
    world.give("57-01", due=date(2025, 6, 30), leads=("G06", "H42"))
    world.give("57-02", due=date(2025, 2, 1))
    world.give("57-03", publication=Publication.RESTRICTED)
    world.give("57-04", due=date(2025, 5, 5), publication=Publication.INTERNAL)
    correct_words(
        task="57-02",
        field=CorrectedField.TITLE,
        after="Nền tảng đã đính chính",
        reason="Chép nhầm",
        by=OFFICE,
        at=noon(CORRECTED),
        on=CORRECTED,
    )
    extended = CORRECTED + timedelta(days=1)
    extend_deadline(
        task="57-04",
        due=date(2025, 9, 9),
        reason="Chờ vốn",
        asked_by="G06",
        by=OFFICE,
        at=noon(extended),
        on=extended,
    )
    claim = world.claim("57-02", on=date(2025, 4, 1))
    accept_completion(claim=claim, by=FOLLOWER, at=noon(date(2025, 4, 3)), on=date(2025, 4, 3))
    return world


@pytest.mark.parametrize("scope", [EVERYTHING, EVERYONE], ids=["committee", "public"])
@pytest.mark.parametrize("on", [START, date(2025, 3, 2), CORRECTED, date(2025, 4, 2), date(2025, 10, 15)])
def test_a_row_of_a_list_tells_what_the_facts_tell(lived: World, scope: Scope, on: date):
    programme, newest = Programme.objects.get(code=lived.programme), record.latest_position()
    for position in (newest, newest - 2, newest // 2):
        asof = AsOf(on=on, known_at=None, position=position)
        rows = tasks_listed(spans_on(programme, asof, scope), asof, scope)
        slow = long_way(asof, scope).filter(programme=programme)
        assert [[getattr(row, name) for name in TOLD] for row in rows] == [
            [getattr(task, name) for name in TOLD] for task in slow
        ]
