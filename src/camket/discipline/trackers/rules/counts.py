"""Published counts of the same thing: whether each adds up, what its percentage is a share of, what moved between two."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERS = ("total", "completed", "in_progress", "overdue", "not_done", "units", "percent")


class Share(StrEnum):
    """What a printed percentage of completed tasks is a share of."""

    TOTAL = "total"
    DUE = "due"


class Verdict(StrEnum):
    """What a check of a published count says; what was not published cannot be checked."""

    HOLDS = "holds"
    FAILS = "fails"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A count that a body made public: by whom, of which tasks, on which day, in which parts. None is unpublished.

    `not_done` is given where a source joins what is in progress and overdue. Percentages are whole, as printed.
    """

    code: str
    who_vi: str
    who_en: str
    tracker: str
    on: date
    total: int | None
    completed: int | None
    in_progress: int | None
    overdue: int | None
    not_done: int | None
    units: int | None
    percent: int | None
    percent_of: str
    tasks_vi: str
    tasks_en: str
    valid_from: date
    valid_to: date | None
    source: str
    confirmed: bool

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> PublishedCount:
        """The count that a row of data holds. Raises `KeyError`, `ValueError`."""
        numbers = {name: _number(table[name]) for name in _NUMBERS}
        until = table.get("valid_to") or ""
        said = {
            "on": date.fromisoformat(str(table["on"])),
            "valid_from": date.fromisoformat(str(table["valid_from"])),
            "valid_to": date.fromisoformat(str(until)) if until else None,
            "confirmed": str(table["confirmed"]).lower() in {"true", "1", "yes"},
        }
        return cls(**{**table, **numbers, **said})

    def as_table(self) -> dict[str, Any]:
        """The count as a table that can be adopted."""
        table = asdict(self)
        days = {"on": self.on, "valid_from": self.valid_from, "valid_to": self.valid_to}
        return table | {name: day.isoformat() if day else "" for name, day in days.items()}

    @property
    def parts(self) -> tuple[int, ...]:
        """The published parts of the whole."""
        joined = (self.not_done,) if self.not_done is not None else (self.in_progress, self.overdue)
        return tuple(n for n in (self.completed, *joined) if n is not None)


@dataclass(frozen=True, slots=True)
class Check:
    """Whether the parts of a count add up, and each share of completed tasks with the printed one held against it."""

    sums: Verdict
    parts_sum: int
    of_total: Fraction | None
    of_due: Fraction | None
    percent: Verdict
    fits: str


def checked(count: PublishedCount) -> Check:
    """Checks a count against itself: 485 + 561 + 86 is 1,132; 485 of 1,132 is 43 %, of 485 + 86 it is 85 %."""
    parts = sum(count.parts)
    complete = count.completed is not None and len(count.parts) > 1 and count.total is not None
    sums = Verdict.UNSAID if not complete else Verdict.HOLDS if parts == count.total else Verdict.FAILS
    of_total = _share(count.completed, count.total)
    due = None if count.completed is None or count.overdue is None else count.completed + count.overdue
    of_due = _share(count.completed, due)
    fitting = [
        name
        for name, share in ((Share.TOTAL, of_total), (Share.DUE, of_due))
        if share is not None and _rounded(share) == count.percent
    ]
    if count.percent is None or (of_total is None and of_due is None):
        percent = Verdict.UNSAID
    else:
        percent = Verdict.HOLDS if fitting else Verdict.FAILS
    return Check(sums, parts, of_total, of_due, percent, ", ".join(fitting))


@dataclass(frozen=True, slots=True)
class Movement:
    """What happened to our own rows between two days: each task counted once in each line that is true of it."""

    first: date
    last: date
    total_first: int
    total_last: int
    completed_first: int
    completed_last: int
    new: int
    withdrawn: int
    merged: int
    split: int
    redated: int
    finished: int
    reopened: int

    @property
    def adds_up(self) -> bool:
        """The total at the end is the one at the beginning, with what came and without what left."""
        return self.total_first + self.new - self.withdrawn == self.total_last


@dataclass(frozen=True, slots=True)
class Residue:
    """What of the change between two published counts our rows do not account for; None where nothing was published."""

    total: int | None
    completed: int | None

    @property
    def whole(self) -> bool:
        """True when nothing is left to explain."""
        return self.total == 0 and self.completed == 0


def unexplained(first: PublishedCount, last: PublishedCount, own: Movement | None) -> Residue:
    """The published change less our own; without rows of our own, the whole change is left to explain."""
    moved = (own.total_last - own.total_first, own.completed_last - own.completed_first) if own else (0, 0)
    return Residue(_less(first.total, last.total, moved[0]), _less(first.completed, last.completed, moved[1]))


def _less(first: int | None, last: int | None, moved: int) -> int | None:
    return None if first is None or last is None else last - first - moved


def _share(part: int | None, whole: int | None) -> Fraction | None:
    return Fraction(part, whole) if part is not None and whole else None


def _rounded(share: Fraction) -> int:
    """A share in whole percent, half up."""
    return int((share * 200 + 1) // 2)


def _number(value: object) -> int | None:
    return None if value in (None, "") else int(str(value))
