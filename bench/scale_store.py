"""The store of the named size (100,000 tasks, 400 agencies, 1,000,000 acts) on both databases, made once and kept.

SQLite: a folder in the cache, made by `scale_record.py`. PostgreSQL: the same rows by COPY (`scale_copy.py`), in a
cluster of its own in that folder, or on the server named by CAMKET_TEST_POSTGRES. The name bears the migrations and
the code that makes the store, so a change of either makes another.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg

import checkout
import server

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT_CACHE = Path("/var/cache/camket-bench")
"""Where root keeps its stores: PostgreSQL runs as another user, to whom root's home is closed."""
SMALL = "small"
"""Of each store there is a small one, of 1,000 tasks, made by the same code: on SQLite a folder in its folder."""
_MAKERS = ("scale_given.py", "scale_acts.py", "scale_lives.py", "scale_record.py")


def fingerprint() -> str:
    """What the store depends on, as a short name: the tables, and the code that fills them."""
    told = hashlib.sha256()
    tables = sorted((checkout.ROOT / "src" / "camket").glob("*/migrations/0*.py"))
    for file in (*tables, *(checkout.BENCH / name for name in _MAKERS)):
        told.update(file.read_bytes())
    return told.hexdigest()[:12]


def cache() -> Path:
    """Where stores are kept between runs: BENCH_CACHE, else the user's cache folder."""
    if given := os.environ.get("BENCH_CACHE"):
        return Path(given)
    if os.geteuid() == 0:
        return ROOT_CACHE
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "camket-bench"


def plain() -> dict[str, str]:
    """The environment without any store in it."""
    return {key: text for key, text in os.environ.items() if not key.startswith(("CAMKET_", "BENCH_"))}


def sqlite_store() -> Path:
    """The folder of the SQLite store, made now (some minutes) where it is not there yet."""
    folder = cache() / f"scale-{fingerprint()}"
    if folder.exists():
        return folder
    print(f"making {folder}, once for these tables", file=sys.stderr, flush=True)
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    (half / SMALL).mkdir(parents=True)
    _make(half / SMALL, "--small")
    _make(half)
    half.rename(folder)
    return folder


def _make(folder: Path, *options: str) -> None:
    maker = [sys.executable, str(checkout.BENCH / "scale_record.py"), *options]
    subprocess.run(maker, env={**plain(), "BENCH_DATA": str(folder)}, cwd=checkout.ROOT, check=True)


@dataclass(frozen=True, slots=True)
class Stores:
    """The addresses of the large and the small store on one PostgreSQL server."""

    large: str
    small: str


@contextmanager
def postgres_store() -> Iterator[Stores | None]:
    """Both stores on PostgreSQL, copied from the SQLite ones; None where no server can be had."""
    folder = sqlite_store()
    with server.running(home=folder / "postgres") as address:
        if address is None:
            yield None
            return
        name = f"camket_scale_{fingerprint()}"
        yield Stores(
            large=_copied(address, name, folder), small=_copied(address, f"{name}_small", folder / SMALL)
        )


def _copied(address: str, name: str, folder: Path) -> str:
    """The address of a database with the rows of a SQLite store, copied now where it is not there yet."""
    with psycopg.connect(address, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            print(f"copying {folder} to PostgreSQL, once", file=sys.stderr, flush=True)
            connection.execute(f'DROP DATABASE IF EXISTS "{name}_half"')
            connection.execute(f'CREATE DATABASE "{name}_half"')
            _copy(folder, _database(address, f"{name}_half"))
            connection.execute(f'ALTER DATABASE "{name}_half" RENAME TO "{name}"')
    return _database(address, name)


def _database(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def _copy(folder: Path, url: str) -> None:
    """Every row of a SQLite store into an empty PostgreSQL database, in a process that has its settings."""
    copier = [sys.executable, str(checkout.BENCH / "scale_copy.py")]
    environment = {**plain(), "BENCH_DATA": str(folder), "BENCH_DATABASE_URL": url}
    subprocess.run(copier, env=environment, cwd=checkout.ROOT, check=True)


if __name__ == "__main__":
    print(sqlite_store())
    with postgres_store() as made:
        print("with PostgreSQL" if made else "without PostgreSQL: no server can be had on this machine")
