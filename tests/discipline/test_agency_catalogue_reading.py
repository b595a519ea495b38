"""A catalogue file is read whole or refused with every bad cell named."""

from __future__ import annotations

import unicodedata
from datetime import date
from importlib import resources

import pytest

from camket.discipline.agencies.catalogue import AgencyKind, SuccessionKind
from camket.discipline.agencies.intake import (
    AGENCY_COLUMNS,
    SUCCESSION_COLUMNS,
    UnreadableCatalogue,
    read_agencies,
    read_successions,
)

HEAD = ",".join(AGENCY_COLUMNS)
SUCCESSION_HEAD = ",".join(SUCCESSION_COLUMNS)
SKHCN = (
    "T56-SKHCN,Sở Khoa học và Công nghệ tỉnh Khánh Hòa,Department of Science and Technology,Sở KH&CN,"
    "department,T56,2025-07-01,,no,yes,Plan 11-KH/BCĐ,"
)


def _faults(*rows: str, head: str = HEAD) -> list[tuple[str, str, int | None]]:
    with pytest.raises(UnreadableCatalogue) as refused:
        read_agencies("\n".join([head, *rows]))
    return [(one.code, one.column, one.line) for one in refused.value.faults]


def test_the_columns_are_those_of_the_bundled_files():
    data = resources.files("camket.discipline.agencies") / "data"

    assert (data / "agencies.csv").read_text("utf-8").splitlines()[0] == HEAD
    assert (data / "successions.csv").read_text("utf-8").splitlines()[0] == SUCCESSION_HEAD


def test_a_row_is_read_into_plain_values():
    (row,) = read_agencies(f"{HEAD}\n{SKHCN}\n")

    assert row.code == "T56-SKHCN"
    assert row.kind is AgencyKind.DEPARTMENT
    assert row.parent == "T56"
    assert (row.valid_from, row.valid_to, row.end) == (date(2025, 7, 1), None, None)
    assert (row.code_confirmed, row.form_confirmed) == (False, True)
    assert row.line == 2


def test_the_last_day_belongs_to_the_body_and_the_next_day_does_not():
    (row,) = read_agencies(f"{HEAD}\n{SKHCN.replace('2025-07-01,,', '2025-07-01,2026-06-30,')}\n")

    assert row.end == date(2026, 7, 1)
    assert row.valid_on(date(2026, 6, 30))
    assert not row.valid_on(date(2026, 7, 1))
    assert not row.valid_on(date(2025, 6, 30))


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_are_no_faults():
    assert len(read_agencies(f"\ufeff{HEAD}\r\n\r\n{SKHCN}\r\n\r\n")) == 1


def test_every_bad_cell_of_every_row_is_named_at_once():
    bad_day = SKHCN.replace("2025-07-01", "01/7/2025")
    bad_words = SKHCN.replace("department", "sở").replace(",no,yes,", ",có,yes,")

    assert _faults(bad_day, SKHCN, bad_words) == [
        ("agency.cell.not_a_day", "valid_from", 2),
        ("agency.cell.unknown_kind", "kind", 4),
        ("agency.cell.not_yes_or_no", "code_confirmed", 4),
    ]


@pytest.mark.parametrize("written", ["20250701", "2025-W27-2", "2025-13-01", "2025-7-1", "0001-01-01T00"])
def test_only_a_whole_calendar_day_is_a_day(written: str):
    assert _faults(SKHCN.replace("2025-07-01", written)) == [("agency.cell.not_a_day", "valid_from", 2)]


def test_an_empty_name_and_an_empty_source_are_named():
    bare = SKHCN.replace("Department of Science and Technology", " ").replace("Plan 11-KH/BCĐ", "")

    assert _faults(bare) == [("agency.cell.empty", "name_en", 2), ("agency.cell.empty", "source", 2)]


def test_a_name_in_decomposed_letters_is_refused():
    assert _faults(SKHCN.replace("Khánh Hòa", unicodedata.normalize("NFD", "Khánh Hòa"))) == [
        ("agency.cell.not_nfc", "name_vi", 2)
    ]


def test_a_row_with_a_cell_too_few_is_named_and_the_others_are_still_read():
    assert _faults(SKHCN.removesuffix(","), SKHCN.replace("department", "x")) == [
        ("agency.row.cell_count", "", 2),
        ("agency.cell.unknown_kind", "kind", 3),
    ]


@pytest.mark.parametrize("text", ["", "code;name_vi", HEAD.replace("kind,parent", "parent,kind")])
def test_a_table_with_other_columns_is_refused(text: str):
    assert _faults(head=text) == [("agency.table.other_columns", "", 1)]


def test_an_unclosed_quote_is_refused_with_its_line():
    assert _faults(SKHCN, '"never closed') == [("agency.table.broken", "", 3)]


def test_a_succession_names_several_bodies_between_semicolons():
    (row,) = read_successions(f"{SUCCESSION_HEAD}\nmerge,H25; H40;H42,T37,T37,2025-07-01,202/2025/QH15,yes\n")

    assert row.kind is SuccessionKind.MERGE
    assert row.predecessors == ("H25", "H40", "H42")
    assert row.successors == ("T37",)
    assert (row.heir, row.on, row.confirmed) == ("T37", date(2025, 7, 1), True)


def test_a_succession_without_predecessors_or_with_one_named_twice_is_refused():
    with pytest.raises(UnreadableCatalogue) as refused:
        read_successions(
            f"{SUCCESSION_HEAD}\nmerge,,T37,T37,2025-07-01,x,yes\nmerge,H25;H25,T37,T37,2025-07-01,x,yes\n"
        )

    assert [(one.code, one.line) for one in refused.value.faults] == [
        ("agency.cell.empty", 2),
        ("agency.cell.code_twice", 3),
    ]
    assert refused.value.code == "agency.catalogue.unreadable"
