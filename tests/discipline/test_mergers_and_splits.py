"""A task of a body that passed into another is found under the heir and still reads the old name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.world import EVERYTHING, SYSTEM, World, asof, noon

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.actions import (
    AlreadySucceeded,
    HeirNotSuccessor,
    register_agencies,
    succeed_agency,
)
from camket.discipline.agencies.intake import bundled_catalogue
from camket.discipline.directives.queries import programme
from camket.record.queries import latest_position
from camket.review.report.compiling import compile_review

if TYPE_CHECKING:
    from camket.discipline.agencies.catalogue import AgencyRow

MERGED = date(2025, 7, 1)


def register(*codes: str) -> None:
    rows = {row.code: row for row in bundled_catalogue().agencies}
    wanted: list[AgencyRow] = []

    def take(code: str) -> None:
        row = rows[code]
        if (
            row.parent
            and agencies.agency(row.parent) is None
            and row.parent not in [one.code for one in wanted]
        ):
            take(row.parent)
        wanted.append(row)

    for code in codes:
        take(code)
    register_agencies(rows=wanted, by=SYSTEM, at=noon(date(2025, 1, 2)), on=date(2025, 1, 2))


def merge(*, heir: str = "T37") -> None:
    succeed_agency(
        kind="merge",
        predecessors=["H25", "H40"],
        successors=["T37"],
        heir=heir,
        source="Nghị quyết 202/2025/QH15",
        confirmed=True,
        by=SYSTEM,
        at=noon(MERGED),
        on=MERGED,
    )


def test_a_2024_task_of_ha_nam_is_found_under_ninh_binh_and_still_reads_ha_nam(world: World) -> None:
    register("H25", "H40", "T37")
    world.give("57-0001", due=date(2025, 12, 31), leads=("H25",))
    merge()
    found = programme("57", EVERYTHING)
    assert found is not None
    (before,) = compile_review(found, asof(date(2025, 6, 30)), EVERYTHING).by_agency
    (after,) = compile_review(found, asof(MERGED), EVERYTHING).by_agency
    assert (before.key, after.key) == ("H25", "T37")
    own = agencies.agency("H25")
    assert own is not None
    assert "Hà Nam" in own.name_vi


@pytest.mark.usefixtures("world")
def test_a_body_no_longer_stands_on_the_day_it_passed_into_another() -> None:
    register("H25", "H40", "T37")
    merge()
    standing = {row.code for row in agencies.agencies_on(asof(MERGED))}
    assert "T37" in standing
    assert not {"H25", "H40"} & standing
    assert {"H25", "H40"} <= {row.code for row in agencies.agencies_on(asof(date(2025, 6, 30)))}


@pytest.mark.usefixtures("world")
def test_a_merger_known_later_does_not_change_what_was_known() -> None:
    register("H25", "H40", "T37")
    position = latest_position()
    merge()
    assert "H25" in {row.code for row in agencies.agencies_on(asof(date(2025, 8, 1), position))}


def test_a_split_leaves_its_tasks_with_one_heir(world: World) -> None:
    register("H25", "H40", "T37")
    world.give("57-0001", due=date(2025, 12, 31), leads=("T37",))
    day = date(2025, 9, 1)
    succeed_agency(
        kind="split",
        predecessors=["T37"],
        successors=["H25", "H40"],
        heir="H40",
        source="ví dụ",
        confirmed=False,
        by=SYSTEM,
        at=noon(day),
        on=day,
    )
    found = programme("57", EVERYTHING)
    assert found is not None
    assert [line.key for line in compile_review(found, asof(day), EVERYTHING).by_agency] == ["H40"]


@pytest.mark.usefixtures("world")
def test_a_body_ends_once_and_its_heir_is_one_that_takes_over() -> None:
    register("H25", "H40", "T37")
    with pytest.raises(HeirNotSuccessor):
        merge(heir="H25")
    merge()
    with pytest.raises(AlreadySucceeded):
        merge()
