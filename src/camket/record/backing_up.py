"""Writes a store into one archive while it is in use, and checks the copy against the newest checkpoint on the way."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

from camket.errors import Refused
from camket_verify import notes
from camket_verify.faults import Unsound

from . import queries
from .archive import FORMAT, ArchiveWriter
from .growing import GrowingTree
from .neutral import Table, in_parts, kept_tables, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from django.db.backends.base.base import BaseDatabaseWrapper

_CHUNK = 1 << 20
_BATCH = 1000


class BackupNotSound(Refused):
    """The store that was to be copied is not the one under its checkpoint; a copy of it would be trusted in vain."""

    code = "backup.store.not_sound"


class NothingToKeep(Refused):
    """A backup carries the newest signed checkpoint; this record has none yet."""

    code = "backup.store.no_checkpoint"


@dataclass(frozen=True, slots=True)
class Written:
    """What a backup came to: entries, the checkpoint it was held against, and files that were not there whole."""

    size: int
    sealed: int
    rows: int
    files: int
    bytes: int
    damaged: tuple[str, ...]
    digest: str


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own that sees the store as it is at this moment, whatever is written meanwhile.

    Writers are not held up: PostgreSQL keeps the old rows (REPEATABLE READ), SQLite's write-ahead file grows until
    the reading ends.
    """
    own = connections[DEFAULT_DB_ALIAS].copy()
    own.connect()
    try:
        with own.cursor() as cursor:
            postgres = own.vendor == "postgresql"
            cursor.execute(
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgres else "BEGIN DEFERRED"
            )
            cursor.execute(
                "SELECT count(*) FROM django_migrations"
            )  # the moment is that of the first reading
        yield own
    finally:
        own.close()


def write_backup(
    file: BinaryIO,
    *,
    at: datetime,
    vkey: str,
    evidence: Path,
    keys: Iterable[Path] = (),
    rebuilt: Iterable[str] = (),
) -> Written:
    """Writes the archive and says what it came to. Memory stays bounded by one part and one file.

    `keys` are private and go in only when they are named. `rebuilt` names caches that are made again after restoring.
    A file that an entry names and that is not there whole is named in the manifest: a store with one lost file must
    still be kept. Raises `NothingToKeep`, `BackupNotSound`.
    """
    with snapshot() as own:
        tables = kept_tables(rebuilt)
        note = _newest_note(own)
        writer = ArchiveWriter(file, _head(own, tables, at=at, vkey=vkey, note=note, rebuilt=rebuilt))
        opened = _opened(note, vkey)
        tree = GrowingTree({opened.size})
        counts = {table.name: _put_table(writer, own, table, tree) for table in tables}
        if tree.roots.get(opened.size) != opened.root:
            raise BackupNotSound(why=f"root of {opened.size} entries")
        files, damaged = _put_files(writer, own, evidence)
    for key in keys:
        writer.add(f"keys/{key.name}", key.read_bytes())
    digest = writer.close(
        {"counts": counts, "damaged": damaged, "note": note, "root": tree.root().hex(), "size": tree.size}
    )
    return Written(
        size=tree.size,
        sealed=opened.size,
        rows=sum(counts.values()),
        files=files,
        bytes=file.tell(),
        damaged=tuple(damaged),
        digest=digest,
    )


def _head(
    own: BaseDatabaseWrapper,
    tables: list[Table],
    *,
    at: datetime,
    vkey: str,
    note: str,
    rebuilt: Iterable[str],
) -> dict[str, Any]:
    return {
        "at": at.isoformat(),
        "database": own.vendor,
        "format": FORMAT,
        "migrations": sorted(MigrationRecorder(own).applied_migrations()),
        "note": note,
        "rebuilt": sorted(rebuilt),
        "tables": [table.as_json() for table in tables],
        "vkey": vkey,
    }


def _newest_note(own: BaseDatabaseWrapper) -> str:
    with own.cursor() as cursor:
        cursor.execute("SELECT note FROM record_checkpoint ORDER BY size DESC LIMIT 1")
        found = cursor.fetchone()
    if found is None:
        raise NothingToKeep
    return str(found[0])


def _opened(note: str, vkey: str) -> notes.Checkpoint:
    try:
        return notes.parse_checkpoint(notes.open_note(note, vkey))
    except Unsound as fault:
        raise BackupNotSound(why=f"signature of the newest checkpoint ({fault})") from fault


def _put_table(writer: ArchiveWriter, own: BaseDatabaseWrapper, table: Table, tree: GrowingTree) -> int:
    counted = 0

    def passing() -> Iterator[bytes]:
        nonlocal counted
        entries = table.name == "record_entry"
        held: list[bytes] = []
        for line in rows_of(own, table):
            counted += 1
            if entries:
                held.append(line)
                if len(held) == _BATCH:
                    grow(tree, table, [json.loads(one) for one in held])
                    held = []
            yield line
        if held:
            grow(tree, table, [json.loads(one) for one in held])

    for number, part in enumerate(in_parts(passing()), start=1):
        writer.add(f"tables/{table.name}/{number:06d}.jsonl.gz", part)
    return counted


def grow(tree: GrowingTree, table: Table, rows: list[list[Any]]) -> list[tuple[int, int, bytes]]:
    """Adds the leaves of entries to the tree and returns the nodes made. Raises `BackupNotSound` at a gap."""
    position, leaf = table.columns.index("position"), table.columns.index("leaf")
    expected = range(tree.size + 1, tree.size + 1 + len(rows))
    for row, place in zip(rows, expected, strict=True):
        if row[position] != place:
            raise BackupNotSound(why=f"no entry {place}")
    return tree.add([row[leaf].encode() for row in rows])


def _put_files(writer: ArchiveWriter, own: BaseDatabaseWrapper, folder: Path) -> tuple[int, list[str]]:
    """The evidence that entries of the snapshot name. Files only ever get added, so one is there before its entry."""
    written, damaged = 0, []
    with own.cursor() as cursor:
        cursor.execute("SELECT sha256, size FROM record_evidence ORDER BY sha256")
        named = cursor.fetchall()
    for digest, size in named:
        path = folder / queries.evidence_place(digest)
        if is_whole(path, digest, size):
            with path.open("rb") as file:
                writer.add_stream(f"evidence/{digest}", size, iter(lambda: file.read(_CHUNK), b""))
            written += 1
        else:
            damaged.append(digest)
    return written, damaged


def is_whole(path: Path, digest: str, size: int) -> bool:
    """Whether a kept file is there with the bytes that its name promises."""
    try:
        with path.open("rb") as file:
            return path.stat().st_size == size and hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False
