"""`camket-verify` as a person runs it: a few plain lines and an exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.record.small_record import ORIGIN, VKEY, SmallRecord, day, declared, row

from camket_verify.console import main, run
from camket_verify.recompute import figure


def october() -> SmallRecord:
    """The national programme in small: 1.132 tasks, 485 done, 561 in time, 86 overdue on 15 October 2025."""
    record = declared()
    due = {number: "10-14" if number < 86 else "12-31" for number in range(1132)}
    record.assign("09-02", *(row(f"57-{number:04}", day_due) for number, day_due in due.items()))
    for number in range(647, 1132):
        record.done(f"57-{number:04}", "BKHCN", "10-01")
    known = len(record.lines)
    found = figure(record.tasks(), programme="CT-57", on=day("10-15"))
    frozen = {
        "figure": "tasks.by_standing",
        "programme": "CT-57",
        "on": "2025-10-15",
        "known": known,
        "value": found.counts.as_value(),
        "rows_digest": found.rows_digest,
        "checkpoint": known,
    }
    record.act("review.figure.freeze", frozen, on="10-15")
    return record


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("export") / "so.camket"
    path.write_bytes(october().export(400))
    return str(path)


def test_the_published_sum_is_printed_in_vietnamese(file: str, capsys: pytest.CaptureFixture[str]):
    assert run([file, "--recompute"]) == 0
    told = capsys.readouterr().out
    assert "1.132 = 485 hoàn thành + 561 trong hạn + 86 quá hạn" in told
    assert "Số đã công bố ở bản ghi № 973: khớp" in told
    assert "KHỚP, CHƯA RÕ NGƯỜI KÝ" in told
    assert "dữ liệu giả lập" in told


def test_the_published_sum_is_printed_in_english(file: str, capsys: pytest.CaptureFixture[str]):
    assert main([file, "--recompute", "--lang", "en", "--key", VKEY]) == 0
    told = capsys.readouterr().out
    assert "1,132 = 485 completed + 561 in time + 86 overdue" in told
    assert f"signed by key {ORIGIN}" in told


def test_another_day_gives_other_numbers_and_the_table_by_first_lead(
    file: str, capsys: pytest.CaptureFixture[str]
):
    assert run([file, "--on", "2025-10-14", "--programme", "CT-57"]) == 0
    told = capsys.readouterr().out
    assert "ngày 14/10/2025" in told
    assert "  BKHCN: 1.132 = 485 hoàn thành + 647 trong hạn + 0 quá hạn" in told


def test_a_pinned_key_may_stand_in_a_file(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "key.txt").write_text(f"{VKEY}\n", encoding="utf-8")
    assert run([file, "--key", str(tmp_path / "key.txt")]) == 0
    assert "ĐÚNG" in capsys.readouterr().out


def test_plain_data_are_printed_for_programs(file: str, capsys: pytest.CaptureFixture[str]):
    assert run([file, "--recompute", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["report"]["verdict"] == "consistent_signer_unknown"
    assert told["figures"][0]["agreement"] == "equal"
    assert told["figures"][0]["figure"]["value"]["overdue"] == 86


def test_a_changed_file_is_a_fault_with_its_place(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    data = Path(file).read_bytes().replace(b"2025-10-01", b"2025-10-02", 1)
    (tmp_path / "changed").write_bytes(data)
    assert run([str(tmp_path / "changed")]) == 1
    assert "SAI: nội dung bản ghi không khớp mã băm ghi kèm (dòng 4, bản ghi № 3)." in capsys.readouterr().out
    assert run([str(tmp_path / "changed"), "--json", "--lang", "en"]) == 1
    assert json.loads(capsys.readouterr().out)["report"]["fault"]["position"] == 3


def test_a_figure_that_does_not_follow_from_the_entries_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    record = october()
    public = json.loads(record.lines.pop().leaf)["public"]
    public["value"]["overdue"] -= 1
    record.act("review.figure.freeze", public, on="10-15")
    (tmp_path / "file").write_bytes(record.export())
    assert run([str(tmp_path / "file")]) == 0, "the file itself is whole"
    assert run([str(tmp_path / "file"), "--recompute"]) == 1
    assert "    quá hạn: ghi 85, tính lại 86" in capsys.readouterr().out


def test_a_programme_without_published_figures_is_shown_on_the_day_of_the_last_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    record = declared()
    record.assign("09-02", row("a", "09-05"), row("b", None), {"task": "c", "restricted": True})
    (tmp_path / "file").write_bytes(record.export())
    assert run([str(tmp_path / "file"), "--recompute"]) == 0
    told = capsys.readouterr().out
    assert "ngày 02/09/2025" in told
    assert "2 = 0 hoàn thành + 1 trong hạn + 0 quá hạn + 1 không có thời hạn" in told
    assert "1 nhiệm vụ không công khai nên không tính lại được" in told


def test_what_cannot_be_used_ends_with_two(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "picture").write_bytes(b"\x89PNG")
    for words in (
        [str(tmp_path / "nothing")],
        [str(tmp_path)],
        ["\0"],
        [str(tmp_path / "picture")],
        [file, "--key", "camket"],
        [file, "--on", "15/10/2025"],
        [file, "--programme", "CT-58"],
        [file, "--colour"],
        [],
    ):
        assert run(words) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert run(["--help"]) == 0


def test_names_from_a_file_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    record = SmallRecord()
    record.act("discipline.programme.open", {"programme": "\x1b[2J"})
    (tmp_path / "file").write_bytes(record.export())
    assert run([str(tmp_path / "file"), "--recompute"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_the_package_runs_without_anything_but_the_standard_library_and_its_two_parts(file: str):
    program = (
        "import sys; from camket_verify.console import run; code = run(sys.argv[1:]); "
        "foreign = {name.partition('.')[0] for name in sys.modules} & {'django', 'camket', 'numpy', 'click'}; "
        "sys.exit(code or 9 * bool(foreign))"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, file],
        env={"PYTHONPATH": str(source), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
