"""Whose turn it is to write: one hand at a time decides by what stands and enters what follows."""

from __future__ import annotations

from django.db import connection

_LOCK = 0x43414D4B4554  # "CAMKET": the one advisory lock under which positions are given out


def take_turn() -> None:
    """Waits for the one lock of the record and holds it until the transaction ends.

    An action takes its turn before it looks at what stands: of two hands that claim the same share at once the second
    must see the first. There is one lock for all, so two composed actions cannot wait for one another. SQLite gives
    the turn with BEGIN IMMEDIATE already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
