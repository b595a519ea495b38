"""`camket trackers` and `camket message`: a list read, taken in, matched and compared from the terminal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.exports import csv_export

from camket.cli.commands import camket
from camket.discipline.trackers.models import TrackerMatch
from camket.record import queries as record

if TYPE_CHECKING:
    from tests.world import World

SAMPLES = Path(__file__).parents[2] / "samples"
POST = ("--as", "bcd-thuong-truc")


def run(*words: str, code: int = 0) -> str:
    told = CliRunner().invoke(camket, list(words))
    assert told.exit_code == code, told.output
    return told.output


@pytest.fixture
def file(world: World, tmp_path: Path) -> str:
    world.give("57-0001", title="Kết nối cơ sở dữ liệu đất đai", due=date(2025, 9, 30))
    path = tmp_path / "nq57.csv"
    rows = (("A1", "Kết nối cơ sở dữ liệu đất đai", "Bộ Khoa học và Công nghệ", "30/11/2025", "Quá hạn", ""),)
    path.write_bytes(csv_export(*rows))
    return str(path)


def test_a_list_is_read_then_entered_then_matched_then_compared(file: str):
    before = record.latest_position()
    assert "1 nhiệm vụ" in run("trackers", "take", file, "--on", "2025-10-15")
    assert record.latest_position() == before
    run("trackers", "take", file, "--on", "2025-10-15", "--confirm", *POST)
    taken = record.latest_position()
    run("trackers", "take", file, "--on", "2025-10-15", "--confirm", *POST)
    assert record.latest_position() == taken
    assert "57-0001" in run("trackers", "match", "--confirm-sure", *POST)
    assert TrackerMatch.objects.count() == 1
    assert "khác thời hạn" in run("trackers", "differences")
    assert "other_deadline,57-0001" in run("trackers", "differences", "--csv")
    assert json.loads(run("trackers", "texts", "--period", "2025-10"))["data"] == []
    assert "2025-13" in run("trackers", "texts", "--period", "2025-13", code=2)


@pytest.mark.usefixtures("world")
def test_counts_are_printed_and_a_message_is_received_once():
    assert "1132 = 485 + 561 + 86 (khớp)" in run("trackers", "counts")
    sample = str(SAMPLES / "van-ban-lien-thong.edxml")
    assert "45/CV-BCĐ" in run("message", sample, *POST)
    before = record.latest_position()
    run("message", sample, *POST)
    assert record.latest_position() == before
    run("trackers", "differences", code=2)
