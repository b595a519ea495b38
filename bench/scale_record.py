"""Fills the empty SQLite store in BENCH_DATA to the named size: 100,000 tasks, 400 agencies, 1,000,000 acts.

Bodies, posts, meetings, papers and tasks come in through the real actions, a paper of 1,000 tasks at a time. The acts
of the tasks' lives are written in bulk as the actions would write them (`scale_acts.py`, `scale_lives.py`), and the
spans are made from the facts by the code of `rebuild_spans`, a core each. `--small` makes one of 3,000 acts by the
same code and holds the whole of it against the stand-alone verifier; of the large one a sample is held against the
slow reference.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
import sys
import time
from datetime import date, timedelta
from typing import Any

import store

# isort: split
from django.db import connection
from tests.long_way import long_way
from tests.replay import require_replay_agrees
from tests.world import EVERYTHING, FOLLOWER, noon

from camket.discipline.directives.models import Programme
from camket.discipline.tasks.figures import task_rows
from camket.discipline.tasks.models import Task, TaskSpan
from camket.discipline.tasks.settling import rebuilt
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import keep_evidence, seal_checkpoint
from camket.record.keys import load_or_make_key
from scale_acts import Acts
from scale_given import FULL, SMALL, Size, found, give
from scale_lives import LAST, LIVING, Living, lives, plan

BATCH = 1_000
FILES = 1_000
"""Papers put forward as evidence: each stands behind some ninety claims."""
LIVELY = "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000", "PRAGMA temp_store=MEMORY"
"""For the making alone: a store that is broken off is thrown away."""


def make(size: Size) -> None:
    """Fills the store."""
    dice = random.Random(57)  # noqa: S311 - made-up fates, the same in every store
    store.migrate()
    with connection.cursor() as cursor:
        for pragma in LIVELY:
            cursor.execute(pragma)
    give(size, found(size), dice)
    told("tasks given")
    on = LIVING - timedelta(days=1)
    kept = [
        keep_evidence(
            content=f"Biên bản nghiệm thu số {n}".encode(),
            file_name="bien-ban.txt",
            media_type="text/plain",
            by=FOLLOWER,
            at=noon(on),
            on=on,
        ).sha256
        for n in range(FILES)
    ]
    every = lives()
    events = plan(every, size.acts - record.latest_position(), dice)
    target = opened()
    Living(Acts(target), kept).live(every, events)
    target.commit()
    assert record.latest_position() == size.acts
    told("lives lived")
    make_spans(target)
    target.commit()
    target.close()
    told("spans made")
    key = load_or_make_key(store.DATA / "keys" / "record.key", name=_origin())
    seal_checkpoint(key=key, at=noon(LAST + timedelta(days=1)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def opened() -> sqlite3.Connection:
    """The file by itself, beside Django's connection, which is closed: one writer at a time."""
    connection.close()
    target = sqlite3.connect(store.SQLITE_FILE)
    for pragma in ("PRAGMA journal_mode=OFF", *LIVELY):
        target.execute(pragma)
    return target


def make_spans(target: sqlite3.Connection) -> None:
    """Every span from the facts, worked out on every core and put in together, the indexes after them."""
    every = list(Task.objects.order_by("pk").values_list("pk", flat=True))
    some = [every[first : first + BATCH] for first in range(0, len(every), BATCH)]
    connection.close()
    indexes = target.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'discipline_taskspan' AND sql <> ''"
    ).fetchall()
    for name, _ in indexes:
        target.execute(f'DROP INDEX "{name}"')
    target.execute("DELETE FROM discipline_taskspan")
    target.commit()
    columns = [field.column for field in _span_fields()]
    into = f"INSERT INTO discipline_taskspan ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names from the models
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        for rows in pool.imap(_spans_of, some):
            target.executemany(into, rows)
    for _, made in indexes:
        target.execute(made)


def _span_fields() -> list[Any]:
    return [field for field in TaskSpan._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - where Django keeps what a table is made of


def _spans_of(tasks: list[int]) -> list[tuple[Any, ...]]:
    names = [field.attname for field in _span_fields()]
    return [
        tuple(one.isoformat() if isinstance(one, date) else one for one in (getattr(span, n) for n in names))
        for span in rebuilt(tasks)
    ]


def require_right() -> None:
    """Holds the spans of a sample of tasks against the facts worked out at length, at three places of the record."""
    programme, newest = Programme.objects.get(code="57"), record.latest_position()
    for on, known in ((date(2025, 9, 1), newest // 2), (date(2026, 2, 1), newest * 3 // 4), (LAST, newest)):
        asof = AsOf(on=on, known_at=None, position=known)
        quick = {row.code: row for row in task_rows(programme, asof, EVERYTHING)}
        assert len(quick) == FULL.tasks
        for task in long_way(asof).filter(code__endswith="777"):
            row = quick[task.code]
            said = (row.due_date, row.done_date, row.awaiting, row.lead, row.standing == "withdrawn")
            slow = (task.due_date, task.done_date, task.awaiting, task.lead_id, bool(task.withdrawn_date))
            assert said == slow, (task.code, on, known)


def _origin() -> str:
    declared = record.origin()
    assert declared is not None
    return declared["origin"]


def told(what: str) -> None:
    """How far the making has come."""
    print(f"  {what} after {time.monotonic() - BEGUN:,.0f} s", file=sys.stderr, flush=True)


BEGUN = time.monotonic()


def main() -> None:
    if "--small" in sys.argv[1:]:
        make(SMALL)
        require_replay_agrees()
        return
    make(FULL)
    require_right()
    told("a sample checked")


if __name__ == "__main__":
    main()
