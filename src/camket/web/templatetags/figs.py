"""Numbers that open their rows, and the signs of a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

from camket.discipline.tasks.rules import Stage, stage

from .links import to
from .say import number

if TYPE_CHECKING:
    from django.template import Context
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


@register.simple_tag(takes_context=True)
def cell(
    context: Context,
    n: int,
    standing: str,
    *,
    agency: str | None = None,
    field: str | None = None,
    meeting: str | None = None,
    hot: bool = False,
) -> SafeString:
    """A number of a table as a link to its rows; nought, and a line without a key, open nothing."""
    if not n:
        return format_html('<span class="dim">{}</span>', 0)
    if not (agency or field or meeting):
        return format_html("{}", number(n))
    href = to(context, "tasks", agency=agency, field=field, meeting=meeting, standing=standing)
    return format_html(
        '<a class="{}" href="{}">{}</a>', "plainlink hot" if hot else "plainlink", href, number(n)
    )


@register.filter
def stage_of(standing: str, awaiting: object) -> Stage:
    """How far discipline knows a task to be true, from its standing and whether a claim waits."""
    return stage(done=standing.startswith("done"), awaiting=bool(awaiting))


@register.filter
def unless_carried(reached: Stage, carried: object) -> Stage:
    """The stage, or that the completion was carried over and nobody has checked it."""
    return Stage.CARRIED_OVER if carried is True and reached is Stage.ACCEPTED else reached


@register.filter
def of(counts: dict[str, int], part: str) -> int:
    """One part of a figure's counts."""
    return counts.get(part, 0)
