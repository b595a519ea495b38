"""The catalogue that comes with the program counts as the country did on known days."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date, timedelta

import pytest

from camket.discipline.agencies.catalogue import AgencyKind, AgencyRow, Catalogue, catalogue_faults, folded
from camket.discipline.agencies.intake import bundled_catalogue

BEFORE_MINISTRIES = date(2025, 2, 28)
BEFORE_PROVINCES = date(2025, 6, 30)
MEETING = date(2025, 10, 15)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def _kinds(catalogue: Catalogue, on: date) -> Counter[AgencyKind]:
    return Counter(one.kind for one in catalogue.valid_on(on))


def _heir(catalogue: Catalogue, code: str) -> str:
    return next(one.heir for one in catalogue.successions if code in one.predecessors)


def test_the_bundled_catalogue_has_no_faults(catalogue: Catalogue):
    assert catalogue_faults(catalogue.agencies, catalogue.successions) == ()


@pytest.mark.parametrize(
    ("on", "provinces"),
    [(date(2024, 12, 31), 63), (BEFORE_PROVINCES, 63), (date(2025, 7, 1), 34), (MEETING, 34)],
)
def test_63_provinces_became_34_on_the_first_of_july_2025(catalogue: Catalogue, on: date, provinces: int):
    assert _kinds(catalogue, on)[AgencyKind.PROVINCE] == provinces


@pytest.mark.parametrize(
    ("on", "ministries", "ministerial", "under_the_government"),
    [(BEFORE_MINISTRIES, 18, 4, 8), (date(2025, 3, 1), 14, 3, 5), (MEETING, 14, 3, 5)],
)
def test_22_ministries_and_ministerial_agencies_became_17_on_the_first_of_march_2025(
    catalogue: Catalogue, on: date, ministries: int, ministerial: int, under_the_government: int
):
    kinds = _kinds(catalogue, on)

    assert kinds[AgencyKind.MINISTRY] == ministries
    assert kinds[AgencyKind.MINISTERIAL_AGENCY] == ministerial
    assert kinds[AgencyKind.GOVERNMENT_AGENCY] == under_the_government


def test_six_of_the_34_provinces_are_cities(catalogue: Catalogue):
    names = [one.name_vi for one in catalogue.valid_on(MEETING) if one.kind is AgencyKind.PROVINCE]

    assert sum(" thành phố " in name.casefold() for name in names) == 6


def test_each_province_has_its_party_committee_on_the_day_of_the_meeting(catalogue: Catalogue):
    provinces = [one for one in catalogue.valid_on(MEETING) if one.kind is AgencyKind.PROVINCE]
    committees = [one for one in catalogue.valid_on(MEETING) if one.code.endswith("-TU")]

    def places(rows: list[AgencyRow]) -> set[str]:
        return {folded(one.abbreviation.removeprefix("UBND ").removeprefix("TU ")) for one in rows}

    bare = {name.removeprefix("tinh ").removeprefix("tp. ") for name in places(provinces)}
    assert bare == places(committees)
    assert len(committees) == 34


@pytest.mark.parametrize(
    ("code", "heir"),
    [("H25", "T37"), ("H40", "T37"), ("H42", "T37"), ("H43", "T56"), ("H32", "T56"), ("H57-TTH", "H57")],
)
def test_a_former_province_is_found_under_its_successor(catalogue: Catalogue, code: str, heir: str):
    assert _heir(catalogue, code) == heir


@pytest.mark.parametrize(
    ("code", "heir"),
    [("G04", "G17"), ("G05", "G12"), ("G07", "G09"), ("G13", "G10"), ("G10-NNPTNT", "G10"), ("G14", "G06")],
)
def test_a_former_ministry_is_found_under_its_successor(catalogue: Catalogue, code: str, heir: str):
    assert _heir(catalogue, code) == heir


def test_a_province_that_did_not_merge_keeps_its_official_code(catalogue: Catalogue):
    nghe_an = next(one for one in catalogue.agencies if one.code == "H41")

    assert nghe_an.name_vi == "Ủy ban nhân dân tỉnh Nghệ An"
    assert nghe_an.valid_on(BEFORE_PROVINCES)
    assert nghe_an.valid_on(MEETING)
    assert nghe_an.code_confirmed


def test_the_code_of_a_merged_province_is_marked_as_our_own(catalogue: Catalogue):
    merged = [
        one for one in catalogue.valid_on(MEETING) if one.code.startswith("T") and one.code[1:].isdigit()
    ]

    assert len(merged) == 23
    assert not any(one.code_confirmed for one in merged)


def test_every_body_that_ended_has_exactly_one_heir_the_next_day(catalogue: Catalogue):
    by_code = {one.code: one for one in catalogue.agencies}
    ended = [one for one in catalogue.agencies if one.valid_to is not None]

    assert len(ended) == 66
    for one in ended:
        (event,) = [each for each in catalogue.successions if one.code in each.predecessors]
        assert one.valid_to == event.on - timedelta(days=1)
        assert by_code[event.heir].valid_on(event.on)


def test_every_chain_of_parents_reaches_a_body_without_a_parent(catalogue: Catalogue):
    by_code = {one.code: one for one in catalogue.agencies}
    roots = set()
    for one in catalogue.agencies:
        top = one
        for _ in range(len(by_code)):
            if top.parent is None:
                break
            top = by_code[top.parent]
        assert top.parent is None, one.code
        roots.add(top.code)

    assert roots == {"BCHTW", "B01", "QH", "CP", "D01", "E01", "F01", "I01"}


def test_every_name_is_nfc_and_present_in_both_languages(catalogue: Catalogue):
    for one in catalogue.agencies:
        assert one.name_vi
        assert one.name_en.isascii(), one.code
        assert unicodedata.is_normalized("NFC", one.name_vi), one.code


def test_no_two_bodies_of_one_day_and_parent_share_a_folded_name(catalogue: Catalogue):
    days = {one.valid_from for one in catalogue.agencies} | {BEFORE_MINISTRIES, BEFORE_PROVINCES, MEETING}
    for day in days:
        names = Counter((one.parent, folded(one.name_vi)) for one in catalogue.valid_on(day))
        assert max(names.values()) == 1, day


def test_the_communes_of_khanh_hoa_are_a_named_part_of_the_65(catalogue: Catalogue):
    kinds = Counter(one.kind for one in catalogue.valid_on(MEETING) if one.parent == "T56")

    assert (kinds[AgencyKind.COMMUNE], kinds[AgencyKind.WARD], kinds[AgencyKind.SPECIAL_ZONE]) == (9, 6, 1)
