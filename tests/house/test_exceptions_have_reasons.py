"""A lint or a type check is set aside only with a reason in words beside it."""

from __future__ import annotations

import io
import re
import tokenize
import tomllib
from typing import TYPE_CHECKING

from tests.house.tree import Source, read, sources

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:|mypy:|ruff:)", re.IGNORECASE)
_CODED = re.compile(r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w,\s-]+\])", re.IGNORECASE)


def unreasoned(found: Iterable[Source]) -> list[str]:
    """Comments that set a check aside without naming which one, or without a word of why."""
    faults = []
    for source in found:
        for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
            if token.type != tokenize.COMMENT or not _EXCEPTION.search(token.string):
                continue
            uncoded = _EXCEPTION.search(_CODED.sub("", token.string))
            why = re.findall(r"\w+", _CODED.sub("", token.string))
            if uncoded or len(why) < 2:
                faults.append(f"{source.path}:{token.start[0]}: {token.string}")
    return faults


def bare_rules(pyproject: str) -> list[str]:
    """Rules that ruff ignores, everywhere or for some files, on a line that gives no reason."""
    lint = tomllib.loads(pyproject)["tool"]["ruff"]["lint"]
    rules = {*lint["ignore"], *(rule for rules in lint["per-file-ignores"].values() for rule in rules)}
    faults = []
    for rule in sorted(rules):
        lines = [line for line in pyproject.splitlines() if f'"{rule}"' in line]
        faults += [line.strip() for line in lines if not re.search(r"#\s+\S+(\s+\S+)", line)]
    return faults


def test_every_exception_in_the_code_has_its_reason():
    assert unreasoned([*sources("src"), *sources("tests"), *sources("bench"), *sources("scripts")]) == []


def test_every_rule_that_ruff_ignores_has_its_reason():
    assert bare_rules(read("pyproject.toml")) == []


def test_planted_exceptions_without_a_reason_are_found():
    planted = "x = 1  # noqa\ny = 2  # noqa: E501\nz = 3  # type: ignore[arg-type]\nw = 4  # type: ignore - why is not which\n"
    sound = "x = 1  # noqa: PLR0913 - a paper has as many sides\n"
    assert len(unreasoned([Source("src/camket/x.py", planted)])) == 4
    assert unreasoned([Source("src/camket/x.py", sound)]) == []


def test_a_planted_rule_without_a_reason_is_found():
    planted = read("pyproject.toml").replace("ignore = [\n", 'ignore = [\n  "ERA001",\n', 1)
    assert bare_rules(planted) == ['"ERA001",']
