"""A private PostgreSQL for one bench: durable, on the loopback, gone afterwards; none where it cannot be had."""

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

_TELL = 'printf "%s\\n" "$CAMKET_TEST_POSTGRES"; read -r _'


@contextmanager
def postgres() -> Iterator[str | None]:
    """The address of a fresh database on a PostgreSQL server; None where no server can be had."""
    given = os.environ.get("CAMKET_TEST_POSTGRES")
    if given:
        with _database(given) as url:
            yield url
        return
    with subprocess.Popen(
        ["scripts/postgres.sh", "--durable", "sh", "-c", _TELL],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        told = process.stdout.readline().strip() if process.stdout else ""
        if not told:
            yield None
            return
        try:
            with _database(told) as url:
                yield url
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
