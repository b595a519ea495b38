"""A file of bodies held against the record: what is new, what stands, what differs, what cannot be entered."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.actions import register_agencies
from camket.discipline.agencies.catalogue import (
    AgencyKind,
    AgencyRow,
    Fault,
    SuccessionKind,
    SuccessionRow,
    catalogue_faults,
)
from camket.discipline.agencies.intake import UnreadableCatalogue, read_agencies
from camket.discipline.agencies.models import Succession
from camket.periods import AsOf
from camket.record.queries import latest_position

from .actions import AgencyEntry, correct_agency

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from camket.discipline.agencies.models import Agency
    from camket.record.rules import Actor

CORRECTABLE = ("name_vi", "name_en", "abbreviation", "code_confirmed", "form_confirmed", "source", "note")
_CODE = re.compile(r"[A-Za-z0-9Đđ][A-Za-z0-9Đđ._-]{0,39}")
FIXED = ("kind", "parent", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Difference:
    """A body that the file describes otherwise than the record: attribute, was, is."""

    row: AgencyRow
    changes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """What a file of bodies would change."""

    new: tuple[AgencyRow, ...]
    same: tuple[AgencyRow, ...]
    differing: tuple[Difference, ...]
    faults: tuple[Fault, ...]

    @property
    def ready(self) -> bool:
        """Whether there is something to enter and nothing in the way."""
        return not self.faults and bool(self.new or self.differing)


def catalogue_rows(asof: AsOf) -> tuple[AgencyRow, ...]:
    """The bodies known at a position, as rows of the file that could bring them; ended ones with their last day."""
    every = {pk: one for pk, one in agencies.agencies_by_id().items() if one.entry_id <= asof.position}
    ended = agencies.lineage(AsOf(on=date.max, known_at=None, position=asof.position)).ended
    return tuple(_row_of(one, every, ended.get(pk)) for pk, one in every.items())


def _row_of(body: Agency, every: dict[int, Agency], end: date | None) -> AgencyRow:
    return AgencyRow(
        code=body.code,
        name_vi=body.name_vi,
        name_en=body.name_en,
        abbreviation=body.abbreviation,
        kind=AgencyKind(body.kind),
        parent=every[body.parent_id].code if body.parent_id in every else None,
        valid_from=body.valid_from,
        valid_to=end - timedelta(days=1) if end else None,
        code_confirmed=body.code_confirmed,
        form_confirmed=body.form_confirmed,
        source=body.source,
        note=body.note,
    )


def hold_agencies(text: str) -> AgencyFile:
    """Reads a file and says of every row what it would do; nothing is written."""
    try:
        rows = read_agencies(text.replace("\r\n", "\n").replace("\r", "\n"))
    except UnreadableCatalogue as unread:
        return AgencyFile((), (), (), unread.faults)
    return hold_rows(rows)


def hold_rows(rows: Sequence[AgencyRow]) -> AgencyFile:
    """As `hold_agencies`, of rows that were read already."""
    standing = catalogue_rows(AsOf(on=date.max, known_at=None, position=latest_position()))
    known = {row.code: row for row in standing}
    new = tuple(row for row in rows if row.code not in known)
    same: list[AgencyRow] = []
    differing: list[Difference] = []
    faults: list[Fault] = []
    for row in (one for one in rows if one.code in known):
        stands = known[row.code]
        faults += [
            Fault("agency.row.fixed", row.code, name, str(getattr(row, name) or ""), row.line)
            for name in FIXED
            if getattr(row, name) != getattr(stands, name)
        ]
        changes = tuple(
            (name, getattr(stands, name), getattr(row, name))
            for name in CORRECTABLE
            if getattr(row, name) != getattr(stands, name)
        )
        if changes:
            differing.append(Difference(row, changes))
        else:
            same.append(row)
    codes = {row.code for row in new}
    faults += [
        Fault("agency.row.code_unfit", row.code, "code", row.code, row.line)
        for row in new
        if not _CODE.fullmatch(row.code)
    ]
    together = catalogue_faults((*standing, *new), _successions())
    faults += [fault for fault in together if fault.subject in codes]
    faults.sort(key=lambda fault: fault.line or 0)
    return AgencyFile(new, tuple(same), tuple(differing), tuple(faults))


def _successions() -> list[SuccessionRow]:
    """The successions of the record as rows: those of one entry and day are one row."""
    grouped: dict[tuple[int, date], list[Succession]] = defaultdict(list)
    found = Succession.objects.filter(successor__isnull=False).select_related("predecessor", "successor")
    for one in found.order_by("pk"):
        grouped[one.entry_id, one.on_date].append(one)
    return [_succession_row(group) for group in grouped.values()]


def _succession_row(group: list[Succession]) -> SuccessionRow:
    after = [one.successor.code for one in group if one.successor]
    heirs = [one.successor.code for one in group if one.heir and one.successor]
    return SuccessionRow(
        kind=SuccessionKind(group[0].kind),
        predecessors=tuple(dict.fromkeys(one.predecessor.code for one in group)),
        successors=tuple(dict.fromkeys(after)),
        heir=heirs[0] if heirs else "",
        on=group[0].on_date,
        source=group[0].source,
        confirmed=group[0].confirmed,
    )


@transaction.atomic
def enter_agencies(*, file: AgencyFile, reason: str, by: Actor, at: datetime, on: date) -> int:
    """Registers what is new in one act and corrects what differs, one act for each body. Returns how many rows.

    Raises what the acts raise.
    """
    if file.new:
        register_agencies(rows=file.new, by=by, at=at, on=on)
    for one in file.differing:
        entry = AgencyEntry(**{name: getattr(one.row, name) for name in CORRECTABLE})
        correct_agency(agency=one.row.code, entry=entry, reason=reason, by=by, at=at, on=on)
    return len(file.new) + len(file.differing)
