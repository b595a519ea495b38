"""Settings come from the environment alone; an unknown CAMKET_ key is refused at start."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

KEYS = {
    "CAMKET_DATA": "folder for the store, the evidence files and the keys; made when missing (default .camket)",
    "CAMKET_DATABASE_URL": "postgresql://user:password@host:port/name; without it a SQLite file in CAMKET_DATA",
    "CAMKET_SECRET_KEY": "signs sessions; without it one is made and kept in CAMKET_DATA",
    "CAMKET_HOSTS": "names the server answers to, comma-separated (default localhost,127.0.0.1,[::1])",
    "CAMKET_HTTPS": "1 when served over HTTPS: secure cookies and strict transport",
    "CAMKET_ORIGIN": "name of this record in its checkpoints, e.g. camket.example.gov.vn/57",
    "CAMKET_SYNTHETIC": "1 for a record of synthetic data; a record never changes from one to the other",
    "CAMKET_TEST_ALL": "1 in CI: a test that cannot run for want of a server is a failure",
    "CAMKET_TEST_CHROMIUM": "path of the Chromium that browser tests drive",
    "CAMKET_TEST_POSTGRES": "address of a PostgreSQL that tests and benches may make databases in",
}
"""Every key and its meaning; `docs/operating.md` repeats this table and a house test compares the two."""


class UnknownSetting(Exception):
    """A CAMKET_ key that nothing reads: most likely a slip of the pen that would have been ignored in silence."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, read once."""

    data: Path
    database: dict[str, object]
    secret_key: str
    hosts: list[str]
    https: bool
    origin: str
    synthetic: bool


def _flag(key: str) -> bool:
    value = os.environ.get(key, "").strip().lower()
    if value not in {"", "0", "1", "false", "true"}:
        raise UnknownSetting(f"{key} must be 0 or 1, not {value!r}")
    return value in {"1", "true"}


def _database(url: str, data: Path) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(data / "camket.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise UnknownSetting("CAMKET_DATABASE_URL must read postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Compiling the review's query costs seconds and saves none: it is wide, not long.
        "OPTIONS": {"options": "-c jit=off"},
    }


def _secret_key(data: Path) -> str:
    given = os.environ.get("CAMKET_SECRET_KEY", "")
    if given:
        return given
    kept = data / "keys" / "session.key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return kept.read_text(encoding="ascii")


def read_environment() -> Environment:
    """The settings as the environment gives them; makes the data folder when it is missing."""
    unknown = sorted(key for key in os.environ if key.startswith("CAMKET_") and key not in KEYS)
    if unknown:
        raise UnknownSetting(f"unknown settings: {', '.join(unknown)}; known: {', '.join(sorted(KEYS))}")
    data = Path(os.environ.get("CAMKET_DATA", ".camket")).resolve()
    (data / "static").mkdir(parents=True, exist_ok=True)
    hosts = os.environ.get("CAMKET_HOSTS", "localhost,127.0.0.1,[::1]")
    return Environment(
        data=data,
        database=_database(os.environ.get("CAMKET_DATABASE_URL", ""), data),
        secret_key=_secret_key(data),
        hosts=[host.strip() for host in hosts.split(",") if host.strip()],
        https=_flag("CAMKET_HTTPS"),
        origin=os.environ.get("CAMKET_ORIGIN", "camket.localhost/record"),
        synthetic=_flag("CAMKET_SYNTHETIC"),
    )
