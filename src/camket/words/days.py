"""How a day is written: 05/8/2026 in Vietnamese, 5 Aug 2026 in English, where 05/8 could be the eighth of May."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date, language: str) -> str:
    """A day in `vi` or `en`. Vietnamese has a nought before days under 10 and months 1 and 2 (Decree 30/2020)."""
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def say_if_day(value: object, language: str) -> object:
    """A day that came as a date or as 2026-08-05, said in the language; anything else as it is."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return value
    return say_day(day, language)
