"""Ladders: what happens to a task some days before and after its due day, and on which rung it stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from camket.discipline.deadlines.rules import OffsetUnit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camket.periods import WorkingCalendar

_FARTHEST = 366


class RungAct(StrEnum):
    """What a rung asks for."""

    REMIND = "remind"
    URGE = "urge"
    LETTER = "letter"
    RECOVERY_PLAN = "recovery_plan"
    REPORT_UP = "report_up"
    PUBLISH = "publish"


class Whom(StrEnum):
    """To whom a rung speaks."""

    OFFICER = "officer"
    HEAD = "head"
    FOLLOWING_OFFICER = "following_officer"
    STANDING_OFFICE = "standing_office"
    COMMITTEE = "committee"
    NEXT_LEVEL = "next_level"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: `n` days after the due day (negative: before it), what then happens, and whom it reaches."""

    n: int
    unit: OffsetUnit
    act: RungAct
    whom: tuple[Whom, ...]

    def __post_init__(self) -> None:
        if not -_FARTHEST <= self.n <= _FARTHEST:
            raise ValueError(f"a rung lies within a year of the due day: {self.n}")
        if self.unit is OffsetUnit.MONTH:
            raise ValueError("rungs are counted in days or working days")
        if not self.whom:
            raise ValueError("a rung speaks to somebody")

    def day(self, due: date, calendar: WorkingCalendar) -> date:
        """The day on which a task due on a day reaches the rung, if it is still open then."""
        if self.unit is OffsetUnit.WORKING_DAY and self.n:
            return calendar.add_working_days(due, self.n)
        return due + timedelta(days=self.n)


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung that a task has reached, its place on the ladder from 1, and the day."""

    place: int
    rung: Rung
    day: date


@dataclass(frozen=True, slots=True)
class Ladder:
    """One dated version of a ladder: its rungs from the earliest, the programme it is for, and its paper.

    `programme` is empty for a ladder that any programme without its own uses. `gate` is the last day on which more
    time may be asked for, where a paper sets one.
    """

    code: str
    name_vi: str
    name_en: str
    programme: str
    rungs: tuple[Rung, ...]
    gate: date | None
    valid_from: date
    valid_to: date | None
    source: str
    confirmed: bool

    def __post_init__(self) -> None:
        if not self.rungs:
            raise ValueError(f"the ladder {self.code} has no rung")
        if [rung.n for rung in self.rungs] != sorted(rung.n for rung in self.rungs):
            raise ValueError(f"the rungs of {self.code} do not climb")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError(f"{self.code} would end before it begins")

    def as_table(self) -> dict[str, Any]:
        """The ladder as JSON can hold it; `from_table` gives it back."""
        return {
            "code": self.code,
            "name_vi": self.name_vi,
            "name_en": self.name_en,
            "programme": self.programme,
            "rungs": [
                {
                    "n": rung.n,
                    "unit": rung.unit.value,
                    "act": rung.act.value,
                    "whom": [one.value for one in rung.whom],
                }
                for rung in self.rungs
            ],
            "gate": self.gate.isoformat() if self.gate else None,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "source": self.source,
            "confirmed": self.confirmed,
        }

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Ladder:
        """The ladder that a table (TOML or JSON) describes; KeyError or ValueError when it describes none."""
        return cls(
            code=table["code"],
            name_vi=table["name_vi"],
            name_en=table["name_en"],
            programme=table.get("programme", ""),
            rungs=tuple(
                Rung(
                    n=one["n"],
                    unit=OffsetUnit(one["unit"]),
                    act=RungAct(one["act"]),
                    whom=tuple(Whom(who) for who in one["whom"]),
                )
                for one in table["rungs"]
            ),
            gate=_day(table.get("gate")),
            valid_from=_day(table["valid_from"]) or date.min,
            valid_to=_day(table.get("valid_to")),
            source=table["source"],
            confirmed=table["confirmed"],
        )


def rungs_due(ladder: Ladder, *, due: date, on: date, calendar: WorkingCalendar) -> tuple[Reached, ...]:
    """The rungs that an open task has reached by a day, in the order of the ladder.

    A later day never takes a rung away. Days are those of the working calendar as it is known when asked.
    """
    found = []
    for place, rung in enumerate(ladder.rungs, start=1):
        day = rung.day(due, calendar)
        if day <= on:
            found.append(Reached(place, rung, day))
    return tuple(found)


def ladder_for(programme: str, ladders: list[Ladder]) -> Ladder | None:
    """The ladder of a programme among those in force: its own, else the first that is for any programme."""
    own = [one for one in ladders if one.programme == programme]
    free = [one for one in ladders if not one.programme]
    return next(iter([*own, *free]), None)


def _day(written: date | str | None) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else written
