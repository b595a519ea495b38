"""Every figure that the review may quote, by name, in the order of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.discipline.tasks import figures as tasks

if TYPE_CHECKING:
    from camket.engine.figures import Figure, Ratio

FIGURES: dict[str, Figure] = {figure.name: figure for figure in (tasks.STANDINGS,)}
"""Counts whose parts add up."""

RATIOS: dict[str, Ratio] = {ratio.name: ratio for ratio in (tasks.OF_ASSIGNED, tasks.OF_DUE)}
"""Shares, each with its named denominator. Those of one group are printed together or not at all."""
