"""A whole intake taken back: its tasks are on no day's list, and the paper can be taken in again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.world import CHAIR, EVERYTHING, FOLLOWER, MINISTER, OFFICER, World, asof, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.claims.actions import report_progress
from camket.discipline.directives.models import Directive
from camket.discipline.directives.queries import programme
from camket.discipline.duties.actions import put_in_charge
from camket.discipline.mendings.actions import annul_bulk
from camket.discipline.mendings.actions.annulling import AlreadyAnnulled, BeforeAct, LeanedOn, NotAnnullable
from camket.discipline.mendings.queries import intakes_of, taken_back, was_taken_back
from camket.discipline.tasks.actions.entering import NotYoursToSteer, UnknownTask
from camket.discipline.tasks.figures import task_rows
from camket.discipline.tasks.models import Task
from camket.discipline.tasks.queries import task_as_of
from camket.record import queries as record

DUE, DAY = date(2025, 6, 30), date(2025, 4, 4)
NEXT = DAY + timedelta(days=1)


def intake_of(code: str) -> int:
    return Task.objects.get(code=code).entry_id


def test_tasks_taken_back_are_on_no_days_list(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE, publication=Publication.RESTRICTED)
    before = record.latest_position()
    for code in ("57-1", "57-2"):
        world.annul(intake_of(code), on=DAY)
    found = programme("57", EVERYTHING)
    assert found is not None
    assert task_rows(found, asof(DUE), EVERYTHING) == []
    assert task_rows(found, asof(DAY - timedelta(days=9)), EVERYTHING) == []
    assert len(task_rows(found, asof(DUE, before), EVERYTHING)) == 2
    with pytest.raises(UnknownTask):
        world.claim("57-1", on=DAY)


def test_the_paper_says_it_was_taken_back_and_by_which_entry(world: World) -> None:
    world.give("57-1", due=DUE)
    paper = Directive.objects.get()
    assert intakes_of(paper, asof(DAY)) == [intake_of("57-1")]
    assert not was_taken_back(paper, asof(DAY))
    entry = world.annul(intake_of("57-1"), on=DAY)
    assert was_taken_back(paper, asof(DAY))
    assert [(row.entry_id, row.reason) for row in taken_back(paper, asof(DAY))] == [(entry, "Ghi nhầm")]
    assert not was_taken_back(paper, asof(DAY, entry - 1))


def test_an_intake_is_not_taken_back_under_what_leans_on_it(world: World) -> None:
    world.give("57-1", due=DUE)
    words = {"words": "Đang làm", "by": OFFICER, "at": noon(DAY), "on": DAY}
    progress = report_progress(task="57-1", **words).entry_id
    put_in_charge(post="g06-can-bo", tasks=["57-1"], by=MINISTER, at=noon(DAY), on=DAY)
    claim = world.claim("57-1", on=DAY)
    with pytest.raises(LeanedOn) as told:
        world.annul(intake_of("57-1"), on=NEXT)
    assert told.value.params["entries"] == f"№ {claim}, № {progress}"
    world.annul(claim, on=NEXT)
    world.annul(progress, on=NEXT)
    world.annul(intake_of("57-1"), on=NEXT)
    assert task_as_of("57-1", asof(DUE), EVERYTHING) is None


def test_who_may_not_and_what_cannot_be_taken_back(world: World) -> None:
    world.give("57-1", due=DUE)
    intake = intake_of("57-1")
    with pytest.raises(NotYoursToSteer):
        world.annul(intake, on=DAY, by=MINISTER)
    with pytest.raises(BeforeAct):
        annul_bulk(entry=intake, reason="Nhầm", by=CHAIR, at=noon(DAY), on=date(2025, 1, 1))
    with pytest.raises(NotAnnullable):
        annul_bulk(entry=1, reason="Nhầm", by=CHAIR, at=noon(DAY), on=DAY)
    world.annul(intake, on=DAY, by=FOLLOWER)
    with pytest.raises(AlreadyAnnulled):
        world.annul(intake, on=DAY)
