"""What a change of a catalogue's entry puts beside what was: shared by the acts that say an entry anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from camket.discipline.agencies.models import CatalogueChange
from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from camket.record.models import Entry

WasAndIs = dict[str, list[Any]]


class NothingChanges(Refused):
    """What is said is what stands already."""

    code = "catalogue.change.nothing"


class NoReason(Refused):
    """A change of a catalogue says why."""

    code = "catalogue.change.no_reason"


class NoName(Refused):
    """Nothing in a catalogue is without a name."""

    code = "catalogue.change.no_name"


def standing_of(subject: str, first: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says now: its first words with every change put over them, whatever day they hold for."""
    now = dict(first)
    said = CatalogueChange.objects.filter(subject=subject).order_by("pk").values_list("said", flat=True)
    for one in said:
        now |= {name: is_ for name, (_was, is_) in json.loads(one).items() if name in now}
    return now


def what_changes(
    subject: str, first: Mapping[str, Any], wanted: Mapping[str, Any], *, reason: str
) -> WasAndIs:
    """Each attribute that differs, with what was and what is. Raises `NothingChanges`, `NoReason`, `NoName`."""
    if not reason.strip():
        raise NoReason(subject=subject)
    if "name_vi" in wanted and not str(wanted["name_vi"]).strip():
        raise NoName(subject=subject)
    now = standing_of(subject, first)
    changed = {name: [now[name], value] for name, value in wanted.items() if now[name] != value}
    if not changed:
        raise NothingChanges(subject=subject)
    return changed


def keep(
    subject: str, changed: WasAndIs, *, entry: Entry, from_date: date | None, source: str, reason: str
) -> CatalogueChange:
    """The change as a fact of its entry."""
    return CatalogueChange.objects.create(
        entry=entry,
        subject=subject,
        from_date=from_date,
        said=json.dumps(changed, ensure_ascii=False),
        publication=changed.get("publication", ["", ""])[1],
        source=source,
        reason=reason,
    )
