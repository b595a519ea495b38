"""Reads the dated data behind deadlines (reading rules, calendar days, reporting calendars) into plain values."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING, Any

import holidays

from camket.periods import DayException, DayKind

from .rules import Doubt, ReadingRule, ReportingTerms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from camket.periods import ReportingCalendar

DATA = files(__package__) / "data"
# The paper under a drafted day: Article 112 says how many days, not which ones.
LABOUR_CODE = "Bộ luật Lao động 45/2019/QH14, Điều 111 và 112"
LABOUR_CODE_PASSED = date(2019, 11, 20)
_SWAPPED = ("thay cho", "nghỉ bù")


@dataclass(frozen=True, slots=True)
class DoubtWords:
    """The sentence that tells a person why a deadline was left unread."""

    vi: str
    en: str


def reading_rules(source: Traversable = DATA / "reading_rules.toml") -> tuple[ReadingRule, ...]:
    """The rules of reading in their order, fragments and source names written out.

    KeyError or ValueError when the file does not describe rules: a broken rule stops the intake, since a skipped
    one would silently change what deadlines mean.
    """
    tables = tomllib.loads(source.read_text("utf-8"))
    fragments = _written_out(tables["fragments"])
    rules = [
        ReadingRule.from_table(
            {
                **table,
                "pattern": _expanded(table["pattern"], fragments),
                "source": tables["sources"][table["source"]],
                "rank": 10 * place,
            }
        )
        for place, table in enumerate(tables["rules"], start=1)
    ]
    codes = [(rule.code, rule.valid_from) for rule in rules]
    if len(set(codes)) < len(codes):
        raise ValueError("two rules share a code and a first day")
    return tuple(rules)


def doubt_words(source: Traversable = DATA / "reading_rules.toml") -> dict[Doubt, DoubtWords]:
    """What to say to a person for each doubt; KeyError when one has no words."""
    tables = tomllib.loads(source.read_text("utf-8"))["doubts"]
    return {doubt: DoubtWords(**tables[doubt.value]) for doubt in Doubt}


def calendar_days(source: Traversable = DATA / "calendar_days.csv") -> tuple[DayException, ...]:
    """The exceptions of the working calendar, each with its paper; ValueError names a row that cannot be one."""
    return tuple(_exception(row) for row in csv.DictReader(StringIO(source.read_text("utf-8"))))


def reporting_terms(source: Traversable = DATA / "reporting_calendars.toml") -> tuple[ReportingTerms, ...]:
    """The reporting calendars with their cut-offs; KeyError or ValueError when the file describes none."""
    tables = tomllib.loads(source.read_text("utf-8"))["calendars"]
    return tuple(ReportingTerms.from_table(table) for table in tables)


def reporting_calendars() -> dict[str, ReportingCalendar]:
    """The ways of cutting months, by code."""
    return {terms.code: terms.calendar for terms in reporting_terms()}


def draft_calendar(years: Iterable[int]) -> tuple[DayException, ...]:
    """A first draft of the exceptions of some years from the `holidays` package, every row unconfirmed.

    It seeded `calendar_days.csv` and cross-checks it; it never decides. The package follows government orders with
    a delay: it lacks 2 January 2026 off and 10 January 2026 worked, ordered on 25 December 2025.
    """
    wanted = set(years)
    vi = holidays.country_holidays("VN", years=wanted, language="vi")
    en = holidays.country_holidays("VN", years=wanted, language="en_US")
    drafted = [
        _drafted(
            day,
            DayKind.SUBSTITUTE_OFF if any(word in vi[day] for word in _SWAPPED) else DayKind.HOLIDAY,
            vi[day],
            en[day],
        )
        for day in vi
    ]
    drafted += [
        _drafted(day, DayKind.MAKEUP_WORKDAY, "Làm bù", "Make-up working day")
        for day in vi.weekend_workdays
        if day.year in wanted
    ]
    return tuple(sorted(drafted, key=lambda one: one.day))


def _drafted(day: date, kind: DayKind, name_vi: str, name_en: str) -> DayException:
    return DayException(day, kind, LABOUR_CODE, LABOUR_CODE_PASSED, False, name_vi, name_en)


def _exception(row: dict[str, Any]) -> DayException:
    try:
        return DayException(
            day=date.fromisoformat(row["day"]),
            kind=DayKind(row["kind"]),
            paper=row["paper"],
            announced_on=date.fromisoformat(row["announced_on"]),
            confirmed={"yes": True, "no": False}[row["confirmed"]],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"calendar day {row!r}: {error}") from error


def _written_out(fragments: dict[str, str]) -> dict[str, str]:
    """Fragments may use the ones above them."""
    done: dict[str, str] = {}
    for name, pattern in fragments.items():
        done[name] = _expanded(pattern, done)
    return done


def _expanded(pattern: str, fragments: dict[str, str]) -> str:
    for name, fragment in fragments.items():
        pattern = pattern.replace("{" + name + "}", fragment)
    return pattern
