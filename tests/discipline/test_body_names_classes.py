"""A class of bodies is expanded on a day and asks what its words leave open."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from camket.discipline.agencies.folding import words_of
from camket.discipline.agencies.intake import bundled_catalogue
from camket.discipline.naming.directory import AgencyName, Directory, read_abbreviations, read_classes
from camket.discipline.naming.rules import BodiesFound, ClassFound, resolve_bodies

DATA = resources.files("camket.discipline.naming") / "data"
SINCE = date(2025, 7, 1)
DAY = date(2026, 7, 28)
NAMES = [
    ("CP", "Chính phủ", "government", ""),
    ("BKHCN", "Bộ Khoa học và Công nghệ", "ministry", "CP"),
    ("NHNN", "Ngân hàng Nhà nước Việt Nam", "ministerial_agency", "CP"),
    *[(f"P{number:02}", f"Ủy ban nhân dân tỉnh Tỉnh {number}", "province", "CP") for number in range(1, 34)],
    ("KH", "Ủy ban nhân dân tỉnh Khánh Hòa", "province", "CP"),
    ("KH-TU", "Tỉnh ủy Khánh Hòa", "party_province", ""),
    ("KH-BTC", "Ban Tổ chức Tỉnh ủy Khánh Hòa", "party_province", "KH-TU"),
    ("KH-DUCA", "Đảng ủy Công an tỉnh Khánh Hòa", "party_province", "KH-TU"),
    ("KH-SNV", "Sở Nội vụ tỉnh Khánh Hòa", "department", "KH"),
    ("KH-SYT", "Sở Y tế tỉnh Khánh Hòa", "department", "KH"),
    ("KH-X1", "Ủy ban nhân dân xã Đại Lãnh", "commune", "KH"),
    ("KH-P1", "Ủy ban nhân dân phường Nha Trang", "ward", "KH"),
    ("KH-DK", "Ủy ban nhân dân đặc khu Trường Sa", "special_zone", "KH"),
    ("KH-X1-DU", "Đảng ủy xã Đại Lãnh", "party_commune", "KH-TU"),
    ("P01-SNV", "Sở Nội vụ tỉnh Tỉnh 1", "department", "P01"),
    ("P01-X1", "Ủy ban nhân dân xã Một", "commune", "P01"),
]


def directory(names: list[tuple[str, str, str, str]]) -> Directory:
    return Directory(
        tuple(AgencyName(code, name, kind, "", parent, SINCE, None) for code, name, kind, parent in names),
        read_abbreviations((DATA / "abbreviations.toml").read_text("utf-8")),
        read_classes((DATA / "body_classes.toml").read_text("utf-8")),
    )


DIRECTORY = directory(NAMES)


def read(text: str, under: str = "KH", on: date = DAY) -> BodiesFound:
    return resolve_bodies(text, directory=DIRECTORY, under=under, on=on)


def classes(text: str, under: str = "KH") -> dict[str, ClassFound]:
    found = read(text, under)
    assert found.unknown == ()
    return {one.code: one for one in found.classes}


def test_departments_and_communes_of_the_province_and_the_question_of_the_special_zone():
    found = classes("Các sở, ban, ngành và UBND xã, phường")

    assert found["departments"].codes == ("KH-SNV", "KH-SYT")
    assert found["communes"].codes == ("KH-P1", "KH-X1")
    assert found["communes"].asks == ("special_zone_included",)


def test_naming_the_special_zone_answers_the_question():
    found = classes("UBND các xã, phường, đặc khu")

    assert found["communes_and_zones"].codes == ("KH-DK", "KH-P1", "KH-X1")
    assert found["communes_and_zones"].asks == ()


def test_a_province_without_a_special_zone_is_not_asked_about_one():
    assert classes("UBND xã, phường", under="P01")["communes"].asks == ()


def test_the_four_blocs_ask_who_belongs_to_them():
    found = classes("Các cơ quan thuộc 04 khối và UBND xã, phường")

    assert found["four_blocs"].asks == ("four_blocs_members",)
    assert {"KH", "KH-TU", "KH-SNV"} <= set(found["four_blocs"].codes)


def test_party_committees_directly_below_are_provincial_and_communal_ones():
    assert classes("các đảng uỷ trực thuộc")["party_committees_below"].codes == ("KH-DUCA", "KH-X1-DU")


@pytest.mark.parametrize(
    "text", ["Các cơ quan liên quan", "các cơ quan, đơn vị", "các sở, ngành liên quan", "địa phương"]
)
def test_a_class_without_members_is_unspecified_and_asks_which(text: str):
    (found,) = classes(text).values()

    assert (found.code, found.codes, found.asks) == ("unspecified", (), ("which_bodies",))


@pytest.mark.parametrize(
    "text",
    [
        "Các cơ quan liên quan đến 80 TTHC",
        "UBND xã, phường chủ quản CSDL",
        "Các sở, ban, ngành (trừ Sở Y tế)",
    ],
)
def test_a_class_narrowed_by_a_condition_is_unknown(text: str):
    assert read(text).classes == ()
    assert read(text).unknown == (text.removesuffix(")"),)


def test_all_34_provinces_are_meant_by_their_peoples_committees():
    assert len(classes("Ủy ban nhân dân các tỉnh, thành phố", under="CP")["provinces"].codes) == 34


def test_ministries_sectors_and_localities():
    found = classes("các bộ, ngành, địa phương", under="CP")["ministries_and_provinces"]

    assert {"BKHCN", "NHNN", "KH"} <= set(found.codes)
    assert len(found.codes) == 36


def test_bodies_and_classes_stand_together_in_one_cell():
    found = read("Ban Tổ chức Tỉnh ủy; các sở, ban, ngành; các cơ quan liên quan")

    assert [one.code for one in found.found] == ["KH-BTC"]
    assert [one.code for one in found.classes] == ["departments", "unspecified"]


def test_members_are_those_of_the_day():
    found = read("các sở, ban, ngành", on=date(2025, 6, 30))

    assert found.classes[0].codes == ()


def test_the_bundled_catalogue_knows_the_leads_of_the_real_annex():
    rows = bundled_catalogue().agencies
    names = tuple(
        AgencyName(one.code, one.name_vi, str(one.kind), "", one.parent or "", one.valid_from, one.end)
        for one in rows
    )
    real = Directory(names, DIRECTORY.abbreviations, DIRECTORY.classes)
    leads = "Sở Khoa học và Công nghệ; Sở Nội vụ; Sở KHCN; Văn phòng Tỉnh uỷ; HĐND tỉnh; UBND tỉnh; Ủy ban MTTQ Việt Nam tỉnh; Bộ Công an"
    found = resolve_bodies(leads, directory=real, under="T56-BCD", on=DAY)

    assert [one.code for one in found.found] == [
        "T56-SKHCN", "T56-SNV", "T56-VPTU", "T56-HDND", "T56", "T56-MTTQ", "G01",
    ]  # fmt: skip
    assert found.unknown == ()
    provinces = resolve_bodies("Ủy ban nhân dân các tỉnh, thành phố", directory=real, under="CP", on=DAY)
    assert len(provinces.classes[0].codes) == 34


def test_no_short_form_hides_in_a_full_name_of_the_bundled_catalogue():
    for one in bundled_catalogue().agencies:
        plain = " ".join(word for _, _, word in words_of(one.name_vi) if word)
        assert DIRECTORY.key(one.name_vi) == plain
