"""300 readers for a minute, ten seconds between one's pages, against `camket serve` over the store of the named size.

The server runs as an office runs it, on this machine, and so does the generator, in a process of its own whose CPU is
told beside the server's. Every answer must be a whole page: anything else is an error, and one error fails the bench.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

import checkout
import scale_store
import server
from measuring import Table, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS, THINK, RAMP, LASTING = 300, 10.0, 10.0, 60.0
P95 = 1000.0
"""How long nineteen pages in twenty may take under this load, in ms."""
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(folder: Path, url: str | None) -> Iterator[tuple[int, int]]:
    """`camket serve` over a store; yields its port and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **scale_store.plain(),
        "CAMKET_DATA": str(folder),
        "CAMKET_SYNTHETIC": "1",
        **({"CAMKET_DATABASE_URL": url} if url else {}),
    }
    program = [str(Path(sys.executable).with_name("camket")), "serve", "--port", str(port)]
    with subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield port, process.pid
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"no server on port {port}")


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process and of all that came from it, those that have ended included."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(told[1])
        used[int(stat.parent.name)] = sum(int(ticks) for ticks in told[11:15])
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(used.get(one, 0) for one in family) / TICKS


def database_server(url: str) -> int | None:
    """The process of a PostgreSQL server on this machine; None when it runs elsewhere."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        stat = Path(f"/proc/{row[0] if row else 0}/stat")
        return int(stat.read_text("utf-8").rpartition(")")[2].split()[1]) if stat.exists() else None


def load(port: int) -> dict[str, Any]:
    """What the generator measured."""
    program = [sys.executable, str(checkout.BENCH / "readers_crowd.py"), str(port)]
    told = [str(value) for value in (READERS, THINK, RAMP, LASTING)]
    done = subprocess.run([*program, *told], check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def read(table: Table, name: str, folder: Path, url: str | None) -> None:
    """Measures one database."""
    behind = database_server(url) if url else None
    with serving(folder, url) as (port, process):
        before, before_behind = cpu_of(process), cpu_of(behind) if behind else 0.0
        told = load(port)
        used = cpu_of(process) - before
        used_behind = (cpu_of(behind) - before_behind) if behind else 0.0
    wall = told["wall"]
    for page, runs in sorted(told["pages"].items()):
        note = f"p50 {runs['p50']:,.0f} ms, p99 {runs['p99']:,.0f} ms of {runs['n']:,}"
        table.add(f"{name}: {page}, p95", "ms", [runs["p95"]], aim=P95, note=note)
    errors = sum(told["errors"].values())
    note = f"{told['answers']:,} pages in {wall:.0f} s" + (f"; {told['errors']}" if errors else "")
    table.add(f"{name}: errors", "", [float(errors)], aim=0.0, note=note)
    table.add(f"{name}: pages answered", "/s", [told["answers"] / wall])
    table.add(f"{name}: CPU of the generator", "%", [100 * told["cpu"] / wall], note="of one core")
    table.add(f"{name}: CPU of the server", "%", [100 * used / wall], note="of one core")
    if behind:
        table.add(f"{name}: CPU of the database", "%", [100 * used_behind / wall], note="of one core")


def measure() -> Table:
    table = Table("readers", "300 readers, ten seconds between one's pages, for a minute: `camket serve`")
    folder = scale_store.sqlite_store()
    read(table, "SQLite", folder, None)
    with scale_store.postgres_store() as stores:
        if stores is None:
            table.left_out.append("PostgreSQL: no server can be had on this machine")
            return table
        table.on = server.described(stores.large)
        read(table, "PostgreSQL", folder, stores.large)
    return table


if __name__ == "__main__":
    measured = measure()
    publish(measured)
    failed = [line.what for line in measured.lines if line.what.endswith(": errors") and line.median]
    sys.exit(f"errors were answered: {', '.join(failed)}" if failed else 0)
