"""The proof of one entry among a million: how long the record takes to give it, and a reader to check it.

Beside it: pymerkle's SQLite tree, which stores leaves and hashes them all again for every proof, and a chain of
hashes, which proves an entry only by going through every entry after it.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import checkout

# isort: split
import pymerkle

import big_record
import server
from measuring import Table, publish, seconds

SIZE = 1_000_000
PYMERKLE_SIZE = 200_000
AIM_MS = 10.0
READ = [sys.executable, str(checkout.BENCH / "proof_reader.py")]
MIGRATE = [sys.executable, "-c", "import store; store.migrate()"]


def spread(runs: list[float]) -> str:
    ordered = sorted(runs)
    return f"p95 {ordered[int(0.95 * len(ordered))]:.3g} ms"


def read_proofs(table: Table, name: str, environment: dict[str, str]) -> None:
    done = subprocess.run(
        READ, env=environment, cwd=checkout.BENCH, check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    assert told["size"] == SIZE
    for key, what, aim in (
        ("proof", f"{name}: proof of one entry of {SIZE:,}", AIM_MS),
        ("consistency", f"{name}: proof that {SIZE:,} entries only added to fewer", AIM_MS),
    ):
        table.add(what, "ms", told[key], aim=aim, note=f"at random places, {spread(told[key])}")
    if name == "SQLite":
        for key, what in (
            ("verify", "checking the proof of an entry, without a database"),
            ("verify_consistency", "checking that the record only grew"),
        ):
            table.add(what, "ms", told[key], note=spread(told[key]))


def chain(table: Table, file: Path) -> None:
    """Goes through every entry, as a hash chain asks of whoever checks one."""

    def replay() -> bytes:
        head = b""
        connection = sqlite3.connect(file)
        for (leaf,) in connection.execute("SELECT leaf FROM record_entry ORDER BY position"):
            head = sha256(head + leaf.encode()).digest()
        connection.close()
        return head

    runs = [1000 * run for run in seconds(replay, runs=3)]
    table.add(f"a chain of hashes over the same {SIZE:,}: replay", "ms", runs, beside=True)


def by_pymerkle(table: Table, folder: Path) -> None:
    log = pymerkle.SqliteTree(str(folder / "pymerkle.sqlite3"))
    log.append_entries(big_record.leaf_text(place).encode() for place in range(1, PYMERKLE_SIZE + 1))
    places = iter(range(1, PYMERKLE_SIZE, PYMERKLE_SIZE // 12))
    runs = [1000 * run for run in seconds(lambda: log.prove_inclusion(next(places), PYMERKLE_SIZE), runs=11)]
    log.close()
    table.add(
        f"pymerkle {pymerkle.__version__} SqliteTree: proof of one entry of {PYMERKLE_SIZE:,}",
        "ms",
        runs,
        beside=True,
        note="a fifth of the size",
    )


def measure() -> Table:
    table = Table("proof", f"Proof at {SIZE:,} entries")
    folder = Path(tempfile.mkdtemp(prefix="camket-bench-"))
    plain = {key: text for key, text in os.environ.items() if not key.startswith(("CAMKET_", "BENCH_"))}
    environment = {**plain, "BENCH_DATA": str(folder)}
    try:
        subprocess.run(MIGRATE, env=environment, cwd=checkout.BENCH, check=True)
        begin = time.perf_counter()
        big_record.fill_sqlite(folder / "camket.sqlite3", SIZE)
        built = time.perf_counter() - begin
        read_proofs(table, "SQLite", environment)
        chain(table, folder / "camket.sqlite3")
        by_pymerkle(table, folder)
        size = (folder / "camket.sqlite3").stat().st_size / 2**20
        table.on = f"record made in bulk in {built:.0f} s: {size:.0f} MiB of entries and tree, without openings and mentions"
        (folder / "camket.sqlite3").unlink()
        with server.postgres() as url:
            if url is None:
                table.left_out.append("PostgreSQL: no server can be had on this machine")
                return table
            there = {**environment, "BENCH_DATABASE_URL": url}
            subprocess.run(MIGRATE, env=there, cwd=checkout.BENCH, check=True)
            big_record.fill_postgres(url, SIZE)
            read_proofs(table, "PostgreSQL", there)
            table.on += f"\n{server.described(url)}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return table


if __name__ == "__main__":
    publish(measure())
