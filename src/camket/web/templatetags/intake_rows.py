"""What the pages of papers say: kinds and reasons as the record keeps them, and the answers of one row's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from camket.words import CODES, say_code

from .say import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camket.discipline.agencies.models import Agency

register = template.Library()


@register.filter
def in_picks(lead: str, picks: Iterable[Agency]) -> bool:
    """Whether an answer is one of the bodies that the row offers to tick."""
    return any(body.code == lead for body in picks)


@register.filter
def directive_kind(code: str) -> str:
    """The kind of a paper in words; a kind that was entered elsewhere under another code is shown as it stands."""
    return say_code("directive_kind", code, language()) if code in CODES["directive_kind"] else code


@register.filter
def unread_reason(code: str) -> str:
    """Why a row gave no task; a reason that was entered elsewhere in words is shown as it stands."""
    return say_code("unread_reason", code, language()) if code in CODES["unread_reason"] else code
