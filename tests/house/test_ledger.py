"""Every cell of the ledger leads to something that exists, and every row has a test or says what is missing."""

from __future__ import annotations

import ast
import csv
import re
from functools import cache
from io import StringIO

import click
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.house.tree import ROOT, read

from camket.cli import camket

LEDGER = "docs/ledger.csv"
COLUMNS = (
    "part",
    "n",
    "sentence",
    "page",
    "api",
    "command",
    "bad_input_test",
    "test",
    "size_tested",
    "gap",
)
DOORS = COLUMNS[3:9]
NONE = "-"
"""What a cell says where its sentence asks for no such thing; an empty cell is open work."""

Row = dict[str, str]


def rows() -> list[Row]:
    """The ledger, row by row."""
    table = csv.DictReader(StringIO(read(LEDGER)))
    assert tuple(table.fieldnames or ()) == COLUMNS
    return list(table)


def parts(cell: str) -> list[str]:
    """The references that one cell holds."""
    return [one.strip() for one in cell.split(";") if one.strip() not in {"", NONE}]


@cache
def page_names() -> frozenset[str]:
    """The names of the pages, those of the API left out."""

    def walk(patterns: list[URLPattern | URLResolver]) -> list[str]:
        found: list[str] = []
        for one in patterns:
            if isinstance(one, URLPattern):
                found += [one.name] if one.name else []
            elif not str(one.pattern).startswith("api/"):
                found += walk(one.url_patterns)
        return found

    return frozenset(walk(get_resolver().url_patterns))


@cache
def api_paths() -> frozenset[str]:
    """The paths that the description of the API lists, and the description itself."""
    described = "/api/v1/openapi.json"
    return frozenset({*Client().get(described).json()["paths"], described})


@cache
def commands() -> frozenset[str]:
    """What can be typed in a terminal: commands with their own commands, targets of make, programs."""
    found = {"camket-verify", ".ci/run"}
    for name, command in camket.commands.items():
        found.add(f"camket {name}")
        if isinstance(command, click.Group):
            found |= {f"camket {name} {one}" for one in command.commands}
    return frozenset(
        found | {f"make {name}" for name in re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE)}
    )


@cache
def functions_of(path: str) -> frozenset[str]:
    """The functions at the top of a Python file; none when there is no such file."""
    if not (ROOT / path).is_file():
        return frozenset()
    return frozenset(one.name for one in ast.parse(read(path)).body if isinstance(one, ast.FunctionDef))


def is_test(reference: str) -> bool:
    """`path::function`, and the function stands at the top of that file."""
    path, _, name = reference.partition("::")
    return name.startswith("test_") and name in functions_of(path)


def is_size(reference: str) -> bool:
    """A bench, or a number with the bench or the test in which it stands."""
    number, _, where = reference.rpartition(": ")
    counted = not number or number[0].isdigit()
    benched = where.startswith("bench/") and (ROOT / where).is_file()
    return counted and (benched or (bool(number) and is_test(where)))


EXISTS = {
    "page": lambda one: one in page_names(),
    "api": lambda one: one in api_paths(),
    "command": lambda one: one in commands(),
    "bad_input_test": is_test,
    "test": is_test,
    "size_tested": is_size,
}


def dead(found: list[Row]) -> list[str]:
    """References that lead nowhere."""
    return [
        f"{row['part']} {row['n']}: {column}: {one}"
        for row in found
        for column in DOORS
        for one in parts(row[column])
        if not EXISTS[column](one)
    ]


def silent(found: list[Row]) -> list[str]:
    """Rows with an empty cell, or without a test, that do not say what is missing; and rows counted wrongly."""
    named, counts = [], dict[str, int]()
    for row in found:
        place = f"{row['part']} {row['n']}"
        counts[row["part"]] = counts.get(row["part"], 0) + 1
        if row["n"] != str(counts[row["part"]]) or not row["sentence"].strip():
            named.append(f"{place}: not in its place, or without a sentence")
        if row["gap"].strip():
            continue
        named += [f"{place}: {column} is empty without a gap" for column in DOORS if not row[column].strip()]
        if not parts(row["test"]):
            named.append(f"{place}: neither a test nor a gap")
    return named


def test_every_reference_of_the_ledger_leads_somewhere():
    assert len(rows()) > 100
    assert dead(rows()) == []


def test_every_row_has_a_test_or_says_what_is_missing():
    assert silent(rows()) == []


def test_planted_faults_are_found():
    here = "tests/house/test_ledger.py::test_planted_faults_are_found"
    sound = dict.fromkeys(COLUMNS, NONE) | {
        "part": "x",
        "n": "1",
        "sentence": "words",
        "test": here,
        "gap": "",
    }
    assert dead([sound]) == []
    assert silent([sound]) == []
    planted = {
        "page": "nowhere",
        "api": "/api/v1/nowhere",
        "command": "camket nowhere; make nowhere",
        "bad_input_test": "tests/house/nowhere.py::test_planted_faults_are_found",
        "test": "tests/house/test_ledger.py::test_nowhere",
        "size_tested": f"bench/nowhere.py; many: {here}",
    }
    assert dead([sound | planted]) == [
        f"x 1: {column}: {one}" for column, cell in planted.items() for one in cell.split("; ")
    ]
    assert silent([sound | {"test": NONE}, sound | {"n": "2", "api": ""}, sound]) == [
        "x 1: neither a test nor a gap",
        "x 2: api is empty without a gap",
        "x 1: not in its place, or without a sentence",
    ]
    assert silent([sound | {"test": "", "gap": "No test yet."}]) == []
