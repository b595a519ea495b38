"""Agencies that are told by their codes, said by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from camket.discipline.agencies import queries as agencies

from .say import name

if TYPE_CHECKING:
    from collections.abc import Iterable

register = template.Library()


@register.filter
def body_names(codes: Iterable[str]) -> str:
    """The names of agencies, ended or not, in the order of their codes as given; a code that is unknown as it is."""
    known = {one.code: one for one in agencies.agencies_by_id().values()}
    return ", ".join(name(known[code]) if code in known else code for code in codes)
