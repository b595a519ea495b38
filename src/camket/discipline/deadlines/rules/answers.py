"""What the reading of a deadline answers: its nature, its day, what it waits for, or the doubt that stopped it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Nature(StrEnum):
    """What kind of deadline the words set.

    `dated` has a day; `waiting` gets one when something outside happens; `continuing` is a duty without end;
    `recurring` comes back each cycle; `unread` means that a person must decide.
    """

    DATED = "dated"
    WAITING = "waiting"
    CONTINUING = "continuing"
    RECURRING = "recurring"
    UNREAD = "unread"


class Doubt(StrEnum):
    """Why the words were left to a person; the sentences for each stand in `reading_rules.toml`."""

    BLANK = "blank"
    NO_DATE = "no_date"
    NO_YEAR = "no_year"
    NO_START = "no_start"
    AGENCY_NAME = "agency_name"
    IMPOSSIBLE_DATE = "impossible_date"
    BEFORE_ISSUE = "before_issue"
    TWO_DATES = "two_dates"
    NOT_UNDERSTOOD = "not_understood"
    TOO_LONG = "too_long"


class Cycle(StrEnum):
    """How often a recurring duty comes back."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class OffsetUnit(StrEnum):
    """What the number in "30 days after …" counts."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Offset:
    """How long after its trigger a waiting deadline falls due."""

    n: int
    unit: OffsetUnit


@dataclass(frozen=True, slots=True)
class Basis:
    """What a due day was counted from, when the working calendar had a say in it: enough to count it again.

    `rolls` moves a day of rest to the next working day. `rule_code` and `rule_from` name the version of the rule.
    """

    start: date
    offset: Offset
    rolls: bool
    rule_code: str
    rule_from: date

    def as_table(self) -> dict[str, Any]:
        """The basis as JSON can hold it; `from_table` gives it back."""
        return {
            "start": self.start.isoformat(),
            "n": self.offset.n,
            "unit": self.offset.unit.value,
            "rolls": self.rolls,
            "rule": self.rule_code,
            "rule_from": self.rule_from.isoformat(),
        }

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Basis:
        """The basis that `as_table` wrote; KeyError or ValueError when it is none."""
        return cls(
            start=date.fromisoformat(table["start"]),
            offset=Offset(int(table["n"]), OffsetUnit(table["unit"])),
            rolls=bool(table["rolls"]),
            rule_code=table["rule"],
            rule_from=date.fromisoformat(table["rule_from"]),
        )


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on the way to the deadline, with the words that set it."""

    due_date: date
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a deadline's words say, by which rules; the words themselves stay beside it, unchanged.

    A reading with a doubt is always `unread` and never has a due date; `candidates` are the days seen in the words,
    for the person who decides. `trigger_text` and `doubt_text` quote the paper. `confirmed` is false when a rule of
    unconfirmed source took part. In a recurring reading `cycle_day` is the last acceptable day of the month and
    `cycle_month` the month of the year; `cycle_from` is the first day of the first cycle. `basis` says what a day was
    counted from, when it was counted by the working calendar.
    """

    nature: Nature
    due_date: date | None = None
    continues: bool = False
    rule_codes: tuple[str, ...] = ()
    confirmed: bool = True
    trigger_text: str | None = None
    offset: Offset | None = None
    cycle: Cycle | None = None
    cycle_day: int | None = None
    cycle_month: int | None = None
    cycle_from: date | None = None
    milestones: tuple[Milestone, ...] = ()
    doubt: Doubt | None = None
    doubt_text: str | None = None
    candidates: tuple[date, ...] = ()
    basis: Basis | None = None

    @property
    def rule_code(self) -> str | None:
        """The rule that read the first clause, or that raised the doubt."""
        return self.rule_codes[0] if self.rule_codes else None
