"""The packaged ladders enter a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import intake
from .actions import adopt_ladders

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.record.rules import Actor


def adopt_packaged_ladders(*, by: Actor, at: datetime, on: date) -> int:
    """Adopts the ladders that came with the product, none of them confirmed. Returns how many."""
    return len(adopt_ladders(ladders=intake.ladders(), by=by, at=at, on=on))
