"""The short forms that a search knows: those of bodies' names and those of this subject, as spoken."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from camket.discipline.agencies.folding import spoken
from camket.discipline.naming.directory import read_abbreviations

from .rules import ShortForms, short_forms

_HERE = Path(__file__).parent


@cache
def known_short_forms() -> ShortForms:
    """Every short form, read once in a process: the files come with the program and change with it."""
    bodies = read_abbreviations((_HERE.parent / "naming" / "data" / "abbreviations.toml").read_text("utf-8"))
    others = tomllib.loads((_HERE / "data" / "short_forms.toml").read_text("utf-8"))["words"]
    return short_forms({**bodies.words, **{spoken(short): spoken(full) for short, full in others.items()}})
