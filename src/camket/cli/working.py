"""`camket work`, `camket nightly`: the loop over the queue, and the round that is watched."""

from __future__ import annotations

import os
import signal
import socket
import threading
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from django.db import DatabaseError, close_old_connections, connection

from camket.errors import Refused
from camket.jobs import queueing, rounds
from camket.jobs.rules import LEASE, RoundKind
from camket.record import queries as record
from camket.record.checking import Grade
from camket.words import say_refusal

from .doctoring import sum_of, tell, vitals
from .door import language, now, ready_record, ready_store, speaks
from .duties import DUTIES, ask_for_what_is_due, seal, sweep
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camket.jobs.models import Job, Round

PAUSE = 5.0
_SIGN_OF_LIFE = LEASE.total_seconds() / 3


@click.command()
@click.option("--once", is_flag=True, help="làm hết việc đang chờ rồi dừng / do what is waiting, then stop")
@speaks
def work(*, once: bool) -> None:
    """Làm việc nền: ký điểm kiểm, dọn, sao lưu theo lịch. / Does background work: seals, sweeps, backs up on schedule.

    Dừng bằng SIGTERM hay Ctrl+C: việc đang làm được làm xong. / SIGTERM or Ctrl+C: the job at hand is finished first.
    """
    ready_store()
    stopping = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())
    name = f"{socket.gethostname()}:{os.getpid()}"[:80]
    click.echo(say("working", language(), name=name))
    seen = rounds.begin(kind=RoundKind.WORKER, name=name, at=now())
    told = ""
    while not stopping.is_set():
        try:
            close_old_connections()
            rounds.see(seen, at=now())
            if record.latest_position():
                ask_for_what_is_due(at=now())
            while not stopping.is_set() and (job := queueing.take(worker=name, at=now())) is not None:
                _do(job, worker=name, seen=seen)
            told = ""
        except DatabaseError as fault:  # the database is away for a moment: said once, tried again
            connection.close()
            if str(fault) != told:
                told = str(fault)
                click.echo(say("store_not_usable", language(), why=told.strip()), err=True)
        if once:
            break
        stopping.wait(PAUSE)
    rounds.end(seen, at=now(), good=True, told="")


def _do(job: Job, *, worker: str, seen: Round) -> None:
    """Does one job under its lease; a failure is kept with the job, which is tried again later."""
    try:
        with _alive(job, worker=worker, seen=seen):
            told = DUTIES[job.kind](at=now())
    except Exception as fault:  # noqa: BLE001 - whatever a job does, the loop goes on and the job keeps what went wrong
        connection.close_if_unusable_or_obsolete()
        why = say_refusal(fault, language()) if isinstance(fault, Refused) else _last_line(fault)
        queueing.fail(job, worker=worker, at=now(), told=why)
        click.echo(say("job_failed", language(), key=job.key, told=why), err=True)
        return
    queueing.finish(job, worker=worker, at=now(), told=told)
    click.echo(say("job_done", language(), key=job.key, told=told))


def _last_line(fault: Exception) -> str:
    return traceback.format_exception_only(fault)[-1].strip()


@contextmanager
def _alive(job: Job, *, worker: str, seen: Round) -> Iterator[None]:
    """Lengthens the lease from a thread of its own while a long job runs."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(_SIGN_OF_LIFE):
            try:
                queueing.keep_alive(job, worker=worker, at=now())
                rounds.see(seen, at=now())
            except DatabaseError:  # the next beat may come through; without one the lease ends, as it should
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@click.command()
@speaks
def nightly() -> None:
    """Vòng đêm: ký, dọn, xem kho có lành không, ghi lại. / The nightly round: seals, sweeps, looks the store over, keeps a note.

    Kết thúc với 1 khi thấy điều sai. / Ends with 1 when something is wrong.
    """
    ready_record()
    mine = rounds.begin(kind=RoundKind.NIGHTLY, name=f"{socket.gethostname()}:{os.getpid()}"[:80], at=now())
    try:
        seal(at=now())
        swept = sweep(at=now())
        found = list(vitals(at=now(), every=False, watched=False))
    except Exception as fault:
        rounds.end(mine, at=now(), good=False, told=_last_line(fault))
        raise
    good = not any(one.grade is Grade.WRONG for one in found)
    click.echo(tell(found))
    click.echo(say("nightly_done", language(), told=swept))
    bad = "; ".join(one.code for one in found if one.grade is Grade.WRONG)
    rounds.end(mine, at=now(), good=good, told=bad or sum_of(found))
    if not good:
        raise click.exceptions.Exit(1)
