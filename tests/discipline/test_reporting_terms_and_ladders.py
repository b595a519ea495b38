"""Reporting calendars cut the year without a gap and ladders only climb; versions of one code never overlap."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.discipline.deadlines.changing import adopted_by
from camket.discipline.deadlines.intake import calendar_days, reporting_terms
from camket.discipline.deadlines.rules import (
    Cutoff,
    OffsetUnit,
    ReportCycle,
    ReportingTerms,
    Roll,
    holds_on,
    in_force,
    merged,
)
from camket.discipline.escalations.intake import ladders
from camket.discipline.escalations.rules import Ladder, Rung, RungAct, Whom, ladder_for, rungs_due
from camket.periods import WorkingCalendar

WEEKLY = WorkingCalendar(())
CALENDAR = WorkingCalendar.of(calendar_days())
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def terms(cycle: ReportCycle, **more: object) -> ReportingTerms:
    given = {
        "code": "any",
        "name_vi": "Lịch",
        "name_en": "Calendar",
        "cycle": cycle,
        "valid_from": date(2020, 1, 1),
        "valid_to": None,
        "source": "test",
        "confirmed": True,
        **more,
    }
    return ReportingTerms(**given)  # type: ignore[arg-type]  # a test names what it changes


WHOLE = st.builds(
    terms,
    st.sampled_from([cycle for cycle in ReportCycle if cycle is not ReportCycle.NINE_MONTHS]),
    cut_day=st.integers(1, 28),
    last_weekday=st.integers(1, 7),
)


@given(own=WHOLE, year=st.integers(1990, 2090))
def test_periods_partition_the_year_and_meet_the_next_years(own: ReportingTerms, year: int):
    this, following = own.periods(year, WEEKLY), own.periods(year + 1, WEEKLY)
    for one, after in pairwise([*this, *following]):
        assert one.end == after.first
    assert len({one.code for one in [*this, *following]}) == len(this) + len(following)


@given(own=WHOLE, day=DAYS)
def test_every_day_lies_in_exactly_one_period(own: ReportingTerms, day: date):
    near = [one for year in (day.year - 1, day.year, day.year + 1) for one in own.periods(year, WEEKLY)]
    assert sum(one.first <= day < one.end for one in near) == 1


def test_a_monthly_report_is_due_before_the_22nd_and_none_is_taken_after_the_23rd():
    monthly = next(one for one in reporting_terms() if one.code == "month_22")
    october = monthly.periods(2026, CALENDAR)[9]
    assert (october.label_vi, october.due, october.closes) == (
        "Tháng 10/2026",
        date(2026, 10, 21),
        date(2026, 10, 23),
    )
    assert not monthly.confirmed


def test_a_quarter_of_official_data_runs_from_the_15th_to_the_14th():
    quarter = next(one for one in reporting_terms() if one.code == "quarter_15")
    first = quarter.periods(2026, CALENDAR)[0]
    assert (first.first, first.last) == (date(2025, 12, 15), date(2026, 3, 14))


def test_a_week_that_closes_on_a_holiday_friday_closes_on_the_working_day_before():
    weekly = next(one for one in reporting_terms() if one.code == "week_friday")
    first = weekly.periods(2026, CALENDAR)[0]
    # Friday 2 January 2026 was swapped for a day off, 1 January is a holiday.
    assert (first.last, first.due) == (date(2026, 1, 2), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("roll", "due"),
    [(Roll.NONE, date(2026, 8, 30)), (Roll.PREVIOUS, date(2026, 8, 28)), (Roll.NEXT, date(2026, 9, 3))],
)
def test_a_cut_off_on_a_day_of_rest_moves_as_the_rule_says(roll: Roll, due: date):
    own = terms(ReportCycle.MONTH, due=Cutoff(day=30), roll=roll)
    assert own.periods(2026, CALENDAR)[7].due == due


@pytest.mark.parametrize(
    "wrong",
    [
        {"due": Cutoff(day=25), "closes": Cutoff(day=20)},
        {"last_weekday": 8},
        {"cut_day": 31},
        {"valid_to": date(2019, 1, 1)},
    ],
)
def test_terms_that_contradict_themselves_are_none(wrong: dict[str, object]):
    with pytest.raises(ValueError, match=r"\w"):
        terms(ReportCycle.MONTH, **wrong)


@pytest.mark.parametrize("wrong", [{"day": 32}, {"months": 13}, {"days": 400}, {"hour": "24:00"}])
def test_a_cut_off_that_no_calendar_has_is_none(wrong: dict[str, int | str]):
    with pytest.raises(ValueError, match=r"\w"):
        Cutoff(**wrong)  # type: ignore[arg-type]  # the wrong value is the point


VERSIONS = st.lists(
    st.builds(
        lambda first, n: terms(
            ReportCycle.MONTH, valid_from=first, valid_to=first + timedelta(days=n) if n else None
        ),
        DAYS,
        st.integers(0, 900),
    ),
    min_size=1,
    max_size=6,
)


@given(versions=VERSIONS, day=DAYS)
def test_at_most_one_version_of_a_code_is_in_force_on_a_day(versions: list[ReportingTerms], day: date):
    known: list[ReportingTerms] = []
    for version in versions:
        known = merged(known, adopted_by(known, [version]))
    assert len(in_force(known, day)) <= 1
    assert any(one.valid_from == versions[-1].valid_from and holds_on(one, one.valid_from) for one in known)


RUNGS = st.lists(
    st.builds(
        Rung,
        n=st.integers(-60, 60),
        unit=st.sampled_from([OffsetUnit.DAY, OffsetUnit.WORKING_DAY]),
        act=st.sampled_from(RungAct),
        whom=st.just((Whom.HEAD,)),
    ),
    min_size=1,
    max_size=8,
).map(lambda rungs: tuple(sorted(rungs, key=lambda rung: rung.n)))


def ladder(rungs: tuple[Rung, ...], *, programme: str = "") -> Ladder:
    return Ladder(
        "any", "Bậc", "Ladder", programme, rungs, None, date(2020, 1, 1), None, "test", confirmed=True
    )


@given(rungs=RUNGS, due=DAYS, on=DAYS, later=st.integers(0, 90))
def test_a_later_day_never_takes_a_rung_away(rungs: tuple[Rung, ...], due: date, on: date, later: int):
    own = ladder(rungs)
    before = rungs_due(own, due=due, on=on, calendar=CALENDAR)
    after = rungs_due(own, due=due, on=on + timedelta(days=later), calendar=CALENDAR)
    assert set(before) <= set(after)
    assert all(one.day <= on for one in before)


@pytest.mark.parametrize(
    ("on", "acts"),
    [
        (date(2026, 9, 20), []),
        (date(2026, 9, 23), ["remind"]),
        (date(2026, 9, 28), ["remind", "remind"]),
        (date(2026, 10, 1), ["remind", "remind", "urge"]),
        (date(2026, 10, 4), ["remind", "remind", "urge"]),
        (date(2026, 10, 5), ["remind", "remind", "urge", "recovery_plan"]),
    ],
)
def test_five_days_late_a_recovery_plan_is_asked_for(on: date, acts: list[str]):
    general = ladders()[0]
    reached = rungs_due(general, due=date(2026, 9, 30), on=on, calendar=CALENDAR)
    assert [one.rung.act.value for one in reached] == acts


def test_every_packaged_ladder_is_marked_unconfirmed():
    assert [one.confirmed for one in ladders()] == [False, False]


def test_a_programme_uses_its_own_ladder_before_the_general_one():
    general, own = ladder(ladders()[0].rungs), ladder(ladders()[1].rungs, programme="57")
    assert ladder_for("57", [general, own]) == own
    assert ladder_for("58", [general, own]) == general
    assert ladder_for("58", [own]) is None


@pytest.mark.parametrize(
    ("n", "unit", "whom"),
    [(400, OffsetUnit.DAY, (Whom.HEAD,)), (1, OffsetUnit.MONTH, (Whom.HEAD,)), (1, OffsetUnit.DAY, ())],
)
def test_a_rung_that_reaches_nobody_or_nowhere_is_none(n: int, unit: OffsetUnit, whom: tuple[Whom, ...]):
    with pytest.raises(ValueError, match=r"\w"):
        Rung(n, unit, RungAct.URGE, whom)
