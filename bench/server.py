"""A private PostgreSQL for a bench: durable, on the loopback, gone afterwards; none where it cannot be had."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg

from checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TELL = 'printf "%s\\n" "$CAMKET_TEST_POSTGRES"; read -r _'


@contextmanager
def postgres() -> Iterator[str | None]:
    """The address of a fresh database on a PostgreSQL server; None where no server can be had."""
    with running() as address:
        if address is None:
            yield None
            return
        with _database(address) as url:
            yield url


@contextmanager
def running(*, home: Path | None = None) -> Iterator[str | None]:
    """The address of a PostgreSQL server: the one in CAMKET_TEST_POSTGRES, else one of our own while we need it.

    Ours is gone with its databases, unless it has a home, where they stay. None where no server can be had.
    """
    given = os.environ.get("CAMKET_TEST_POSTGRES")
    if given:
        yield given
        return
    kept = ["--home", str(home)] if home else []
    with subprocess.Popen(
        ["scripts/postgres.sh", "--durable", *kept, "sh", "-c", _TELL],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        told = process.stdout.readline().strip() if process.stdout else ""
        try:
            yield told or None
        finally:
            process.communicate("\n")


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"camket_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def described(url: str) -> str:
    """The server's version and whether its commits are on disk."""
    with psycopg.connect(url) as connection:
        settings = {
            name: connection.execute(f"SHOW {name}").fetchone()
            for name in ("server_version", "fsync", "synchronous_commit")
        }
    told = {name: row[0] if row else "?" for name, row in settings.items()}
    return (
        f"PostgreSQL {told['server_version']}, fsync {told['fsync']}, "
        f"synchronous_commit {told['synchronous_commit']}"
    )
