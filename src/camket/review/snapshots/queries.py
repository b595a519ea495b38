"""Readers of frozen figures and their restatements."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from camket.record import queries as record

from .models import FrozenFigure, Restatement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from camket.periods import AsOf


def value_of(row: FrozenFigure | Restatement) -> Mapping[str, int]:
    """The parts of a frozen or restated value."""
    parts: dict[str, int] = json.loads(row.value)
    return parts


def frozen_figures(programme: str | None = None) -> QuerySet[FrozenFigure]:
    """Frozen figures, newest first."""
    frozen = FrozenFigure.objects.select_related("entry").order_by("-entry_id")
    return frozen.filter(programme=programme) if programme else frozen


def frozen_for(programme: str, on: date, asof: AsOf) -> FrozenFigure | None:
    """The figure last frozen for a day, as far as the reader's position knows."""
    return frozen_figures(programme).filter(on_date=on, entry_id__lte=asof.position).first()


def frozen_figure(position: int) -> FrozenFigure | None:
    """The figure frozen by the entry at a position."""
    entry = record.entry(position)
    return None if entry is None else FrozenFigure.objects.filter(entry=entry).first()


def restatements_of(frozen: FrozenFigure) -> QuerySet[Restatement]:
    """What became of a frozen figure, oldest first."""
    return Restatement.objects.filter(frozen=frozen).select_related("entry").order_by("entry_id")
