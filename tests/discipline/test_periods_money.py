"""Amounts are whole đồng, parts add up to the whole, and a share of nothing is no number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.money import Dong, allot, percent, rate

WHOLE = st.integers(0, 10**16)


def test_the_completed_share_of_15_october_2025_is_43_percent_of_all_and_85_of_those_due():
    assert percent(485, 1132) == Decimal(43)
    assert percent(485, 485 + 86) == Decimal(85)
    assert str(percent(485, 1132, places=1)) == "42.8"


def test_a_half_rounds_up_away_from_zero():
    assert percent(1, 8) == Decimal(13)
    assert str(percent(1, 8, places=1)) == "12.5"
    assert percent(-1, 8) == Decimal(-13)


def test_a_share_of_nothing_cannot_be_measured():
    assert rate(0, 0) is None
    assert percent(5, 0) is None
    assert rate(16_716, 25_000) == Fraction(4179, 6250)


@given(part=st.integers(-(10**16), 10**16), whole=st.integers(1, 10**16), places=st.integers(0, 4))
def test_a_printed_percentage_is_within_half_a_unit_of_the_exact_one(part: int, whole: int, places: int):
    printed = percent(part, whole, places=places)
    assert abs(Fraction(printed) - Fraction(part * 100, whole)) <= Fraction(1, 2 * 10**places)


@given(amount=WHOLE, weights=st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_allotted_parts_add_up_and_none_is_a_dong_off_its_exact_share(amount: int, weights: list[int]):
    parts = allot(Dong(amount), weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(amount * weight, sum(weights))) < 1


@pytest.mark.parametrize(("amount", "weights"), [(-1, [1]), (1, []), (1, [0, 0]), (1, [2, -1])])
def test_an_impossible_allotment_is_refused(amount: int, weights: list[int]):
    with pytest.raises(ValueError, match="cannot allot"):
        allot(Dong(amount), weights)
