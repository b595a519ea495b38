"""Every setting stands in `docs/operating.md`, and every setting that stands there is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.house.tree import read, tracked

from camket.site.environment import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEY = re.compile(r"\bCAMKET_[A-Z_]+[A-Z]\b")
PYTHON_ONLY = frozenset({"CAMKET_EVIDENCE_DIR", "CAMKET_KEY_FILE", "CAMKET_UPLOAD_LIMIT"})
"""Names inside `settings.py` that no environment sets."""


def table(page: str) -> dict[str, str]:
    """The settings table of the page: key and meaning."""
    return dict(re.findall(r"^\| `(CAMKET_\w+)` \| (.+?) \|$", page, re.MULTILINE))


def faults(known: dict[str, str], page: str, texts: Iterable[tuple[str, str]]) -> list[str]:
    """Settings that the page leaves out, words otherwise or makes up, and settings used that nothing reads."""
    told = table(page)
    named = [f"{key}: the page says otherwise" for key in sorted(known) if told.get(key) != known[key]]
    named += [f"{key}: the page makes it up" for key in sorted(set(told) - set(known))]
    for name, text in texts:
        strange = set(_KEY.findall(text)) - set(known) - PYTHON_ONLY
        named += [f"{name}: {key} is no setting" for key in sorted(strange)]
    return named


def test_the_page_and_the_settings_agree_and_no_file_uses_another():
    here = "tests/house/test_settings_are_documented.py"
    names = [name for name in tracked() if name.endswith((".py", ".md", ".sh", "Makefile", "run", ".html"))]
    texts = [(name, read(name)) for name in names if name != here]
    assert faults(KEYS, read("docs/operating.md"), texts) == []


def test_planted_differences_are_found():
    page = "| `CAMKET_DATA` | the folder |\n| `CAMKET_COLOUR` | of the pages |\n"
    known = {"CAMKET_DATA": "the folder", "CAMKET_HOSTS": "names"}
    assert faults(known, page, [("Makefile", "CAMKET_DATA=x CAMKET_DATE=y")]) == [
        "CAMKET_HOSTS: the page says otherwise",
        "CAMKET_COLOUR: the page makes it up",
        "Makefile: CAMKET_DATE is no setting",
    ]
