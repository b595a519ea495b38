"""A file of programmes held against the record: what is new, what stands, what differs, what cannot be entered."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.catalogue import Fault
from camket.discipline.agencies.changed import catalogues_read
from camket.discipline.agencies.roles import Publication, Role, Scope
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import PROGRAMME_CODE, open_programme
from camket.discipline.directives.models import Field
from camket.record import queries as record

from .actions import ProgrammeEntry, change_field, change_programme, close_programme, open_field
from .programme_rows import COLUMNS, FieldRow, ProgrammeRow, read_programmes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from camket.discipline.directives.models import Programme
    from camket.record.rules import Actor

_EVERYTHING = Scope(role=Role.COMMITTEE)


@dataclass(frozen=True, slots=True)
class Difference:
    """A programme or a group that the file describes otherwise than the record: attribute, was, is."""

    row: ProgrammeRow | FieldRow
    changes: tuple[tuple[str, Any, Any], ...]

    @property
    def closes(self) -> bool:
        """Whether the file says the day from which the programme takes no papers."""
        return any(name == "closed_on" for name, _was, _is in self.changes)

    @property
    def is_said_anew(self) -> bool:
        """Whether the file says anything else of it."""
        return any(name != "closed_on" for name, _was, _is in self.changes)


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """What a file of programmes would change; rows are programmes and groups, in the order of the file."""

    new: tuple[ProgrammeRow | FieldRow, ...]
    same: tuple[ProgrammeRow | FieldRow, ...]
    differing: tuple[Difference, ...]
    faults: tuple[Fault, ...]

    @property
    def ready(self) -> bool:
        """Whether there is something to enter and nothing in the way."""
        return not self.faults and bool(self.new or self.differing)

    @property
    def asks_why(self) -> bool:
        """Whether an act of it takes a reason: a thing said anew, a programme that ends."""
        return bool(self.differing) or any(
            isinstance(row, ProgrammeRow) and row.closed_on is not None for row in self.new
        )


def programme_cells(lines: Iterable[tuple[Programme, list[Field]]]) -> list[tuple[object, ...]]:
    """Programmes with their groups as rows of the file that could bring them: a row for each group."""
    bodies = agencies.agencies_by_id()
    rows: list[tuple[object, ...]] = []
    for one, fields in lines:
        head = (
            one.code,
            one.name_vi,
            one.name_en,
            bodies[one.owner_id].code,
            one.opened_on.isoformat(),
            one.closed_on.isoformat() if one.closed_on else "",
            "yes" if one.before_includes_day else "no",
            one.publication,
        )
        rows += [(*head, each.code, each.name_vi, each.name_en, each.order) for each in fields] or [
            (*head, *("" for _ in COLUMNS[len(head) :]))
        ]
    return rows


def hold_programmes(text: str, *, today: date) -> ProgrammeFile:
    """Reads a file and says of every row what it would do; nothing is written."""
    read = read_programmes(text)
    against = _Record()
    new: list[ProgrammeRow | FieldRow] = []
    same: list[ProgrammeRow | FieldRow] = []
    differing: list[Difference] = []
    faults = list(read.faults)
    rows: list[ProgrammeRow | FieldRow] = [*read.programmes, *read.fields]
    for row in rows:
        wrong, changes = against.held(row, today)
        faults += wrong
        if wrong:
            continue
        if changes is None:
            new.append(row)
        elif changes:
            differing.append(Difference(row, changes))
        else:
            same.append(row)
    faults.sort(key=lambda fault: fault.line or 0)
    return ProgrammeFile(tuple(new), tuple(same), tuple(differing), tuple(faults))


class _Record:
    """The programmes and groups as the record has them now, whatever day a page is read on."""

    def __init__(self) -> None:
        with catalogues_read():
            self.programmes = {one.code: one for one in directives.programmes(_EVERYTHING)}
            fields = Field.objects.select_related("programme")
            self.fields = {(one.programme.code, one.code): one for one in fields}
        self.bodies = {pk: one.code for pk, one in agencies.agencies_by_id().items()}
        self.codes = set(self.bodies.values())

    def held(
        self, row: ProgrammeRow | FieldRow, today: date
    ) -> tuple[list[Fault], tuple[tuple[str, Any, Any], ...] | None]:
        """What speaks against a row, and what it changes of what stands; none when nothing stands yet."""
        known = self.programmes.get(row.programme)
        changes = (
            self._programme_changes(row, known)
            if isinstance(row, ProgrammeRow)
            else self._field_changes(row, self.fields.get((row.programme, row.field)))
        )
        found = self._faults(row, known, today) if isinstance(row, ProgrammeRow) else []
        if known is not None and known.closed_on is not None and changes != ():
            told = changes[0][0] if changes else "field"
            found.append(Fault("programme.row.closed", row.programme, told, "", row.line))
        return found, changes

    def _faults(self, row: ProgrammeRow, known: Programme | None, today: date) -> list[Fault]:
        wrong = [
            (
                "programme.row.code_unfit",
                "programme",
                row.programme,
                not PROGRAMME_CODE.fullmatch(row.programme),
            ),
            ("programme.row.unknown_owner", "owner", row.owner, row.owner not in self.codes),
            ("post.row.day_ahead", "from", row.opened_on, row.opened_on > today),
            ("post.row.day_ahead", "to", row.closed_on, row.closed_on is not None and row.closed_on > today),
            ("programme.row.fixed", "from", row.opened_on, known and known.opened_on != row.opened_on),
        ]
        return [
            Fault(code, row.programme, column, str(written), row.line)
            for code, column, written, is_wrong in wrong
            if is_wrong
        ]

    def _programme_changes(
        self, row: ProgrammeRow, known: Programme | None
    ) -> tuple[tuple[str, Any, Any], ...] | None:
        if known is None:
            return None
        pairs = (
            ("name_vi", _plain(known.name_vi), row.name_vi),
            ("name_en", _plain(known.name_en), row.name_en),
            ("owner", self.bodies[known.owner_id], row.owner),
            ("before_includes_day", known.before_includes_day, row.before_includes_day),
            ("publication", known.publication, row.publication.value),
            ("closed_on", known.closed_on, row.closed_on),
        )
        return tuple((name, was, is_) for name, was, is_ in pairs if was != is_)

    @staticmethod
    def _field_changes(row: FieldRow, known: Field | None) -> tuple[tuple[str, Any, Any], ...] | None:
        if known is None:
            return None
        pairs = (
            ("name_vi", _plain(known.name_vi), row.name_vi),
            ("name_en", _plain(known.name_en), row.name_en),
            ("order", known.order, row.order),
        )
        return tuple((name, was, is_) for name, was, is_ in pairs if was != is_)


def _plain(words: str) -> str:
    """Words as a cell of a file gives them back: precomposed letters, blanks made single."""
    return " ".join(unicodedata.normalize("NFC", words).split())


@transaction.atomic
def enter_programmes(*, file: ProgrammeFile, reason: str, by: Actor, at: datetime, on: date) -> int:
    """Opens what is new, says anew what differs and closes what is to end, an act for each. Returns how many rows.

    Groups come before the end of their programme, since a closed one takes nothing more. Raises what the acts raise.
    """
    hand: dict[str, Any] = {"by": by, "at": at}
    opened = {one.programme: one for one in file.new if isinstance(one, ProgrammeRow)}
    for one in opened.values():
        _open(one, hand)
    for changed in file.differing:
        if isinstance(changed.row, ProgrammeRow) and changed.is_said_anew:
            _change(changed.row, reason, hand, on)
    for row in file.new:
        if isinstance(row, FieldRow):
            day = opened[row.programme].opened_on if row.programme in opened else on
            open_field(**_group(row), on=day, **hand)
    for changed in file.differing:
        if isinstance(changed.row, FieldRow):
            change_field(**_group(changed.row), reason=reason, on=on, **hand)
    closing = [one.row for one in file.differing if isinstance(one.row, ProgrammeRow) and one.closes]
    for ended in (*opened.values(), *closing):
        if ended.closed_on is not None:
            close_programme(programme=ended.programme, source="", reason=reason, on=ended.closed_on, **hand)
    return len(file.new) + len(file.differing)


def _group(row: FieldRow) -> dict[str, Any]:
    return {
        "programme": row.programme,
        "field": row.field,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "order": row.order,
    }


def _open(row: ProgrammeRow, hand: dict[str, Any]) -> None:
    open_programme(
        code=row.programme,
        name_vi=row.name_vi,
        name_en=row.name_en,
        owner=row.owner,
        before_includes_day=row.before_includes_day,
        publication=row.publication,
        synthetic=record.is_synthetic(),
        on=row.opened_on,
        **hand,
    )


def _change(row: ProgrammeRow, reason: str, hand: dict[str, Any], on: date) -> None:
    entry = ProgrammeEntry(
        name_vi=row.name_vi,
        name_en=row.name_en,
        owner=row.owner,
        before_includes_day=row.before_includes_day,
        publication=Publication(row.publication),
    )
    change_programme(programme=row.programme, entry=entry, source="", reason=reason, on=on, **hand)
