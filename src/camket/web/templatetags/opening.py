"""How the pages of the opening balance say why a row was left out: a known reason, or a person's own words."""

from __future__ import annotations

from django import template

from camket.words import CODES, say_code

from .say import language

register = template.Library()


@register.filter
def left_out(reason: str) -> str:
    """The words of a known reason, else the reason as a person wrote it."""
    return say_code("unread_reason", reason, language()) if reason in CODES["unread_reason"] else reason
