"""A row's deadline: the cell's own date, the words as the programme reads them, or what a person answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from camket.discipline.deadlines.rules import Doubt, Nature, Reading, read_deadline

from .proposal import RowDoubt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from camket.discipline.deadlines.rules import ReadingRule
    from camket.periods import WorkingCalendar

    from .answers import RowAnswer

DUE = ("due", "accept", "leave_out")


class DeadlineReader:
    """Reads the deadlines of one paper; equal words are read once. Terms in working days go by the calendar."""

    def __init__(
        self,
        rules: Sequence[ReadingRule],
        *,
        issued_on: date,
        before_includes_day: bool,
        calendar: WorkingCalendar,
    ) -> None:
        self.rules = rules
        self.calendar = calendar
        self.issued_on = issued_on
        self.before_includes_day = before_includes_day
        self._read: dict[str, Reading] = {}

    def reading(self, words: str, day: date | None) -> Reading:
        """What the file itself says. A date in the cell is its own reading, unless it lies before the paper."""
        if day is not None:
            if day >= self.issued_on:
                return Reading(Nature.DATED, due_date=day)
            return Reading(Nature.UNREAD, doubt=Doubt.BEFORE_ISSUE, doubt_text=words, candidates=(day,))
        if words not in self._read:
            self._read[words] = read_deadline(
                words,
                issued_on=self.issued_on,
                rules=self.rules,
                before_includes_day=self.before_includes_day,
                calendar=self.calendar,
            )
        return self._read[words]


def answered(reading: Reading, answer: RowAnswer) -> Reading:
    """The reading a person settled on; their day or nature stands in place of the words' reading."""
    if answer.due is not None:
        return Reading(Nature.DATED, due_date=answer.due)
    if answer.nature is not None:
        return Reading(answer.nature, doubt=reading.doubt, doubt_text=reading.doubt_text)
    return reading


def deadline_doubt(reading: Reading, words: str, answer: RowAnswer) -> RowDoubt | None:
    """The doubt that left the deadline unread, until a person answers it. It blocks nothing: undated is true too."""
    if reading.doubt is None or answer.due is not None or answer.nature is not None:
        return None
    days = tuple(day.isoformat() for day in reading.candidates)
    return RowDoubt(
        f"deadline_{reading.doubt.value}", "deadline", reading.doubt_text or words, False, DUE, days
    )


def detail_of(reading: Reading, *, by_person: bool) -> dict[str, Any]:
    """What else the words hold, as it is kept beside the deadline: trigger, cycle, milestones, doubt."""
    said: dict[str, Any] = {
        "trigger": reading.trigger_text,
        "offset": {"n": reading.offset.n, "unit": reading.offset.unit.value} if reading.offset else None,
        "cycle": reading.cycle.value if reading.cycle else None,
        "cycle_day": reading.cycle_day,
        "cycle_month": reading.cycle_month,
        "cycle_from": reading.cycle_from.isoformat() if reading.cycle_from else None,
        "milestones": [{"due": one.due_date.isoformat(), "words": one.text} for one in reading.milestones],
        "doubt": reading.doubt.value if reading.doubt else None,
        "rules": list(reading.rule_codes),
        "read_by_person": by_person,
    }
    return {name: value for name, value in said.items() if value}
