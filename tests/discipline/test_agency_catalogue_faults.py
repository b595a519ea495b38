"""Rows that read well one by one and cannot be true together are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.discipline.agencies.catalogue import (
    AgencyKind,
    AgencyRow,
    SuccessionKind,
    SuccessionRow,
    catalogue_faults,
    folded,
)
from camket.discipline.agencies.intake import bundled_catalogue

MERGER = date(2025, 7, 1)
LAST = date(2025, 6, 30)


def body(
    code: str,
    name: str,
    *,
    parent: str | None = "CP",
    begins: date = date(2020, 1, 1),
    ends: date | None = None,
) -> AgencyRow:
    return AgencyRow(
        code=code,
        name_vi=name,
        name_en=name,
        abbreviation="",
        kind=AgencyKind.PROVINCE,
        parent=parent,
        valid_from=begins,
        valid_to=ends,
        code_confirmed=True,
        form_confirmed=True,
        source="202/2025/QH15",
        note="",
    )


GOVERNMENT = body("CP", "Chính phủ", parent=None)
NINH_THUAN = body("H43", "Ủy ban nhân dân tỉnh Ninh Thuận", ends=LAST)
KHANH_HOA = body("H32", "Ủy ban nhân dân tỉnh Khánh Hòa", ends=LAST)
MERGED = body("T56", "Ủy ban nhân dân tỉnh Khánh Hòa", begins=MERGER)
PASSING = SuccessionRow(
    kind=SuccessionKind.MERGE,
    predecessors=("H43", "H32"),
    successors=("T56",),
    heir="T56",
    on=MERGER,
    source="202/2025/QH15",
    confirmed=True,
)
BODIES = (GOVERNMENT, NINH_THUAN, KHANH_HOA, MERGED)


def codes(*agencies: AgencyRow, successions: tuple[SuccessionRow, ...] = ()) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in catalogue_faults(agencies, successions)]


def test_a_merger_under_one_name_on_consecutive_days_has_no_faults():
    assert codes(*BODIES, successions=(PASSING,)) == []


def test_a_code_given_twice_is_named_in_both_rows():
    assert codes(GOVERNMENT, body("H26", "A"), body("H26", "B")) == [("agency.code.repeated", "H26")] * 2


def test_a_body_that_ends_before_it_begins_is_named():
    backwards = body("H26", "A", begins=MERGER, ends=LAST)

    assert ("agency.period.backwards", "H26") in codes(GOVERNMENT, backwards)


def test_a_parent_that_is_not_in_the_catalogue_is_named():
    assert codes(body("T56-STC", "Sở Tài chính", parent="T56")) == [("agency.parent.unknown", "T56-STC")]


@pytest.mark.parametrize(
    ("begins", "ends"), [(LAST, None), (date(2025, 1, 1), date(2025, 2, 1)), (date(2020, 1, 1), None)]
)
def test_a_parent_stands_on_every_day_of_its_child(begins: date, ends: date | None):
    child = body("X", "Sở Tài chính", parent="T56", begins=begins, ends=ends)

    assert ("agency.parent.not_standing", "X") in codes(GOVERNMENT, MERGED, child)


def test_parents_in_a_circle_are_named():
    assert codes(body("A", "A", parent="B"), body("B", "B", parent="A")) == [
        ("agency.parent.circle", "A"),
        ("agency.parent.circle", "B"),
    ]


def test_two_names_that_differ_only_in_tone_marks_under_one_parent_are_twins():
    twins = (body("A", "Sở Tài chính"), body("B", "SỞ  TÀI CHÌNH"))

    assert codes(GOVERNMENT, *twins) == [("agency.name.twin", "B")]
    assert codes(GOVERNMENT, twins[0], body("B", "Sở Tài chính", parent="A")) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (replace(PASSING, heir="H43"), "agency.succession.heir_outside"),
        (replace(PASSING, on=date(2025, 7, 2)), "agency.succession.predecessor_stands"),
        (replace(PASSING, on=LAST), "agency.succession.successor_not_standing"),
        (replace(PASSING, successors=("T99",), heir="T99"), "agency.succession.unknown"),
        (replace(PASSING, kind=SuccessionKind.RENAME), "agency.succession.shape"),
        (replace(PASSING, kind=SuccessionKind.SPLIT), "agency.succession.shape"),
    ],
)
def test_a_succession_that_cannot_have_been_is_named(wrong: SuccessionRow, fault: str):
    assert fault in {code for code, _ in codes(*BODIES, successions=(wrong,))}


def test_a_body_taken_into_one_that_goes_on_is_a_merge_with_one_predecessor():
    justice = body("G15", "Bộ Tư pháp")
    taken = replace(PASSING, predecessors=("H43",), successors=("G15",), heir="G15")

    assert codes(GOVERNMENT, NINH_THUAN, justice, successions=(taken,)) == []


def test_a_split_needs_two_successors_and_one_heir_among_them():
    halves = (body("A", "A", begins=MERGER), body("B", "B", begins=MERGER))
    split = replace(
        PASSING, kind=SuccessionKind.SPLIT, predecessors=("H43",), successors=("A", "B"), heir="B"
    )

    assert codes(GOVERNMENT, NINH_THUAN, *halves, successions=(split,)) == []


def test_a_body_that_ends_without_an_heir_is_named():
    assert codes(GOVERNMENT, NINH_THUAN) == [("agency.ends.without_heir", "H43")]


def test_a_body_that_passes_on_twice_is_named():
    again = replace(PASSING, predecessors=("H43",))

    assert codes(*BODIES, successions=(PASSING, again)) == [("agency.succession.twice", "H43")]


@given(st.data())
def test_moving_any_ending_by_any_number_of_days_is_always_noticed(data: st.DataObject):
    catalogue = bundled_catalogue()
    ended = [n for n, one in enumerate(catalogue.agencies) if one.valid_to is not None]
    place = data.draw(st.sampled_from(ended))
    days = data.draw(st.integers(-400, 400).filter(bool))
    moved = list(catalogue.agencies)
    ends = moved[place].valid_to
    assert ends is not None
    moved[place] = replace(moved[place], valid_to=ends + timedelta(days=days))

    assert catalogue_faults(moved, catalogue.successions)


@given(st.text(max_size=40))
def test_folding_a_folded_name_changes_nothing(name: str):
    assert folded(folded(name)) == folded(name)
