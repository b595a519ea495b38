"""Numbers that open their rows, and the signs of a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

from camket.discipline.tasks.rules import Stage, stage

from .say import number

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def fig(n: int, href: str, seal: str = "live", standing: str = "") -> SafeString:
    """A number with its seal, as a link to the rows behind it."""
    return format_html(
        '<a class="fig" data-seal="{}"{} href="{}">{}</a>',
        seal,
        format_html(' data-standing="{}"', standing) if standing else "",
        href,
        number(n),
    )


@register.filter
def stage_of(standing: str, awaiting: object) -> Stage:
    """How far discipline knows a task to be true, from its standing and whether a claim waits."""
    return stage(done=standing.startswith("done"), awaiting=bool(awaiting))


@register.filter
def of(counts: dict[str, int], part: str) -> int:
    """One part of a figure's counts."""
    return counts.get(part, 0)
