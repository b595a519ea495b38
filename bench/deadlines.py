"""One million deadlines: their standings on a day, and their due dates by working days."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version

import checkout  # noqa: F401 - makes the packages of the checkout importable

# isort: split
import holidays
import numpy as np

from camket.discipline.deadlines.intake import calendar_days
from camket.discipline.deadlines.rules import STANDINGS, standing, standing_counts, standings
from camket.periods import WorkingCalendar
from measuring import Table, publish, seconds

N = 1_000_000
SAMPLE = 2_000
BY_ONE = 50_000
ON = date(2025, 10, 15)
FIRST, LAST = np.datetime64("2025-01-01"), np.datetime64("2026-12-31")


def days(random: np.random.Generator, *, missing: float) -> np.ndarray:
    found = FIRST + random.integers(0, (LAST - FIRST).astype(int), N)
    found[random.random(N) < missing] = np.datetime64("NaT", "D")
    return found


def measure() -> Table:
    random = np.random.default_rng(57)
    due, done, withdrawn = (days(random, missing=share) for share in (0.15, 0.55, 0.98))
    received, terms = days(random, missing=0), random.integers(1, 61, N)
    calendar = WorkingCalendar.of(calendar_days())
    table = Table("deadlines", "One million deadlines")

    table.add(
        "standings of 1,000,000 tasks on a day",
        "s",
        seconds(lambda: standings(due=due, done=done, withdrawn=withdrawn, on=ON), runs=7),
        aim=0.5,
    )
    found = standings(due=due, done=done, withdrawn=withdrawn, on=ON)
    assert sum(standing_counts(found).values()) == N
    one_by_one(table, due, done, withdrawn, found)

    table.add(
        "due dates of 1,000,000 terms of 1 to 60 working days",
        "s",
        seconds(lambda: calendar.due_dates(received, terms), runs=7),
        aim=0.5,
    )
    ours = calendar.due_dates(received, terms)
    for place in range(0, N, N // 500):
        assert ours[place].item() == calendar.add_working_days(received[place].item(), int(terms[place]))
    by_numpy(table, calendar, received, terms, ours)
    by_holidays(table, received, terms, ours)
    return table


def one_by_one(table: Table, due: np.ndarray, done: np.ndarray, gone: np.ndarray, found: np.ndarray) -> None:
    rows = list(zip(due[:BY_ONE].tolist(), done[:BY_ONE].tolist(), gone[:BY_ONE].tolist(), strict=True))

    def loop() -> list[str]:
        return [standing(due_date=a, done_date=b, withdrawn_date=c, on=ON) for a, b, c in rows]

    runs = [run * N / BY_ONE for run in seconds(loop, runs=3)]
    assert loop() == [STANDINGS[place] for place in found[:BY_ONE]]
    table.add(
        "the same rule task by task in Python",
        "s",
        runs,
        beside=True,
        note=f"extrapolated from {BY_ONE:,}; same answers",
    )


def by_numpy(
    table: Table, calendar: WorkingCalendar, received: np.ndarray, terms: np.ndarray, ours: np.ndarray
) -> None:
    off = [one.day for one in calendar.exceptions if not one.is_worked]
    whole = np.busdaycalendar(holidays=np.array(off, dtype="datetime64[D]"))

    def offset() -> np.ndarray:
        begin = np.busday_offset(received, 0, roll="backward", busdaycal=whole)
        return np.busday_offset(begin, terms, busdaycal=whole)

    runs = seconds(offset, runs=3)
    wrong = 100 * np.mean(offset() != ours)
    table.add(
        "numpy.busday_offset with the same days off",
        "s",
        runs,
        beside=True,
        note=f"{wrong:.1f} % differ from the calendar: it knows no working Saturday",
    )


def by_holidays(table: Table, received: np.ndarray, terms: np.ndarray, ours: np.ndarray) -> None:
    known = holidays.country_holidays("VN", years=range(2025, 2028))
    pairs = list(zip(received[:SAMPLE].tolist(), terms[:SAMPLE].tolist(), strict=True))

    def nth() -> list[date]:
        return [known.get_nth_working_day(day, term) for day, term in pairs]

    runs = [run * N / SAMPLE for run in seconds(nth, runs=3)]
    differ = sum(theirs != mine for theirs, mine in zip(nth(), ours[:SAMPLE].tolist(), strict=True))
    table.add(
        f"holidays {version('holidays')} get_nth_working_day",
        "s",
        runs,
        beside=True,
        note=f"extrapolated from {SAMPLE:,}; {100 * differ / SAMPLE:.1f} % differ from the calendar",
    )


if __name__ == "__main__":
    publish(measure())
