"""Signed notes and checkpoints: what is signed comes back, and nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.record.small_record import KEY, ORIGIN, VKEY

from camket_verify.faults import FaultCode, Unsound
from camket_verify.notes import (
    Checkpoint,
    checkpoint_text,
    format_vkey,
    open_note,
    parse_checkpoint,
    parse_vkey,
    sign_note,
)

STATE = Checkpoint(ORIGIN, 17, bytes(range(32)), datetime(2025, 10, 15, 1, tzinfo=UTC))
TEXT = "camket.example/so-thu\n17\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nat 2025-10-15T01:00:00.000000Z\n"
NOTE = sign_note(TEXT, ORIGIN, KEY)
OTHER = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)

# The worked example of the Go package that defined the format (golang.org/x/mod/sumdb/note).
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def refused(note: str, vkey: str = VKEY) -> FaultCode:
    with pytest.raises(Unsound) as unsound:
        open_note(note, vkey)
    return unsound.value.code


def test_a_checkpoint_is_written_as_origin_size_root_and_instant():
    assert checkpoint_text(STATE) == TEXT
    assert parse_checkpoint(TEXT) == STATE


def test_a_checkpoint_may_leave_out_its_instant():
    state = Checkpoint(ORIGIN, 0, bytes(32))
    assert parse_checkpoint(checkpoint_text(state)) == state


def test_an_unknown_extension_line_is_passed_over():
    assert parse_checkpoint(f"{TEXT}witnessed by nobody\n") == STATE


@pytest.mark.parametrize(
    "text",
    [
        TEXT[:-1],
        TEXT.replace("17", "017"),
        TEXT.replace("17", "-1"),
        TEXT.replace("17", "٣"),
        TEXT.replace("AAEC", "AAE"),
        TEXT.replace("Hh8=", "Hh9="),
        TEXT.replace("01:00", "25:00"),
        TEXT.replace(".000000Z", "Z"),
        TEXT + "at 2025-10-15T01:00:00.000000Z\n",
        TEXT.replace(ORIGIN, ""),
        TEXT.replace("17\n", "17\r\n"),
        "camket\n17\n",
    ],
)
def test_a_checkpoint_has_one_spelling(text: str):
    with pytest.raises(Unsound) as unsound:
        parse_checkpoint(text)
    assert unsound.value.code is FaultCode.CHECKPOINT_SHAPE


def test_a_note_opens_to_the_text_that_was_signed():
    assert open_note(NOTE, VKEY) == TEXT
    assert NOTE.startswith(f"{TEXT}\n— {ORIGIN} ")


def test_the_note_that_the_formats_author_published_opens():
    assert open_note(GO_NOTE, GO_VKEY).startswith("If you think")
    changed = GO_NOTE.replace("answer", "anwser")
    assert refused(changed, GO_VKEY) is FaultCode.NOTE_SIGNATURE


def test_a_note_with_a_witness_beside_the_key_opens_for_both():
    cosigned = NOTE + sign_note(TEXT, "witness", OTHER).rpartition("\n\n")[2]
    assert open_note(cosigned, VKEY) == TEXT
    assert open_note(cosigned, format_vkey("witness", OTHER.public_key())) == TEXT


def test_a_note_is_not_opened_by_a_key_that_did_not_sign_it():
    assert refused(NOTE, format_vkey(ORIGIN, OTHER.public_key())) is FaultCode.NOTE_UNSIGNED
    assert refused(NOTE, format_vkey("another", KEY.public_key())) is FaultCode.NOTE_UNSIGNED


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        TEXT,
        NOTE[:-1],
        NOTE + "\n",
        NOTE.replace("— ", "- "),
        NOTE.replace("\n\n", "\n"),
        NOTE + "x\n",
    ],
)
def test_what_has_another_form_is_no_note(note: str):
    assert refused(note) is FaultCode.NOTE_SHAPE


@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_no_letter_of_a_note_can_be_another(place: int, letter: str):
    changed = NOTE[:place] + letter + NOTE[place + 1 :]
    if changed != NOTE:
        refused(changed)


def test_a_published_key_says_its_name_and_carries_its_own_check():
    key = parse_vkey(VKEY)
    assert (key.name, key.public) == (ORIGIN, KEY.public_key().public_bytes_raw())
    assert VKEY.startswith(f"{ORIGIN}+{key.key_hash.hex()}+A")


@given(st.integers(0, len(VKEY) - 1), st.characters(codec="utf-8"))
def test_no_letter_of_a_published_key_can_be_another(place: int, letter: str):
    changed = VKEY[:place] + letter + VKEY[place + 1 :]
    if changed != VKEY:
        with pytest.raises(Unsound) as unsound:
            parse_vkey(changed)
        assert unsound.value.code is FaultCode.KEY_SHAPE


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nend"])
def test_a_key_name_has_no_blank_and_no_plus(name: str):
    with pytest.raises(Unsound):
        format_vkey(name, KEY.public_key())


@pytest.mark.parametrize("text", ["", "no line end", "a\tb\n"])
def test_a_text_with_control_signs_or_without_an_end_is_not_signed(text: str):
    with pytest.raises(Unsound) as unsound:
        sign_note(text, ORIGIN, KEY)
    assert unsound.value.code is FaultCode.NOTE_SHAPE
