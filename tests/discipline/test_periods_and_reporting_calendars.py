"""Periods are half-open, name themselves, and are cut by the calendar of their reporting regime."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.discipline.deadlines.intake import reporting_calendars
from camket.periods import AsOf, Period, PeriodKind, ReportingCalendar, day_of

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
CUT_KINDS = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.DAY])
CALENDARS = st.builds(ReportingCalendar, code=st.just("any"), cut_day=st.integers(1, 28))


@pytest.mark.parametrize(
    ("period", "code", "first", "last", "label"),
    [
        (Period.day(date(2025, 10, 15)), "2025-10-15", "2025-10-15", "2025-10-15", "Ngày 15/10/2025"),
        (Period.month(2024, 2), "2024-02", "2024-02-01", "2024-02-29", "Tháng 02/2024"),
        (Period.quarter(2025, 4), "2025-Q4", "2025-10-01", "2025-12-31", "Quý IV/2025"),
        (Period.half_year(2026, 1), "2026-H1", "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"),
        (Period.half_year(2026, 2), "2026-H2", "2026-07-01", "2026-12-31", "6 tháng cuối năm 2026"),
        (Period.nine_months(2026), "2026-9M", "2026-01-01", "2026-09-30", "9 tháng đầu năm 2026"),
        (Period.year(2025), "2025", "2025-01-01", "2025-12-31", "Năm 2025"),
    ],
)
def test_a_period_names_itself_and_its_code_gives_it_back(
    period: Period, code: str, first: str, last: str, label: str
):
    assert (period.code, str(period.first), str(period.last), period.label_vi) == (code, first, last, label)
    assert period.label_en
    assert Period.parse(code) == period


def test_a_period_holds_its_first_day_and_not_its_end():
    december = Period.month(2025, 12)
    assert date(2025, 12, 1) in december
    assert date(2025, 12, 31) in december
    assert date(2026, 1, 1) not in december
    assert december.days == 31


@pytest.mark.parametrize("code", ["", "2025-Q5", "2025-13", "2025-H3", "2025-W01", "25-10", "2025-02-30"])
def test_a_code_that_names_no_period_is_refused(code: str):
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(code)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2025-10", date(2025, 9, 15), date(2025, 10, 14)),
        ("2025-01", date(2024, 12, 15), date(2025, 1, 14)),
        ("2025-Q4", date(2025, 9, 15), date(2025, 12, 14)),
        ("2025-H1", date(2024, 12, 15), date(2025, 6, 14)),
        ("2025-9M", date(2024, 12, 15), date(2025, 9, 14)),
        ("2025", date(2024, 12, 15), date(2025, 12, 14)),
    ],
)
def test_official_report_data_run_from_the_fifteenth_to_the_fourteenth(code: str, first: date, last: date):
    """Decision 01/2023/QĐ-UBND of Khánh Hòa, article 4, prints exactly these spans."""
    period = reporting_calendars()["day_15_to_14"].parse(code)
    assert (period.first, period.last, period.code) == (first, last, code)


def test_fifteen_december_belongs_to_the_next_report_year():
    regime = reporting_calendars()["day_15_to_14"]
    assert regime.containing(date(2025, 12, 14), PeriodKind.YEAR).code == "2025"
    assert regime.containing(date(2025, 12, 15), PeriodKind.YEAR).code == "2026"
    assert regime.containing(date(2025, 9, 15), PeriodKind.MONTH).code == "2025-10"


def test_no_nine_month_report_holds_a_day_of_the_last_quarter():
    calendar = reporting_calendars()["calendar"]
    assert calendar.containing(date(2025, 9, 30), PeriodKind.NINE_MONTHS).code == "2025-9M"
    with pytest.raises(ValueError, match="nine_months"):
        calendar.containing(date(2025, 10, 1), PeriodKind.NINE_MONTHS)


@given(calendar=CALENDARS, day=DAYS, kind=CUT_KINDS)
def test_the_period_of_a_day_holds_the_day_and_meets_the_next_without_gap(
    calendar: ReportingCalendar, day: date, kind: PeriodKind
):
    try:
        period = calendar.containing(day, kind)
    except ValueError:
        assert kind is PeriodKind.NINE_MONTHS
        return
    assert day in period
    assert calendar.parse(period.code) == period
    if kind is not PeriodKind.NINE_MONTHS:
        following = calendar.containing(period.end, kind)
        assert following.first == period.end
        assert calendar.containing(period.last, kind) == period


def test_the_day_of_an_instant_is_the_day_in_vietnam():
    assert day_of(datetime(2025, 10, 14, 16, 59, tzinfo=UTC)) == date(2025, 10, 14)
    assert day_of(datetime(2025, 10, 14, 17, 0, tzinfo=UTC)) == date(2025, 10, 15)
    with pytest.raises(ValueError, match="no zone"):
        day_of(datetime(2025, 10, 14, 17, 0))  # noqa: DTZ001  # an instant without a zone is what is refused


def test_an_as_of_needs_a_zone_and_a_position_of_the_record():
    asked = AsOf(date(2025, 10, 15), datetime(2025, 10, 15, tzinfo=UTC), 1132)
    assert asked == AsOf(asked.on, asked.known_at, 1132)
    with pytest.raises(ValueError, match="no zone"):
        AsOf(asked.on, datetime(2025, 10, 15), 1)  # noqa: DTZ001  # an instant without a zone is what is refused
    with pytest.raises(ValueError, match="negative"):
        AsOf(asked.on, None, -1)


def test_a_period_without_days_and_a_cut_day_that_february_lacks_are_refused():
    with pytest.raises(ValueError, match="at least one day"):
        Period(date(2025, 1, 2), date(2025, 1, 2) - timedelta(days=1), PeriodKind.DAY, 2025)
    with pytest.raises(ValueError, match="cut day"):
        ReportingCalendar("wrong", cut_day=29)
