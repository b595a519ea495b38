"""Whether what was published still counts the same, and what moved in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.directives import queries as directives
from camket.periods import AsOf

from . import queries
from .actions import UnknownProgramme, standings_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .models import FrozenFigure, Restatement


@dataclass(frozen=True, slots=True)
class Drift:
    """A frozen figure beside what counts now: the standings whose number moved; none when only rows did."""

    frozen: FrozenFigure
    published: FrozenFigure | Restatement
    moved: Mapping[str, tuple[int, int]]
    differs: bool


def drift_of(frozen: FrozenFigure, *, position: int) -> Drift:
    """How a frozen figure stands to its own day counted again with all that is known at a position."""
    programme = directives.programme(frozen.programme, Scope(role=Role.COMMITTEE))
    if programme is None:
        raise UnknownProgramme(programme=frozen.programme)
    now = standings_value(programme, AsOf(on=frozen.on_date, known_at=None, position=position))
    published = queries.restatements_of(frozen).last() or frozen
    stated = queries.value_of(published)
    moved = {part: (stated[part], value) for part, value in now.value.items() if stated.get(part) != value}
    differs = bool(moved) or now.whole_digest != published.whole_digest
    return Drift(frozen=frozen, published=published, moved=moved, differs=differs)
