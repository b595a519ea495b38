"""One rule of reading, as dated data: which words it knows, what they mean, since when and on whose authority."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import regex

from .matching import compiled

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReadingKind(StrEnum):
    """The arithmetic a rule asks for; each takes the named groups of the pattern."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    BEFORE_PERIOD = "before_period"
    PART_OF_PERIOD = "part_of_period"
    TERM_FROM_DAY = "term_from_day"
    MILESTONE = "milestone"
    NOTE = "note"
    WAITING = "waiting"
    CONTINUING = "continuing"
    RECURRING = "recurring"
    STARTS = "starts"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """A pattern over folded words that must match a whole clause, and what a match means.

    Rules are tried by `rank`, equal ranks in the order given, and the first match decides: a rule adopted later
    takes the place its rank gives it. `valid_from` and `valid_to` (half-open)
    are days of issue: a paper is read by the rules of its own day. Each example is a table with `text`, and the
    fields of `Reading` that must come out.
    """

    code: str
    pattern: str
    kind: ReadingKind
    valid_from: date
    valid_to: date | None
    source: str
    confirmed: bool
    params: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Mapping[str, Any], ...] = ()
    rank: int = 0

    def __post_init__(self) -> None:
        try:
            compiled(self.pattern)
        except (regex.error, RecursionError, OverflowError) as error:
            raise ValueError(f"rule {self.code}: {error}") from error

    def holds_for(self, issued_on: date | None) -> bool:
        """Whether the rule reads a paper of a day; without a day only rules that are still open do."""
        if issued_on is None:
            return self.valid_to is None
        return self.valid_from <= issued_on and (self.valid_to is None or issued_on < self.valid_to)

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> ReadingRule:
        """The rule that a table (TOML or JSON) describes; KeyError or ValueError when it describes none."""
        until = table.get("valid_to")
        return cls(
            code=table["code"],
            pattern=table["pattern"],
            kind=ReadingKind(table["kind"]),
            valid_from=_day(table["valid_from"]),
            valid_to=None if until is None else _day(until),
            source=table["source"],
            confirmed=table["confirmed"],
            params=table.get("params", {}),
            examples=tuple(table.get("examples", ())),
            rank=table.get("rank", 0),
        )

    def as_table(self) -> dict[str, Any]:
        """The rule as JSON can hold it; `from_table` gives it back, with the days in its examples as ISO text."""
        return {
            "code": self.code,
            "pattern": self.pattern,
            "kind": self.kind.value,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": None if self.valid_to is None else self.valid_to.isoformat(),
            "source": self.source,
            "confirmed": self.confirmed,
            "params": dict(self.params),
            "examples": [
                {name: value.isoformat() if isinstance(value, date) else value for name, value in one.items()}
                for one in self.examples
            ],
            "rank": self.rank,
        }


def _day(written: date | str) -> date:
    return written if isinstance(written, date) else date.fromisoformat(written)
