"""How long a job waits after it failed, when it is given up, and when a watched program counts as missing."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LEASE = timedelta(seconds=60)
"""A worker shows a sign of life three times in this time; a job whose worker does not is free again."""
MOST_TRIES = 8
NIGHTLY_LATE = timedelta(hours=26)
"""A round a day, and two hours for a slow one."""
WORKER_LATE = timedelta(minutes=5)


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    TAKEN = "taken"
    DONE = "done"
    GIVEN_UP = "given_up"


class RoundKind(StrEnum):
    """Which program is watched."""

    NIGHTLY = "nightly"
    WORKER = "worker"


def next_try(tries: int, *, at: datetime) -> datetime | None:
    """When a job that has failed this often is tried again; None when it is given up.

    Waits of 10, 20, 40 … seconds, at most an hour: what was short of disk or database for a moment comes back soon.
    """
    if tries >= MOST_TRIES:
        return None
    return at + min(timedelta(seconds=10) * (1 << (tries - 1)), timedelta(hours=1))


def is_late(seen_at: datetime | None, *, at: datetime, limit: timedelta) -> bool:
    """Whether a watched program was never seen, or longer ago than its limit."""
    return seen_at is None or at - seen_at > limit
