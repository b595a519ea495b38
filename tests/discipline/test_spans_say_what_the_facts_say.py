"""The spans behind every list and count say what the facts say: by random acts, and where the two could part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.discipline.test_as_of_laws import CODES, do
from tests.long_way import long_way_rows
from tests.replay import require_replay_agrees, require_spans_agree, require_the_long_way_agrees
from tests.world import (
    EVERYTHING,
    OFFICE,
    PROVINCE_OFFICER,
    START,
    World,
    asof,
    noon,
)

from camket.discipline.agencies.models import Agency
from camket.discipline.agencies.roles import EVERYONE, Publication, Role, Scope
from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions import annul_act, correct_leads
from camket.discipline.tasks.figures import counted, task_rows
from camket.discipline.tasks.models import TaskSpan
from camket.discipline.tasks.settling import rebuild_spans
from camket.engine.figures import PartsDoNotAddUp
from camket.errors import Refused
from camket.record.queries import latest_position

if TYPE_CHECKING:
    from camket.discipline.directives.models import Programme

pytestmark = pytest.mark.django_db

DUE = date(2025, 2, 28)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["claim", "claim_province", "accept", "accept", "return", "extend", "withdraw", "annul", "leads"]
        ),
        st.sampled_from(CODES),
        st.integers(0, 6),
        st.integers(1, 20),
    ),
    min_size=3,
    max_size=14,
)


def the_programme() -> Programme:
    found = programme("57", EVERYTHING)
    assert found is not None
    return found


def mend(what: str, code: str, on: date, back: int) -> None:
    """An act taken back, or other leads; a refusal leaves nothing behind."""
    try:
        with transaction.atomic():
            if what == "annul":
                annul_act(entry=latest_position() - back % 6, reason="Nhầm", by=OFFICE, at=noon(on), on=on)
            else:
                leads = [("H42",), ("G06",), ("G06", "H42"), ("G01", "G06")][back % 4]
                correct_leads(task=code, leads=leads, reason="Đổi", by=OFFICE, at=noon(on), on=on)
    except Refused:
        pass


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_happens_spans_facts_and_record_agree(world: World, acts: list[tuple[str, str, int, int]]):
    point = transaction.savepoint()
    try:
        world.give(CODES[0], due=DUE)
        world.give(CODES[1], due=DUE, leads=("G06", "H42"))
        world.give(CODES[2], publication=Publication.RESTRICTED)
        on, claims = START, dict[str, int]()
        for what, code, wait, ahead in acts:
            on += timedelta(days=wait)
            if what in {"annul", "leads"}:
                mend(what, code, on, ahead)
            else:
                do(what, code, on, ahead, world, claims)
        require_replay_agrees()
        require_the_long_way_agrees()
    finally:
        transaction.savepoint_rollback(point)


def test_a_late_acceptance_changes_the_day_of_the_claim_from_its_place_on_only(world: World):
    world.give("57-01", due=DUE)
    claim = world.claim("57-01", on=date(2025, 2, 20))
    before = latest_position()
    world_after = date(2025, 3, 20)
    do("accept", "57-01", world_after, 0, world, {"57-01": claim})
    day = asof(date(2025, 2, 25))
    (then,) = task_rows(the_programme(), asof(date(2025, 2, 25), before), EVERYTHING)
    (now,) = task_rows(the_programme(), day, EVERYTHING)
    assert (then.standing, then.awaiting) == ("open_in_time", True)
    assert (now.standing, now.awaiting, now.done_date) == ("done_in_time", False, date(2025, 2, 20))


def test_an_annulled_acceptance_is_known_before_and_gone_after(world: World):
    world.give("57-01", due=DUE)
    accepted = world.finish("57-01", on=date(2025, 2, 20))
    on = date(2025, 3, 10)
    annul_act(entry=accepted, reason="Nhầm", by=OFFICE, at=noon(on), on=on)
    (then,) = task_rows(the_programme(), asof(on, accepted), EVERYTHING)
    (now,) = task_rows(the_programme(), asof(on), EVERYTHING)
    assert (then.standing, now.standing, now.awaiting) == ("done_in_time", "overdue", True)


def test_spans_made_anew_are_the_spans_that_the_acts_made(world: World):
    world.give("57-01", due=DUE, leads=("G06", "H42"))
    world.finish("57-01", on=date(2025, 2, 20))
    world.finish("57-01", on=date(2025, 3, 2), by=PROVINCE_OFFICER)
    made = TaskSpan.objects.count()
    TaskSpan.objects.all().delete()
    assert rebuild_spans() == made
    require_spans_agree()


def test_every_reader_counts_by_spans_what_the_facts_let_them_see(world: World):
    for number, publication in enumerate(Publication):
        world.give(f"57-0{number}", publication=publication)
    ministry = Agency.objects.get(code="G06").pk
    province = Agency.objects.get(code="H42").pk
    readers = [
        EVERYONE,
        EVERYTHING,
        Scope(role=Role.OFFICER, agency=ministry, agencies=frozenset({ministry})),
        Scope(role=Role.OFFICER, agency=province, agencies=frozenset({province})),
    ]
    seen = [task_rows(the_programme(), asof(START), scope) for scope in readers]
    assert [len(rows) for rows in seen] == [1, 3, 3, 2]
    assert seen == [long_way_rows(the_programme(), asof(START), scope) for scope in readers]
    totals = [sum(counted(the_programme(), asof(START), scope).value.counts.values()) for scope in readers]
    assert totals == [1, 3, 3, 2]


def test_a_count_that_misses_a_task_is_refused_and_names_it(world: World):
    world.give("57-01")
    world.give("57-02")
    lost = TaskSpan.objects.filter(code="57-02")
    lost.delete()
    with pytest.raises(PartsDoNotAddUp) as refusal:
        counted(the_programme(), asof(START), EVERYTHING)
    assert refusal.value.params["rows"] == "57-02"
    rebuild_spans()


def test_a_count_is_never_found_under_a_failed_acts_place(world: World):
    world.give("57-01")
    point = transaction.savepoint()
    world.give("57-02")
    assert counted(the_programme(), asof(START), EVERYTHING).value.of("undated") == 2
    transaction.savepoint_rollback(point)
    world.give("57-03", due=DUE)
    assert counted(the_programme(), asof(START), EVERYTHING).value.counts["undated"] == 1


def test_a_returned_claim_leaves_one_open_span_to_each_stretch_of_days(world: World):
    world.give("57-01", due=DUE)
    claim = world.claim("57-01", on=date(2025, 2, 20))
    do("return", "57-01", date(2025, 2, 21), 0, world, {"57-01": claim})
    newest = TaskSpan.objects.filter(known_until__gt=latest_position())
    assert [(span.from_day, span.awaiting) for span in newest] == [(START, False)]
