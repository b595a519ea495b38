"""Forged exports: whatever a forger who lacks the key does to the file is found, and a lie told with it is recomputed."""

from __future__ import annotations

import hashlib
import io
import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.record.small_record import KEY, ORIGIN, START, VKEY, SmallRecord, declared, row, told

from camket_verify.export import ExportLine, Header, Report, Verdict, check_export, write_export
from camket_verify.faults import FaultCode, Unsound
from camket_verify.jcs import parse_canonical
from camket_verify.leaf import build_leaf, parse_leaf
from camket_verify.notes import Checkpoint, checkpoint_text, format_vkey, sign_note
from camket_verify.recompute import recompute_export
from camket_verify.tree import leaf_hash, root_of

if TYPE_CHECKING:
    from collections.abc import Sequence

FORGER = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"the key of a forger").digest())


def check(data: bytes, *, key: str | None = VKEY) -> Report:
    return check_export(io.BytesIO(data), key=key)


def code(data: bytes, *, key: str | None = VKEY) -> FaultCode | None:
    fault = check(data, key=key).fault
    return fault.code if fault else None


def written(header: Header, lines: Sequence[ExportLine]) -> bytes:
    file = io.BytesIO()
    write_export(file, header=header, lines=lines)
    return file.getvalue()


def signed(lines: Sequence[ExportLine], key: Ed25519PrivateKey, **changed: Any) -> Header:
    """A header that fits the lines, signed by whoever holds this key."""
    state = Checkpoint(ORIGIN, len(lines), root_of([line.hash for line in lines]), START)
    fields = {
        "origin": ORIGIN,
        "synthetic": True,
        "size": len(lines),
        "vkey": format_vkey(ORIGIN, key.public_key()),
        "checkpoints": (sign_note(checkpoint_text(state), ORIGIN, key),),
    }
    return Header(**fields | changed)


def resealed(data: bytes) -> bytes:
    """The file with an end line that fits whatever stands before it, as any forger writes it."""
    body = b"".join(data.splitlines(keepends=True)[:-1])
    end = {"end": json.loads(data.splitlines()[0])["size"], "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end, separators=(",", ":")).encode() + b"\n"


def rehashed(line: ExportLine, **changed: Any) -> ExportLine:
    """An entry with fields changed and its own hash made right again."""
    leaf = parse_leaf(line.leaf)
    fields = {name: getattr(leaf, name) for name in leaf.__slots__}
    data = build_leaf(**fields | changed)
    return ExportLine(data, leaf_hash(data), line.opening)


def test_a_shortened_record_signed_again_by_another_key_is_caught_by_the_pinned_key():
    lines = told().lines[:6]
    data = written(signed(lines, FORGER), lines)
    assert code(data) is FaultCode.HEADER_KEY
    assert check(data, key=None).verdict is Verdict.SIGNER_UNKNOWN, (
        "without a pinned key nobody knows who signed"
    )


def test_another_key_under_the_true_keys_text_is_no_signature():
    lines = told().lines
    assert code(written(signed(lines, FORGER, vkey=VKEY), lines)) is FaultCode.NOTE_UNSIGNED


def test_a_checkpoint_of_a_smaller_size_alone_does_not_cover_the_tail():
    record = told()
    smaller = record.header(4)
    data = written(
        Header(ORIGIN, synthetic=True, size=10, vkey=VKEY, checkpoints=smaller.checkpoints[:1]), record.lines
    )
    assert code(data) is FaultCode.HEADER_COVER


def test_a_checkpoint_given_twice_is_out_of_order():
    record = told()
    notes = record.header(4).checkpoints
    header = Header(ORIGIN, synthetic=True, size=10, vkey=VKEY, checkpoints=(notes[0], *notes))
    assert code(written(header, record.lines)) is FaultCode.HEADER_ORDER


def test_entries_that_changed_places_are_found_though_every_hash_is_right():
    record = told()
    lines = list(record.lines)
    lines[4], lines[5] = lines[5], lines[4]
    report = check(written(record.header(), lines))
    assert report.fault is not None
    assert (report.fault.code, report.fault.position) == (FaultCode.ENTRY_POSITION, 5)
    moved = [rehashed(line, position=place) for place, line in enumerate(lines, start=1)]
    moved[5] = rehashed(moved[5], at=parse_leaf(moved[4].leaf).at)
    assert code(written(record.header(), moved)) is FaultCode.CHECKPOINT_ROOT


def test_the_opening_of_one_entry_does_not_open_another():
    record = declared()
    for words in ("Đã xong", "Chưa xong"):
        record.act("discipline.progress.report", {"task": "57-01"}, private={"words": words, "person": "p"})
    lines = list(record.lines)
    lines[1], lines[2] = (
        ExportLine(lines[1].leaf, lines[1].hash, lines[2].opening),
        ExportLine(lines[2].leaf, lines[2].hash, lines[1].opening),
    )
    report = check(written(record.header(), lines))
    assert report.fault is not None
    assert (report.fault.code, report.fault.position) == (FaultCode.OPENING_COMMITMENT, 2)


def test_a_record_that_never_declared_itself_may_not_be_shown_as_real():
    lines = [
        ExportLine(data, leaf_hash(data))
        for data in [
            build_leaf(
                act="discipline.programme.open",
                actor="VPTW.CV1",
                at=START,
                on=START.date(),
                position=1,
                private=None,
                public={"programme": "57"},
                subjects=["programme:57"],
            )
        ]
    ]
    assert code(written(signed(lines, KEY, synthetic=False), lines)) is FaultCode.ORIGIN_DIFFERS
    assert code(written(signed(lines, KEY), lines)) is None


@pytest.mark.parametrize(
    "line",
    [
        b'{"hash":NaN,"leaf":"","opening":null}',
        b'{"hash":Infinity,"leaf":"","opening":null}',
        b'{"hash":"a","hash":"b","leaf":"","opening":null}',
        b'{"hash":"a","leaf":"","opening":null} ',
        b'{"leaf":"","hash":"a","opening":null}',
        b'{"hash":"a","leaf":"\\u0041","opening":null}',
        b'{"hash":"a","leaf":"\\ud800","opening":null}',
        b'{"hash":"a","leaf":"","opening":-0}',
        b'{"hash":"a","leaf":"","opening":1.0}',
        b'{"hash":"a","leaf":"","opening":' + b"9" * 5000 + b"}",
        b'{"hash":"a","leaf":"","opening":1e400}',
        b"[" * 200_000 + b"]" * 200_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b"\xef\xbb\xbf{}",
        b"\xff\xfe",
        b"",
    ],
)
def test_a_line_with_a_second_spelling_is_refused_and_never_breaks_the_reader(line: bytes):
    with pytest.raises(Unsound) as caught:
        parse_canonical(line)
    assert caught.value.code is FaultCode.NOT_CANONICAL
    lines = told().export().splitlines(keepends=True)
    lines[3] = line + b"\n"
    assert code(resealed(b"".join(lines))) is FaultCode.NOT_CANONICAL


def test_letters_that_look_alike_make_another_entry():
    record = told()
    lines = list(record.lines)
    lines[2] = rehashed(lines[2], actor="VPTW.СV1")  # the second letter group begins with a Cyrillic С
    assert code(written(record.header(), lines)) is FaultCode.CHECKPOINT_ROOT


def test_a_text_with_marks_apart_is_another_text_and_both_are_told_as_they_are():
    record = declared()
    record.act("discipline.progress.report", {"task": "57-01"}, private={"words": "đã xong", "person": "p"})
    data = record.export()
    apart = data.replace("đã".encode(), unicodedata.normalize("NFD", "đã").encode())
    assert apart != data
    assert code(resealed(apart)) is FaultCode.OPENING_COMMITMENT


def freeze(record: SmallRecord, **changed: Any) -> int:
    cells = ("completed", "done_in_time", "done_late", "open_in_time", "undated", "withdrawn", "awaiting")
    known = len(record.lines)
    rows = hashlib.sha256(b"57-01 overdue\n").hexdigest()
    public = {
        "figure": "tasks.standings",
        "programme": "CT-57",
        "on": "2025-10-15",
        "known": known,
        "value": {**dict.fromkeys(cells, 0), "total": 1, "overdue": 1},
        "rows_digest": rows,
        "checkpoint": known,
    }
    return record.act("review.figure.freeze", public | changed, on="10-15")


def faults(record: SmallRecord) -> list[tuple[FaultCode, int | None]]:
    found = recompute_export(io.BytesIO(record.export()), key=VKEY)
    assert found.report.good
    return [(fault.code, fault.position) for fault in found.faults]


def with_a_task() -> SmallRecord:
    record = declared()
    record.assign("09-02", row("57-01", "09-30"))
    return record


def test_a_figure_that_lies_is_found_though_every_hash_and_signature_is_right():
    honest = with_a_task()
    freeze(honest)
    assert faults(honest) == []
    lying = with_a_task()
    value = dict.fromkeys(parse_leaf(honest.lines[-1].leaf).public["value"], 0)
    position = freeze(lying, value={**value, "total": 1, "completed": 1, "done_in_time": 1})
    assert faults(lying) == [(FaultCode.FIGURE_DIFFERS, position)]


def test_a_figure_under_a_checkpoint_that_does_not_cover_it_is_found():
    record = with_a_task()
    position = freeze(record, checkpoint=1)
    assert faults(record) == [(FaultCode.PAYLOAD_FIELD, position)]


def test_a_claim_whose_payload_dates_it_before_its_own_entry_is_found():
    record = with_a_task()
    public = {"task": "57-01", "agency": "BKHCN", "evidence": ["ab" * 32], "on": "2025-09-20"}
    position = record.act("discipline.claim.submit", public, on="10-12")
    assert faults(record) == [(FaultCode.PAYLOAD_FIELD, position)]


def test_what_a_body_did_as_a_helper_is_not_the_leads_part_once_it_leads():
    record = with_a_task()
    record.done("57-01", "BTC", "09-20")
    record.about("discipline.task.correct", "57-01", "09-25", field="lead", leads=["BTC"], cooperating=[])
    (found,) = (
        task.on_day(on=START.date().replace(month=10), known=len(record.lines))
        for task in record.tasks().tasks.values()
    )
    assert found.standing == "overdue"
