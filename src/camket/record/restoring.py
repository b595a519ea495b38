"""Makes a store out of an archive, in an empty place, all of it or nothing; then it is held against its checkpoints."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from camket.errors import Refused
from camket_verify import notes
from camket_verify.faults import Unsound

from . import queries
from .archive import ArchiveDamaged, Part, read_parts, read_sealed
from .backing_up import grow
from .growing import GrowingTree
from .neutral import Table, insert_rows, unpacked
from .rules import node_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.apps.registry import Apps

KEY_FILES = ("record.key", "session.key")
_NODES = Table(name="record_node", columns=("key", "hash"), kinds=("int", "bytes"), key="key")


class StoreNotEmpty(Refused):
    """A store is restored beside what is there, never over it."""

    code = "backup.restore.not_empty"


class ArchiveOfAnotherVersion(Refused):
    """The archive was written by a later version, whose tables this one does not know."""

    code = "backup.restore.later_version"


class NotTheSameRecord(Refused):
    """What was restored is not what the checkpoint given away earlier had signed."""

    code = "backup.restore.not_the_same"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: entries, the root over them, the size of the newest checkpoint, rows, files, what is missing."""

    size: int
    root: bytes
    sealed: int
    rows: int
    files: int
    damaged: tuple[str, ...]
    vkey: str
    note: str
    with_key: bool
    compared: tuple[int, ...]


def restore_backup(
    file: BinaryIO,
    *,
    data: Path,
    evidence: Path,
    earlier: Sequence[notes.Checkpoint] = (),
    rebuild: Callable[[], object] | None = None,
) -> Restored:
    """Reads the whole archive, then makes the store; on any refusal nothing of it stays.

    `earlier` are checkpoints that somebody kept: the restored record must begin with each of them. `rebuild` makes the
    caches that the archive left out. Raises `ArchiveDamaged`, `ArchiveOfAnotherVersion`, `StoreNotEmpty`,
    `NotTheSameRecord`, `BackupNotSound`.
    """
    head, manifest = read_sealed(file)
    tables = _tables(head)
    signed = _signed(head, manifest)
    targets = _targets(head)
    with ExitStack() as stack:
        files = stack.enter_context(_folder(data, evidence))
        stack.enter_context(_empty_database())
        _migrate(targets)
        tree = GrowingTree([signed.size, *(one.size for one in earlier)])
        counts = _fill(file, manifest, tables=tables, tree=tree, files=files)
        _require_same(tree, signed=signed, manifest=manifest, counts=counts, earlier=earlier)
        _settle_keys(tables)
        _migrate(None)
        if rebuild is not None:
            rebuild()
        (files / "keys" / "record.vkey").write_text(f"{head['vkey']}\n", encoding="utf-8")
        _put_in_place(files, data=data, evidence=evidence)
    return Restored(
        size=tree.size,
        root=tree.root(),
        sealed=signed.size,
        rows=sum(counts.values()),
        files=sum(name.startswith("evidence/") for name in manifest["parts"]),
        damaged=tuple(manifest["damaged"]),
        vkey=head["vkey"],
        note=head["note"],
        with_key="keys/record.key" in manifest["parts"],
        compared=tuple(one.size for one in earlier),
    )


def _tables(head: dict[str, Any]) -> dict[str, Table]:
    return {
        one["name"]: Table(
            name=one["name"], columns=tuple(one["columns"]), kinds=tuple(one["kinds"]), key=one["key"]
        )
        for one in head["tables"]
    }


def _signed(head: dict[str, Any], manifest: dict[str, Any]) -> notes.Checkpoint:
    try:
        return notes.parse_checkpoint(notes.open_note(manifest["note"], head["vkey"]))
    except Unsound as fault:
        raise ArchiveDamaged(why=f"signature of its checkpoint ({fault})") from fault


def _targets(head: dict[str, Any]) -> list[tuple[str, str]]:
    """The last steps that the archived store had taken in each app: an old archive gets the tables of its time first."""
    loader = MigrationLoader(None)  # without a connection: one to SQLite would make the file
    taken = {(app, name) for app, name in head["migrations"]}
    if unknown := sorted(taken - set(loader.disk_migrations)):
        raise ArchiveOfAnotherVersion(steps=", ".join(f"{app}.{name}" for app, name in unknown))
    return [
        step
        for step in sorted(taken)
        if not any(
            child.key in taken and child.key[0] == step[0] for child in loader.graph.node_map[step].children
        )
    ]


def _migrate(targets: list[tuple[str, str]] | None) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets or executor.loader.graph.leaf_nodes())


@contextmanager
def _folder(data: Path, evidence: Path) -> Iterator[Path]:
    """A folder beside the data in which files wait until everything is known to be right."""
    if evidence.exists() and any(evidence.iterdir()):
        raise StoreNotEmpty(what=evidence.name)
    data.mkdir(parents=True, exist_ok=True)
    before = set((data / "keys").glob("*"))
    waiting = Path(tempfile.mkdtemp(dir=data, prefix=".restoring-"))
    try:
        (waiting / "keys").mkdir(mode=0o700)
        yield waiting
    except BaseException:
        shutil.rmtree(evidence, ignore_errors=True)
        for made in set((data / "keys").glob("*")) - before:
            made.unlink()
        raise
    finally:
        shutil.rmtree(waiting)


@contextmanager
def _empty_database() -> Iterator[None]:
    """One transaction on PostgreSQL; on SQLite a file of its own, which gets the store's name at the end."""
    place = Path(str(connection.settings_dict["NAME"]))
    postgres = connection.vendor == "postgresql"
    if (postgres or place.exists()) and connection.introspection.table_names():
        raise StoreNotEmpty(what=place.name)
    if postgres:
        with transaction.atomic():
            yield
        return
    made = place.with_name(f".restoring-{place.name}")
    connection.close()
    connection.settings_dict["NAME"] = str(made)
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        for rest in ("-wal", "-shm"):
            place.with_name(place.name + rest).unlink(missing_ok=True)
        made.replace(place)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(place)
        for rest in ("", "-wal", "-shm"):
            made.with_name(made.name + rest).unlink(missing_ok=True)


def _fill(
    file: BinaryIO, manifest: dict[str, Any], *, tables: dict[str, Table], tree: GrowingTree, files: Path
) -> dict[str, int]:
    counts = dict.fromkeys(tables, 0)
    with _rows_without_checks():
        for part in read_parts(file, manifest):
            folder, _, rest = part.name.partition("/")
            table = tables.get(rest.partition("/")[0])
            if folder == "tables" and table is not None:
                counts[table.name] += _put_rows(part, table, tree)
            elif folder == "evidence":
                _put_file(part, files / "evidence" / queries.evidence_place(rest), digest=rest)
            elif folder == "keys" and rest in KEY_FILES:
                _put_file(part, files / "keys" / rest)
            elif part.name != "MANIFEST.json":
                raise ArchiveDamaged(why=f"a part that nothing reads: {part.name}")
    return counts


@contextmanager
def _rows_without_checks() -> Iterator[None]:
    """Keys are checked once at the end. On SQLite all rows come in one transaction: a million of them cost seconds."""
    if connection.vendor == "postgresql":
        yield
        connection.check_constraints()
        return
    with connection.constraint_checks_disabled():
        with transaction.atomic():
            yield
        connection.check_constraints()


def _put_rows(part: Part, table: Table, tree: GrowingTree) -> int:
    try:
        rows = unpacked(part.content())
    except (ValueError, OSError, EOFError) as fault:
        raise ArchiveDamaged(why=f"{part.name} cannot be unpacked") from fault
    count = len(rows)
    if table.name == "record_entry":
        nodes = grow(tree, table, rows)
        insert_rows(
            connection, _NODES, [[node_key(level, index), digest.hex()] for level, index, digest in nodes]
        )
    insert_rows(connection, table, rows)
    return count


def _put_file(part: Part, place: Path, *, digest: str | None = None) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256()
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in part.chunks():
            found.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if digest is not None and found.hexdigest() != digest:
        raise ArchiveDamaged(why=f"{part.name} is not the file that its name promises")


def _require_same(
    tree: GrowingTree,
    *,
    signed: notes.Checkpoint,
    manifest: dict[str, Any],
    counts: dict[str, int],
    earlier: Sequence[notes.Checkpoint],
) -> None:
    if counts != manifest["counts"]:
        raise ArchiveDamaged(why="rows are missing or too many")
    if tree.roots.get(signed.size) != signed.root or tree.root().hex() != manifest["root"]:
        raise ArchiveDamaged(why="its entries are not those that its checkpoint signed")
    for one in earlier:
        if one.origin != signed.origin or tree.roots.get(one.size) != one.root:
            raise NotTheSameRecord(size=one.size, origin=one.origin)


def _settle_keys(tables: dict[str, Table]) -> None:
    """PostgreSQL counts its keys apart from the rows; SQLite goes by the rows."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        # A change of tables is refused while checks of their rows are outstanding.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        executor = MigrationExecutor(connection)
        apps: Apps = executor.loader.project_state(list(executor.loader.applied_migrations)).apps
        models = [
            model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables
        ]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _put_in_place(files: Path, *, data: Path, evidence: Path) -> None:
    """Keys and evidence get their places; a key that is there already stays when it is the record's own."""
    (data / "keys").mkdir(mode=0o700, exist_ok=True)
    for made in sorted((files / "keys").iterdir()):
        place = data / "keys" / made.name
        if made.name == "record.key" and place.exists() and place.read_bytes() != made.read_bytes():
            raise StoreNotEmpty(what=f"keys/{made.name}")
        made.replace(place)
    if (files / "evidence").exists():
        if evidence.exists():
            evidence.rmdir()
        (files / "evidence").replace(evidence)
