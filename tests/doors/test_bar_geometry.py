"""Bars: their parts lie side by side, in order, and fill what they stand for."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from camket.web.bars import segments

PARTS = st.lists(st.integers(min_value=0, max_value=100_000), min_size=1, max_size=6)


def at(text: str) -> float:
    assert text.endswith("%")
    return float(text.removesuffix("%"))


def test_the_headline_of_15_october_2025():
    bar = segments(
        [("done_in_time", 427), ("done_late", 58), ("open_in_time", 561), ("overdue", 86), ("undated", 0)]
    )
    assert [(one.code, one.x, one.width) for one in bar] == [
        ("done_in_time", "0.000%", "37.721%"),
        ("done_late", "37.721%", "5.124%"),
        ("open_in_time", "42.845%", "49.558%"),
        ("overdue", "92.403%", "7.597%"),
    ]


def test_nothing_counted_is_an_empty_bar():
    assert segments([("overdue", 0)]) == []


def test_bars_on_one_scale_are_comparable():
    assert segments([("overdue", 5)], whole=20)[0].width == "25.000%"


@given(PARTS)
def test_segments_touch_and_end_where_the_bar_ends(counts: list[int]):
    bar = segments([(str(place), n) for place, n in enumerate(counts)])
    for one, after in itertools.pairwise(bar):
        assert abs(at(one.x) + at(one.width) - at(after.x)) < 0.002
    if bar:
        assert abs(at(bar[-1].x) + at(bar[-1].width) - 100) < 0.002
    assert sum(one.n for one in bar) == sum(counts)


@given(PARTS)
def test_a_number_is_printed_inside_only_where_it_fits(counts: list[int]):
    for one in segments([(str(place), n) for place, n in enumerate(counts)]):
        assert one.labelled == (one.n * 20 >= sum(counts))
