"""What the worker does, by kind, and what it finds to be done: seal, sweep, back up."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.models import Session

from camket.discipline.directives.sweeping import sweep_uploads
from camket.jobs import queueing, receipts, rounds
from camket.periods import VIETNAM_TZ, day_of
from camket.record import queries as record
from camket.record.actions import NothingToSeal, seal_checkpoint
from camket.record.evidence_rests import sweep_rests

from .door import signing_key
from .keeping import back_up, backup_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

SEAL_AFTER = timedelta(seconds=30)
"""An entry is sealed within a minute: this long it waits for others, and a worker looks every few seconds."""
BACKUP_HOUR = 1
_KEPT = timedelta(days=30)
_KEPT_LONGER = timedelta(days=90)


def ask_for_what_is_due(*, at: datetime) -> None:
    """Puts into the queue what the store shows to be due; each has a key, so however many workers ask, one job comes."""
    last, checkpoint = record.latest_position(), record.latest_checkpoint()
    sealed = checkpoint.size if checkpoint else 0
    if last > sealed:
        first = record.entry(sealed + 1)
        if first is not None and at - first.recorded_at >= SEAL_AFTER:
            queueing.ask_for(kind="seal", key=f"seal:{last}", at=at)
    queueing.ask_for(kind="sweep", key=f"sweep:{at:%Y-%m-%dT%H}", at=at)
    if settings.CAMKET_BACKUP_DIR and last and at.astimezone(VIETNAM_TZ).hour >= BACKUP_HOUR:
        queueing.ask_for(kind="backup", key=f"backup:{day_of(at).isoformat()}", at=at)


def seal(*, at: datetime) -> str:
    """Signs a checkpoint over what has come; nothing to do when somebody else was quicker."""
    try:
        return str(seal_checkpoint(key=signing_key(), at=at).size)
    except NothingToSeal:
        return "0"


def sweep(*, at: datetime) -> str:
    """Drops what has had its time: sessions, drafts, receipts, ended jobs, halves of files. Never a fact."""
    old = at - _KEPT
    sessions = Session.objects.filter(expire_date__lt=at).delete()[0]
    uploads = sweep_uploads(before=old)
    forms = receipts.sweep_receipts(before=old)
    ended = queueing.sweep_jobs(done_before=old, given_up_before=at - _KEPT_LONGER)
    ended += rounds.sweep_rounds(before=at - _KEPT_LONGER)
    rests = sweep_rests(settings.CAMKET_EVIDENCE_DIR, before=at - timedelta(days=1))
    return f"sessions {sessions}, uploads {uploads}, receipts {forms}, jobs {ended}, files {rests}"


def back_up_today(*, at: datetime) -> str:
    """Writes the day's backup into CAMKET_BACKUP_DIR, without private keys, and drops the oldest beyond those kept."""
    folder = settings.CAMKET_BACKUP_DIR
    if folder is None:
        return "–"
    folder.mkdir(parents=True, exist_ok=True)
    name = backup_name(at)
    written = back_up(folder / name, at=at, with_keys=False)
    ours = sorted(folder.glob(f"{name[: -len('20260101T000000Z.tar')]}*.tar"))
    for old in ours[: -settings.CAMKET_BACKUP_KEEP]:
        old.unlink()
    free = shutil.disk_usage(folder).free // (1024 * 1024)
    missing = f", {len(written.damaged)} files missing" if written.damaged else ""
    return f"{name}: {written.size} entries, {written.bytes} bytes, {free} MB free{missing}"


DUTIES: dict[str, Callable[..., str]] = {"seal": seal, "sweep": sweep, "backup": back_up_today}
"""Every kind of job and what does it; each takes `at` and may be done twice without harm."""
