"""`camket days` prints our count beside the number that a paper states, with every day that makes the difference."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.world import SYSTEM, noon

from camket.cli import camket
from camket.discipline.deadlines.adopting import adopt_dated_data

if TYPE_CHECKING:
    from tests.world import World

ADOPTED = date(2026, 11, 20)


@pytest.fixture
def calendar(world: World) -> World:
    """The bundled calendar, adopted by the record."""
    adopt_dated_data(after=None, until=ADOPTED, by=SYSTEM, at=noon(ADOPTED))
    return world


def said(*words: str) -> str:
    return CliRunner().invoke(camket, ["days", *words]).output


@pytest.mark.usefixtures("calendar")
def test_the_hundred_days_of_the_plan_are_ninety_nine_by_the_calendar():
    printed = said("2026-07-10", "2026-11-30", "--stated", "100")
    assert "99 ngày làm việc (102 ngày" in printed
    assert "Văn bản nêu 100; đếm theo lịch được 99" in printed
    for day in ("31/8/2026", "01/9/2026", "02/9/2026", "24/11/2026", "22/8/2026"):
        assert day in printed


@pytest.mark.usefixtures("calendar")
def test_a_count_can_be_made_again_as_the_calendar_was_announced_then():
    span = ("2026-01-01", "2026-01-31")
    before, after = (said(*span, "--known-on", day) for day in ("2025-12-20", "2025-12-31"))
    assert "02/01/2026" not in before
    assert "02/01/2026" in after
    assert "10/01/2026" in after


@pytest.mark.usefixtures("calendar")
def test_what_is_no_day_is_refused_with_how_a_day_is_written():
    answer = CliRunner().invoke(camket, ["days", "31/11/2026", "2026-11-30"])
    assert answer.exit_code == 2
    assert "2025-10-15" in answer.output
