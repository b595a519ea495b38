"""How pages say numbers, days and codes: 1.132 · 73,5% · 05/8/2026, and the words of a code in the reader's language."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import get_language

from camket.periods import VIETNAM_TZ
from camket.words import say_code, say_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import Model

register = template.Library()

DASH = "–"


def language() -> str:
    """The reader's language: Vietnamese unless English was asked for."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


@register.filter
def number(value: int | None) -> str:
    """A whole number with its thousands parted: 1.132 in Vietnamese, 1,132 in English; a dash for none."""
    if value is None:
        return DASH
    grouped = f"{value:,}"
    return grouped if language() == "en" else grouped.replace(",", ".")


@register.filter
def percent(value: Fraction | float | None, places: int = 0) -> str:
    """A share as a percentage, rounded half up; a dash when it cannot be measured."""
    if value is None:
        return DASH
    scaled = Fraction(value) * 100 * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    text = f"{whole / 10**places:.{places}f}" if places else str(whole)
    return f"{text if language() == 'en' else text.replace('.', ',')}%"


@register.filter
def day(value: date | None) -> str:
    """A day as the language writes it: 05/8/2026 as in Vietnamese papers, 5 Aug 2026 in English."""
    return DASH if value is None else say_day(value, language())


@register.filter
def moment(value: datetime | None) -> str:
    """An instant in Vietnam: 16:42, 10/10/2025 in Vietnamese, 16:42, 10 Oct 2025 in English."""
    if value is None:
        return DASH
    local = value.astimezone(VIETNAM_TZ)
    return f"{local:%H:%M}, {day(local.date())}"


@register.filter
def words(code: object, kind: str) -> str:
    """What a code is called in the reader's language."""
    return say_code(kind, str(code), language())


@register.filter
def name(row: Model | None) -> str:
    """The name of a row in the reader's language; the Vietnamese one where there is no other."""
    if row is None:
        return DASH
    vietnamese = str(getattr(row, "name_vi", None) or getattr(row, "title_vi", ""))
    if language() == "en":
        return str(getattr(row, "name_en", None) or getattr(row, "title_en", None) or vietnamese)
    return vietnamese
