"""Looks a store over: tables, triggers, entries, tree, checkpoint, files. Finds and tells; mends nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from camket_verify import notes
from camket_verify.faults import Unsound

from . import queries
from .backing_up import is_whole
from .facts import Fact
from .growing import GrowingTree
from .models import Checkpoint, Entry, Evidence, Node
from .rules import node_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

_BATCH = 2000
SAMPLE = 200


class Grade(StrEnum):
    """How a vital sign is meant."""

    GOOD = "good"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Vital:
    """One thing that was looked at, how it is, and the numbers and names that its sentence needs."""

    code: str
    grade: Grade
    params: Mapping[str, object] = field(default_factory=dict)


def _found(code: str, wrong: bool, **params: object) -> Vital:  # noqa: FBT001 - a private shorthand, called with its condition
    return Vital(f"{code}.{'wrong' if wrong else 'good'}", Grade.WRONG if wrong else Grade.GOOD, params)


def store_vitals() -> Iterator[Vital]:
    """The database: its kind and version, its steps, the triggers over the tables of facts, whose tables they are."""
    with connection.cursor() as cursor:
        postgres = connection.vendor == "postgresql"
        cursor.execute("SHOW server_version" if postgres else "SELECT sqlite_version()")
        version = str(cursor.fetchone()[0])
    yield Vital("database.good", Grade.GOOD, {"kind": connection.vendor, "version": version})
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield _found("steps", bool(left), n=len(left))
    if left:
        return
    tables = fact_tables()
    open_tables = sorted(tables - _closed_tables())
    yield _found("triggers", bool(open_tables), n=len(tables), tables=", ".join(open_tables[:8]))
    if postgres and (owned := _owned(tables)):
        yield Vital("owner.look", Grade.LOOK, {"n": owned})


def fact_tables() -> frozenset[str]:
    """The tables that must only grow: the record's own, and in every room those of facts."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.app_label == "record" or issubclass(model, Fact)
    )


def _closed_tables() -> set[str]:
    """Tables whose triggers refuse change: both of SQLite's, or PostgreSQL's one when it is switched on."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE t.tgname = c.relname || '_append_only' AND t.tgenabled IN ('O', 'A')"
            )
            return {str(name) for (name,) in cursor.fetchall()}
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        found = {str(name): str(table) for name, table in cursor.fetchall()}
    return {
        table
        for table in found.values()
        if found.get(f"{table}_no_update") == found.get(f"{table}_no_delete") == table
    }


def _owned(tables: frozenset[str]) -> int:
    """How many of the tables belong to the role that the program runs as: an owner could drop the triggers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE tableowner = current_user AND tablename = ANY(%s)",
            [sorted(tables)],
        )
        return int(cursor.fetchone()[0])


def record_vitals(*, at: datetime, vkey: str | None) -> Iterator[Vital]:
    """The entries and their tree, the newest checkpoint and its signature, the clock against the newest entry.

    Every leaf is read and hashed again: a million take about ten seconds.
    """
    checkpoint = Checkpoint.objects.order_by("-size").first()
    tree = GrowingTree([checkpoint.size] if checkpoint else [])
    gap, wrong_nodes = _walk(tree)
    yield _found("positions", gap is not None, n=tree.size, position=gap or 0)
    if gap is not None:
        return
    extra = Node.objects.count() - wrong_nodes[1]
    yield _found("tree", bool(wrong_nodes[0] or extra), n=tree.size, nodes=wrong_nodes[0] + abs(extra))
    last = queries.last_entry()
    if last is not None:
        ahead = (last.recorded_at - at).total_seconds()
        yield _found("clock", ahead > 600, at=last.recorded_at.isoformat(timespec="seconds"))
    if checkpoint is None:
        yield Vital("checkpoint.none", Grade.LOOK, {"n": tree.size})
        return
    signed = tree.roots.get(checkpoint.size) == bytes(checkpoint.root) and _is_signed(checkpoint, vkey)
    yield _found(
        "checkpoint", not signed, size=checkpoint.size, at=checkpoint.sealed_at.isoformat(timespec="seconds")
    )
    if left := tree.size - checkpoint.size:
        first = Entry.objects.get(position=checkpoint.size + 1)
        old = (at - first.recorded_at).total_seconds()
        yield Vital("unsealed", Grade.LOOK if old > 120 else Grade.GOOD, {"n": left, "seconds": int(old)})


def _walk(tree: GrowingTree) -> tuple[int | None, tuple[int, int]]:
    """The first missing position, and how many stored hashes are not those of the leaves, of how many there must be."""
    wrong = made_at_all = 0
    rows = Entry.objects.order_by("position").values_list("position", "leaf").iterator(chunk_size=_BATCH)
    held: list[str] = []

    def settle() -> None:
        nonlocal wrong, made_at_all
        made = {
            node_key(level, index): digest
            for level, index, digest in tree.add([leaf.encode() for leaf in held])
        }
        held.clear()
        keys = list(made)
        kept: dict[int, bytes] = {}
        for begin in range(0, len(keys), 900):
            stored = Node.objects.filter(pk__in=keys[begin : begin + 900]).values_list("pk", "hash")
            kept.update({key: bytes(digest) for key, digest in stored})
        made_at_all += len(made)
        wrong += sum(kept.get(key) != digest for key, digest in made.items())

    for expected, (position, leaf) in enumerate(rows, start=1):
        if position != expected:
            return expected, (wrong, made_at_all)
        held.append(leaf)
        if len(held) == _BATCH:
            settle()
    settle()
    return None, (wrong, made_at_all)


def _is_signed(checkpoint: Checkpoint, vkey: str | None) -> bool:
    """Whether the note says what the row says, under the record's own key where it is at hand."""
    try:
        text = (
            notes.open_note(checkpoint.note, vkey) if vkey else checkpoint.note.rpartition("\n\n")[0] + "\n"
        )
        said = notes.parse_checkpoint(text)
    except Unsound:
        return False
    return said.size == checkpoint.size and said.root == bytes(checkpoint.root)


def file_vitals(folder: Path, *, every: bool) -> Iterator[Vital]:
    """The kept files: every one is there with its size; the bytes of every one, or of the newest and some others."""
    kept = list(Evidence.objects.order_by("-entry_id").values_list("sha256", "size"))
    step = 1 if every else max(1, len(kept) // SAMPLE)
    read = kept if every else [*kept[:20], *kept[20::step]]
    missing = [
        digest
        for digest, size in kept
        if not (path := folder / queries.evidence_place(digest)).is_file() or path.stat().st_size != size
    ]
    changed = [
        digest for digest, size in read if digest not in set(missing) and not _whole(folder, digest, size)
    ]
    bad = [*missing, *changed]
    yield _found(
        "files",
        bool(bad),
        n=len(kept),
        read=len(read),
        bad=len(bad),
        which=", ".join(one[:12] for one in bad[:5]),
    )


def _whole(folder: Path, digest: str, size: int) -> bool:
    return is_whole(folder / queries.evidence_place(digest), digest, size)


def as_json(one: Vital) -> dict[str, Any]:
    """A vital sign for programs."""
    return {"code": one.code, "grade": one.grade.value, **one.params}
