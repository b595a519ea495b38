"""The source tree as the house tests read it: files, their text, and their syntax."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "camket"

ROOMS = ("record", "discipline", "resources", "results", "oversight", "review")
"""The rooms with tables, in the order of the sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the root of the tree, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The file's syntax."""
        return _parsed(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders and the file name."""
        return Path(self.path).parts

    @property
    def module(self) -> str:
        """The dotted name under which the file is imported."""
        dotted = self.path.removeprefix("src/").removesuffix(".py").replace("/", ".")
        return dotted.removesuffix(".__init__")

    @property
    def is_migration(self) -> bool:
        """Migrations are written by Django."""
        return "migrations" in self.parts

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method of the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def code_lines(self) -> int:
        """Lines that are neither blank, nor comment, nor docstring."""
        spoken: set[int] = set()
        for node in ast.walk(self.tree):
            if (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                spoken.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        lines = enumerate(self.text.splitlines(), start=1)
        return sum(
            1 for number, line in lines if number not in spoken and line.strip() and line.strip()[0] != "#"
        )


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def tracked() -> tuple[str, ...]:
    """Every file that is in the tree or about to be: git's own list, ignored files left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file()))


@cache
def sources(folder: str = "src") -> tuple[Source, ...]:
    """The Python files below a folder."""
    found = (ROOT / folder).rglob("*.py")
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(found)
        if "__pycache__" not in path.parts and not any(part.endswith(".egg-info") for part in path.parts)
    )


def read(name: str) -> str:
    """The text of one file of the tree."""
    return (ROOT / name).read_text(encoding="utf-8")
