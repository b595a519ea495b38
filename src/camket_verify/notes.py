"""C2SP signed notes and tree checkpoints: a text, and an Ed25519 signature that anyone can check.

Sources: https://c2sp.org/signed-note and https://c2sp.org/tlog-checkpoint.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .faults import FaultCode, Unsound
from .leaf import instant_text, parse_instant

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"
KEY_HASH_SIZE = 4
MAX_SIGNATURES = 100

_SIGNATURE = re.compile(r"— (?P<name>[^\s+]+) (?P<value>\S+)")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_VKEY = re.compile(r"(?P<name>[^\s+]+)\+(?P<hash>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The signed state of a record: its origin, its size, its root, and when it was signed (if it says so)."""

    origin: str
    size: int
    root: bytes
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a signing key, with the name it signs under."""

    name: str
    key_hash: bytes
    public: bytes


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """The text that is signed; raises `Unsound` for what `parse_checkpoint` would not take back."""
    lines = [checkpoint.origin, str(checkpoint.size), _base64(checkpoint.root)]
    if checkpoint.at is not None:
        lines.append(f"at {instant_text(checkpoint.at)}")
    text = "".join(f"{line}\n" for line in lines)
    parse_checkpoint(text)
    return text


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text. Extension lines other than ours are passed over, as the source asks."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise Unsound(FaultCode.CHECKPOINT_SHAPE)
    origin, *rest = text[:-1].split("\n")
    if not origin or len(rest) < 2 or not _SIZE.fullmatch(rest[0]) or "" in rest:
        raise Unsound(FaultCode.CHECKPOINT_SHAPE)
    root = _from_base64(rest[1], FaultCode.CHECKPOINT_SHAPE)
    instants = [line.removeprefix("at ") for line in rest[2:] if line.startswith("at ")]
    if len(root) != 32 or len(instants) > 1:
        raise Unsound(FaultCode.CHECKPOINT_SHAPE)
    at = parse_instant(instants[0], FaultCode.CHECKPOINT_SHAPE, "at") if instants else None
    return Checkpoint(origin=origin, size=int(rest[0]), root=root, at=at)


def sign_note(text: str, name: str, private_key: Ed25519PrivateKey) -> str:
    """The text with its blank line and one signature line under this key name."""
    _refuse_unless_text(text)
    key = verifier_key(name, private_key.public_key())
    signature = private_key.sign(text.encode())
    return f"{text}\n— {name} {_base64(key.key_hash + signature)}\n"


def open_note(note: str, vkey: str | VerifierKey) -> str:
    """The text of a note that this key has signed.

    Signatures by other keys are passed over (witnesses add theirs); one under this key's name and hash must hold.
    Raises `Unsound` when the note has another form, is not signed by this key, or a signature of it is wrong.
    """
    key = parse_vkey(vkey) if isinstance(vkey, str) else vkey
    text, gap, tail = note.rpartition("\n\n")
    text += "\n"
    _refuse_unless_text(text)
    if not gap or not tail.endswith("\n"):
        raise Unsound(FaultCode.NOTE_SHAPE)
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise Unsound(FaultCode.NOTE_SHAPE)
    ours = [value for name, value in map(_signature, lines) if _is_by(key, name, value)]
    if not ours:
        raise Unsound(FaultCode.NOTE_UNSIGNED, key=key.name)
    for value in ours:
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(value[KEY_HASH_SIZE:], text.encode())
        except InvalidSignature as error:
            raise Unsound(FaultCode.NOTE_SIGNATURE, key=key.name) from error
    return text


def verifier_key(name: str, public_key: Ed25519PublicKey) -> VerifierKey:
    """The verifier key of a public key under a name (without blanks or `+`)."""
    public = public_key.public_bytes_raw()
    return parse_vkey(f"{name}+{_key_hash(name, public).hex()}+{_base64(ED25519 + public)}")


def format_vkey(name: str, public_key: Ed25519PublicKey) -> str:
    """The text by which a key is published and pinned: `name+hash+key`."""
    key = verifier_key(name, public_key)
    return f"{key.name}+{key.key_hash.hex()}+{_base64(ED25519 + key.public)}"


def parse_vkey(text: str) -> VerifierKey:
    """The key in a published text; raises `Unsound` when a letter of it is wrong (the hash covers name and key)."""
    found = _VKEY.fullmatch(text)
    if found is None:
        raise Unsound(FaultCode.KEY_SHAPE)
    key = _from_base64(found["key"], FaultCode.KEY_SHAPE)
    if len(key) != 33 or key[:1] != ED25519 or found["hash"] != _key_hash(found["name"], key[1:]).hex():
        raise Unsound(FaultCode.KEY_SHAPE)
    return VerifierKey(name=found["name"], key_hash=bytes.fromhex(found["hash"]), public=key[1:])


def _signature(line: str) -> tuple[str, bytes]:
    found = _SIGNATURE.fullmatch(line)
    if found is None:
        raise Unsound(FaultCode.NOTE_SHAPE)
    value = _from_base64(found["value"], FaultCode.NOTE_SHAPE)
    if len(value) <= KEY_HASH_SIZE:
        raise Unsound(FaultCode.NOTE_SHAPE)
    return found["name"], value


def _is_by(key: VerifierKey, name: str, value: bytes) -> bool:
    return name == key.name and value[:KEY_HASH_SIZE] == key.key_hash


def _key_hash(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:KEY_HASH_SIZE]


def _refuse_unless_text(text: str) -> None:
    if len(text) < 2 or not text.endswith("\n") or _CONTROL.search(text):
        raise Unsound(FaultCode.NOTE_SHAPE)


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _from_base64(text: str, code: FaultCode) -> bytes:
    """Bytes of base64 in its one spelling: stray bits in the last letter would be a byte that nobody checks."""
    try:
        data = b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Unsound(code) from error
    if _base64(data) != text:
        raise Unsound(code)
    return data
