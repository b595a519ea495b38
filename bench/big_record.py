"""A record of a million entries for the proof bench, made in bulk: real leaves, the record's own tree, its own tables.

Openings and mentions are left out, which no proof reads; leaves are written from a pattern and a sample of them is
held against `camket_verify.leaf.build_leaf`. Rows go in by SQLite's `executemany` and PostgreSQL's `COPY`.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg

from camket.record.rules import node_key
from camket_verify import tree
from camket_verify.leaf import build_leaf, instant_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = datetime(2025, 1, 2, 5, tzinfo=UTC)
ON = date(2025, 1, 2)
ACT, ACTOR = "discipline.task.report", "g06-can-bo"
PRIVATE = "5d" * 32
CHUNK = 50_000
ENTRY = ("position", "act", "actor", "recorded_at", "on_date", "leaf")
NODE = ("key", "hash")

EntryRow = tuple[int, str, str, datetime, date, str]
NodeRow = tuple[int, bytes]


def leaf_text(position: int) -> str:
    """The canonical text of the entry at a position."""
    task = f"57-{position % 1132:04d}"
    at = START + timedelta(milliseconds=position)
    return (
        f'{{"act":"{ACT}","actor":"{ACTOR}","at":"{at:%Y-%m-%dT%H:%M:%S.%f}Z","on":"2025-01-02",'
        f'"position":{position},"private":"{PRIVATE}","public":{{"on":"2025-01-02","task":"{task}"}},'
        f'"subjects":["task:{task}"],"v":1}}'
    )


def require_real(position: int) -> None:
    """Holds the pattern against the record's own leaf."""
    task = f"57-{position % 1132:04d}"
    at = START + timedelta(milliseconds=position)
    real = build_leaf(
        act=ACT,
        actor=ACTOR,
        at=at,
        on=ON,
        position=position,
        private=PRIVATE,
        public={"on": ON.isoformat(), "task": task},
        subjects=[f"task:{task}"],
    )
    assert leaf_text(position).encode() == real, instant_text(at)


def chunks(size: int) -> Iterator[tuple[list[EntryRow], list[NodeRow]]]:
    """The rows of both tables, a chunk at a time, grown by `tree.append_many`."""
    frontier: dict[tuple[int, int], bytes] = {}
    for first in range(0, size, CHUNK):
        positions = range(first + 1, min(first + CHUNK, size) + 1)
        require_real(positions[0])
        leaves = [leaf_text(position) for position in positions]
        hashes = [tree.leaf_hash(leaf.encode()) for leaf in leaves]
        grown = tree.append_many(size=first, frontier=frontier, leaf_hashes=hashes)
        frontier = grown.frontier
        nodes = [(node_key(0, first + place), digest) for place, digest in enumerate(hashes)]
        nodes += [(node_key(level, index), digest) for level, index, digest in grown.nodes]
        entries = [
            (position, ACT, ACTOR, START + timedelta(milliseconds=position), ON, leaf)
            for position, leaf in zip(positions, leaves, strict=True)
        ]
        yield entries, sorted(nodes)


def fill_sqlite(file: Path, size: int) -> None:
    """Writes the rows through a connection of its own that does not wait for the disk."""
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for entries, nodes in chunks(size):
            connection.executemany(
                "INSERT INTO record_entry (position, act, actor, recorded_at, on_date, leaf) VALUES (?, ?, ?, ?, ?, ?)",
                [(*row[:3], f"{row[3]:%Y-%m-%d %H:%M:%S.%f}", row[4].isoformat(), row[5]) for row in entries],
            )
            connection.executemany("INSERT INTO record_node (key, hash) VALUES (?, ?)", nodes)
    connection.close()


def fill_postgres(url: str, size: int) -> None:
    """Writes the rows by COPY."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for entries, nodes in chunks(size):
            with cursor.copy(f"COPY record_entry ({', '.join(ENTRY)}) FROM STDIN") as copy:
                for entry in entries:
                    copy.write_row(entry)
            with cursor.copy(f"COPY record_node ({', '.join(NODE)}) FROM STDIN (FORMAT binary)") as copy:
                copy.set_types(["int8", "bytea"])
                for node in nodes:
                    copy.write_row(node)
        cursor.execute("ANALYZE record_entry, record_node")
