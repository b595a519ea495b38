"""Reads the packaged ladders into plain values."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from .rules import Ladder

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DATA = files(__package__) / "data"


def ladders(source: Traversable = DATA / "ladders.toml") -> tuple[Ladder, ...]:
    """The ladders of a file; KeyError or ValueError when it describes none."""
    return tuple(Ladder.from_table(table) for table in tomllib.loads(source.read_text("utf-8"))["ladders"])
