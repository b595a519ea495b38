"""Terms in working days are counted by the calendar when a paper or a running sheet is taken in."""

from __future__ import annotations

from datetime import date

import pytest
from tests.province import ENTERED, build_province, proposal_of, table
from tests.sheets import opened, row, sheet
from tests.world import SYSTEM, noon

from camket.discipline.deadlines.actions import adopt_calendar_days
from camket.discipline.deadlines.intake import calendar_days
from camket.discipline.deadlines.rules import Nature

pytestmark = pytest.mark.django_db

TERM = "Trong thời hạn 10 ngày làm việc kể từ ngày 20/8/2026"
DUE = date(2026, 9, 7)
"""31 August, 1 and 2 September 2026 are off and Saturday 22 August is worked (the days of the 2026 calendar)."""
WITHOUT_CALENDAR = date(2026, 9, 3)


def annex(words: str):
    return table(("1", "Rà soát quy trình nội bộ", "Sở Tư pháp", "", "Báo cáo", words))


@pytest.fixture(autouse=True)
def _province() -> None:
    build_province()


def announce() -> None:
    adopt_calendar_days(days=calendar_days(), by=SYSTEM, at=noon(ENTERED), on=ENTERED)


def test_a_paper_counts_its_working_days_by_the_calendar_of_the_record():
    (plain,) = proposal_of(annex(TERM)).rows
    announce()
    (counted,) = proposal_of(annex(TERM)).rows

    assert (plain.reading.nature, plain.reading.due_date) == (Nature.DATED, WITHOUT_CALENDAR)
    assert (counted.reading.nature, counted.reading.due_date) == (Nature.DATED, DUE)


def test_a_term_from_an_event_still_waits():
    announce()
    (waiting,) = proposal_of(annex("10 ngày làm việc kể từ ngày ban hành Nghị định")).rows

    assert waiting.reading.nature is Nature.WAITING


def test_a_running_sheet_counts_them_too():
    announce()
    (counted,) = opened(sheet([row(1, due=TERM)])).rows

    assert (counted.reading.nature, counted.due) == (Nature.DATED, DUE)
