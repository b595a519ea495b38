"""The deadline strip: dates in, places on a line out. Across in per cent, down in pixels. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BROAD, NARROW = 640, 296
"""The least widths, in pixels, at which the long and the short words of a label are shown."""
LETTER = 6.4
"""An ample width of one letter at 12 px."""
ROW, GAP = 17, 8
MOST_ORDERS = 5
"""Up to so many labels on one side every order is tried: 120 drawings of a few labels each."""
BAR = 26


@dataclass(frozen=True, slots=True)
class Dates:
    """What the strip is drawn from. `dues` are the days in force one after another, the first one first."""

    assigned_on: date
    dues: tuple[date, ...]
    on: date
    claims: tuple[date, ...] = ()
    asked: date | None = None
    done: date | None = None
    withdrawn: date | None = None

    @property
    def ended(self) -> date | None:
        """The day on which the deadline stopped running, if it did by the reader's day."""
        ends = [day for day in (self.done, self.withdrawn) if day is not None and day <= self.on]
        return min(ends) if ends else None

    @property
    def until(self) -> date:
        """The day up to which lateness is measured."""
        return self.ended or self.on


class Part(StrEnum):
    """What a stretch of the line is."""

    KEPT = "kept"
    MORE = "more"
    PAST = "past"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line between two days."""

    part: Part
    first: date
    last: date
    left: float
    width: float

    @property
    def days(self) -> int:
        """How many days it runs."""
        return (self.last - self.first).days

    @property
    def x(self) -> str:
        """Its left end, for the drawing."""
        return f"{self.left:.2f}%"

    @property
    def wide(self) -> str:
        """Its width, for the drawing."""
        return f"{self.width:.2f}%"

    @property
    def middle(self) -> str:
        """Where words inside it are centred."""
        return f"{self.left + self.width / 2:.2f}%"

    def holds(self, words: str) -> bool:
        """Whether words fit inside it on the narrowest screen that shows them."""
        return len(words) * LETTER < self.width / 100 * BROAD - GAP


@dataclass(frozen=True, slots=True)
class Label:
    """Words about a day: which mark they name, and on which side of the line they stand."""

    day: date
    mark: str
    broad: str
    narrow: str
    above: bool = False
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place: its row counted away from the line, and which end of the words is at the mark."""

    label: Label
    left: float
    row: int
    ends: bool
    y: int = 0

    @property
    def x(self) -> str:
        """Where its mark stands, for the drawing."""
        return f"{self.left:.2f}%"

    @property
    def dx(self) -> int:
        """How far the words stand off the mark, in pixels."""
        off = {"start": 0, "claim": 10}.get(self.label.mark, 5)
        return -off if self.ends else off

    def reach(self, width: int) -> tuple[float, float]:
        """From where to where the words run, in pixels, on a strip of a width."""
        words = self.label.broad if width >= BROAD else self.label.narrow
        at = self.left / 100 * width + self.dx
        long = len(words) * LETTER
        return (at - long, at) if self.ends else (at, at + long)


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything that is drawn."""

    spans: tuple[Span, ...]
    labels: tuple[Placed, ...]
    bar_y: int
    height: int

    @property
    def bar_end(self) -> int:
        """The lower edge of the line."""
        return self.bar_y + BAR

    @property
    def text_y(self) -> int:
        """The baseline of words inside the line."""
        return self.bar_y + 17


def line_end(dates: Dates) -> date:
    """The last day that the strip shows: the latest of all marks, and the reader's day while the task is open."""
    marks = [*dates.dues, *dates.claims, dates.until]
    if dates.asked is not None:
        marks.append(dates.asked)
    return max(*marks, dates.assigned_on + timedelta(days=1))


def place_of(day: date, dates: Dates) -> float:
    """How far along the line a day stands, from 0 to 100."""
    whole = (line_end(dates) - dates.assigned_on).days
    return max(0.0, min(100.0, 100 * (day - dates.assigned_on).days / whole))


def spans_of(dates: Dates) -> tuple[Span, ...]:
    """The stretches of the line: as given, extended, run over, asked for. None is shorter than a day."""
    first, current = dates.dues[0], dates.dues[-1]
    found = [_span(Part.KEPT, dates.assigned_on, first, dates)]
    reached = first
    for due in dates.dues[1:]:
        found.append(_span(Part.MORE, reached, due, dates))
        reached = max(reached, due)
    found.append(_span(Part.PAST, current, dates.until, dates))
    if dates.asked is not None:
        found.append(_span(Part.ASKED, max(current, dates.until), dates.asked, dates))
    return tuple(span for span in found if span.days > 0)


def _span(part: Part, first: date, last: date, dates: Dates) -> Span:
    left = place_of(first, dates)
    return Span(part=part, first=first, last=last, left=left, width=place_of(last, dates) - left)


def strip(dates: Dates, labels: Sequence[Label]) -> Strip:
    """The strip with its labels in as few rows as keep them from touching, on broad and on narrow screens."""
    above = _rows([label for label in labels if label.above], dates)
    below = _rows([label for label in labels if not label.above], dates)
    bar_y = 6 + ROW * (1 + max((one.row for one in above), default=-1)) + 4
    deep = 1 + max((one.row for one in below), default=-1)
    placed = [_at(one, bar_y - 10 - ROW * one.row) for one in above]
    placed += [_at(one, bar_y + BAR + 18 + ROW * one.row) for one in below]
    return Strip(
        spans=spans_of(dates), labels=tuple(placed), bar_y=bar_y, height=bar_y + BAR + 10 + ROW * deep
    )


def _at(one: Placed, y: int) -> Placed:
    return Placed(label=one.label, left=one.left, row=one.row, ends=one.ends, y=y)


def _rows(labels: Sequence[Label], dates: Dates) -> list[Placed]:
    """The labels of one side in rows; of the ways tried, the one whose lines cross the fewest words."""
    orders = permutations(labels) if len(labels) <= MOST_ORDERS else [tuple(labels)]
    ways = [_packed(order, dates) for order in orders]
    return min(ways, key=lambda way: (_crossings(way), max((one.row for one in way), default=0)))


def _packed(labels: Sequence[Label], dates: Dates) -> list[Placed]:
    placed: list[Placed] = []
    for label in labels:
        left = place_of(label.day, dates)
        row = 0
        while not (free := _free(label, left, row, placed)):
            row += 1
        placed.append(free[0])
    return placed


def _free(label: Label, left: float, row: int, placed: Sequence[Placed]) -> list[Placed]:
    tries = [Placed(label, left, row, ends) for ends in _sides(label, left)]
    return [one for one in tries if not any(_touch(one, other) for other in placed if other.row == row)]


def _crossings(placed: Sequence[Placed]) -> int:
    """How often the line from a label to its mark runs through the words of a row between."""
    return sum(
        other.row < one.row and other.reach(width)[0] < one.left / 100 * width < other.reach(width)[1]
        for width in (BROAD, NARROW)
        for one in placed
        if one.label.mark != "start"
        for other in placed
    )


def _sides(label: Label, left: float) -> tuple[bool, ...]:
    """Which end of the words may stand at the mark so that they stay on the strip; at least one."""
    preferred = (True, False) if left > 50 else (False, True)
    fitting = tuple(ends for ends in preferred if _stays(Placed(label, left, 0, ends)))
    return fitting or preferred[:1]


def _stays(one: Placed) -> bool:
    return all(one.reach(width)[0] >= 0 and one.reach(width)[1] <= width for width in (BROAD, NARROW))


def _touch(one: Placed, other: Placed) -> bool:
    for width in (BROAD, NARROW):
        (a, b), (c, d) = one.reach(width), other.reach(width)
        if a - GAP < d and c - GAP < b:
            return True
    return False
