"""How pages say who published a count and which tasks it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from .say import language

if TYPE_CHECKING:
    from camket.discipline.trackers.rules import PublishedCount
    from camket.web.tracker_history import Version

register = template.Library()


@register.filter
def count_who(count: PublishedCount) -> str:
    """The body that published a count, in the reader's language."""
    return count.who_en if language() == "en" else count.who_vi


@register.filter
def count_tasks(count: PublishedCount) -> str:
    """Which tasks a count counts, in the reader's language."""
    return count.tasks_en if language() == "en" else count.tasks_vi


@register.filter
def version_of(
    told: dict[str, Version[PublishedCount]], count: PublishedCount
) -> Version[PublishedCount] | None:
    """The last word of the record about a count; none for one that only came with the product."""
    return told.get(count.code)
