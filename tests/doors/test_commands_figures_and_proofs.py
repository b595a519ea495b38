"""The terminal prints the review, freezes it, and hands out what a stranger needs to check it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.world import OFFICE, noon

from camket.cli import camket
from camket.discipline.agencies.actions import register_agencies
from camket.discipline.agencies.catalogue import AgencyKind, AgencyRow
from camket.record import queries as record

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result
    from pytest_django.fixtures import SettingsWrapper
    from tests.world import World

DUE, ON = date(2025, 3, 31), "2025-04-15"


@pytest.fixture(autouse=True)
def _key(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.CAMKET_KEY_FILE = tmp_path / "record.key"


@pytest.fixture
def given(world: World):
    """Four tasks: one done in time, one done late, one open, one overdue."""
    for code, due in (("57-1", DUE), ("57-2", DUE), ("57-3", date(2025, 12, 31)), ("57-4", DUE)):
        world.give(code, due=due)
    world.finish("57-1", on=DUE)
    world.finish("57-2", on=date(2025, 4, 2))
    return world


def run(*words: str, code: int = 0, given: str | None = None) -> Result:
    answer = CliRunner().invoke(camket, words, input=given)
    assert answer.exit_code == code, answer.output
    return answer


@pytest.mark.usefixtures("given")
def test_the_review_says_the_sentence_then_the_sum_then_both_denominators():
    told = run("review", "--on", ON).stdout

    assert "thấy mọi nhiệm vụ" in told.splitlines()[0]
    assert "đã giao 4 nhiệm vụ: 2 hoàn thành, 1 đang trong hạn, 1 quá hạn." in told.lower()
    assert "4 = 2 hoàn thành + 1 đang trong hạn + 1 quá hạn" in told
    assert "50% = 2 / 4 " in told
    assert "67% = 2 / (2 + 1) " in told
    assert told.index("50% = 2 / 4") < told.index("Tính riêng:") < told.index("Cơ quan chủ trì")


@pytest.mark.usefixtures("given")
def test_the_columns_of_the_table_add_up_to_its_last_row():
    table = run("review", "--on", ON).stdout.split("Cơ quan chủ trì")[1].splitlines()[1:]
    rows = [line.split()[-7:] if "Cộng" not in line else line.split()[1:] for line in table if line.strip()]
    sums = [sum(int(row[column]) for row in rows[:-1]) for column in range(6)]

    assert sums == [int(cell) for cell in rows[-1]] == [4, 2, 1, 1, 0, 0]


@pytest.mark.usefixtures("given")
def test_the_review_is_told_in_english_too():
    told = run("review", "--on", ON, "--lang", "en").stdout

    assert "4 = 2 completed + 1 open in time + 1 overdue" in told
    assert "Counted apart: 0 awaiting acceptance" in told


@pytest.mark.usefixtures("world")
def test_nothing_below_the_line_is_told_and_not_counted_as_zero():
    assert "không đo được" in run("review", "--on", "2025-01-02").stdout


@pytest.mark.usefixtures("given")
def test_the_review_as_json_has_codes_and_integers():
    told = json.loads(run("review", "--on", ON, "--format", "json").stdout)

    assert (told["total"], told["completed"], told["parts"]["overdue"]) == (4, 2, 1)
    assert [(one["numerator"], one["denominator"]) for one in told["shares"]] == [(2, 4), (2, 3)]


@pytest.mark.usefixtures("given")
def test_what_is_known_at_an_instant_leaves_out_what_came_later():
    told = json.loads(run("review", "--on", ON, "--known-at", "2025-04-02T13:00", "--format", "json").stdout)

    assert told["completed"] == 1
    assert told["apart"]["awaiting"] == 1


def test_no_cell_of_the_csv_can_run_as_a_formula(given: World):
    row = AgencyRow(
        code="=X1",
        name_vi="=HYPERLINK(A1)",
        name_en="Formula",
        abbreviation="",
        kind=AgencyKind.MINISTRY,
        parent=None,
        valid_from=date(2020, 1, 1),
        valid_to=None,
        code_confirmed=True,
        form_confirmed=True,
        source="test",
        note="",
    )
    register_agencies(rows=[row], by=OFFICE, at=noon(date(2025, 4, 4)), on=date(2025, 4, 4))
    given.give("57-5", due=DUE, leads=("=X1",), on=date(2025, 4, 4))
    told = run("review", "--on", ON, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))

    assert told.startswith("\ufeff")
    assert {row["name"] for row in rows if row["agency"] == "'=X1"} == {"'=HYPERLINK(A1)"}
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


@pytest.mark.usefixtures("given")
def test_as_a_post_the_review_has_what_its_holder_sees():
    told = run("review", "--on", ON, "--as", "g06-can-bo").stdout

    assert "quyền của vị trí g06-can-bo" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("review", "--on", "31/10/2025"), "Ngày không đúng dạng"),
        (("review", "--known-at", "hôm qua"), "Thời điểm không đúng dạng"),
        (("review", "--programme", "99"), "Không có chương trình 99. Đang có: 57"),
        (("review", "--as", "khong-co"), "Không ai giữ vị trí khong-co"),
        (("freeze", "--programme", "99", "--on", ON), "Không có chương trình 99"),
    ],
)
@pytest.mark.usefixtures("given")
def test_words_that_cannot_be_used_end_with_one_line_and_code_2(words: tuple[str, ...], said: str):
    told = run(*words, code=2)

    assert said in told.stderr
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.usefixtures("given")
def test_the_fault_is_told_in_the_language_that_was_asked_for():
    assert "There is no programme 99" in run("review", "--programme", "99", "--lang", "en", code=2).stderr


@pytest.mark.usefixtures("given")
def test_a_figure_is_frozen_once_and_the_second_time_refused_with_code_1():
    first = run("freeze", "--programme", "57", "--on", ON).stdout
    again = run("freeze", "--programme", "57", "--on", ON, code=1)

    assert "Đã chốt" in first
    assert len(again.stderr.splitlines()) == 1
    assert "Đã công bố, chốt ở bản ghi №" in run("review", "--on", ON).stdout


@pytest.mark.usefixtures("given")
def test_a_checkpoint_is_sealed_once_and_bears_the_records_name():
    note = run("seal").stdout
    again = run("seal", code=1)

    assert "camket.test/record" in note
    assert len(again.stderr.splitlines()) == 1


@pytest.mark.usefixtures("given")
def test_an_export_is_verified_with_the_key_that_the_record_prints(tmp_path: Path):
    file = tmp_path / "record.jsonl"
    run("freeze", "--programme", "57", "--on", ON)
    run("seal")
    told = run("export", str(file)).stdout
    key = run("key").stdout.strip()
    verified = run("verify", str(file), "--recompute", "--key", key).stdout

    assert f"{record.latest_position()} bản ghi" in told.replace(".", "")
    assert "ĐÚNG" in verified
    assert "4 = 2 hoàn thành + 1 trong hạn + 1 quá hạn" in verified


@pytest.mark.usefixtures("given")
def test_a_changed_byte_in_the_export_fails_the_check(tmp_path: Path):
    file = tmp_path / "record.jsonl"
    run("seal")
    run("export", str(file))
    file.write_bytes(file.read_bytes().replace(b"2025-03-31", b"2025-03-30", 1))

    assert "SAI" in run("verify", str(file), code=1).output


def test_entries_after_the_last_checkpoint_are_said_to_be_missing(given: World, tmp_path: Path):
    run("seal")
    given.give("57-9", due=DUE, on=date(2025, 4, 20))
    told = run("export", str(tmp_path / "record.jsonl"))

    assert "chưa có trong tệp" in told.stderr


@pytest.mark.usefixtures("given")
def test_an_export_without_a_checkpoint_is_refused_and_leaves_no_file(tmp_path: Path):
    told = run("export", str(tmp_path / "record.jsonl"), code=1)

    assert len(told.stderr.splitlines()) == 1
    assert list(tmp_path.glob("*jsonl*")) == []


@pytest.mark.usefixtures("db")
def test_an_empty_store_is_told_how_to_begin():
    assert "camket init" in run("review", code=2).stderr
