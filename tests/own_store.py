"""Stores of a test's own, on the database that the suite runs on, and the product's commands over them."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-c", "from camket.site.console import main; main()"]


@contextmanager
def own_store(data: Path, *, sqlite: bool = False) -> Iterator[dict[str, str]]:
    """The environment of an empty store: a folder, and on PostgreSQL a database, gone at the end.

    With `sqlite` it is a SQLite store whatever the suite runs on.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAMKET_")}
    env = {
        **kept,
        "CAMKET_DATA": str(data),
        "CAMKET_ORIGIN": "camket.test/record",
        "CAMKET_SYNTHETIC": "1",
        "DJANGO_SETTINGS_MODULE": "camket.site.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
    }
    url = None if sqlite else os.environ.get("CAMKET_DATABASE_URL")
    if not url:
        yield env
        return
    name = f"camket_own_{os.getpid()}_{data.name}".lower()
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield {**env, "CAMKET_DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def run_camket(env: Mapping[str, str], *words: object, code: int = 0) -> str:
    """One `camket` command; what it wrote on both streams. It must end with this code."""
    done = subprocess.run(
        [*PROGRAM, *map(str, words)], env=dict(env), cwd=ROOT, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == code, said[-3000:]
    return said


def run_module(env: Mapping[str, str], module: str, *words: str, said: str = "") -> str:
    """One run of a test program to its end; what it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=dict(env),
        cwd=ROOT,
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
