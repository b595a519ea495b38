"""The bundled tables of words that running sheets use: headings of columns, and words of status."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from .rules import Status, StatusWords, plain_status


@dataclass(frozen=True, slots=True)
class HeadingPattern:
    """A wording of headings and the column it names; `unless` passes it over."""

    column: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def names(self, heading: str) -> bool:
        """Whether a folded heading is of this wording."""
        if self.unless is not None and self.unless.search(heading):
            return False
        return self.pattern.search(heading) is not None


def _table(name: str) -> dict[str, Any]:
    data = resources.files("camket.discipline.sheets") / "data" / name
    return tomllib.loads(data.read_text("utf-8"))


@cache
def heading_patterns() -> tuple[HeadingPattern, ...]:
    """The wordings of headings, in the order in which they decide."""
    return tuple(
        HeadingPattern(
            column=one["column"],
            pattern=re.compile(one["pattern"]),
            unless=re.compile(one["unless"]) if "unless" in one else None,
        )
        for one in _table("sheet_headings.toml")["heading"]
    )


@cache
def status_words() -> StatusWords:
    """The words of status, folded once."""
    said = _table("status_words.toml")
    exact: dict[str, Status] = {}
    begins: list[tuple[str, Status]] = []
    for one in said["status"]:
        status = Status(one["status"])
        for words in one["exact"]:
            exact.setdefault(plain_status(words), status)
        begins += [(plain_status(words), status) for words in one["begins"]]
    times = said["says"]
    return StatusWords(
        exact=exact,
        begins=tuple(begins),
        in_time=tuple(plain_status(words) for words in times["in_time"]),
        late=tuple(plain_status(words) for words in times["late"]),
        not_done=tuple(plain_status(words) for words in times["not_done"]),
        produced=tuple(re.compile(pattern) for pattern in times["produced"]),
    )
