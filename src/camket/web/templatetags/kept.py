"""How pages say what was and what is: the attributes of a catalogue's entry and their values."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext

from camket.discipline.agencies import queries as agencies
from camket.words import CODES, say_code

from .say import DASH, day, language, name

register = template.Library()

_DERIVED = frozenset({"sort_key", "folded"})


@register.filter
def is_shown(attribute: str) -> bool:
    """Whether an attribute is what somebody said, not what was worked out from it."""
    return attribute not in _DERIVED


@register.filter
def attribute(code: str) -> str:
    """What an attribute is called."""
    return say_code("payload", "owner" if code == "owner_id" else code, language())


@register.filter
def told(value: Any, attribute: str) -> str:
    """A value as people say it."""
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if attribute == "owner_id":
        return name(agencies.agencies_by_id().get(value))
    if attribute == "publication" and value in CODES["publication"]:
        return say_code("publication", value, language())
    if attribute.endswith("_on"):
        return day(date.fromisoformat(str(value)))
    return str(value)
