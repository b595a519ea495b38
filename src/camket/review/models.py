"""Gathers the tables of the room's subjects, so that Django finds them in one app."""

from camket.review.snapshots.models import FrozenFigure, Restatement

__all__ = ["FrozenFigure", "Restatement"]
