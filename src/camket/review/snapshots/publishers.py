"""Who may publish: figures are frozen and restated by those who steer for the programme's owner, or the operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.agencies.seats import OPERATOR, NotTheOwner, require_steering
from camket.discipline.directives import queries as directives
from camket.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from camket.record.rules import Actor


class NotThePublisher(Refused):
    """Figures of a programme are published by those who steer for its owner."""

    code = "figure.publish.not_steering"


def require_publisher(by: Actor, *, programme: str, today: date) -> None:
    """Lets the operator and the owner's steering side pass. Raises `NotThePublisher`, `NotInPost`, `BodyEnded`.

    Of a programme that is not there nothing is asked: whoever looks for it says so.
    """
    found = directives.programme(programme, Scope(role=Role.COMMITTEE))
    if by == OPERATOR or found is None:
        return
    try:
        require_steering(by, programme=programme, owner=found.owner_id, today=today)
    except NotTheOwner as refusal:
        raise NotThePublisher(post=by.post, programme=programme) from refusal
