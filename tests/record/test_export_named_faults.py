"""Each way in which an export can break the format has its own name; nothing ends in a traceback."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.record.small_record import KEY, ORIGIN, START, VKEY, SmallRecord, day, told

from camket_verify.export import ExportLine, Verdict, check_export, write_export
from camket_verify.faults import FaultCode, Unsound
from camket_verify.jcs import canonical
from camket_verify.leaf import build_leaf, commitment, instant_text, parse_leaf
from camket_verify.notes import Checkpoint, checkpoint_text, format_vkey, sign_note
from camket_verify.tree import leaf_hash, root_of
from camket_verify.words import FAULTS

OTHER = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)


def found(data: bytes, key: str | None = VKEY) -> FaultCode | None:
    fault = check_export(BytesIO(data), key=key).fault
    return None if fault is None else fault.code


def file_of(header: object, leaves: list[object]) -> bytes:
    """A file of any header and any entries, correct in its outer form."""
    body = b"".join(canonical(line) + b"\n" for line in (header, *leaves))
    return body + canonical({"end": len(leaves), "sha256": sha256(body).hexdigest()}) + b"\n"


def header(**changed: object) -> dict[str, object]:
    return json.loads(SmallRecord().export().splitlines()[0]) | changed


def signed(size: int, root: bytes, origin: str = ORIGIN) -> str:
    return sign_note(checkpoint_text(Checkpoint(origin, size, root)), ORIGIN, KEY)


def export_of(leaf: bytes) -> bytes:
    """An export of one entry, signed as it is, whatever it says."""
    stated = leaf_hash(leaf)
    file = BytesIO()
    record = SmallRecord()
    record.lines = [ExportLine(leaf, stated)]
    write_export(file, header=record.header(), lines=record.lines)
    return file.getvalue()


def leaf(**changed: object) -> bytes:
    fields = json.loads(told().lines[0].leaf) | changed
    return canonical({name: value for name, value in fields.items() if value != "absent"})


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\x89PNG\r\n\x1a\n" + bytes(90), b"{}\n", b'{"format":"camket-export/2"}\n']
)
def test_what_is_no_export_is_unusable(data: bytes):
    report = check_export(BytesIO(data))
    assert report.verdict is Verdict.UNUSABLE
    assert report.fault is not None
    assert report.fault.code is FaultCode.NOT_AN_EXPORT


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"more": 1}, FaultCode.HEADER_FIELDS),
        ({"size": True}, FaultCode.HEADER_FIELDS),
        ({"size": -1}, FaultCode.HEADER_FIELDS),
        ({"size": "0"}, FaultCode.HEADER_FIELDS),
        ({"synthetic": None}, FaultCode.HEADER_FIELDS),
        ({"origin": 7}, FaultCode.HEADER_FIELDS),
        ({"checkpoints": {}}, FaultCode.HEADER_FIELDS),
        ({"checkpoints": [None]}, FaultCode.HEADER_FIELDS),
        ({"vkey": "camket"}, FaultCode.KEY_SHAPE),
        ({"checkpoints": []}, FaultCode.HEADER_COVER),
        ({"checkpoints": ["x"]}, FaultCode.NOTE_SHAPE),
        ({"checkpoints": [sign_note("not a checkpoint\n", ORIGIN, KEY)]}, FaultCode.CHECKPOINT_SHAPE),
        ({"checkpoints": [signed(0, root_of([]), "elsewhere")]}, FaultCode.HEADER_ORIGIN),
        ({"checkpoints": [signed(0, root_of([]))] * 2}, FaultCode.HEADER_ORDER),
        ({"checkpoints": [signed(1, bytes(32)), signed(0, root_of([]))]}, FaultCode.HEADER_ORDER),
        ({"checkpoints": [signed(0, bytes(32))]}, FaultCode.CHECKPOINT_ROOT),
        ({"vkey": format_vkey(ORIGIN, OTHER.public_key())}, FaultCode.NOTE_UNSIGNED),
    ],
)
def test_a_wrong_header_says_what_is_wrong(changed: dict[str, object], code: FaultCode):
    assert found(file_of(header(**changed), []), key=None) is code


def test_a_record_signed_anew_by_another_is_refused_under_the_pinned_key():
    data = told().export()
    assert found(data, format_vkey(ORIGIN, OTHER.public_key())) is FaultCode.HEADER_KEY


def test_a_pinned_key_that_is_no_key_is_the_callers_mistake():
    with pytest.raises(Unsound) as unsound:
        check_export(BytesIO(told().export()), key="camket")
    assert unsound.value.code is FaultCode.KEY_SHAPE


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"hash": "0" * 64, "leaf": "{}"}, FaultCode.ENTRY_FIELDS),
        ({"hash": "0" * 63, "leaf": "{}", "opening": None}, FaultCode.ENTRY_FIELDS),
        ({"hash": "0" * 64, "leaf": {}, "opening": None}, FaultCode.ENTRY_FIELDS),
        ({"hash": "0" * 64, "leaf": "{}", "opening": None}, FaultCode.ENTRY_HASH),
        ({"hash": "0" * 64, "leaf": "{}", "opening": {"salt": "00" * 32}}, FaultCode.OPENING_FIELDS),
        ({"hash": "0" * 64, "leaf": "{}", "opening": {"salt": 1, "private": {}}}, FaultCode.OPENING_FIELDS),
        (
            {"hash": "0" * 64, "leaf": "{}", "opening": {"salt": "00", "private": []}},
            FaultCode.OPENING_FIELDS,
        ),
        ([], FaultCode.ENTRY_FIELDS),
        ({"end": 0, "sha256": "0" * 64}, FaultCode.ENTRY_MISSING),
    ],
)
def test_a_wrong_entry_line_says_what_is_wrong(line: object, code: FaultCode):
    first = header(size=1, checkpoints=[signed(1, bytes(32))])
    assert found(file_of(first, [line])) is code


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("v", 2),
        ("v", True),
        ("act", "claim.accept"),
        ("act", "Discipline.claim.accept"),
        ("actor", ""),
        ("actor", None),
        ("at", "2025-10-15T01:00:00Z"),
        ("at", "2025-10-15T01:00:00.000000+00:00"),
        ("at", "2025-02-30T01:00:00.000000Z"),
        ("at", 0),
        ("on", "20251015"),
        ("on", "2025-13-01"),
        ("on", None),
        ("position", 0),
        ("position", True),
        ("position", "1"),
        ("private", "AB" * 32),
        ("private", {}),
        ("public", []),
        ("public", None),
        ("subjects", "task:57-01"),
        ("subjects", [""]),
        ("subjects", ["a", "a"]),
        ("subjects", [1]),
        ("v", "absent"),
        ("more", 1),
    ],
)
def test_a_leaf_that_is_not_as_the_format_says_names_its_field(field: str, value: object):
    with pytest.raises(Unsound) as unsound:
        parse_leaf(leaf(**{field: value}))
    assert unsound.value.code is FaultCode.LEAF_FIELDS
    assert unsound.value.params["field"] in {field, "*"}
    assert found(export_of(leaf(**{field: value}))) is FaultCode.LEAF_FIELDS


def test_a_leaf_in_another_spelling_is_no_leaf():
    spaced = leaf().replace(b'"v":1', b'"v": 1')
    assert found(export_of(spaced)) is FaultCode.NOT_CANONICAL


def test_a_leaf_nested_without_end_is_a_fault_and_no_crash():
    assert found(export_of(b"[" * 200_000)) is FaultCode.NOT_CANONICAL


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=12))
def test_instants_may_stand_still_and_never_run_backwards(steps: list[int]):
    record = SmallRecord()
    at, first_back = START, None
    for number, step in enumerate(steps, 1):
        at += timedelta(microseconds=step)
        record.act("record.evidence.deposit", {}, at=at)
        if step < 0 and number > 1 and first_back is None:
            first_back = number
    fault = check_export(BytesIO(record.export()), key=VKEY).fault
    assert (fault is None) == (first_back is None)
    if fault is not None:
        assert (fault.code, fault.position) == (FaultCode.ENTRY_INSTANT, first_back)


def test_a_wrong_end_line_is_named():
    lines = told().export().splitlines(keepends=True)
    body = b"".join(lines[:-1])
    stated = sha256(body).hexdigest()
    for end, code in (
        ({"end": 9, "sha256": stated}, FaultCode.END_FIELDS),
        ({"end": 10.5, "sha256": stated}, FaultCode.END_FIELDS),
        ({"end": 10}, FaultCode.END_FIELDS),
        ({"end": 10, "sha256": None}, FaultCode.DIGEST),
        ({"end": 10, "sha256": "0" * 64}, FaultCode.DIGEST),
    ):
        assert found(body + canonical(end) + b"\n") is code


def test_an_export_is_not_written_with_fewer_entries_than_it_says():
    record = told()
    with pytest.raises(ValueError, match="10 entries, 9 came"):
        write_export(BytesIO(), header=record.header(), lines=record.lines[:-1])


def test_a_leaf_comes_back_as_it_was_built():
    built = build_leaf(
        act="discipline.claim.accept",
        actor="VPTW.CV1",
        at=datetime.fromisoformat("2025-10-15T08:00:00+07:00"),
        on=day("10-15"),
        position=17,
        private=None,
        public={"task": "57-0412"},
        subjects=["task:57-0412"],
    )
    assert built == (
        b'{"act":"discipline.claim.accept","actor":"VPTW.CV1","at":"2025-10-15T01:00:00.000000Z","on":"2025-10-15",'
        b'"position":17,"private":null,"public":{"task":"57-0412"},"subjects":["task:57-0412"],"v":1}'
    )
    parsed = parse_leaf(built)
    assert (parsed.position, parsed.on, instant_text(parsed.at)) == (
        17,
        day("10-15"),
        "2025-10-15T01:00:00.000000Z",
    )


def test_a_leaf_that_could_not_be_read_back_is_not_built():
    fields: dict[str, Any] = json.loads(told().lines[0].leaf)
    with pytest.raises(Unsound):
        build_leaf(
            act="declare",
            actor="VPTW",
            at=START,
            on=day("09-01"),
            position=1,
            private=None,
            public={},
            subjects=[],
        )
    with pytest.raises(ValueError, match="time zone"):
        instant_text(datetime.fromisoformat(fields["at"]).replace(tzinfo=None))


def test_a_commitment_is_the_hash_of_its_prefix_its_salt_and_the_canonical_text():
    salt = bytes(range(32))
    expected = sha256(b"camket/opening/v1\n" + salt + b'{"person":"P-017","title":"A"}').hexdigest()
    assert commitment(salt, {"title": "A", "person": "P-017"}) == expected
    with pytest.raises(Unsound):
        commitment(b"short", {})


def test_every_fault_has_its_words_in_both_languages():
    assert set(FAULTS) == set(FaultCode)
    assert all(vi and en and vi != en for vi, en in FAULTS.values())
