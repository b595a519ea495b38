"""One file that holds a store: a tar archive whose every byte is under one hash, written and read as a stream."""

from __future__ import annotations

import hashlib
import json
import tarfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = "camket-backup/1"
HEAD, MANIFEST, SEAL = "HEAD.json", "MANIFEST.json", "SEAL"
_BLOCK = tarfile.BLOCKSIZE
_END = bytes(2 * _BLOCK)
_TAIL = 2 * _BLOCK + len(_END)
_CHUNK = 1 << 20


class ArchiveDamaged(Refused):
    """The file is not a whole archive of ours: cut short, changed, or something else. Nothing was restored."""

    code = "backup.archive.damaged"


@dataclass(frozen=True, slots=True)
class Part:
    """One member of an archive, to be read before the next is asked for."""

    name: str
    size: int
    file: BinaryIO

    def chunks(self) -> Iterator[bytes]:
        """The content, a megabyte at a time."""
        left = self.size
        while left:
            chunk = self.file.read(min(left, _CHUNK))
            if not chunk:
                raise ArchiveDamaged(why="cut short")
            left -= len(chunk)
            yield chunk

    def content(self) -> bytes:
        """The whole content."""
        return b"".join(self.chunks())


def _header(name: str, size: int) -> bytes:
    """A tar header that says the name and the size and nothing of the machine: the same store, the same bytes."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member.tobuf(tarfile.USTAR_FORMAT)


def _sealed(body: hashlib._Hash, manifest_at: int) -> str:
    """The hash over all bytes before the seal and the place of the manifest, which only the seal states."""
    whole = body.copy()
    whole.update(f"{manifest_at:020d}".encode())
    return whole.hexdigest()


def _seal(digest: str, manifest_at: int) -> bytes:
    content = f"{digest} {manifest_at:020d}\n".encode()
    return _header(SEAL, len(content)) + content.ljust(_BLOCK, b"\0") + _END


class ArchiveWriter:
    """Writes an archive part by part; nothing is held in memory but the part at hand."""

    def __init__(self, file: BinaryIO, head: dict[str, Any]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._at = 0
        self._parts: dict[str, dict[str, Any]] = {}
        self.add(HEAD, _json(head))

    def add(self, name: str, content: bytes) -> None:
        """A part whose content is at hand."""
        self.add_stream(name, len(content), [content])

    def add_stream(self, name: str, size: int, chunks: Iterable[bytes]) -> None:
        """A part of a known size. ValueError when what comes is of another size: the archive is then no good."""
        digest = hashlib.sha256()
        self._put(_header(name, size))
        written = 0
        for chunk in chunks:
            digest.update(chunk)
            self._put(chunk)
            written += len(chunk)
        if written != size:
            raise ValueError(f"{name}: {written} bytes where {size} were announced")
        self._put(bytes(-size % _BLOCK))
        self._parts[name] = {"size": size, "sha256": digest.hexdigest()}

    def close(self, manifest: dict[str, Any]) -> str:
        """Writes the manifest with every part's size and hash, and the seal; returns the hash under the seal."""
        at = self._at
        self.add(MANIFEST, _json({**manifest, "parts": self._parts}))
        digest = _sealed(self._hash, at)
        self._put(_seal(digest, at))
        return digest

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self._at += len(data)


def read_sealed(file: BinaryIO) -> tuple[dict[str, Any], dict[str, Any]]:
    """Head and manifest of an archive, after every byte of it was read and found to be the one that was written.

    A hash over all bytes before the seal, and a seal that has one spelling: a byte changed, added or missing anywhere
    is found before anything is restored. Raises `ArchiveDamaged`.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size % _BLOCK or size < _TAIL + 2 * _BLOCK:
        raise ArchiveDamaged(why="no whole archive: its size is not that of one")
    digest = hashlib.sha256()
    left = size - _TAIL
    while left:
        chunk = file.read(min(left, _CHUNK))
        digest.update(chunk)
        left -= len(chunk)
    tail = file.read(_TAIL)
    manifest_at = tail[_BLOCK + 65 : _BLOCK + 85].decode("ascii", errors="replace")
    stated = int(manifest_at) if manifest_at.isdecimal() else 0
    if tail != _seal(_sealed(digest, stated), stated):
        raise ArchiveDamaged(why="its bytes are not those under its seal")
    head = _read_json(file, 0, HEAD)
    if head.get("format") != FORMAT:
        raise ArchiveDamaged(why=f"not of the format {FORMAT}")
    return head, _read_json(file, stated, MANIFEST)


def read_parts(file: BinaryIO, manifest: dict[str, Any]) -> Iterator[Part]:
    """The parts in order, head left out; each must be used before the next. Raises `ArchiveDamaged`."""
    file.seek(0)
    for name, stated in manifest["parts"].items():
        begin = file.tell()
        part = _part(file, begin, name)
        if part.size != stated["size"]:
            raise ArchiveDamaged(why=f"{name} is not as the manifest states")
        if name != HEAD:
            yield part
        file.seek(begin + _BLOCK + part.size + (-part.size % _BLOCK))


def _part(file: BinaryIO, at: int, name: str) -> Part:
    file.seek(at)
    try:
        member = tarfile.TarInfo.frombuf(file.read(_BLOCK), "utf-8", "strict")
    except (tarfile.TarError, UnicodeDecodeError) as fault:
        raise ArchiveDamaged(why=f"{name} is not where it should be") from fault
    if member.name != name:
        raise ArchiveDamaged(why=f"{name} is not where it should be")
    return Part(name=name, size=member.size, file=file)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _read_json(file: BinaryIO, at: int, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(_part(file, at, name).content())
    except ValueError as fault:
        raise ArchiveDamaged(why=f"{name} is not JSON") from fault
    return found
