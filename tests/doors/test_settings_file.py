"""Settings come from the environment or one file; what nothing reads and what cannot be meant is refused at start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from camket.site.environment import (
    FLAGS,
    KEYS,
    LISTS,
    NOT_IN_FILE,
    NUMBERS,
    UnusableSetting,
    file_key,
    gather,
    read_file,
)

if TYPE_CHECKING:
    from pathlib import Path


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "camket.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_says_what_the_environment_would_say(tmp_path: Path):
    file = written(
        tmp_path,
        'data = "kho"\nhosts = ["a.gov.vn", "b.gov.vn"]\nhttps = true\nsynthetic = false\nbackup_keep = 30\n',
    )
    assert read_file(file) == {
        "CAMKET_DATA": "kho",
        "CAMKET_HOSTS": "a.gov.vn,b.gov.vn",
        "CAMKET_HTTPS": "1",
        "CAMKET_SYNTHETIC": "0",
        "CAMKET_BACKUP_KEEP": "30",
    }


def test_the_environment_wins_over_the_file_and_the_file_over_what_is_usual(tmp_path: Path):
    file = written(tmp_path, 'origin = "from.file/record"\nbackup_keep = 30\n')
    said, config = gather({"CAMKET_CONFIG": str(file), "CAMKET_ORIGIN": "from.environment/record"})
    assert config == file
    assert (said["CAMKET_ORIGIN"], said["CAMKET_BACKUP_KEEP"]) == ("from.environment/record", "30")
    assert gather({"CAMKET_DATA": str(tmp_path / "none")})[0]["CAMKET_BACKUP_KEEP"] == "14"


def test_a_file_in_the_data_folder_is_read_without_being_named(tmp_path: Path):
    file = written(tmp_path, "https = true\n")
    said, config = gather({"CAMKET_DATA": str(tmp_path)})
    assert (said["CAMKET_HTTPS"], config) == ("1", file)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colour = "red"', "unknown settings: colour"),
        ("test_all = true", "unknown settings: test_all"),
        ('config = "other.toml"', "unknown settings: config"),
        ("https = 1", "https must be true or false"),
        ('synthetic = "yes"', "synthetic must be true or false"),
        ('backup_keep = "many"', "backup_keep must be a whole number"),
        ("backup_keep = true", "backup_keep must be a whole number"),
        ("backup_keep = 1.5", "backup_keep must be a whole number"),
        ('hosts = "a,b"', "hosts must be a list of texts"),
        ("hosts = [1]", "hosts must be a list of texts"),
        ("origin = 7", "origin must be a text"),
        ("[database]\nurl = 'x'", "unknown settings: database"),
        ("https = ", "is not TOML"),
        ("https = true\nhttps = false", "is not TOML"),
    ],
)
def test_a_slip_of_the_pen_in_the_file_is_refused(tmp_path: Path, text: str, told: str):
    with pytest.raises(UnusableSetting, match=told):
        read_file(written(tmp_path, text))


def test_a_named_file_must_be_there_and_an_unknown_key_of_the_environment_is_refused(tmp_path: Path):
    with pytest.raises(UnusableSetting, match="cannot be read"):
        gather({"CAMKET_CONFIG": str(tmp_path / "none.toml")})
    with pytest.raises(UnusableSetting, match="CAMKET_" + "COLOUR"):
        gather({"CAMKET_" + "COLOUR": "red"})


def test_a_file_inside_the_data_folder_cannot_move_it(tmp_path: Path):
    written(tmp_path, 'data = "elsewhere"\n')
    with pytest.raises(UnusableSetting, match="inside the data folder"):
        gather({"CAMKET_DATA": str(tmp_path)})


def test_every_key_but_those_of_tests_and_the_files_own_can_stand_in_the_file(tmp_path: Path):
    fitting = dict.fromkeys(FLAGS, "true") | dict.fromkeys(NUMBERS, "3") | dict.fromkeys(LISTS, '["a"]')
    quoted = '"x"'
    keys = [key for key in KEYS if key not in NOT_IN_FILE]
    text = "".join(f"{file_key(key)} = {fitting.get(key, quoted)}\n" for key in keys)
    assert set(read_file(written(tmp_path, text))) == set(keys)
