"""Server and worker are killed again and again while people write: what was acknowledged is there, and there once."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import pytest
from tests.line.crash_programs import Hand, Killable, wait_until_live
from tests.line.server import free_port
from tests.own_store import ROOT, own_store, run_module

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TASKS = 40
STORE = "tests.line.crash_store"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a built store, on the database that the suite runs on."""
    with own_store(tmp_path / "crash") as env:
        run_module(env, STORE, "build")
        yield env


def report_and_claim(hand: Hand, claimed: SimpleQueue[str]) -> None:
    """An officer: progress on a task, then a claim with a file; on and on while there are tasks, then progress alone."""
    n = 0
    while not hand.over.is_set():
        task = f"57-{n % TASKS:04d}"
        hand.act(task, "progress", "words")
        if n < TASKS and hand.act(task, "claim", "product", file=True):
            claimed.put(task)
        n += 1


def report(hand: Hand) -> None:
    """Somebody else of the same body, on the same tasks: progress, which nothing but its key keeps from doubling."""
    n = 0
    while not hand.over.is_set():
        hand.act(f"57-{n % TASKS:04d}", "progress", "words")
        n += 1


def wait_for_one_more(people: Iterable[Hand]) -> None:
    """However slow the machine: between two kills somebody was answered."""
    people = list(people)
    before, tries = sum(len(hand.acknowledged) for hand in people), 0
    while sum(len(hand.acknowledged) for hand in people) == before:
        time.sleep(0.02)
        tries += 1
        assert tries < 3000, "nobody is answered"


def accept(hand: Hand, claimed: SimpleQueue[str]) -> None:
    """A following officer: accepts what is claimed."""
    while not hand.over.is_set():
        try:
            hand.act(claimed.get(timeout=0.2), "accept", "note")
        except Empty:
            continue


class Feeder:
    """A program that asks for jobs; it is never killed, so what it says was taken must be there."""

    def __init__(self, env: dict[str, str]) -> None:
        self.jobs: list[str] = []
        self.over = threading.Event()
        self.process = subprocess.Popen(
            [sys.executable, "-m", STORE, "feed"],
            env=env,
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.thread = threading.Thread(target=self._feed)
        self.thread.start()

    def _feed(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "fed\n"
        while key := self.process.stdout.readline():
            self.jobs.append(key.strip())
            time.sleep(0.1)
            self.process.stdin.write("stop\n" if self.over.is_set() else "more\n")
            self.process.stdin.flush()

    def stop(self) -> None:
        """The last job, then the end."""
        self.over.set()
        self.thread.join(timeout=60)
        with self.process:
            assert self.process.wait(timeout=60) == 0


@pytest.mark.crash
def test_killed_at_random_moments_nothing_acknowledged_is_lost_or_doubled(
    store: dict[str, str], request: pytest.FixtureRequest
):
    seed = random.randrange(1 << 32)  # noqa: S311 - told below, so that a failure can be looked into
    chance, kills = random.Random(seed), request.config.getoption("--kills")  # noqa: S311 - as above
    port, over, claimed = free_port(), threading.Event(), SimpleQueue[str]()
    officer, minister, follower = (
        Hand(port, name, over) for name in ("g06-can-bo", "g06-bo-truong", "bcd-theo-doi")
    )
    server, worker = Killable(store, "serve", "--port", str(port)), Killable(store, "work")
    wait_until_live(port)
    for hand in (officer, minister, follower):
        hand.log_in()
    feeder = Feeder(store)
    hands = [
        threading.Thread(target=report_and_claim, args=(officer, claimed)),
        threading.Thread(target=report, args=(minister,)),
        threading.Thread(target=accept, args=(follower, claimed)),
    ]
    for thread in hands:
        thread.start()
    for n in range(kills):
        wait_for_one_more((officer, minister, follower))
        time.sleep(chance.uniform(0.0, 0.8))
        if n % 2 and server.kill_a_child():
            continue
        server.kill()
        server = Killable(store, "serve", "--port", str(port))
        time.sleep(chance.uniform(0.0, 0.5))
        worker.kill()
        worker = Killable(store, "work")
        wait_until_live(port)
    over.set()
    for thread in hands:
        thread.join(timeout=120)
    feeder.stop()
    assert worker.stop() == 0
    server.stop()
    people = (officer, minister, follower)
    refused = [one for hand in people for one in hand.refused]
    acknowledged = [one for hand in people for one in hand.acknowledged]
    told = f"seed {seed}; {sum(hand.resent for hand in people)} forms sent again; refused {refused}"
    assert len(acknowledged) >= kills, told
    assert not refused, told
    said = json.dumps({"acknowledged": acknowledged, "jobs": feeder.jobs})
    assert run_module(store, STORE, "check", said=said).strip() == str(len(acknowledged)), told
    print(f"{len(acknowledged)} acts, {len(feeder.jobs)} jobs, {told}")  # noqa: T201 - what a soak came to
