"""The front page's figures: how long a review takes to compile from facts, and how many queries it asks.

Tasks come in through the real actions (`register_directive`, `assign_tasks`); the claims and acceptances that make 485
of each 1,132 done are written in bulk under one entry each, which no reader of the figures can tell apart. Beside it:
counting a status that is stored in a column, which is quick and knows neither an earlier day nor what was known then.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile

import checkout
import server
from measuring import Table, publish


def read(table: Table, name: str, environment: dict[str, str]) -> None:
    reader = [sys.executable, str(checkout.BENCH / "front_page_reader.py")]
    done = subprocess.run(reader, env=environment, check=True, capture_output=True, text=True)
    for line in json.loads(done.stdout):
        beside = line["what"].startswith("a stored")
        table.add(
            f"{name}: {line['what']}",
            "ms",
            [1000 * run for run in line["runs"]],
            beside=beside,
            note="knows one day only" if beside else f"{line['queries']} queries",
        )


def measure() -> Table:
    table = Table("front_page", "The front page's figures, compiled from facts")
    plain = {key: text for key, text in os.environ.items() if not key.startswith(("CAMKET_", "BENCH_"))}
    folder = tempfile.mkdtemp(prefix="camket-bench-")
    environment = {**plain, "BENCH_DATA": folder}
    try:
        read(table, "SQLite", environment)
        with server.postgres() as url:
            if url is None:
                table.left_out.append("PostgreSQL: no server can be had on this machine")
                return table
            table.on = server.described(url)
            read(table, "PostgreSQL", {**environment, "BENCH_DATABASE_URL": url})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return table


if __name__ == "__main__":
    publish(measure())
