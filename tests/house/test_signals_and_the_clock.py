"""No signals, no clock, no generic keys, no admin in the rooms: ruff refuses them, and the doors alone are let off."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.tree import ROOT

BANNED = {
    "signal": "from django.db.models.signals import post_save\n\nprint(post_save)\n",
    "receiver": "from django.dispatch import receiver\n\nprint(receiver)\n",
    "django's clock": "from django.utils.timezone import now\n\nprint(now())\n",
    "the instant": "from datetime import UTC, datetime\n\nprint(datetime.now(UTC))\n",
    "the day": "from datetime import date\n\nprint(date.today())\n",
    "generic key": "from django.contrib.contenttypes.fields import GenericForeignKey\n\nprint(GenericForeignKey)\n",
    "admin": "from django.contrib.admin import ModelAdmin\n\nprint(ModelAdmin)\n",
}


def refused(code: str, path: str) -> bool:
    """Whether ruff, with the tree's own settings, would refuse this code in this file as a banned name."""
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or "ruff"
    command = [
        ruff,
        "check",
        "--no-cache",
        "--select=TID251",
        "--output-format=concise",
        "--stdin-filename",
        path,
        "-",
    ]
    answer = subprocess.run(command, input=code, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode in (0, 1), answer.stderr
    return "TID251" in answer.stdout


@pytest.mark.parametrize("kind", BANNED)
def test_rooms_may_not_use(kind: str):
    assert refused(BANNED[kind], "src/camket/discipline/tasks/rules.py")
    assert refused(BANNED[kind], "src/camket/record/actions.py")


@pytest.mark.parametrize("door", ["web", "cli", "api", "site"])
def test_doors_read_the_clock(door: str):
    assert not refused(BANNED["the instant"], f"src/camket/{door}/one.py")


def test_the_ban_does_not_fire_on_innocent_code():
    assert not refused(
        "from datetime import date\n\nprint(date(2025, 10, 15))\n", "src/camket/record/rules.py"
    )
