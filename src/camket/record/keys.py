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


def load_or_make_key(path: Path, *, name: str) -> SigningKey:
    """The key in `path`; a new one is made, readable by its owner only, when there is none.

    A log's signature shows that the record was not changed; it gives a paper no legal force (chữ ký số chuyên dùng
    công vụ does that).
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
    loaded = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(loaded, Ed25519PrivateKey):
        raise TypeError(f"{path.name} holds no Ed25519 key")
    return SigningKey(name=name, private=loaded)
