"""Whether a number on a page is the published one: frozen in a checkpoint, restated since, or counted just now."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from camket.review.snapshots import queries as snapshots
from camket.review.snapshots.actions import standings_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camket.discipline.directives.models import Programme
    from camket.engine.figures import Value
    from camket.periods import AsOf
    from camket.review.snapshots.models import FrozenFigure, Restatement


class SealKind(StrEnum):
    """The small square beside a number: full, half or hollow."""

    FROZEN = "frozen"
    RESTATED = "restated"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Restated:
    """One restatement with its numbers read."""

    row: Restatement
    value: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Seal:
    """How a figure on a day stands to what was published for that day.

    `drifted`: counted again with all that is known, it differs from what stands published, and no restatement says
    why yet. `partial`: the reader sees some of the counted tasks only, so their numbers are not the published ones.
    """

    kind: SealKind
    frozen: FrozenFigure | None = None
    value: Mapping[str, int] = field(default_factory=dict)
    restatements: Sequence[Restated] = ()
    drifted: bool = False
    partial: bool = False

    @property
    def published(self) -> Mapping[str, int]:
        """The numbers that stand published: the last restated, else the frozen ones."""
        return self.restatements[-1].value if self.restatements else self.value


def restatements_known(frozen: FrozenFigure, asof: AsOf) -> list[Restated]:
    """What became of a frozen figure, as far as the reader's position knows."""
    known = snapshots.restatements_of(frozen).filter(entry_id__lte=asof.position)
    return [Restated(row=row, value=snapshots.value_of(row)) for row in known]


def seal_of(value: Value, programme: Programme) -> Seal:
    """The seal of a counted figure. The whole is counted again only when the numbers are not the published ones."""
    asof = value.asof
    frozen = snapshots.frozen_for(programme.code, asof.on, asof)
    if frozen is None:
        return Seal(kind=SealKind.LIVE)
    restated = restatements_known(frozen, asof)
    published = restated[-1].row.whole_digest if restated else frozen.whole_digest
    agrees = value.rows_digest == published
    whole = published if agrees else standings_value(programme, asof).whole_digest
    partial = not agrees and value.rows_digest != whole
    kind = SealKind.RESTATED if restated or not agrees else SealKind.FROZEN
    return Seal(
        kind=SealKind.LIVE if partial else kind,
        frozen=frozen,
        value=snapshots.value_of(frozen),
        restatements=restated,
        drifted=whole != published,
        partial=partial,
    )
