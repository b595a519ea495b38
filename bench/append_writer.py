"""One writer of the append bench, started by `appends.py`: waits for a word, works for some seconds, tells how much.

Words on standard input: `record SECONDS`, `batch SECONDS`, `plain SECONDS`; an empty line ends it.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import store  # noqa: F401 - opens the store that `appends.py` made

# isort: split
from django.db import connection, transaction

from camket.record.actions import append
from camket.record.rules import Actor

if TYPE_CHECKING:
    from collections.abc import Callable

ON = date(2025, 10, 15)
BY = Actor(post="g06-can-bo", person="nguoi-001")
IN_BATCH = 50
WORDS = "Đã họp với tổ giúp việc và thống nhất tiến độ"
PLAIN = "INSERT INTO plain_audit (act, actor, at, subject, body) VALUES (%s, %s, %s, %s, %s)"


def enter(place: int) -> None:
    """One act as the rooms enter it: a subject, a public part, a private part."""
    task = f"57-{os.getpid()}-{place:05d}"
    append(
        act="discipline.task.report",
        by=BY,
        at=datetime.now(UTC),  # noqa: TID251 - a bench is a door: it acts now
        on=ON,
        subjects=[f"task:{task}"],
        public={"task": task, "on": ON.isoformat()},
        private={"words": WORDS},
    )


def record(place: int) -> int:
    with transaction.atomic():
        enter(place)
    return 1


def batch(place: int) -> int:
    with transaction.atomic():
        for offset in range(IN_BATCH):
            enter(place + offset)
    return IN_BATCH


def plain(place: int) -> int:
    """What an ordinary audit table does: one row, one commit, no order, no proof."""
    task = f"57-{os.getpid()}-{place:05d}"
    body = f'{{"task": "{task}", "on": "{ON.isoformat()}", "words": "{WORDS}"}}'
    at = datetime.now(UTC).isoformat()  # noqa: TID251 - a bench is a door: it acts now
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLAIN, ["discipline.task.report", BY.post, at, f"task:{task}", body])
    return 1


WORK: dict[str, Callable[[int], int]] = {"record": record, "batch": batch, "plain": plain}


def main() -> None:
    connection.ensure_connection()
    print("ready", flush=True)
    made = 0
    for line in sys.stdin:
        if not line.strip():
            return
        word, seconds = line.split()
        work, before = WORK[word], made
        until = time.monotonic() + float(seconds)
        while time.monotonic() < until:
            made += work(made)
        print(made - before, flush=True)


if __name__ == "__main__":
    main()
