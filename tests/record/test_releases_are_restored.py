"""The stores of earlier releases are restored by today's code and stand where a replay of their record puts them."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from tests.own_store import ROOT, own_store, run_camket, run_module

if TYPE_CHECKING:
    from pathlib import Path

KEPT = sorted((ROOT / "tests" / "releases").glob("camket-*.tar"))


def test_this_version_is_kept_too():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"camket-{version}.tar" in {archive.name for archive in KEPT}


@pytest.mark.parametrize("archive", KEPT, ids=lambda archive: archive.stem)
def test_a_kept_release_is_restored_migrated_and_replayed(archive: Path, tmp_path: Path):
    with own_store(tmp_path / "today") as env:
        run_camket(env, "restore", archive)
        assert int(run_module(env, "tests.record.small_store", "check")) > 40
        vitals = {one["code"] for one in json.loads(run_camket(env, "doctor", "--all", "--format", "json"))}
        assert {"steps.good", "triggers.good", "tree.good", "checkpoint.good", "files.good"} <= vitals
