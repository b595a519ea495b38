"""What the pages of acts on many tasks share: whose hand it is today, and how a page tells why it was not entered."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from camket.periods import AsOf
from camket.record.queries import latest_position
from camket.words import say_refusal

from .asking import actor, now, today
from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from camket.errors import Refused

FORBIDDEN = frozenset(
    {
        "task.steer.not_assigner",
        "task.charge.not_body",
        "programme.steer.not_owner",
        "figure.publish.not_steering",
        "actor.not_in_post",
        "actor.body_ended",
    }
)
"""Refusals that no other words in the form would lift: another hand must act."""


def today_known() -> AsOf:
    """Today with all that the record knows: acts are done in it, whatever day the page before showed."""
    return AsOf(on=today(), known_at=None, position=latest_position())


def hand_of(request: HttpRequest) -> dict[str, Any]:
    """Who and when, as every action takes them. Raises `NotLoggedIn`."""
    return {"by": actor(request), "at": now(), "on": today()}


def shown(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    refusal: Refused | None = None,
    faults: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A page of an act: as it is, with faults beside its fields, or with the refusal above the form."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    if refusal is not None:
        status = HTTPStatus.FORBIDDEN if refusal.code in FORBIDDEN else HTTPStatus.CONFLICT
    told = {
        "room": "discipline",
        "refused": say_refusal(refusal, language()) if refusal else "",
        "faults": faults or {},
        **context,
    }
    return render(request, template, told, status=status)
