"""Reading at the named size (100,000 tasks, 400 agencies, 1,000,000 acts): pages as a reader gets them, both databases.

The store is made once and kept (`scale_store.py`). Pages are asked of the whole application in one process, middleware
and templates included, without a socket; what a socket and many readers add is `readers.py`'s question.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import checkout
import scale_store
import server
from measuring import Table, publish

if TYPE_CHECKING:
    from pathlib import Path

MOST_QUERIES = 12


def ask(folder: Path, url: str | None, *options: str) -> Any:
    """What a reader of one store tells, in a process of its own, whose memory knows no earlier answer."""
    environment = {
        **scale_store.plain(),
        "BENCH_DATA": str(folder),
        **({"BENCH_DATABASE_URL": url} if url else {}),
    }
    reader = [sys.executable, str(checkout.BENCH / "scale_reader.py"), *options]
    done = subprocess.run(reader, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def read(table: Table, name: str, folder: Path, large: str | None, small: str | None) -> None:
    """Measures one database: its pages, and how many queries they ask of a small store and of the large one."""
    for line in ask(folder, large):
        table.add(
            f"{name}: {line['what']}",
            "ms",
            [1000 * run for run in line["runs"]],
            aim=line["aim"],
            note=line["note"],
        )
    few = ask(folder / scale_store.SMALL, small, "--queries")
    many = ask(folder, large, "--queries")
    for who, pages in many.items():
        for page, n in pages.items():
            of_few = few[who][page]
            note = f"{of_few} at 1,000 tasks" + ("" if of_few == n else ": NOT THE SAME")
            most = float(MOST_QUERIES) if page == "front page" else None
            table.add(f"{name}: queries of the {page}, {who}", "", [float(n)], aim=most, note=note)


def measure() -> Table:
    table = Table("scale", "100,000 tasks, 400 agencies, 1,000,000 acts: pages as they are read")
    folder = scale_store.sqlite_store()
    read(table, "SQLite", folder, None, None)
    with scale_store.postgres_store() as stores:
        if stores is None:
            table.left_out.append("PostgreSQL: no server can be had on this machine")
            return table
        table.on = server.described(stores.large)
        read(table, "PostgreSQL", folder, stores.large, stores.small)
    return table


if __name__ == "__main__":
    publish(measure())
