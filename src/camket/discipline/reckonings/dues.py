"""A row's deadlines: the first one as written, and every extension the sheet tells of, wherever it tells of it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.deadlines.rules import Doubt as Unread
from camket.discipline.deadlines.rules import Nature, Reading, read_deadline
from camket.discipline.openings.proposal import Doubt
from camket.discipline.sheets.days import day_in, days_within, writes_month_first, written_day
from camket.discipline.sheets.rules import SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from camket.discipline.deadlines.rules import ReadingRule
    from camket.discipline.openings.answers import SheetAnswers
    from camket.discipline.sheets.sheet import SheetRow
    from camket.periods import WorkingCalendar

_GRANTED = re.compile(r"(gia hạn|điều chỉnh|lùi|dời|gia han|dieu chinh|=>|->|→|thành ngày)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:den|toi|thanh|sang|:|=>|->|→)\s*(?:het )?(?:ngay )?")
_SLIPS = re.compile(r"(?<=[\d/.-])[oOlI](?=[\d/.-]|$)|(?<![^\s(])[oOlI](?=\d?[/.-]\d)")
_NOT_GIVEN = (
    "xin gia han",
    "de nghi gia han",
    "de xuat gia han",
    "chua gia han",
    "khong dong y",
    "xin lui",
    "de nghi lui",
)
_SHORT = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2})(?![\d/.-])")
# A day behind such words is where a term begins, never where it ends.
_TERM = re.compile(r"\d (?:ngay|tuan|thang)(?: lam viec)?,? (?:ke tu|sau|tinh tu)\b")
_FARTHEST = 20
_LONGEST_WORDING = 160
COMMENTED = "comment_extension"
YEAR_OF_SHEET = "deadline_year_of_sheet"
_LENGTH = re.compile(r"(?:them|gia han) (\d{1,3}) (ngay|thang)")
_QUARTER = re.compile(r"\bq\s*\.\s*(?=[ivx\d])", re.IGNORECASE)
_TOLD = re.compile(r"gia han|(lui|dieu chinh|doi) (thoi )?(han|tien do)")
DEADLINE, NO_YEAR, TWO_DATES, NOT_LATER = "deadline", "no_year", "two_dates", "extension_not_later"
_DATED = (SheetColumn.SOURCE_DAY, SheetColumn.DEADLINE, SheetColumn.DONE)


@dataclass(frozen=True, slots=True)
class Dues:
    """What a row says about by when: the first deadline's reading, the extensions' days, and what is doubtful."""

    reading: Reading
    days: tuple[date, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class DayHabits:
    """Which columns write the month first, and which a spreadsheet program of American habits has turned around."""

    month_first: frozenset[SheetColumn] = frozenset()
    turned: frozenset[SheetColumn] = frozenset()
    asks: dict[str, list[int]] = field(default_factory=dict)


def habits_of(rows: Sequence[SheetRow], answers: SheetAnswers) -> DayHabits:
    """How the days of each column are written, told from the cells that can only be read one way."""
    month_first: set[SheetColumn] = set()
    turned: set[SheetColumn] = set()
    asks: dict[str, list[int]] = {}
    for column in _DATED:
        told = [writes_month_first(row.said(column)) for row in rows if column not in row.days]
        days = [row.days[column] for row in rows if column in row.days]
        if any(one is True for one in told) and not any(one is False for one in told):
            either = [
                n
                for n, row in enumerate(rows)
                if column not in row.days and _is_numeric_day(row.said(column))
            ]
            asks[f"month_first|{column.value}"] = either
            if answers.to("month_first", column.value) == "yes":
                month_first.add(column)
        moved = [day for day in days if day.day != day.month]
        if any(one is False for one in told) and len(moved) >= 3 and all(day.day <= 12 for day in days):
            asks[f"turned|{column.value}"] = [n for n, row in enumerate(rows) if column in row.days]
            if answers.to("turned", column.value) == "yes":
                turned.add(column)
    return DayHabits(frozenset(month_first), frozenset(turned), asks)


def _is_numeric_day(words: str) -> bool:
    found = day_in(words)
    return found.day is not None and not found.month_first and found.day.day <= 12


@dataclass(slots=True)
class DueReader:
    """Reads the deadlines of one sheet by the rules in force and the programme's setting."""

    rules: Sequence[ReadingRule]
    before_includes_day: bool
    on: date
    answers: SheetAnswers
    habits: DayHabits
    calendar: WorkingCalendar
    _read: dict[tuple[str, date | None], Reading] = field(default_factory=dict)

    def day_of(self, row: SheetRow, column: SheetColumn) -> date | None:
        """The day that a cell itself is, turned back where a program turned it around."""
        day = row.days.get(column)
        if day is not None and column in self.habits.turned and day.day <= 12:
            return date(day.year, day.day, day.month)
        return day

    def dues(self, row: SheetRow, *, source_day: date | None) -> Dues:
        """The deadlines of a row, in their order; an extension that is not later is doubtful and asked about."""
        words = _SLIPS.sub(_mended, row.said(SheetColumn.DEADLINE))
        first, later = _parted(words)
        reading = self._first(row, first, source_day)
        doubts: list[Doubt] = []
        said = [(one.words, one.day) for one in row.extensions]
        said += [(one, None) for one in later]
        if not said:
            said = [(one, None) for one in _granted_in(row.said(SheetColumn.NOTE))]
        if reading.doubt is Unread.TWO_DATES and self.answers.to(DEADLINE, TWO_DATES) == "extended":
            days = sorted(reading.candidates)
            reading = Reading(Nature.DATED, due_date=days[0])
            said = [(words, day) for day in days[1:]] + said
        if reading.doubt is not None and reading.doubt is not Unread.BLANK:
            doubts.append(self._doubt(reading.doubt, words))
        if self._of_the_sheets_year(row, first, reading, source_day):
            doubts.append(Doubt(YEAR_OF_SHEET, "deadline", words, f"{DEADLINE}|{NO_YEAR}"))
        days_found = self._extensions(said, reading, doubts)
        self._commented(row, reading, days_found, doubts)
        return Dues(reading, tuple(days_found), tuple(doubts))

    def _of_the_sheets_year(
        self, row: SheetRow, words: str, reading: Reading, source_day: date | None
    ) -> bool:
        if row.period is None or reading.due_date is None or SheetColumn.DEADLINE in row.days:
            return False
        return self._by_rules(words, source_day).doubt is Unread.NO_YEAR

    def _first(self, row: SheetRow, words: str, source_day: date | None) -> Reading:
        column = SheetColumn.DEADLINE
        day = self.day_of(row, column)
        if day is None and not _TERM.search(fold(words)):
            found = day_in(words, month_first=column in self.habits.month_first)
            day = found.day if found.doubt == "" else None
        if day is not None:
            if abs(day.year - self.on.year) > _FARTHEST:
                return Reading(Nature.UNREAD, doubt=Unread.IMPOSSIBLE_DATE, doubt_text=words)
            if source_day is not None and day < source_day:
                if self.answers.to(DEADLINE, Unread.BEFORE_ISSUE.value) == "take":
                    return Reading(Nature.DATED, due_date=day)
                return Reading(Nature.UNREAD, doubt=Unread.BEFORE_ISSUE, doubt_text=words, candidates=(day,))
            return Reading(Nature.DATED, due_date=day)
        reading = self._by_rules(words, source_day)
        if reading.doubt is Unread.NO_YEAR:
            return self._with_year(row, words, source_day) or reading
        typed = self.answers.to("deadline_words", fold(words))
        if reading.doubt is not None and typed:
            return Reading(Nature.DATED, due_date=date.fromisoformat(typed))
        return reading

    def _with_year(self, row: SheetRow, words: str, source_day: date | None) -> Reading | None:
        """A deadline without a year in the year that the sheet says it is of, or that a person lets be assumed.

        In a sheet of one month it is the day nearest to that month: "15/1" in the sheet of December is of next year.
        An assumed year never puts a deadline before the paper that sets it.
        """
        told = self.answers.to(DEADLINE, NO_YEAR)
        if told == "keep_words":
            return None
        if row.period is not None:
            year, month = row.period
            read = self._in_years(words, source_day, (year - 1, year, year + 1) if month else (year,))
            middle = date(year, month or 7, 15)
            return min(read, key=lambda one: abs((one[0] - middle).days))[1] if read else None
        if told != "assume":
            return None
        year = (source_day or self.on).year
        read = self._in_years(words, source_day, (year, year + 1))
        return next((one for due, one in read if source_day is None or due >= source_day), None)

    def _in_years(
        self, words: str, source_day: date | None, years: Sequence[int]
    ) -> list[tuple[date, Reading]]:
        read = [self._by_rules(f"{words.strip(' .')}/{year}", source_day) for year in years]
        return [(one.due_date, one) for one in read if one.due_date is not None]

    def _by_rules(self, words: str, source_day: date | None) -> Reading:
        if (words, source_day) not in self._read:
            self._read[words, source_day] = read_deadline(
                _QUARTER.sub("Quý ", words),
                issued_on=source_day,
                rules=self.rules,
                before_includes_day=self.before_includes_day,
                calendar=self.calendar,
            )
        return self._read[words, source_day]

    def _doubt(self, doubt: Unread, words: str) -> Doubt:
        return Doubt(f"deadline_{doubt.value}", "deadline", words, f"{DEADLINE}|{doubt.value}")

    def _extensions(
        self, said: Iterable[tuple[str, date | None]], reading: Reading, doubts: list[Doubt]
    ) -> list[date]:
        found: list[date] = []
        last = reading.due_date
        for words, cell in said:
            day = cell or self._extended_to(words, last)
            if day is None:
                if any(sign.isalnum() for sign in words):
                    doubts.append(Doubt("extension_unread", "extension", words))
                continue
            if last is not None and day == last:
                continue
            if last is not None and day < last:
                told = self.answers.to(NOT_LATER)
                doubts.append(Doubt(NOT_LATER, "extension", words, NOT_LATER, blocks=not told))
                if told != "take":
                    continue
            found.append(day)
            last = day
        return found

    def _commented(self, row: SheetRow, reading: Reading, days: list[date], doubts: list[Doubt]) -> None:
        """Extensions told in comments that no cell tells: put forward one by one, and counted once a person says so."""
        for words in (part for comment in row.comments for part in _granted_in(comment)):
            last = days[-1] if days else reading.due_date
            day = self._extended_to(words, last)
            if day is None:
                doubts.append(Doubt("extension_unread", "extension", words))
            elif day == reading.due_date or day in days:
                continue
            else:
                wording = " ".join(fold(words).split())[:_LONGEST_WORDING]
                told = self.answers.to(COMMENTED, wording)
                key = f"{COMMENTED}|{wording}"
                doubts.append(Doubt(COMMENTED, "extension", words, key, blocks=not told))
                if told == "take":
                    _insert(day, words, reading.due_date, days, doubts)

    def _extended_to(self, words: str, last: date | None) -> date | None:
        found = day_in(words)
        if found.day is not None and found.doubt in {"", "month_only"}:
            return found.day
        folded = fold(words)
        for place in _UNTIL.finditer(folded):
            rest = folded[place.end() :].strip(" .;)")
            if days := days_within(rest):
                return days[0]
            if (read := self._by_rules(rest, None)).due_date:
                return read.due_date
            if last is not None and (short := _SHORT.match(rest)):
                return _after(last, int(short[1]), int(short[2]))
        if days := days_within(words):
            return days[-1]
        if last is not None and (length := _LENGTH.search(folded)):
            n = int(length[1])
            return last + timedelta(days=n) if length[2] == "ngay" else _months_after(last, n)
        return self._by_rules(words, None).due_date


def _insert(day: date, words: str, first: date | None, days: list[date], doubts: list[Doubt]) -> None:
    """An extension at its place among those that cells tell; one before the first deadline is none."""
    if first is not None and day < first:
        doubts.append(Doubt(NOT_LATER, "extension", words))
        return
    days.insert(next((n for n, one in enumerate(days) if one > day), len(days)), day)


def _after(last: date, day: int, month: int) -> date | None:
    """The first such day that is not before a deadline: "gia hạn đến 30/9" names no year."""
    found = (written_day(day, month, year).day for year in (last.year, last.year + 1))
    return next((one for one in found if one is not None and one >= last), None)


def _months_after(day: date, n: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _parted(words: str) -> tuple[str, list[str]]:
    """The first deadline of a cell and the extensions written behind it: "30/9/2025 (gia hạn đến 31/12/2025)"."""
    found = _GRANTED.search(words)
    if found is None or not any(sign.isdigit() for sign in words[: found.start()]):
        return words, []
    first = words[: found.start()].strip(" \n(;,-–:[")
    return first, [part for part in re.split(r"[\n;]", words[found.start() :]) if part.strip(" )]")]


def _mended(slip: re.Match[str]) -> str:
    """A letter typed for a figure: O for 0, l or I for 1."""
    return "0" if slip[0] in "oO" else "1"


def _granted_in(note: str) -> list[str]:
    """The parts of a note that tell of an extension that was given; one only asked for, or refused, is none."""
    return [
        part
        for part in re.split(r"[\n;]|\.(?!\d)", note)
        if _TOLD.search(fold(part)) and not any(words in fold(part) for words in _NOT_GIVEN)
    ]
