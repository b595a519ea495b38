"""What insiders are told when the nightly round has not run: sealing, sweeping and looking over stand still."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import template
from django.core.cache import cache

from camket.discipline.agencies.roles import Role
from camket.jobs import rounds
from camket.record import queries as record
from camket.web.asking import now

if TYPE_CHECKING:
    from camket.web.asking import Asked

register = template.Library()
_INSIDERS = frozenset({Role.COMMITTEE, Role.STANDING_OFFICE})
_LOOKED, _SECONDS = "keeping:nightly", 60


@register.inclusion_tag("camket/parts/nightly.html", takes_context=True)
def nightly_watch(context: dict[str, Any]) -> dict[str, Any]:
    """Late or not, for the committee and its standing office; asked of the database once a minute at most."""
    asked: Asked | None = context.get("asked")
    if asked is None or asked.appointment is None or asked.scope.role not in _INSIDERS:
        return {"late": False}
    told = cache.get(_LOOKED)
    if told is None:
        told = _look()
        cache.set(_LOOKED, told, _SECONDS)
    return dict(told)


def _look() -> dict[str, Any]:
    """A record that began today, and a synthetic one that never had a round, are not late."""
    at = now()
    last = rounds.last_nightly()
    first = record.entry(1)
    if first is None or (
        last is None and (record.is_synthetic() or at - first.recorded_at < timedelta(hours=26))
    ):
        return {"late": False}
    ended = last.ended_at if last else None
    return {"late": rounds.nightly_is_late(at=at), "ended_at": ended}
