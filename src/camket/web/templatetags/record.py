"""How pages say hashes, and whether words fit into a stretch of the deadline strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from camket.web.strip import Span

register = template.Library()


@register.filter(name="hash")
def hash_(value: str) -> str:
    """A hash by its ends: 9f2c 41d0 … e803. The whole stands on the entry's own page."""
    return f"{value[:4]} {value[4:8]} {value[8:12]} … {value[-4:]}"


@register.filter
def holds(span: Span, words: str) -> bool:
    """Whether words fit inside a stretch."""
    return span.holds(words)
