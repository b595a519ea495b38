"""How long a stranger takes to check the demo's export and to rebuild its figures, with `camket-verify --recompute`.

Reads the store that `make demo` made (`CAMKET_DATA`, else .camket) and changes nothing in it; where there is none, or
none with a signed checkpoint, it says so.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import checkout

# isort: split
from measuring import Table, publish, seconds

WRITE = """
import sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from camket.record import queries
from camket.record.exporting import withhold_nothing, write_record
from camket.record.keys import load_or_make_key
declared = queries.origin()
assert declared is not None
key = load_or_make_key(Path(settings.CAMKET_KEY_FILE), name=declared["origin"])
with open(sys.argv[1], "wb") as file:
    write_record(file, key=key, openings=False, withheld=withhold_nothing)
"""


def demo_store() -> tuple[Path, str]:
    """The demo's folder, and why it cannot be used when it cannot."""
    data = Path(os.environ.get("CAMKET_DATA") or checkout.ROOT / ".camket").resolve()
    file = data / "camket.sqlite3"
    if not file.exists() or not (data / "keys" / "record.key").exists():
        return data, "no demo store here: `make demo` makes one"
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        sealed = connection.execute("SELECT count(*) FROM record_checkpoint").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return data, f"the demo store cannot be read: {error}"
    finally:
        connection.close()
    return data, "" if sealed else "the demo store has no signed checkpoint yet"


def measure() -> Table:
    table = Table("verify", "Checking the demo's export")
    data, why_not = demo_store()
    if why_not:
        table.left_out.append(why_not)
        return table
    plain = {key: text for key, text in os.environ.items() if not key.startswith("CAMKET_")}
    environment = {
        **plain,
        "CAMKET_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "camket.site.settings",
        "PYTHONPATH": str(checkout.ROOT / "src"),
    }
    with tempfile.TemporaryDirectory(prefix="camket-bench-") as folder:
        export = str(Path(folder) / "record.camket")

        def write() -> None:
            subprocess.run([sys.executable, "-c", WRITE, export], env=environment, check=True)

        def verify(*options: str) -> None:
            told = subprocess.run(
                [sys.executable, "-m", "camket_verify", export, *options],
                env=environment,
                check=False,
                capture_output=True,
                text=True,
            )
            assert told.returncode == 0, told.stdout + told.stderr

        table.add("writing the export", "s", seconds(write, runs=3))
        with Path(export).open("rb") as file:
            entries = sum(1 for _ in file) - 1
        size = Path(export).stat().st_size / 2**20
        table.on = f"{size:.1f} MiB, {entries:,} lines after the first, public parts only"
        table.add("checking every entry, the tree and the checkpoints", "s", seconds(verify, runs=3))
        table.add(
            "the same and rebuilding the figures (--recompute)",
            "s",
            seconds(lambda: verify("--recompute"), runs=3),
        )
    return table


if __name__ == "__main__":
    publish(measure())
