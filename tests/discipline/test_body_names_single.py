"""A body is found under the names offices use for it, and never guessed."""

from __future__ import annotations

import unicodedata
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.discipline.agencies.folding import fold
from camket.discipline.naming.directory import AgencyName, Directory, read_abbreviations, read_classes
from camket.discipline.naming.rules import BodiesFound, resolve_bodies

DATA = resources.files("camket.discipline.naming") / "data"
DAY = date(2026, 7, 28)
NAMES = [
    ("CP", "Chính phủ", "government", ""),
    ("BCA", "Bộ Công an", "ministry", "CP"),
    ("BTGDVTW", "Ban Tuyên giáo và Dân vận Trung ương", "party_central", ""),
    ("KH", "Ủy ban nhân dân tỉnh Khánh Hòa", "province", "CP"),
    ("KH-TU", "Tỉnh ủy Khánh Hòa", "party_province", ""),
    ("KH-BCD", "Ban Chỉ đạo tỉnh Khánh Hòa", "steering_committee", "KH-TU"),
    ("KH-VPTU", "Văn phòng Tỉnh ủy Khánh Hòa", "party_province", "KH-TU"),
    ("KH-BTC", "Ban Tổ chức Tỉnh ủy Khánh Hòa", "party_province", "KH-TU"),
    ("KH-SKHCN", "Sở Khoa học và Công nghệ tỉnh Khánh Hòa", "department", "KH"),
    ("KH-SNV", "Sở Nội vụ tỉnh Khánh Hòa", "department", "KH"),
    ("KH-SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch tỉnh Khánh Hòa", "department", "KH"),
    ("KH-MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Khánh Hòa", "front", ""),
    ("KH-XDL", "Ủy ban nhân dân xã Đại Lãnh", "commune", "KH"),
    ("KH-XDL-DU", "Đảng ủy xã Đại Lãnh", "party_commune", "KH-TU"),
    (
        "KH-XDL-BXDD",
        "Ban Xây dựng Đảng của Đảng ủy xã Đại Lãnh",
        "party_commune",
        "KH-XDL-DU",
    ),
    ("LD", "Ủy ban nhân dân tỉnh Lâm Đồng", "province", "CP"),
    ("LD-SNV", "Sở Nội vụ tỉnh Lâm Đồng", "department", "LD"),
    ("KH-STTTT", "Sở Thông tin và Truyền thông tỉnh Khánh Hòa", "department", "KH"),
]
DIRECTORY = Directory(
    tuple(
        AgencyName(
            code, name, kind, "", parent, date(2020, 1, 1), date(2025, 7, 1) if code == "KH-STTTT" else None
        )
        for code, name, kind, parent in NAMES
    ),
    read_abbreviations((DATA / "abbreviations.toml").read_text("utf-8")),
    read_classes((DATA / "body_classes.toml").read_text("utf-8")),
)


def read(text: str, under: str = "KH-BCD") -> BodiesFound:
    return resolve_bodies(text, directory=DIRECTORY, under=under, on=DAY)


def codes(text: str, under: str = "KH-BCD") -> list[str]:
    return [one.code for one in read(text, under).found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sở Khoa học và Công nghệ", "KH-SKHCN"),
        ("Sở KHCN", "KH-SKHCN"),
        ("sở KH&CN", "KH-SKHCN"),
        ("Sở KH & CN", "KH-SKHCN"),
        ("so khcn", "KH-SKHCN"),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH KHÁNH HOÀ", "KH-SKHCN"),
        ("Sở NV", "KH-SNV"),
        ("UBND tỉnh", "KH"),
        ("Văn phòng Tỉnh ủy", "KH-VPTU"),
        ("Văn phòng Tỉnh uỷ", "KH-VPTU"),
        ("VPTU", "KH-VPTU"),
        ("Ban Tổ chức", "KH-BTC"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "KH-MTTQ"),
        ("UBND xã Đại Lãnh", "KH-XDL"),
        ("Sở VHTT&DL", "KH-SVHTTDL"),
        ("1. Sở Nội vụ.", "KH-SNV"),
        ("- Sở Nội vụ", "KH-SNV"),
    ],
)
def test_a_body_is_found_under_the_names_of_its_province(text: str, code: str):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", ["Ban Xây dựng Đảng", "Ban Xây dựng Đảng xã"])
def test_a_commission_of_a_communes_party_committee_is_known_by_its_bare_name_in_that_commune(text: str):
    assert codes(text, under="KH-XDL-DU") == ["KH-XDL-BXDD"]
    assert codes("các ban xây dựng Đảng", under="KH-BCD") == []


def test_old_and_new_placing_of_tone_marks_fold_alike():
    assert fold("Tỉnh uỷ") == fold("Tỉnh ủy") == fold(unicodedata.normalize("NFD", "TỈNH ỦY")) == "tinh uy"
    assert fold("Khánh Hoà") == fold("Khánh Hòa")
    assert fold("Đảng\u00a0 uỷ\u200b") == "dang uy"


@given(st.text())
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Khoa học và Công nghệ; Sở Nội vụ",
        "Sở Khoa học và Công nghệ\nSở Nội vụ",
        "- Sở KHCN\n- Sở Nội vụ",
        "Sở Khoa học và\nCông nghệ\nSở Nội vụ",
        "Sở KHCN, Sở Nội vụ",
        "Sở Khoa học và Công nghệ và Sở Nội vụ",
        "Chủ trì: Sở KHCN; Sở Nội vụ",
    ],
)
def test_several_bodies_in_one_cell_are_told_apart(text: str):
    assert codes(text) == ["KH-SKHCN", "KH-SNV"]
    assert read(text).unknown == ()


def test_a_comma_inside_a_name_does_not_cut_it():
    assert codes("Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ") == ["KH-SVHTTDL", "KH-SNV"]


def test_a_comma_beside_an_unknown_part_cuts_nothing():
    found = read("Sở Nội vụ, Công ty ABC")

    assert found.found == ()
    assert found.unknown == ("Sở Nội vụ, Công ty ABC",)
    assert [(doubt.code, doubt.candidates) for doubt in found.doubts] == [("partly_known", ("KH-SNV",))]


def test_a_semicolon_beside_an_unknown_part_cuts():
    found = read("Sở Nội vụ; Công ty Điện lực")

    assert [one.code for one in found.found] == ["KH-SNV"]
    assert found.unknown == ("Công ty Điện lực",)


def test_a_lead_from_the_centre_is_found_with_a_doubt():
    found = read("Bộ Công an; Ban Tuyên giáo và Dân vận TƯ")

    assert [one.code for one in found.found] == ["BCA", "BTGDVTW"]
    assert [doubt.code for doubt in found.doubts] == ["other_level", "other_level"]


def test_a_body_of_another_province_is_found_by_its_full_name_with_a_doubt():
    found = read("Sở Nội vụ tỉnh Lâm Đồng")

    assert [one.code for one in found.found] == ["LD-SNV"]
    assert [doubt.code for doubt in found.doubts] == ["other_place"]


def test_the_same_words_mean_the_body_of_the_assigners_own_province():
    assert codes("Sở Nội vụ", under="LD") == ["LD-SNV"]
    assert codes("UBND tỉnh", under="LD") == ["LD"]


def test_to_the_centre_a_provincial_name_alone_is_ambiguous():
    found = read("Sở Nội vụ", under="CP")

    assert found.found == ()
    assert [(doubt.code, doubt.candidates) for doubt in found.doubts] == [("ambiguous", ("KH-SNV", "LD-SNV"))]


def test_in_a_commune_its_own_bodies_need_no_name():
    assert codes("UBND xã; Đảng ủy xã", under="KH-XDL-DU") == ["KH-XDL", "KH-XDL-DU"]


def test_a_body_that_has_ended_is_not_given_a_task():
    found = read("Sở TTTT")

    assert found.unknown == ("Sở TTTT",)
    assert [(doubt.code, doubt.candidates) for doubt in found.doubts] == [("no_longer_valid", ("KH-STTTT",))]


def test_likeness_proposes_and_does_not_decide():
    found = read("Sở Khoa học Cong nghê cao")

    assert found.found == ()
    assert [(doubt.code, doubt.candidates[0]) for doubt in found.doubts] == [("likely", "KH-SKHCN")]


@given(
    st.lists(
        st.sampled_from(
            ["Sở Nội vụ", "Bộ Công an", "Công ty ABC", "UBND xã, phường", "Các cơ quan liên quan", "X"]
        )
    )
)
def test_each_part_between_semicolons_is_found_or_unknown(parts: list[str]):
    found = read("; ".join(parts))
    told = {one.words for one in found.found} | {one.words for one in found.classes} | set(found.unknown)

    assert told == set(parts)
