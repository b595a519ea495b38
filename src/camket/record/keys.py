"""The record's own signing key, kept in a file of the data folder that only its owner reads."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from camket.errors import Refused
from camket_verify import notes

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key and the name it signs under: the record's origin."""

    name: str
    private: Ed25519PrivateKey

    @property
    def vkey(self) -> str:
        """The public half in the C2SP text form that a verifier pins."""
        return notes.format_vkey(self.name, self.private.public_key())


class KeyMissing(Refused):
    """The record has a key, its public half lies in the folder, and the private half is not there.

    A second key would be made in silence, and what it signs would not be by the key that others hold.
    """

    code = "record.key.missing"


def public_half(path: Path) -> Path:
    """Where the public half of a key lies, in the text form that a verifier pins."""
    return path.with_suffix(".vkey")


def load_or_make_key(path: Path, *, name: str) -> SigningKey:
    """The key in `path`; a new one is made, readable by its owner only, when there is none and never was.

    A log's signature shows that the record was not changed; it gives a paper no legal force (chữ ký số chuyên dùng
    công vụ does that). Raises `KeyMissing` when the file is gone or another's.
    """
    public = public_half(path)
    if not path.exists():
        if public.exists():
            raise KeyMissing(file=path.name, vkey=public.read_text("utf-8").strip())
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
    loaded = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(loaded, Ed25519PrivateKey):
        raise TypeError(f"{path.name} holds no Ed25519 key")
    key = SigningKey(name=name, private=loaded)
    if not public.exists():
        public.write_text(f"{key.vkey}\n", encoding="utf-8")
    elif notes.parse_vkey(public.read_text("utf-8").strip()).public != loaded.public_key().public_bytes_raw():
        raise KeyMissing(file=path.name, vkey=public.read_text("utf-8").strip())
    return key
