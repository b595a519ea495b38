"""Settings come from the environment or one file; an unknown key and a wrong type are refused at start."""

from __future__ import annotations

import os
import secrets
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = {
    "CAMKET_CONFIG": "path of the one settings file (default camket.toml in CAMKET_DATA, when it is there)",
    "CAMKET_DATA": "folder for the store, the evidence files and the keys; made when missing (default .camket)",
    "CAMKET_DATABASE_URL": "postgresql://user:password@host:port/name; without it a SQLite file in CAMKET_DATA",
    "CAMKET_SECRET_KEY": "signs sessions; without it one is made and kept in CAMKET_DATA",
    "CAMKET_HOSTS": "names the server answers to, comma-separated (default localhost,127.0.0.1,[::1])",
    "CAMKET_HTTPS": "1 when served over HTTPS: secure cookies and strict transport",
    "CAMKET_PROXY": "1 when one proxy of your own stands before: the caller's address is the last it forwards",
    "CAMKET_ORIGIN": "name of this record in its checkpoints, e.g. camket.example.gov.vn/57",
    "CAMKET_SYNTHETIC": "1 for a record of synthetic data; a record never changes from one to the other",
    "CAMKET_BACKUP_DIR": "folder into which the worker writes a backup each day; without it none is written",
    "CAMKET_BACKUP_KEEP": "how many of these backups are kept (default 14)",
    "CAMKET_TEST_ALL": "1 in CI: a test that cannot run for want of a server is a failure",
    "CAMKET_TEST_CHROMIUM": "path of the Chromium that browser tests drive",
    "CAMKET_TEST_POSTGRES": "address of a PostgreSQL that tests and benches may make databases in",
}
"""Every key and its meaning; `docs/operating.md` repeats this table and a house test compares the two."""

FLAGS = frozenset({"CAMKET_HTTPS", "CAMKET_PROXY", "CAMKET_SYNTHETIC"})
NUMBERS = frozenset({"CAMKET_BACKUP_KEEP"})
LISTS = frozenset({"CAMKET_HOSTS"})
NOT_IN_FILE = frozenset({"CAMKET_CONFIG", "CAMKET_TEST_ALL", "CAMKET_TEST_CHROMIUM", "CAMKET_TEST_POSTGRES"})
DEFAULTS = {
    "CAMKET_DATA": ".camket",
    "CAMKET_HOSTS": "localhost,127.0.0.1,[::1]",
    "CAMKET_ORIGIN": "camket.localhost/record",
    "CAMKET_BACKUP_KEEP": "14",
}


class UnusableSetting(Exception):
    """A key that nothing reads, or a value that its key cannot take: most likely a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment and the file say, read once."""

    data: Path
    database: dict[str, object]
    secret_key: str
    hosts: list[str]
    https: bool
    proxy: bool
    origin: str
    synthetic: bool
    backup_dir: Path | None
    backup_keep: int
    config: Path | None


def file_key(key: str) -> str:
    """A key as the file writes it: `hosts` for `CAMKET_HOSTS`."""
    return key.removeprefix("CAMKET_").lower()


def _text(path: Path, key: str, value: object) -> str:
    """A value of the file in the form in which the environment would give it."""
    wanted: tuple[type, str] = (str, "a text")
    if key in FLAGS:
        wanted = (bool, "true or false")
    elif key in NUMBERS:
        wanted = (int, "a whole number")
    elif key in LISTS:
        wanted = (list, "a list of texts")
    kind, named = wanted
    fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    if isinstance(value, list):
        fits = fits and all(isinstance(one, str) for one in value)
    if not fits:
        raise UnusableSetting(f"{path}: {file_key(key)} must be {named}, not {value!r}")
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(value) if isinstance(value, list) else str(value)


def read_file(path: Path) -> dict[str, str]:
    """The settings of a file, under the names of the environment.

    Raises `UnusableSetting` for a file that is not TOML, a key that nothing reads and a value of another type.
    """
    try:
        with path.open("rb") as file:
            said: dict[str, Any] = tomllib.load(file)
    except OSError as fault:
        raise UnusableSetting(f"{path} cannot be read: {fault.strerror}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UnusableSetting(f"{path} is not TOML: {fault}") from fault
    known = {file_key(key): key for key in KEYS if key not in NOT_IN_FILE}
    if unknown := sorted(set(said) - set(known)):
        raise UnusableSetting(
            f"{path}: unknown settings: {', '.join(unknown)}; known: {', '.join(sorted(known))}"
        )
    return {known[name]: _text(path, known[name], value) for name, value in said.items()}


def _config(environment: Mapping[str, str]) -> Path | None:
    """The file that is named, which must be there; else the one in the data folder, when it is there."""
    named = environment.get("CAMKET_CONFIG", "")
    if named:
        return Path(named).resolve()
    usual = Path(environment.get("CAMKET_DATA") or DEFAULTS["CAMKET_DATA"]).resolve() / "camket.toml"
    return usual if usual.is_file() else None


def gather(environment: Mapping[str, str]) -> tuple[dict[str, str], Path | None]:
    """Every setting with its value, and the file that was read: defaults, then the file, then the environment."""
    unknown = sorted(key for key in environment if key.startswith("CAMKET_") and key not in KEYS)
    if unknown:
        raise UnusableSetting(f"unknown settings: {', '.join(unknown)}; known: {', '.join(sorted(KEYS))}")
    config = _config(environment)
    said = read_file(config) if config else {}
    if config and not environment.get("CAMKET_CONFIG") and "CAMKET_DATA" in said:
        raise UnusableSetting(f"{config}: data cannot be set by a file inside the data folder")
    given = {key: value for key, value in environment.items() if key in KEYS and value.strip()}
    return DEFAULTS | said | given, config


def _flag(said: Mapping[str, str], key: str) -> bool:
    value = said.get(key, "").strip().lower()
    if value not in {"", "0", "1", "false", "true"}:
        raise UnusableSetting(f"{key} must be 0 or 1, not {value!r}")
    return value in {"1", "true"}


def _number(said: Mapping[str, str], key: str) -> int:
    value = said[key].strip()
    if not value.isdecimal() or not int(value):
        raise UnusableSetting(f"{key} must be a whole number from 1, not {value!r}")
    return int(value)


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
        raise UnusableSetting("CAMKET_DATABASE_URL must read postgresql://user:password@host:port/name")
    try:
        port = str(parts.port or "")
    except ValueError as fault:
        raise UnusableSetting(f"CAMKET_DATABASE_URL: {fault}") from fault
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Compiling the review's query costs seconds and saves none: it is wide, not long.
        "OPTIONS": {"options": "-c jit=off"},
    }


def _secret_key(given: str, data: Path) -> str:
    if given:
        return given
    kept = data / "keys" / "session.key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = kept.with_suffix(f".{secrets.token_hex(4)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(made, kept)  # two programs that start at once agree on the one that came first
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return kept.read_text(encoding="ascii")


def read_environment() -> Environment:
    """The settings as environment and file give them; makes the data folder when it is missing."""
    said, config = gather(os.environ)
    data = Path(said["CAMKET_DATA"]).resolve()
    database = _database(said.get("CAMKET_DATABASE_URL", ""), data)
    backup_dir = said.get("CAMKET_BACKUP_DIR", "")
    found = Environment(
        data=data,
        database=database,
        secret_key="",
        hosts=[host.strip() for host in said["CAMKET_HOSTS"].split(",") if host.strip()],
        https=_flag(said, "CAMKET_HTTPS"),
        proxy=_flag(said, "CAMKET_PROXY"),
        origin=said["CAMKET_ORIGIN"],
        synthetic=_flag(said, "CAMKET_SYNTHETIC"),
        backup_dir=Path(backup_dir).resolve() if backup_dir else None,
        backup_keep=_number(said, "CAMKET_BACKUP_KEEP"),
        config=config,
    )
    (data / "static").mkdir(parents=True, exist_ok=True)
    return replace(found, secret_key=_secret_key(said.get("CAMKET_SECRET_KEY", ""), data))
