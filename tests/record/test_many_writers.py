"""Several processes at once: positions stay dense, nothing acknowledged is lost or doubled, a backup is one moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.own_store import ROOT, own_store, run_camket, run_module

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKER = "tests.record.append_worker"
WRITERS, EACH = 4, 12


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a store of its own, on the database that the suite runs on."""
    with own_store(tmp_path / "busy") as env:
        run_camket(env, "init")
        yield env


def hands(env: dict[str, str], each: int) -> list[subprocess.Popen[str]]:
    """Programs that write at once, some of their transactions torn."""
    words = [[sys.executable, "-m", WORKER, f"hand{n}", str(each)] for n in range(WRITERS)]
    return [
        subprocess.Popen(said, env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for said in words
    ]


def finish(writing: list[subprocess.Popen[str]]) -> int:
    """Waits until every hand has written; how many entries were acknowledged to them."""
    written = 0
    for hand in writing:
        said, complained = hand.communicate(timeout=300)
        assert hand.returncode == 0, complained[-3000:]
        written += int(said)
    return written


def entries(env: dict[str, str]) -> int:
    """How many entries there are, dense and each entered once."""
    return int(run_module(env, WORKER, "check"))


def test_four_hands_leave_one_dense_record(busy: dict[str, str]) -> None:
    before = entries(busy)
    assert finish(hands(busy, EACH)) == WRITERS * EACH
    assert entries(busy) == before + WRITERS * EACH


def test_a_backup_taken_while_four_hands_write_is_the_record_of_one_moment(
    busy: dict[str, str], tmp_path: Path
) -> None:
    before = entries(busy)
    writing = hands(busy, 100_000)
    while entries(busy) == before:
        assert all(hand.poll() is None for hand in writing)
    run_camket(busy, "backup", tmp_path / "moment.tar")
    assert all(hand.poll() is None for hand in writing)
    Path(busy["CAMKET_DATA"], "stop").touch()
    written = finish(writing)
    with own_store(tmp_path / "other") as other:
        run_camket(other, "restore", tmp_path / "moment.tar")
        assert before < entries(other) <= entries(busy) == before + written
