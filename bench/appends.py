"""Appends per second with one and eight writers, each a process of its own, on SQLite and on PostgreSQL.

Every append is one durable transaction (SQLite: WAL, synchronous=FULL; PostgreSQL: fsync on). Beside it: a plain
INSERT into an audit table by the same writers, and pymerkle's own SQLite tree. Afterwards each store is held to what
the record promises: as many entries as the writers count, positions without a gap, the root of all leaves.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import checkout

# isort: split
import psycopg
import pymerkle

import server
from camket_verify import tree
from measuring import Table, publish, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rows = Callable[[str], list[tuple[object, ...]]]

WRITERS = 8
SECONDS = 1.5
RUNS = 3
PYMERKLE_ENTRIES = 150
PREPARE = """
import store
store.migrate()
from datetime import UTC, date, datetime
from django.db import connection
from camket.record.actions import declare_origin
from camket.record.rules import Actor
day = date(2025, 1, 2)
declare_origin(origin="camket.bench/record", synthetic=True, by=Actor(post="he-thong", person="he-thong"),
               at=datetime(2025, 1, 2, 5, tzinfo=UTC), on=day)
key = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
connection.cursor().execute(
    f"CREATE TABLE plain_audit (id {key}, act text, actor text, at text, subject text, body text)")
"""


@contextmanager
def writers(environment: dict[str, str]) -> Iterator[list[subprocess.Popen[str]]]:
    """Eight writers on one store, connected and waiting for a word."""
    started = [
        subprocess.Popen(
            [sys.executable, str(checkout.BENCH / "append_writer.py")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(WRITERS)
    ]
    try:
        for one in started:
            assert one.stdout is not None
            assert one.stdout.readline().strip() == "ready"
        yield started
    finally:
        for one in started:
            one.communicate("\n", timeout=60)


def rate(chosen: list[subprocess.Popen[str]], word: str) -> tuple[int, float]:
    """How many entries the chosen writers made together, and how many a second until the last one was done."""
    begin = time.perf_counter()
    for one in chosen:
        assert one.stdin is not None
        one.stdin.write(f"{word} {SECONDS}\n")
        one.stdin.flush()
    made = [int(one.stdout.readline()) for one in chosen if one.stdout is not None]
    return sum(made), sum(made) / (time.perf_counter() - begin)


def measure_store(table: Table, name: str, environment: dict[str, str], rows: Rows) -> None:
    subprocess.run([sys.executable, "-c", PREPARE], cwd=checkout.BENCH, env=environment, check=True)
    entered = 1
    with writers(environment) as all_writers:
        rate(all_writers, "record")  # a first round warms caches and is counted, but not shown
        entered = int(str(rows("SELECT count(*) FROM record_entry")[0][0]))
        for count in (1, WRITERS):
            chosen = all_writers[:count]
            label = f"{count} writer{'s' if count > 1 else ''}"
            for word in ("record", "plain"):
                told = [rate(chosen, word) for _ in range(RUNS)]
                entered += sum(made for made, _ in told) if word == "record" else 0
                table.add(
                    f"{name}, {label}: {'one append a transaction' if word == 'record' else 'a plain INSERT'}",
                    "/s",
                    [speed for _, speed in told],
                    beside=word == "plain",
                    note="no order, no proof" if word == "plain" else "",
                )
        told = [rate(all_writers[:1], "batch") for _ in range(RUNS)]
        entered += sum(made for made, _ in told)
        table.add(
            f"{name}, 1 writer: 50 appends a transaction",
            "/s",
            [speed for _, speed in told],
            note="as bulk acts do",
        )
    hold_to_promise(entered, rows)


def hold_to_promise(entered: int, rows: Rows) -> None:
    """Nothing lost, no gap, and the stored tree is the tree of the leaves."""
    positions = [row[0] for row in rows("SELECT position FROM record_entry ORDER BY position")]
    assert positions == list(range(1, entered + 1)), "entries were lost, or positions have a gap"
    leaves = rows("SELECT leaf FROM record_entry ORDER BY position")
    root = tree.root_of(tree.leaf_hash(str(leaf[0]).encode()) for leaf in leaves)
    wanted = {index * 64 + level: (level, index) for level, index in tree.frontier_places(entered)}
    keys = ", ".join(str(key) for key in wanted)
    stored = rows(f"SELECT key, hash FROM record_node WHERE key IN ({keys})")  # noqa: S608 - numbers made above
    nodes = {wanted[int(str(key))]: bytes(digest) for key, digest in stored}  # type: ignore[call-overload]  # a hash
    assert tree.root_from(entered, nodes) == root, "the stored tree is not the tree of the leaves"
    in_tree = int(str(rows("SELECT count(*) FROM record_node")[0][0]))
    assert in_tree == 2 * entered - entered.bit_count(), "a node is missing or too many"
    for name in ("record_opening", "record_mention"):
        assert rows(f"SELECT count(*) FROM {name}")[0][0] == entered  # noqa: S608 - two fixed names


def measure_pymerkle(table: Table, folder: Path) -> None:
    log = pymerkle.SqliteTree(str(folder / "pymerkle.sqlite3"))

    def enter() -> None:
        for place in range(PYMERKLE_ENTRIES):
            log.append_entry(f'{{"task": "57-{place:05d}"}}'.encode())

    runs = [PYMERKLE_ENTRIES / run for run in seconds(enter, runs=RUNS)]
    log.close()
    table.add(
        f"pymerkle {pymerkle.__version__} SqliteTree, 1 writer: append_entry",
        "/s",
        runs,
        beside=True,
        note="leaves only; a proof hashes them all again",
    )


def measure() -> Table:
    table = Table("appends", "Appends per second (each one a durable transaction)")
    folder = Path(tempfile.mkdtemp(prefix="camket-bench-"))
    plain = {key: text for key, text in os.environ.items() if not key.startswith(("CAMKET_", "BENCH_"))}
    try:
        environment = {**plain, "BENCH_DATA": str(folder)}

        def rows(query: str) -> list[tuple[object, ...]]:
            with sqlite3.connect(folder / "camket.sqlite3") as connection:
                return connection.execute(query).fetchall()

        measure_store(table, "SQLite", environment, rows)
        measure_pymerkle(table, folder)
        with server.postgres() as url:
            if url is None:
                table.left_out.append("PostgreSQL: no server can be had on this machine")
                return table
            address = url
            table.on = server.described(address)

            def rows_there(query: str) -> list[tuple[object, ...]]:
                with psycopg.connect(address) as connection:
                    return connection.execute(query.encode()).fetchall()

            measure_store(table, "PostgreSQL", {**environment, "BENCH_DATABASE_URL": address}, rows_there)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return table


if __name__ == "__main__":
    publish(measure())
