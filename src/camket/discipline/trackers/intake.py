"""Reads the packaged data of this subject: known trackers, terms of matching, published counts, field names of JSON."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .catalogue import Tracker
from .rules import MatchingTerms, PublishedCount

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DATA = files(__package__) / "data"


def _rows(source: Traversable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(source.read_text("utf-8"))))


def trackers(source: Traversable = DATA / "trackers.csv") -> tuple[Tracker, ...]:
    """The trackers that are known to be in use. Raises `KeyError`, `ValueError` for a file that is none."""
    return tuple(Tracker.from_table(row) for row in _rows(source))


def matching_terms(source: Traversable = DATA / "matching.toml") -> tuple[MatchingTerms, ...]:
    """The packaged terms of matching."""
    return tuple(MatchingTerms.from_table(one) for one in tomllib.loads(source.read_text("utf-8"))["terms"])


def published_counts(source: Traversable = DATA / "published_counts.csv") -> tuple[PublishedCount, ...]:
    """The counts that bodies made public, by day."""
    return tuple(PublishedCount.from_table(row) for row in _rows(source))


@cache
def json_headings() -> dict[str, str]:
    """For each field name that programs use, folded, the heading that it stands for."""
    said = tomllib.loads((DATA / "json_names.toml").read_text("utf-8"))["names"]
    return {name: one["heading"] for one in said for name in one["names"]}
