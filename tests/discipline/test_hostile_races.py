"""Two officers at one moment: one of them acts, the other is told, and the record holds one act."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.own_store import ROOT, own_store, run_module

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORKER = "tests.discipline.race_worker"


def race(env: Mapping[str, str], verb: str, claim: str) -> list[str]:
    """Two processes that stand ready and start on one word; what each was told."""
    racers = [
        subprocess.Popen(
            [sys.executable, "-m", WORKER, verb, str(hand), claim],
            env=dict(env),
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for hand in range(2)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    told = []
    for racer in racers:
        said, complained = racer.communicate(timeout=120)
        assert racer.returncode == 0, complained
        told.append(said.strip())
    return sorted(told)


def test_of_two_at_once_one_acts_and_the_other_is_told(tmp_path: Path) -> None:
    with own_store(tmp_path) as env:
        claim = run_module(env, WORKER, "build").strip()
        assert race(env, "accept", claim) == ["entered", "task.claim.answered"]
        assert race(env, "claim", claim) == ["entered", "task.claim.already"]
        run_module(env, WORKER, "check")
