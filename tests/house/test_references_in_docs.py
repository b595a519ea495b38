"""Every file and function that a page of the docs points to exists."""

from __future__ import annotations

import ast
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.house.tree import ROOT, read, tracked

if TYPE_CHECKING:
    from collections.abc import Iterable

_REFERENCE = re.compile(r"`((?:src|tests|bench|scripts|docs|samples)/[\w./-]*[\w/])(?::([A-Za-z_][\w.]*))?`")
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


def names_in(python: str) -> set[str]:
    """Functions, classes, methods (`Class.method`) and constants that a Python text defines at the top."""
    names: set[str] = set()
    for node in ast.parse(python).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return names


def faults(pages: Iterable[tuple[str, str]]) -> list[str]:
    """References of the form `path` or `path:name`, and links between pages, that lead nowhere."""
    named = []
    for page, text in pages:
        for path, name in _REFERENCE.findall(text):
            target = ROOT / path
            if not target.exists():
                named.append(f"{page}: {path} is not there")
            elif name and (
                target.suffix != ".py" or name not in names_in(target.read_text(encoding="utf-8"))
            ):
                named.append(f"{page}: {path} has no {name}")
        dead = [
            link for link in _LINK.findall(text) if not (ROOT / PurePosixPath(page).parent / link).exists()
        ]
        named += [f"{page}: link to {link} leads nowhere" for link in dead]
    return named


def test_every_reference_in_the_docs_leads_somewhere():
    pages = [name for name in tracked() if name.endswith(".md")]
    assert faults((page, read(page)) for page in pages) == []


def test_the_tour_has_twelve_stops_each_with_a_file_and_a_function():
    stops = re.findall(r"^## \d+\..*?(?=^## |\Z)", read("docs/tour.md"), re.MULTILINE | re.DOTALL)
    assert len(stops) == 12
    assert [
        stop.splitlines()[0] for stop in stops if not any(name for _, name in _REFERENCE.findall(stop))
    ] == []


def test_planted_references_are_found():
    text = "`src/camket/errors.py:Refused` `src/camket/errors.py:Refuse` `src/camket/gone.py` [x](gone.md) [y](tour.md)"
    assert faults([("docs/x.md", text)]) == [
        "docs/x.md: src/camket/errors.py has no Refuse",
        "docs/x.md: src/camket/gone.py is not there",
        "docs/x.md: link to gone.md leads nowhere",
    ]
