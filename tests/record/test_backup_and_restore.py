"""A store is kept in one file while it is in use, and comes back elsewhere, on either database, or not at all."""

from __future__ import annotations

import json
import shutil
import stat
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.own_store import ROOT, own_store, run_camket, run_module

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("backup")  # one store is built for all of them
RIVAL = ROOT / "tests" / "releases" / "camket-0.1.0.tar"
"""A record of the same name, made at another time: to its keeper no less sound than ours to us."""
BUILDER = "tests.record.small_store"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, str], Path]]:
    """A store, and a folder with what its keeper has elsewhere: an export, its newest note, a backup with keys."""
    folder = tmp_path_factory.mktemp("kept")
    with own_store(folder / "data") as env:
        run_module(env, BUILDER, "build")
        run_camket(env, "export", folder / "record.jsonl")
        with (folder / "record.jsonl").open(encoding="utf-8") as file:
            (folder / "note").write_text(json.loads(file.readline())["checkpoints"][-1], encoding="utf-8")
        run_camket(env, "backup", folder / "whole.tar", "--with-keys")
        yield env, folder


def bring_the_key(kept: dict[str, str], other: dict[str, str]) -> None:
    """Lays the private key of a store into another, as its keeper does who had it elsewhere."""
    shutil.copy(Path(kept["CAMKET_DATA"], "keys", "record.key"), Path(other["CAMKET_DATA"], "keys"))


def left_in(data: Path) -> list[str]:
    """What is in a data folder besides what every command makes."""
    made = {"static", "keys", "keys/session.key"}
    return sorted(name for path in data.rglob("*") if (name := str(path.relative_to(data))) not in made)


def test_a_store_comes_back_elsewhere_and_is_the_same(kept: tuple[dict[str, str], Path], tmp_path: Path):
    env, folder = kept
    with own_store(tmp_path / "other") as other:
        said = run_camket(
            other, "restore", folder / "whole.tar", "--compare-with", folder / "note",
            "--compare-with", folder / "record.jsonl", "--lang", "en",
        )  # fmt: skip
        assert said.count("begins with the very") == 2
        assert run_module(other, BUILDER, "check") == run_module(env, BUILDER, "check")
        run_camket(other, "export", tmp_path / "record.jsonl")
        assert (tmp_path / "record.jsonl").read_bytes() == (folder / "record.jsonl").read_bytes()
        vitals = {
            one["code"]: one for one in json.loads(run_camket(other, "doctor", "--all", "--format", "json"))
        }
        assert {"positions.good", "tree.good", "checkpoint.good", "triggers.good", "files.good"} <= set(
            vitals
        )
        assert vitals["files.good"]["n"] == 3
        # what was restored is kept again, and carries the same rows
        run_camket(other, "backup", tmp_path / "again.tar", "--with-keys")
        assert rows_in(tmp_path / "again.tar") == rows_in(folder / "whole.tar")


def rows_in(archive: Path) -> dict[str, bytes]:
    """The parts of an archive that hold rows and files."""
    found = {}
    with tarfile.open(archive) as file:
        for member in file:
            part = file.extractfile(member)
            if part is not None and member.name.startswith(("tables/", "evidence/")):
                found[member.name] = part.read()
    return found


@pytest.mark.postgres
def test_a_store_moves_between_the_two_databases(kept: tuple[dict[str, str], Path], tmp_path: Path):
    env, folder = kept
    with own_store(tmp_path / "moved", sqlite=True) as moved:
        run_camket(moved, "restore", folder / "whole.tar", "--compare-with", folder / "note")
        assert run_module(moved, BUILDER, "check") == run_module(env, BUILDER, "check")
        run_camket(moved, "backup", tmp_path / "back.tar", "--with-keys")
    with own_store(tmp_path / "back") as back:
        run_camket(back, "restore", tmp_path / "back.tar", "--compare-with", folder / "note")
        assert run_module(back, BUILDER, "check") == run_module(env, BUILDER, "check")


def test_private_keys_stay_out_unless_asked_for(kept: tuple[dict[str, str], Path], tmp_path: Path):
    env, folder = kept
    said = run_camket(env, "backup", tmp_path, "--lang", "en")
    (archive,) = tmp_path.glob("camket-camket-test-record-*.tar")
    assert "Private keys are not in it" in said
    with tarfile.open(archive) as file:
        assert not [name for name in file.getnames() if name.startswith("keys/")]
    with tarfile.open(folder / "whole.tar") as file:
        assert "keys/record.key" in file.getnames()
    assert {stat.S_IMODE(one.stat().st_mode) for one in (archive, folder / "whole.tar")} == {0o600}
    with own_store(tmp_path / "keyless") as keyless:
        said = run_camket(keyless, "restore", archive, "--lang", "en")
        assert "holds no private key" in said
        # the record does not go on under a second key made in silence
        assert "makes no second key" in run_camket(keyless, "seal", "--lang", "en", code=1)
        assert "settings.key_missing.wrong" in run_camket(keyless, "doctor", "--format", "json", code=1)
        bring_the_key(env, keyless)
        run_camket(keyless, "doctor")


def test_nothing_is_restored_over_a_store_and_no_file_is_overwritten(kept: tuple[dict[str, str], Path]):
    env, folder = kept
    assert "not empty" in run_camket(env, "restore", folder / "whole.tar", "--lang", "en", code=1)
    assert "overwrites nothing" in run_camket(env, "backup", folder / "whole.tar", "--lang", "en", code=2)


def test_a_damaged_archive_leaves_nothing_behind(kept: tuple[dict[str, str], Path], tmp_path: Path):
    whole = (kept[1] / "whole.tar").read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut at a block": whole[: middle // 512 * 512],
        "a bit": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
    }
    for name, content in damaged.items():
        (tmp_path / name).write_bytes(content)
    with own_store(tmp_path / "never") as never:
        for name in damaged:
            said = run_camket(never, "restore", tmp_path / name, "--lang", "en", code=1)
            assert "Nothing was restored" in said, name
            assert left_in(tmp_path / "never") == [], name


def test_an_archive_of_another_record_is_refused_by_the_checkpoint_that_was_kept(
    kept: tuple[dict[str, str], Path], tmp_path: Path
):
    env, folder = kept
    with own_store(tmp_path / "never") as never:
        said = run_camket(
            never,
            "restore",
            RIVAL,
            "--compare-with",
            folder / "note",
            "--lang",
            "en",
            code=1,
        )
        assert "does not begin with" in said
        assert left_in(tmp_path / "never") == []
        # the place is as empty as before, and takes the right one
        run_camket(never, "restore", folder / "whole.tar", "--compare-with", folder / "note")
    assert "neither a signed checkpoint" in run_camket(
        env, "restore", folder / "whole.tar", "--compare-with", folder / "whole.tar", "--lang", "en", code=2
    )


def test_a_lost_evidence_file_is_named_and_the_rest_is_kept(
    kept: tuple[dict[str, str], Path], tmp_path: Path
):
    with own_store(tmp_path / "lossy") as lossy:
        run_camket(lossy, "restore", kept[1] / "whole.tar")
        first, second, *_ = sorted(
            path for path in (tmp_path / "lossy" / "evidence").rglob("*") if path.is_file()
        )
        first.unlink()
        second.write_bytes(second.read_bytes()[:-1] + b"?")
        said = run_camket(lossy, "backup", tmp_path / "lossy.tar", "--lang", "en", code=1)
        assert "2 evidence files are MISSING" in said
        assert first.name in said
        assert second.name in said
        assert "files.wrong" in run_camket(lossy, "doctor", "--all", "--format", "json", code=1)
    with own_store(tmp_path / "again") as again:
        assert first.name in run_camket(again, "restore", tmp_path / "lossy.tar", code=1)
        bring_the_key(kept[0], again)
        assert int(run_module(again, BUILDER, "check")) > 40
