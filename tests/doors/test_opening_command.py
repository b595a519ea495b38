"""`camket opening`: reads a running sheet, asks in a file that a person fills in, enters it once, and says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from tests.province import OFFICE, OFFICER, build_province
from tests.replay import require_replay_agrees
from tests.sheets import row
from tests.sheets import sheet as made

from camket.cli import camket
from camket.discipline.tasks.models import CarriedOver, Task
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.django_db

ROWS = (
    row(1, due="30/9/2025", status="Hoàn thành", done="15/9/2025"),
    row(2, title="Kết nối cơ sở dữ liệu đất đai", due="31/12/2025", status="Đang triển khai"),
    row(3, title="Đào tạo kỹ năng số cho công chức", due="30/6/2026", status="HT xong hẳn rồi"),
)


@pytest.fixture(autouse=True)
def _province() -> Iterator[None]:
    build_province()
    yield
    require_replay_agrees()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "bang-theo-doi.csv"
    path.write_bytes(made(ROWS).content)
    return path


def opening(sheet: Path, *words: str) -> Result:
    return CliRunner().invoke(camket, ["opening", str(sheet), "--programme", "KH11", *words])


def test_a_dry_run_prints_every_row_and_question_and_enters_nothing(sheet: Path):
    before = record.latest_position()
    for words in ((), ("--lang", "en"), ("--format", "json")):
        answer = opening(sheet, "--dry-run", *words)
        assert answer.exit_code == 3, answer.output
        assert "HT xong hẳn rồi" in answer.output
    assert record.latest_position() == before


def test_open_questions_are_written_out_filled_in_and_entered_once(sheet: Path, tmp_path: Path):
    asked = tmp_path / "answers.json"
    assert opening(sheet, "--dry-run", "--write-answers", str(asked)).exit_code == 3
    answers = json.loads(asked.read_text("utf-8"))
    (question,) = answers["questions"]
    answers["questions"][question] = "in_progress"
    asked.write_text(json.dumps(answers), "utf-8")

    entered = opening(sheet, "--answers", str(asked), "--by", OFFICE.post)
    assert entered.exit_code == 0, entered.output
    assert Task.objects.count() == 3
    assert CarriedOver.objects.count() == 1
    after = record.latest_position()
    again = opening(sheet, "--answers", str(asked), "--by", OFFICE.post)
    assert again.exit_code == 1
    assert record.latest_position() == after


def test_what_waits_is_refused_with_3_and_a_wrong_hand_with_1(sheet: Path, tmp_path: Path):
    before = record.latest_position()
    assert opening(sheet, "--by", OFFICE.post).exit_code == 3
    clear = tmp_path / "clear.csv"
    clear.write_bytes(made(ROWS[:2]).content)
    assert opening(clear, "--by", OFFICER.post).exit_code == 1
    assert opening(clear).exit_code == 2
    assert record.latest_position() == before


def test_a_next_sheet_prints_what_differs(tmp_path: Path):
    first = tmp_path / "first.csv"
    first.write_bytes(made(ROWS[:2]).content)
    assert opening(first, "--by", OFFICE.post).exit_code == 0
    second = tmp_path / "second.csv"
    second.write_bytes(
        made(
            (
                ROWS[0],
                row(2, title="Kết nối cơ sở dữ liệu đất đai", due="31/3/2026", status="Đang triển khai"),
            )
        ).content
    )
    answer = opening(second, "--dry-run")
    assert answer.exit_code == 3, answer.output
    assert "31/3/2026" in answer.output or "2026-03-31" in answer.output
