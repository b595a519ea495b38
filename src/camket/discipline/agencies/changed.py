"""As of what a reader reads the catalogues: what was changed later is put over what was entered first."""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .models import CatalogueChange

Attributes = dict[str, Any]


class CataloguesRead:
    """One reader's marks, and the changes known by them, asked for once and only when a catalogue is read."""

    def __init__(self) -> None:
        self.on: date | None = None
        self.position: int | None = None
        self._changes: dict[str, Attributes] | None = None

    def mark(self, *, on: date | None, position: int | None) -> None:
        """Sets the day and the position; changes loaded for other marks are forgotten."""
        if (on, position) != (self.on, self.position):
            self.on, self.position, self._changes = on, position, None

    def of(self, subject: str, table: type[CatalogueChange]) -> Mapping[str, Any]:
        """What has changed about one entry."""
        if self._changes is None:
            self._changes = _load(table, self.on, self.position)
        return self._changes.get(subject, {})


_READING: ContextVar[CataloguesRead | None] = ContextVar("camket_catalogues_read", default=None)


@contextmanager
def catalogues_read() -> Iterator[CataloguesRead]:
    """Within it, rows of catalogues are loaded as they are known: by now, until `read_catalogues` says otherwise.

    A door opens it around a request or a command. Names are joined into many lists, and asking for each row, or
    handing the changes through every reader, would cost more than this one query. Outside of it (in actions called
    by tests or jobs) rows are as first entered; rights never rest on it.
    """
    reading = CataloguesRead()
    token = _READING.set(reading)
    try:
        yield reading
    finally:
        _READING.reset(token)


def read_catalogues(*, on: date, position: int) -> None:
    """Says as of what the running request reads."""
    reading = _READING.get()
    if reading is not None:
        reading.mark(on=on, position=position)


def put_over(row: object, subject: str, table: type[CatalogueChange]) -> None:
    """Puts the known changes of an entry over a row that was just loaded."""
    reading = _READING.get()
    if reading is None:
        return
    for name, value in reading.of(subject, table).items():
        setattr(row, name, value)


def _load(table: type[CatalogueChange], on: date | None, position: int | None) -> dict[str, Attributes]:
    known = table.objects.order_by("pk")
    if position is not None:
        known = known.filter(entry_id__lte=position)
    if on is not None:
        known = known.filter(Q(from_date__isnull=True) | Q(from_date__lte=on))
    found: dict[str, Attributes] = {}
    for subject, said in known.values_list("subject", "said"):
        changes = {name: _value(name, is_) for name, (_was, is_) in json.loads(said).items()}
        found.setdefault(subject, {}).update(changes)
    return found


def _value(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.endswith("_on") and value else value
