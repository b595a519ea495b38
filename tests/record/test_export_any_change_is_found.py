"""Whatever is changed in an export, added to it or taken from it is found, and placed as far as the data allow."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.small_record import VKEY, SmallRecord, told

from camket_verify.export import ExportLine, Report, Verdict, check_export, write_export
from camket_verify.faults import FaultCode
from camket_verify.jcs import canonical
from camket_verify.tree import leaf_hash
from camket_verify.words import Lang, fault_words, place_words

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD = told()
EXPORT = RECORD.export(3, 6)
LINES = EXPORT.splitlines(keepends=True)


def check(data: bytes, key: str | None = VKEY) -> Report:
    report = check_export(BytesIO(data), key=key)
    if report.fault is not None:
        assert all(fault_words(report.fault, lang) and place_words(report.fault, lang) for lang in Lang)
    return report


def found(data: bytes) -> tuple[FaultCode, int, int | None]:
    fault = check(data).fault
    assert fault is not None
    return fault.code, fault.line, fault.position


def ended(lines: list[bytes]) -> bytes:
    """The lines with an end line that fits them: what someone who knows the format would forge."""
    body = b"".join(lines)
    end = {"end": json.loads(lines[0])["size"], "sha256": sha256(body).hexdigest()}
    return body + canonical(end) + b"\n"


def with_line(number: int, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The export with one line rewritten and a fitting end line."""
    lines = LINES[:-1]
    value = json.loads(lines[number - 1])
    change(value)
    lines[number - 1] = canonical(value) + b"\n"
    return ended(lines)


def with_leaf(record: SmallRecord, position: int, old: str, new: str) -> bytes:
    """The export with the leaf, its hash and the end line all forged together, under the true signatures."""
    forged = SmallRecord()
    forged.lines = list(record.lines)
    line = forged.lines[position - 1]
    leaf = line.leaf.decode().replace(old, new).encode()
    assert leaf != line.leaf
    forged.lines[position - 1] = ExportLine(leaf, leaf_hash(leaf), line.opening)
    file = BytesIO()
    write_export(file, header=record.header(3, 6), lines=forged.lines)
    return file.getvalue()


def test_an_unchanged_export_is_sound_under_the_pinned_key():
    report = check(EXPORT)
    assert (report.verdict, report.good, report.fault) == (Verdict.SOUND, True, None)
    assert (report.entries, report.confirmed, report.openings) == (10, 10, 1)
    assert report.signer == "camket.example/so-thu"


def test_without_a_pinned_key_it_is_consistent_and_its_signer_unknown():
    report = check(EXPORT, key=None)
    assert (report.verdict, report.good) == (Verdict.SIGNER_UNKNOWN, True)


def test_a_record_of_nothing_can_be_exported():
    report = check(SmallRecord().export())
    assert (report.verdict, report.entries) == (Verdict.SOUND, 0)


def test_a_record_longer_than_a_batch_is_checked_whole():
    record = SmallRecord()
    for number in range(1100):
        record.act("record.evidence.deposit", {"size": number})
    assert check(record.export(1, 1024, 1025)).confirmed == 1100


@given(st.integers(0, len(EXPORT) - 1), st.integers(0, 255))
def test_any_byte_that_is_another_is_found(place: int, byte: int):
    changed = EXPORT[:place] + bytes([byte]) + EXPORT[place + 1 :]
    if changed != EXPORT:
        assert not check(changed, key=None).good


@given(st.integers(0, len(EXPORT)), st.binary(min_size=1, max_size=5))
def test_any_added_bytes_are_found(place: int, added: bytes):
    assert not check(EXPORT[:place] + added + EXPORT[place:], key=None).good


@given(st.integers(0, len(EXPORT) - 1), st.integers(1, 400))
def test_any_missing_bytes_are_found(place: int, count: int):
    assert not check(EXPORT[:place] + EXPORT[place + count :], key=None).good


@given(st.permutations(range(len(LINES))))
def test_lines_in_any_other_order_are_found(order: list[int]):
    if order != sorted(order):
        assert not check(b"".join(LINES[number] for number in order), key=None).good


def test_every_bit_of_every_twentieth_byte_counts():
    for place in range(0, len(EXPORT), 20):
        for bit in range(8):
            changed = bytearray(EXPORT)
            changed[place] ^= 1 << bit
            assert not check(bytes(changed), key=None).good


@pytest.mark.parametrize("position", range(1, 11))
def test_a_changed_byte_in_an_entry_is_placed_at_that_entry(position: int):
    changed = LINES[position].replace(b"VPTW", b"VPTX")
    data = b"".join([*LINES[:position], changed, *LINES[position + 1 :]])
    assert found(data) == (FaultCode.ENTRY_HASH, position + 1, position)


@pytest.mark.parametrize("position", range(1, 11))
def test_a_missing_entry_is_placed_where_it_is_missing(position: int):
    data = b"".join(LINES[:position] + LINES[position + 1 :])
    code = FaultCode.ENTRY_MISSING if position == 10 else FaultCode.ENTRY_POSITION
    assert found(data) == (code, position + 1, position)


def test_a_doubled_entry_is_placed_at_its_second_copy():
    assert found(b"".join([*LINES[:5], LINES[4], *LINES[5:]])) == (FaultCode.ENTRY_POSITION, 6, 5)


def test_an_entry_beyond_the_last_is_named():
    assert found(b"".join([*LINES[:-1], LINES[-2], LINES[-1]])) == (FaultCode.ENTRY_EXTRA, 12, None)


def test_a_file_that_ends_too_early_or_too_late_is_named():
    assert found(b"".join(LINES[:-1])) == (FaultCode.TRUNCATED, 12, None)
    assert found(EXPORT[:-1]) == (FaultCode.LINE_UNENDED, 12, None)
    assert found(b"".join(LINES[:4])) == (FaultCode.TRUNCATED, 5, 4)
    assert found(EXPORT + b"\n") == (FaultCode.TRAILING, 13, None)


@pytest.mark.parametrize(
    ("position", "old", "new", "first", "last"),
    [
        (2, "CT-57", "CT-58", 1, 3),
        (3, "57-02", "57-99", 1, 3),
        (5, "09-20", "09-10", 4, 6),
        (7, "BKHCN", "BTC", 7, 10),
        (10, "application/pdf", "application/pdx", 7, 10),
    ],
)
def test_a_forged_entry_with_a_fitting_hash_lies_between_two_checkpoints(
    position: int, old: str, new: str, first: int, last: int
):
    report = check(with_leaf(RECORD, position, old, new))
    assert report.fault is not None
    assert report.fault.code is FaultCode.CHECKPOINT_ROOT
    assert report.fault.params == {"first": first, "last": last}
    assert report.fault.position is None
    assert report.confirmed == first - 1
    assert f"№ {first} đến № {last}" in fault_words(report.fault, Lang.VI)
    assert f"№ {first} and № {last}" in fault_words(report.fault, Lang.EN)


def test_a_forged_entry_between_neighbouring_checkpoints_is_named():
    file = BytesIO()
    forged = list(RECORD.lines)
    leaf = forged[4].leaf.replace(b"09-20", b"09-10")
    forged[4] = replace(forged[4], leaf=leaf, hash=leaf_hash(leaf))
    write_export(file, header=RECORD.header(4, 5), lines=forged)
    assert found(file.getvalue()) == (FaultCode.CHECKPOINT_ROOT, 6, 5)


def test_a_removed_tail_with_a_fitting_end_still_lacks_its_checkpoint():
    data = with_line(1, lambda header: header.update(size=9))
    assert found(data) == (FaultCode.HEADER_COVER, 1, None)


def test_a_label_swapped_in_the_header_is_found_by_the_records_own_word():
    data = with_line(1, lambda header: header.update(synthetic=False))
    assert found(data) == (FaultCode.ORIGIN_DIFFERS, 2, 1)


def test_an_opening_that_is_not_the_one_committed_to_is_found():
    def other_person(line: dict[str, Any]) -> None:
        line["opening"]["private"]["person"] = "P-018"

    def other_salt(line: dict[str, Any]) -> None:
        line["opening"]["salt"] = "00" * 32

    assert found(with_line(5, other_person)) == (FaultCode.OPENING_COMMITMENT, 5, 4)
    assert found(with_line(5, other_salt)) == (FaultCode.OPENING_COMMITMENT, 5, 4)


def test_an_opening_for_an_entry_without_a_private_part_is_found():
    opening = {"private": {"person": "P-017"}, "salt": "00" * 32}
    data = with_line(3, lambda line: line.update(opening=opening))
    assert found(data) == (FaultCode.OPENING_COMMITMENT, 3, 2)


def test_an_opening_withheld_from_some_reader_leaves_the_export_sound():
    report = check(with_line(5, lambda line: line.update(opening=None)))
    assert (report.verdict, report.openings) == (Verdict.SOUND, 0)
