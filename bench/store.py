"""An empty store of its own for one bench: importing this opens it, and it is gone when the program ends.

A program started by a bench finds the same store again by `BENCH_DATA` and `BENCH_DATABASE_URL`. The store of whoever
runs the bench (`CAMKET_DATA`) is never touched.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

from checkout import ROOT

_GIVEN = os.environ.get("BENCH_DATA", "")
_URL = os.environ.get("BENCH_DATABASE_URL", "")
DATA = Path(_GIVEN or tempfile.mkdtemp(prefix="camket-bench-"))
SQLITE_FILE = DATA / "camket.sqlite3"

for _key in [name for name in os.environ if name.startswith("CAMKET_")]:
    del os.environ[_key]
os.environ["CAMKET_DATA"] = str(DATA)
os.environ["CAMKET_SYNTHETIC"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "camket.site.settings"
if _URL:
    os.environ["CAMKET_DATABASE_URL"] = _URL
if not _GIVEN:
    atexit.register(shutil.rmtree, DATA, ignore_errors=True)

assert (ROOT / "src" / "camket").is_dir()
django.setup()


def migrate() -> None:
    """Makes the tables."""
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings made above

    call_command("migrate", verbosity=0)
