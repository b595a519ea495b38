"""How a rung says when it comes: 5 days after the due day, 2 working days before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext

from camket.discipline.deadlines.rules import OffsetUnit

from .say import number

if TYPE_CHECKING:
    from camket.discipline.escalations.queries import Stand
    from camket.discipline.escalations.rules import Rung

register = template.Library()


@register.simple_tag
def rung_when(rung: Rung) -> str:
    """When a rung comes, told from the due day."""
    told = {"n": abs(rung.n)}
    if rung.n == 0:
        return gettext("đúng ngày hết hạn")
    if rung.unit is OffsetUnit.WORKING_DAY:
        after = gettext("sau hạn %(n)s ngày làm việc")
        return (gettext("trước hạn %(n)s ngày làm việc") if rung.n < 0 else after) % told
    return (gettext("trước hạn %(n)s ngày") if rung.n < 0 else gettext("sau hạn %(n)s ngày")) % told


@register.simple_tag
def rung_count(stand: Stand, place: int) -> str:
    """How many tasks stand on a rung."""
    return number(next((one.n for one in stand.rungs if one.place == place), 0))
