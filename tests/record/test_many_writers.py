"""Several processes at once: positions stay dense, and nothing acknowledged is lost or doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).parent.parent.parent
WRITERS, EACH = 4, 12


def run(*words: str, env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words], env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finish(process: subprocess.Popen[str]) -> str:
    said, complained = process.communicate(timeout=120)
    assert process.returncode == 0, complained
    return said


@pytest.fixture
def own_database(tmp_path: Path) -> dict[str, str]:
    """The environment of a store of its own, on the database that the suite runs on."""
    env = {
        **os.environ,
        "CAMKET_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "camket.site.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    url = env.get("CAMKET_DATABASE_URL")
    if url:
        name = f"camket_writers_{os.getpid()}"
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        env["CAMKET_DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finish(run("-m", "django", "migrate", "--verbosity=0", env=env))
    return env


def test_four_hands_leave_one_dense_record(own_database: dict[str, str]) -> None:
    worker = "tests.record.append_worker"
    hands = [run("-m", worker, f"hand{n}", str(EACH), env=own_database) for n in range(WRITERS)]
    for hand in hands:
        finish(hand)
    assert finish(run("-m", worker, "check", env=own_database)).strip() == str(WRITERS * EACH)
