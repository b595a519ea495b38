"""A record is founded once, posts and log-ins follow, and the demo keeps to empty stores."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.contrib.auth import authenticate
from tests.line.nation_store import PROGRAM, ROOT, run_program
from tests.replay import require_replay_agrees

from camket.cli import camket
from camket.cli import door as clock
from camket.discipline.agencies import queries as agencies
from camket.discipline.deadlines.queries import reading_rules, working_calendar
from camket.periods import AsOf
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result
    from pytest_django.fixtures import SettingsWrapper

PASSWORD = "một mật khẩu đủ dài"

MISSPELT = "CAMKET_" + "DATTA"


@pytest.fixture(autouse=True)
def _key(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.CAMKET_KEY_FILE = tmp_path / "record.key"


def run(*words: str, code: int = 0, given: str | None = None) -> Result:
    answer = CliRunner().invoke(camket, words, input=given)
    assert answer.exit_code == code, answer.output
    return answer


@pytest.fixture
def founded(db: None) -> Iterator[str]:  # noqa: ARG001 - pytest opens the database by this name
    yield run("init").stdout
    require_replay_agrees()


def today():
    return AsOf(on=clock.today(), known_at=None, position=record.latest_position())


@pytest.mark.usefixtures("founded")
def test_init_declares_the_record_and_adopts_the_catalogue_as_of_today(settings: SettingsWrapper):
    origin = record.origin()

    assert origin == {"origin": settings.CAMKET_ORIGIN, "synthetic": settings.CAMKET_SYNTHETIC}
    standing = {body.code for body in agencies.agencies_on(today())}
    assert "T37" in standing  # Ninh Bình since 1 July 2025
    assert "H25" not in standing  # Hà Nam until then
    assert reading_rules(record.latest_position())
    assert not working_calendar(today()).is_working(date(2026, 1, 1))


@pytest.mark.usefixtures("founded")
def test_init_again_changes_nothing_and_says_so():
    before = record.latest_position()
    told = run("init").stdout

    assert "đã lập từ trước" in told
    assert record.latest_position() == before


@pytest.mark.usefixtures("founded")
def test_the_first_post_and_its_log_in_are_made_in_the_terminal():
    run(
        "post", "add", "bcd-thuong-truc", "--agency", "BCD-TW", "--role", "standing_office",
        "--title", "Cơ quan thường trực", "--person", "p-1", "--name", "Nguyễn Văn An",
    )  # fmt: skip
    run("account", "add", "an", "--post", "bcd-thuong-truc", "--password-file", "-", given=PASSWORD)

    assert authenticate(username="an", password=PASSWORD) is not None


@pytest.fixture
def log_in(founded: str) -> str:  # noqa: ARG001 - a record must be there first
    run(
        "post", "add", "p", "--agency", "G06", "--role", "officer",
        "--title", "Chuyên viên", "--person", "p-1", "--name", "Nguyễn Văn An",
    )  # fmt: skip
    run("account", "add", "an", "--post", "p", "--password-file", "-", given=PASSWORD)
    return "an"


def test_a_password_is_changed_without_being_shown(log_in: str):
    told = run("account", "password", log_in, "--password-file", "-", given="mật khẩu khác cũng dài")

    assert "mật khẩu khác" not in told.output
    assert authenticate(username=log_in, password=PASSWORD) is None
    assert authenticate(username=log_in, password="mật khẩu khác cũng dài") is not None


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("account", "add", "binh", "--post", "khong-co", "--password-file", "-"), PASSWORD, "Không ai giữ"),
        (("account", "add", "an", "--post", "p", "--password-file", "-"), PASSWORD, "đã có"),
        (("account", "add", "binh", "--post", "p", "--password-file", "-"), PASSWORD, "đã có tài khoản an"),
        (("account", "password", "binh", "--password-file", "-"), PASSWORD, "Không có tài khoản"),
        (("account", "password", "an", "--password-file", "-"), "ngan", "Mật khẩu chưa đạt"),
    ],
)
@pytest.mark.usefixtures("log_in")
def test_log_ins_that_cannot_be_are_told_in_one_line(words: tuple[str, ...], given: str, said: str):
    told = run(*words, code=2, given=given)

    assert said in told.stderr
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.usefixtures("founded")
def test_a_post_in_a_body_that_is_not_there_is_refused():
    told = run(
        "post", "add", "x", "--agency", "NOPE", "--role", "officer",
        "--title", "x", "--person", "p", "--name", "x", code=1,
    )  # fmt: skip

    assert len(told.stderr.splitlines()) == 1


@pytest.mark.usefixtures("db")
def test_the_demo_wants_to_be_told_that_the_record_will_be_synthetic(settings: SettingsWrapper):
    settings.CAMKET_SYNTHETIC = False
    told = run("demo", "--no-serve", code=2)

    assert "--synthetic" in told.stderr
    assert record.latest_position() == 0


@pytest.mark.usefixtures("founded")
def test_the_demo_leaves_another_record_alone():
    before = record.latest_position()
    told = run("demo", "--synthetic", "--no-serve", code=2)

    assert "sổ trống" in told.stderr
    assert record.latest_position() == before


def test_a_new_folder_becomes_a_store_in_a_process_of_its_own(tmp_path: Path):
    founded = run_program(tmp_path / "new", "init")
    printed = run_program(tmp_path / "new", "key").stdout

    assert "Đã lập sổ" in founded.stdout
    assert printed.startswith("camket.localhost/record+")
    assert oct((tmp_path / "new" / "keys" / "record.key").stat().st_mode & 0o777) == "0o600"


def test_an_unknown_setting_ends_with_one_line(tmp_path: Path):
    environment = {
        **os.environ,
        "CAMKET_DATA": str(tmp_path),
        MISSPELT: "x",
        "PYTHONPATH": str(ROOT / "src"),
    }
    answer = subprocess.run(
        [*PROGRAM, "review"], env=environment, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert MISSPELT in answer.stderr


def test_serve_answers_on_the_address_it_prints(tmp_path: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CAMKET_")}
    environment |= {"CAMKET_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    run_program(tmp_path / "data", "init")
    server = subprocess.Popen(
        [sys.executable, *PROGRAM[1:], "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert answered(f"http://127.0.0.1:{port}/") == 200
    finally:
        server.send_signal(signal.SIGTERM)
        printed, _ = server.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}/" in printed
    assert server.returncode == 0


def answered(address: str) -> int:
    """The status of the first answer; a server needs a moment to begin."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - an http address of the loopback
                return int(answer.status)
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.5)
    return 0
