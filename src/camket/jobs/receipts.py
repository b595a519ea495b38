"""Receipts of forms: a form that is sent twice is entered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from .models import Receipt

if TYPE_CHECKING:
    from datetime import datetime


def claim_key(key: str, *, at: datetime) -> str | None:
    """Takes a one-time key in the running transaction; the place of the first answer when it was used before.

    The row is written before the act. Whoever sends the same key at the same moment waits for this transaction to end:
    on PostgreSQL at the primary key, on SQLite at the one writer's lock. An empty place is an act that is not known
    to have been entered; it is never seen, for the row goes when the act is refused.
    """
    kept = Receipt.objects.filter(pk=key).values_list("place", flat=True).first()
    if kept is not None:
        return kept
    try:
        with transaction.atomic():
            Receipt.objects.create(key=key, made_at=at)
    except IntegrityError:
        return Receipt.objects.values_list("place", flat=True).get(pk=key)
    return None


def keep_place(key: str, place: str) -> None:
    """The act was entered: a second sending is led to this place."""
    Receipt.objects.filter(pk=key).update(place=place)


def give_back(key: str) -> None:
    """The act was refused: the form may be mended and sent again under the same key."""
    Receipt.objects.filter(pk=key).delete()


def sweep_receipts(*, before: datetime) -> int:
    """Drops receipts made before an instant."""
    return Receipt.objects.filter(made_at__lt=before).delete()[0]
