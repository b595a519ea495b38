"""Nothing in the tree names a machine: no registry's host, no absolute path of someone's disk, no key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house.tree import ROOT, tracked

if TYPE_CHECKING:
    from collections.abc import Iterable

_TRACES = (
    ("absolute path", re.compile(r"(?<![\w./:$-])/(?:home|Users|root|work|tmp|opt|mnt|workspace)/[\w.-]")),
    ("package index", re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host(?!\w)")),
    ("registry host", re.compile(r"(?:pypi|registry\.npmjs|files\.pythonhosted|npmjs)\.(?:org|com)")),
    ("private key", re.compile(r"BEGIN (?:OPENSSH |EC |RSA )?PRIVATE KEY")),
)
ALLOWED = {
    "tests/house/test_no_traces_of_a_machine.py": "plants them",
}


def traces(files: Iterable[tuple[str, str]]) -> list[str]:
    """Lines that name a machine."""
    return [
        f"{name}:{number}: {kind}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), start=1)
        for kind, pattern in _TRACES
        if pattern.search(line)
    ]


def texts() -> Iterable[tuple[str, str]]:
    """Every tracked file that is text."""
    for name in tracked():
        content = Path(ROOT, name).read_bytes()
        if name not in ALLOWED and b"\0" not in content[:4096]:
            yield name, content.decode("utf-8", errors="ignore")


def test_no_tracked_file_names_a_machine():
    assert traces(texts()) == []


def test_what_a_machine_makes_is_not_tracked():
    made = re.compile(r"(?:^|/)(?:\.camket|\.venv|__pycache__|node_modules|build)/|\.(?:mo|sqlite3|key|pyc)$")
    assert [name for name in tracked() if made.search(name)] == []


def test_planted_traces_are_found():
    planted = [
        ("a", "data = /home/an/camket\n"),
        ("b", "pip install --index-url https://pypi.org/simple x\n"),
        ("c", "-----BEGIN PRIVATE KEY-----\n"),
        ("d", "see /usr/bin and https://example.gov.vn/home/page and ./tmp/x\n"),
    ]
    assert traces(planted) == [
        "a:1: absolute path",
        "b:1: package index",
        "b:1: registry host",
        "c:1: private key",
    ]
