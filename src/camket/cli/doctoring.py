"""`camket doctor`: everything that can be looked at while the store is in use, told in words or as JSON."""

from __future__ import annotations

import json
import shutil
import stat
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click
from django.conf import settings
from django.db import DatabaseError, connection

from camket.jobs import rounds
from camket.periods import VIETNAM_TZ
from camket.record import queries as record
from camket.record.checking import Grade, Vital, as_json, file_vitals, record_vitals, store_vitals
from camket.record.keys import KeyMissing
from camket.words import say_day

from .door import language, now, signing_key, speaks
from .keeping_sentences import say_vital
from .sentences import number, say
from .spans import rebuild, span_vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_FREE_MB = 1024
_LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
_MARKS = {Grade.GOOD: "  ", Grade.LOOK: "? ", Grade.WRONG: "! "}


def vitals(*, at: datetime, every: bool, watched: bool = True) -> Iterator[Vital]:
    """All vital signs, cheapest first; what cannot be looked at because the store does not answer is left out.

    `watched=False` leaves out the nightly round: that is the one asking.
    """
    yield Vital(
        "settings.good",
        Grade.GOOD,
        {"file": f" ({settings.CAMKET_CONFIG})" if settings.CAMKET_CONFIG else ""},
    )
    yield from _settings()
    yield _disk()
    try:
        connection.ensure_connection()
        about_store = list(store_vitals())
    except DatabaseError as fault:
        yield Vital("database.wrong", Grade.WRONG, {"why": str(fault).strip()})
        return
    yield from about_store
    if any(one.code == "steps.wrong" for one in about_store):
        return
    declared = record.origin()
    if declared is None:
        yield Vital("record.none", Grade.LOOK)
        return
    if declared["origin"] != settings.CAMKET_ORIGIN:
        told = {"set": settings.CAMKET_ORIGIN, "declared": declared["origin"]}
        yield Vital("settings.origin.look", Grade.LOOK, told)
    vkey, about_key = _key()
    yield from about_key
    yield from record_vitals(at=at, vkey=vkey)
    yield from file_vitals(settings.CAMKET_EVIDENCE_DIR, every=every)
    yield from span_vitals(every=every)
    yield from _watch(at=at, watched=watched)


def _settings() -> Iterator[Vital]:
    elsewhere = [host for host in settings.ALLOWED_HOSTS if host not in _LOOPBACK]
    if elsewhere and not settings.SESSION_COOKIE_SECURE:
        yield Vital("settings.http.look", Grade.LOOK, {"hosts": ", ".join(elsewhere)})
    for file in sorted(settings.CAMKET_KEY_FILE.parent.glob("*.key")):
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & 0o077:
            yield Vital("settings.key.wrong", Grade.WRONG, {"file": file.name, "mode": f"{mode:o}"})


def _disk() -> Vital:
    free = shutil.disk_usage(settings.CAMKET_DATA).free // (1024 * 1024)
    short = free < LEAST_FREE_MB
    return Vital(f"disk.{'wrong' if short else 'good'}", Grade.WRONG if short else Grade.GOOD, {"free": free})


def _key() -> tuple[str | None, list[Vital]]:
    """The public key of the record, read from its private half; looking never makes one."""
    try:
        if settings.CAMKET_KEY_FILE.exists():
            return signing_key().vkey, []
    except KeyMissing:
        pass
    return None, [Vital("settings.key_missing.wrong", Grade.WRONG, {"file": settings.CAMKET_KEY_FILE.name})]


def _watch(*, at: datetime, watched: bool) -> Iterator[Vital]:
    worker, nightly = rounds.last_worker(), rounds.last_nightly()
    if watched:
        yield nightly_vital(at=at)
        if nightly is not None and not nightly.good:
            yield Vital("nightly.bad", Grade.LOOK, {"at": _moment(nightly.ended_at)})
    if worker is None or rounds.worker_is_late(at=at):
        yield Vital("worker.look", Grade.LOOK)
    else:
        yield Vital("worker.good", Grade.GOOD, {"at": _moment(worker.seen_at)})
    left = rounds.given_up()
    last = left.first()
    if last is not None:
        yield Vital("jobs.look", Grade.LOOK, {"n": left.count(), "key": last.key, "told": last.told[:200]})


def nightly_vital(*, at: datetime) -> Vital:
    """Whether the nightly round runs. A synthetic record, and one that began today, need not have had one."""
    last = rounds.last_nightly()
    if not rounds.nightly_is_late(at=at):
        return Vital("nightly.good", Grade.GOOD, {"at": _moment(last.ended_at if last else None)})
    first = record.entry(1)
    young = first is not None and at - first.recorded_at < timedelta(hours=26)
    grade = Grade.LOOK if record.is_synthetic() or young else Grade.WRONG
    if last is None:
        return Vital("nightly.never", grade)
    return Vital("nightly.late", grade, {"at": _moment(last.ended_at)})


def _moment(instant: datetime | None) -> str:
    if instant is None:
        return "–"
    local = instant.astimezone(VIETNAM_TZ)
    return f"{local:%H:%M}, {say_day(local.date(), language())}"


def _told(value: object) -> object:
    """A count grouped, an instant in Vietnam's time, anything else as it is: vital signs carry instants as JSON does."""
    if isinstance(value, int):
        return number(value, language())
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        return value
    return _moment(instant) if instant.tzinfo else value


def tell(found: list[Vital]) -> str:
    """Findings line by line: a mark, then a sentence; counts grouped as the language groups them."""
    lines = []
    for one in found:
        told = {name: _told(value) for name, value in one.params.items()}
        lines.append(_MARKS[one.grade] + say_vital(one.code, language(), **told))
    return "\n".join([*lines, sum_of(found)])


def sum_of(found: list[Vital]) -> str:
    """How many vital signs are good, to be looked at, and wrong."""
    counts = {grade.value: sum(one.grade is grade for one in found) for grade in Grade}
    return say("doctor_sum", language(), **counts)


@click.command()
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="đọc kỹ mọi tệp và mọi nhiệm vụ / read every file and every task through",
)
@click.option(
    "--rebuild", "mend", is_flag=True, help="dựng lại bảng đệm trước khi xem / rebuild the cache first"
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@speaks
def doctor(*, every: bool, mend: bool, form: str) -> None:
    """Xem kho có lành không; kết thúc với 1 khi có điều sai. / Says whether the store is sound; ends with 1 when not."""
    if mend:
        click.echo(say("spans_rebuilt", language(), n=rebuild()), err=form == "json")
    found = list(vitals(at=now(), every=every))
    if form == "json":
        click.echo(json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo(tell(found))
    if any(one.grade is Grade.WRONG for one in found):
        raise click.exceptions.Exit(1)
