"""Drops drafts that nobody came back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.discipline.directives.models import Upload

if TYPE_CHECKING:
    from datetime import datetime


def sweep_uploads(*, before: datetime) -> int:
    """Drops files read before an instant and never confirmed; returns how many. What was confirmed stays named."""
    return Upload.objects.filter(uploaded_at__lt=before, confirmed_as="").delete()[0]
