"""An entry may be withheld from an export: the tree is checked through its hash, and every change is still found."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.small_record import START, VKEY, SmallRecord, declared, told

from camket_verify.export import ExportLine, Report, Verdict, check_export, write_export
from camket_verify.faults import FaultCode
from camket_verify.jcs import canonical

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD = told()
HIDDEN = {3, 4, 7}
EXPORT = RECORD.without(HIDDEN).export(3, 6)
LINES = EXPORT.splitlines(keepends=True)
hidden_sets = st.sets(st.integers(2, len(RECORD.lines)))


def check(data: bytes, key: str | None = VKEY) -> Report:
    return check_export(BytesIO(data), key=key)


def found(data: bytes) -> tuple[FaultCode, int, int | None]:
    fault = check(data).fault
    assert fault is not None
    return fault.code, fault.line, fault.position


def with_line(number: int, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The export with one line rewritten and an end line that fits."""
    lines = LINES[:-1]
    value = json.loads(lines[number - 1])
    change(value)
    lines[number - 1] = canonical(value) + b"\n"
    body = b"".join(lines)
    return body + canonical({"end": len(RECORD.lines), "sha256": sha256(body).hexdigest()}) + b"\n"


@given(hidden_sets)
def test_whatever_is_withheld_the_tree_is_checked_whole(hidden: set[int]):
    report = check(RECORD.without(hidden).export(3, 6))
    assert (report.verdict, report.entries, report.confirmed) == (Verdict.SOUND, 10, 10)
    assert report.withheld == len(hidden)
    assert report.root == check(RECORD.export()).root
    assert report.openings == (4 not in hidden)


def test_of_a_withheld_entry_the_file_holds_its_hash_and_nothing_else():
    for position in HIDDEN:
        line = json.loads(LINES[position])
        assert line == {"hash": RECORD.lines[position - 1].hash.hex(), "leaf": None, "opening": None}
    assert b"57-NQ/TW" not in EXPORT


@given(hidden_sets, st.integers(0), st.integers(0, 255))
def test_any_byte_that_is_another_is_found(hidden: set[int], place: int, byte: int):
    data = RECORD.without(hidden).export(3, 6)
    place %= len(data)
    changed = data[:place] + bytes([byte]) + data[place + 1 :]
    if changed != data:
        assert not check(changed, key=None).good


@given(hidden_sets, st.integers(0), st.binary(min_size=1, max_size=5), st.integers(1, 400))
def test_any_added_and_any_missing_bytes_are_found(hidden: set[int], place: int, added: bytes, count: int):
    data = RECORD.without(hidden).export(3, 6)
    place %= len(data)
    assert not check(data[:place] + added + data[place:], key=None).good
    assert not check(data[:place] + data[place + count :], key=None).good


@given(hidden_sets, st.permutations(range(len(LINES))))
def test_lines_in_any_other_order_are_found(hidden: set[int], order: list[int]):
    lines = RECORD.without(hidden).export(3, 6).splitlines(keepends=True)
    if order != sorted(order):
        assert not check(b"".join(lines[number] for number in order), key=None).good


def test_every_bit_of_the_hash_of_a_withheld_entry_counts():
    start = EXPORT.index(LINES[3])
    for place in range(start, start + len(LINES[3])):
        for bit in range(8):
            changed = bytearray(EXPORT)
            changed[place] ^= 1 << bit
            assert not check(bytes(changed), key=None).good


@pytest.mark.parametrize(("position", "first", "last"), [(3, 1, 3), (4, 4, 6), (7, 7, 10)])
def test_a_forged_hash_with_a_fitting_end_lies_between_two_checkpoints(position: int, first: int, last: int):
    report = check(with_line(position + 1, lambda line: line.update(hash="00" * 32)))
    assert report.fault is not None
    assert report.fault.code is FaultCode.CHECKPOINT_ROOT
    assert report.fault.params == {"first": first, "last": last}


def test_an_entry_withheld_on_the_way_is_counted():
    report = check(with_line(6, lambda line: line.update(leaf=None)))
    assert (report.verdict, report.withheld) == (Verdict.SOUND, 4)


def test_a_withheld_entry_cannot_be_opened():
    opening = {"private": {"person": "P-017"}, "salt": "00" * 32}
    data = with_line(5, lambda line: line.update(opening=opening))
    assert found(data) == (FaultCode.ENTRY_FIELDS, 5, 4)


@pytest.mark.parametrize("leaf", [False, 0, [], {}])
def test_only_null_withholds(leaf: object):
    assert found(with_line(5, lambda line: line.update(leaf=leaf))) == (FaultCode.ENTRY_FIELDS, 5, 4)


def test_the_entry_that_declares_the_record_is_never_withheld():
    data = with_line(2, lambda line: line.update(leaf=None))
    assert found(data) == (FaultCode.ORIGIN_WITHHELD, 2, 1)


def test_what_no_reader_would_take_is_not_written():
    record = told()
    for lines in (
        record.without({1}).lines,
        [ExportLine(None, line.hash, line.opening) if line.opening else line for line in record.lines],
    ):
        with pytest.raises(ValueError, match="withheld"):
            write_export(BytesIO(), header=record.header(), lines=lines)


def test_places_are_counted_over_withheld_entries():
    doubled = b"".join([*LINES[:4], LINES[3], *LINES[4:]])
    assert found(doubled) == (FaultCode.ENTRY_POSITION, 7, 6), "№ 5 came sixth"
    missing = b"".join([*LINES[:4], *LINES[5:]])
    assert found(missing) == (FaultCode.ENTRY_POSITION, 5, 4), "№ 5 came fourth"


def test_instants_are_held_against_the_last_readable_one():
    record = declared()
    record.act("record.evidence.deposit", {"size": 1})
    record.act("record.evidence.deposit", {"size": 2}, at=START)
    for hidden, position in ((set(), 3), ({2}, 3)):
        fault = check(record.without(hidden).export()).fault
        assert fault is not None
        assert (fault.code, fault.position) == (FaultCode.ENTRY_INSTANT, position)


def test_a_visitor_is_told_of_every_place():
    met: list[int | None] = []
    report = check_export(
        BytesIO(EXPORT), visit=lambda leaf: met.append(None if leaf is None else leaf.position)
    )
    assert report.good
    assert met == [None if position in HIDDEN else position for position in range(1, 11)]


def test_a_record_longer_than_a_batch_may_have_any_of_it_withheld():
    record = SmallRecord()
    for number in range(1100):
        record.act("record.evidence.deposit", {"size": number})
    report = check(record.without(range(2, 1101)).export(1024, 1025))
    assert (report.verdict, report.confirmed, report.withheld) == (Verdict.SOUND, 1100, 1099)
