"""Addresses in templates: links that keep the reader's marks (day, instant, programme)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

if TYPE_CHECKING:
    from django.template import Context

register = template.Library()

MARKS = frozenset({"on", "known", "programme", "after"})
"""What the as-of form sets itself, and the place in a list, which means nothing after a change of day."""


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, *args: object, **query: object) -> str:
    """The address of a named page with the reader's marks kept: `{% to "tasks" standing="overdue" %}`.

    A number on a page and the rows behind it must be of the same day and the same knowledge, so every link between
    them carries both.
    """
    path = reverse(name, args=args)
    this = context.get("asked")
    return this.address(path, **query) if this else path


@register.simple_tag(takes_context=True)
def kept_fields(context: Context) -> list[tuple[str, str]]:
    """The fields of this address that a change of day keeps: a search stays a search on another day."""
    request: Any = context.get("request")
    return [(key, value) for key, value in request.GET.items() if key not in MARKS] if request else []
