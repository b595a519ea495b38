"""The headline adds up, names its denominators, and once frozen shows what moved it afterwards."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.replay import signing_key
from tests.world import EVERYTHING, OFFICE, PROVINCE_OFFICER, World, asof, noon

from camket.discipline.agencies.roles import EVERYONE, Publication
from camket.discipline.deadlines.rules import Nature
from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions import annul_act
from camket.discipline.tasks.figures import STANDINGS
from camket.engine.figures import Counted, PartsDoNotAddUp, count
from camket.review.report.compiling import Review, compile_review
from camket.review.snapshots import queries as snapshots
from camket.review.snapshots.actions import (
    AlreadyFrozen,
    NothingMoved,
    freeze_figure,
    restate_figure,
    restate_moved,
)

DAY = date(2025, 10, 15)


def review(on: date = DAY) -> Review:
    found = programme("57", EVERYTHING)
    assert found is not None
    return compile_review(found, asof(on), EVERYTHING)


def a_small_programme(world: World) -> int:
    """Two done, one of them late; one open; one overdue; one continuing. Returns an acceptance to annul."""
    world.give("57-0001", due=date(2025, 6, 30))
    world.give("57-0002", due=date(2025, 6, 30), leads=("H42",))
    world.give("57-0003", due=date(2025, 12, 31), cooperating=("H42",))
    world.give("57-0004", due=date(2025, 9, 30))
    world.give("57-0005", nature=Nature.CONTINUING)
    acceptance = world.finish("57-0001", on=date(2025, 6, 1))
    world.finish("57-0002", on=date(2025, 7, 9), by=PROVINCE_OFFICER)
    return acceptance


def test_the_parts_make_the_whole_and_both_denominators_are_named(world: World) -> None:
    a_small_programme(world)
    found = review()
    assert (found.total, found.completed) == (5, 2)
    assert found.value.counts == {
        "done_in_time": 1,
        "done_late": 1,
        "open_in_time": 1,
        "overdue": 1,
        "undated": 1,
        "withdrawn": 0,
    }
    assert found.of_assigned == Fraction(2, 5)
    assert found.of_due == Fraction(2, 3)
    assert found.apart.continuing == 1


def test_the_table_by_body_partitions_tasks_by_first_lead(world: World) -> None:
    a_small_programme(world)
    found = review()
    assert sum(line.total for line in found.by_agency) == found.total
    lines = {line.key: line for line in found.by_agency}
    assert (lines["G06"].total, lines["H42"].total, lines["H42"].takes_part) == (4, 1, 1)


def test_nothing_to_measure_is_no_nought(world: World) -> None:
    world.give("57-0001", due=date(2025, 12, 31))
    assert review().of_due is None


def test_a_figure_whose_rows_fit_no_part_is_refused_and_names_them() -> None:
    rows = [Counted("57-0001", "overdue"), Counted("57-0002", "lost"), Counted("57-0001", "overdue")]
    with pytest.raises(PartsDoNotAddUp) as refusal:
        count(STANDINGS, rows, asof=asof(DAY, 1))
    assert refusal.value.params["rows"] == "57-0001, 57-0002"


def test_one_annulled_acceptance_moves_the_headline_and_restates_the_frozen_figure(world: World) -> None:
    acceptance = a_small_programme(world)
    frozen = freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    assert snapshots.value_of(frozen)["completed"] == 2
    later = date(2025, 10, 20)
    annul_act(entry=acceptance, reason="Sản phẩm chưa vận hành", by=OFFICE, at=noon(later), on=later)
    assert review().completed == 1
    (restated,) = restate_moved(
        programme="57", reason="Sản phẩm chưa vận hành", by=OFFICE, at=noon(later), on=later
    )
    assert snapshots.value_of(frozen)["completed"] == 2
    assert snapshots.value_of(restated)["completed"] == 1
    assert snapshots.value_of(restated)["overdue"] == 2
    assert restate_moved(programme="57", reason="Lần nữa", by=OFFICE, at=noon(later), on=later) == []


def test_a_figure_is_frozen_once_and_restated_only_when_it_moved(world: World) -> None:
    a_small_programme(world)
    frozen = freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    with pytest.raises(AlreadyFrozen):
        freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    with pytest.raises(NothingMoved):
        restate_figure(frozen=frozen, reason="Soát lại", by=OFFICE, at=noon(DAY), on=DAY)


def test_the_public_counts_only_what_is_public(world: World) -> None:
    world.give("57-0001", due=date(2025, 12, 31))
    world.give("57-0002", due=date(2025, 12, 31), publication=Publication.INTERNAL)
    world.give("57-0003", due=date(2025, 12, 31), publication=Publication.RESTRICTED)
    found = programme("57", EVERYONE)
    assert found is not None
    assert compile_review(found, asof(DAY), EVERYONE).total == 1
    assert review().total == 3
