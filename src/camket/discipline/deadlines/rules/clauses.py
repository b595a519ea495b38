"""What one clause of a deadline means once a rule has matched it: a piece of the reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from camket.periods import ROMAN_QUARTERS, Period, WorkingCalendar

from .answers import Basis, Cycle, Doubt, Milestone, Offset, OffsetUnit
from .reading_rules import ReadingKind
from .working import due_after, due_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import regex

    from .folding import Folded
    from .reading_rules import ReadingRule

# A year outside this span is a slip of the pen: the Republic dates from 1945, plans reach to 2045 and beyond.
_YEARS = range(1945, 2145)
_NO_ZEROES = str.maketrans("", "", "0")
_CYCLES = {
    "ngay": Cycle.DAY,
    "tuan": Cycle.WEEK,
    "thang": Cycle.MONTH,
    "quy": Cycle.QUARTER,
    "6 thang": Cycle.HALF_YEAR,
    "06 thang": Cycle.HALF_YEAR,
    "nua nam": Cycle.HALF_YEAR,
    "nam": Cycle.YEAR,
}
_OFFSETS = {
    "ngay": (1, OffsetUnit.DAY),
    "tuan": (7, OffsetUnit.DAY),
    "ngay lam viec": (1, OffsetUnit.WORKING_DAY),
    "thang": (1, OffsetUnit.MONTH),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """What one clause adds to a reading."""

    rule: ReadingRule | None
    text: str
    due_date: date | None = None
    continues: bool = False
    waits: bool = False
    trigger_text: str | None = None
    offset: Offset | None = None
    cycle: Cycle | None = None
    cycle_day: int | None = None
    cycle_month: int | None = None
    cycle_from: date | None = None
    milestone: Milestone | None = None
    doubt: Doubt | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """A rule, the clause it matched, the named groups, and the programme's setting for "before day D".

    Without a `calendar` a term in working days cannot be counted, and its words wait.
    """

    rule: ReadingRule
    clause: Folded
    match: regex.Match[str]
    before_includes_day: bool
    calendar: WorkingCalendar | None = None

    @property
    def groups(self) -> Mapping[str, str | None]:
        """The named groups of the match."""
        return self.match.groupdict()

    def number(self, name: str) -> int:
        """A group that holds digits; ValueError when it does not."""
        return int(self.groups.get(name) or "")

    @property
    def year(self) -> int:
        """The year written; two digits mean this century; ValueError outside the span of papers."""
        year = self.number("y")
        year += 2000 if year < 100 else 0
        if year not in _YEARS:
            raise ValueError(f"no paper dates from {year}")
        return year

    @property
    def quarter(self) -> int:
        """The quarter written in Roman or Arabic figures; ValueError for one that does not exist."""
        written = (self.groups.get("q") or "").upper()
        return ROMAN_QUARTERS.index(written) + 1 if written in ROMAN_QUARTERS else int(written)

    @property
    def stops_short(self) -> bool:
        """Whether "before" excludes the day itself; before an hour of a day is still that day."""
        return (
            bool(self.groups.get("before")) and not self.groups.get("clock") and not self.before_includes_day
        )

    @property
    def at_midnight(self) -> bool:
        """Whether the hour is the one at which the day begins: what is due by then is due on the day before."""
        clock = self.groups.get("clock") or ""
        return bool(clock) and not clock.translate(_NO_ZEROES).strip("hgioput: ")

    def quoted(self, group: str) -> str:
        """The paper's own words under a group."""
        return self.clause.part(*self.match.span(group)).written


def piece_of(matched: Matched) -> Piece:
    """What a matched clause means; a day that does not exist becomes a doubt, never the day next to it."""
    try:
        return _KINDS[matched.rule.kind](matched)
    except (ValueError, OverflowError):
        return Piece(matched.rule, matched.clause.written, doubt=Doubt.IMPOSSIBLE_DATE)


def _dated(matched: Matched, day: date) -> Piece:
    return Piece(
        matched.rule,
        matched.clause.written,
        due_date=day,
        continues=bool(matched.rule.params.get("continues")),
    )


def _written_day(matched: Matched) -> date:
    day = date(matched.year, matched.number("m"), matched.number("d"))
    return day - timedelta(days=1) if matched.stops_short or matched.at_midnight else day


def _date(matched: Matched) -> Piece:
    return _dated(matched, _written_day(matched))


def _month(matched: Matched) -> Piece:
    _check_order(matched, "m0", matched.number("m"))
    return _dated(matched, Period.month(matched.year, matched.number("m")).last)


def _quarter(matched: Matched) -> Piece:
    return _dated(matched, Period.quarter(matched.year, matched.quarter).last)


def _half_year(matched: Matched) -> Piece:
    half = 1 if matched.groups["half"] == "dau" else 2
    return _dated(matched, Period.half_year(matched.year, half).last)


def _nine_months(matched: Matched) -> Piece:
    return _dated(matched, Period.nine_months(matched.year).last)


def _year(matched: Matched) -> Piece:
    _check_order(matched, "y0", matched.year)
    return _dated(matched, Period.year(matched.year).last)


def _check_order(matched: Matched, group: str, last: int) -> None:
    """A range whose first part comes after its last is a slip of the pen."""
    if matched.groups.get(group) and matched.number(group) > last:
        raise ValueError(f"a range that ends before it begins: {matched.clause.written}")


def _period(matched: Matched) -> Period:
    if matched.groups.get("q"):
        return Period.quarter(matched.year, matched.quarter)
    if matched.groups.get("m"):
        return Period.month(matched.year, matched.number("m"))
    return Period.year(matched.year)


def _before_period(matched: Matched) -> Piece:
    return _dated(matched, _period(matched).first - timedelta(days=1))


def _part_of_period(matched: Matched) -> Piece:
    """The rule's `ends` say on which day of which month a part ends, as in "giữa quý IV/2025"."""
    period = _period(matched)
    end = matched.rule.params["ends"][matched.groups["part"]]
    month = Period.month(period.in_year, period.first.month + int(end["month"]) - 1)
    return _dated(matched, min(month.last, month.first + timedelta(days=int(end["day"]) - 1)))


def _milestone(matched: Matched) -> Piece:
    text = matched.clause.written
    return Piece(matched.rule, text, milestone=Milestone(_written_day(matched), text))


def _note(matched: Matched) -> Piece:
    """Words that are understood and add nothing."""
    return Piece(matched.rule, matched.clause.written)


def _offset(matched: Matched) -> Offset:
    times, unit = _OFFSETS[matched.groups["unit"] or ""]
    return Offset(matched.number("n") * times, unit)


def _term_from_day(matched: Matched) -> Piece:
    """A term from a written day. One that the working calendar decides keeps what it was counted from."""
    start, offset = _written_day(matched), _offset(matched)
    rolls = bool(matched.rule.params.get("rolls"))
    if offset.unit is not OffsetUnit.WORKING_DAY and not rolls:
        return _dated(matched, due_after(trigger_date=start, offset=offset, calendar=WorkingCalendar(())))
    if matched.calendar is None:
        words = matched.clause.part(matched.match.start("d"), matched.match.end("y")).written
        return Piece(matched.rule, matched.clause.written, waits=True, trigger_text=words, offset=offset)
    basis = Basis(start, offset, rolls, matched.rule.code, matched.rule.valid_from)
    return replace(_dated(matched, due_on(basis, matched.calendar)), basis=basis)


def _waiting(matched: Matched) -> Piece:
    offset = _offset(matched) if matched.groups.get("n") else None
    return Piece(
        matched.rule,
        matched.clause.written,
        waits=True,
        trigger_text=matched.quoted("trigger"),
        offset=offset,
        continues=bool(matched.rule.params.get("continues")),
    )


def _continuing(matched: Matched) -> Piece:
    return Piece(matched.rule, matched.clause.written, continues=True)


def _recurring(matched: Matched) -> Piece:
    """A cycle, with the day of the month and the month of the year where the words name them."""
    day = matched.number("d") if matched.groups.get("d") else None
    month = matched.number("m") if matched.groups.get("m") else None
    if matched.groups.get("q"):
        month = Period.quarter(2000, matched.quarter).last.month
    if day is not None:
        # A leap year and a long month: 29 February and the 31st exist in some cycles.
        last = date(2000, month or 1, day) - timedelta(days=1 if matched.stops_short else 0)
        day, month = last.day, (last.month if month else None)
    unit = matched.groups.get("unit")
    return Piece(
        matched.rule,
        matched.clause.written,
        cycle=_CYCLES[unit] if unit else None,
        cycle_day=day,
        cycle_month=month,
    )


def _starts(matched: Matched) -> Piece:
    if matched.groups.get("d"):
        first = date(matched.year, matched.number("m"), matched.number("d"))
    elif matched.groups.get("m1"):
        first = Period.month(matched.year, matched.number("m1")).first
    else:
        first = _period(matched).first
    return Piece(matched.rule, matched.clause.written, cycle_from=first)


def _doubt(matched: Matched) -> Piece:
    return Piece(matched.rule, matched.clause.written, doubt=Doubt(matched.rule.params["doubt"]))


_KINDS: Mapping[ReadingKind, Callable[[Matched], Piece]] = {
    ReadingKind.DATE: _date,
    ReadingKind.MONTH: _month,
    ReadingKind.QUARTER: _quarter,
    ReadingKind.HALF_YEAR: _half_year,
    ReadingKind.NINE_MONTHS: _nine_months,
    ReadingKind.YEAR: _year,
    ReadingKind.BEFORE_PERIOD: _before_period,
    ReadingKind.PART_OF_PERIOD: _part_of_period,
    ReadingKind.TERM_FROM_DAY: _term_from_day,
    ReadingKind.MILESTONE: _milestone,
    ReadingKind.NOTE: _note,
    ReadingKind.WAITING: _waiting,
    ReadingKind.CONTINUING: _continuing,
    ReadingKind.RECURRING: _recurring,
    ReadingKind.STARTS: _starts,
    ReadingKind.DOUBT: _doubt,
}
