"""Programmes and their groups of tasks as they go on: another name, owner or setting from a day, and their end."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.actions.bodies import UnknownAgency
from camket.discipline.agencies.models import Agency
from camket.discipline.agencies.seats import require_keeper
from camket.discipline.directives.actions import ProgrammeClosed
from camket.discipline.directives.models import Field, Programme, field_subject
from camket.discipline.directives.queries import closed_on
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

from .saying import NoName, keep, what_changes

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.agencies.models import CatalogueChange
    from camket.discipline.agencies.roles import Publication
    from camket.record.rules import Actor


class UnknownProgramme(Refused):
    """No programme has this code."""

    code = "programme.unknown"


class UnknownField(Refused):
    """The programme has no group of this code."""

    code = "field.unknown"


class FieldExists(Refused):
    """A group's code is its own within the programme."""

    code = "field.open.exists"


class BeforeOpening(Refused):
    """Nothing of a programme changes before the day on which it was opened."""

    code = "programme.change.before_opening"


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """What a programme is called, whose it is, how its words are read, and who may know of it."""

    name_vi: str
    name_en: str
    owner: str
    before_includes_day: bool
    publication: Publication


@transaction.atomic
def change_programme(
    *, programme: str, entry: ProgrammeEntry, source: str, reason: str, by: Actor, at: datetime, on: date
) -> CatalogueChange:
    """A programme said anew from a day on. Deadlines that were read stay as they were read.

    Who may know of it changes at once, for every day one may look at. Raises `UnknownProgramme`, `UnknownAgency`,
    `ProgrammeClosed`, `BeforeOpening`, `NotTheKeeper`, `NothingChanges`, `NoReason`, `NoName`.
    """
    found = _open(programme, by=by, at=at, on=on)
    wanted = {**asdict(entry), "publication": entry.publication.value}
    wanted["owner_id"] = _body(wanted.pop("owner"))
    subject = f"programme:{programme}"
    first = Programme.objects.filter(pk=found.pk).values(*wanted).get()
    changed = what_changes(subject, first, wanted, reason=reason)
    public: dict[str, Any] = {"programme": programme, "fields": _fields(changed), "on": on.isoformat()}
    if "before_includes_day" in changed:
        public["before_includes_day"] = entry.before_includes_day
    made = append(
        act="discipline.programme.change",
        by=by,
        at=at,
        on=on,
        subjects=[subject],
        public=public,
        private={**_before_and_after(changed), "source": source, "reason": reason},
    )
    return keep(subject, changed, entry=made, from_date=on, source=source, reason=reason)


@transaction.atomic
def close_programme(
    *, programme: str, source: str, reason: str, by: Actor, at: datetime, on: date
) -> CatalogueChange:
    """No paper gives tasks under the programme from this day on; what it has goes on to its end.

    Raises `UnknownProgramme`, `ProgrammeClosed`, `BeforeOpening`, `NoReason`, `NotTheKeeper`.
    """
    _open(programme, by=by, at=at, on=on)
    subject = f"programme:{programme}"
    changed = what_changes(subject, {"closed_on": None}, {"closed_on": on.isoformat()}, reason=reason)
    made = append(
        act="discipline.programme.close",
        by=by,
        at=at,
        on=on,
        subjects=[subject],
        public={"programme": programme, "on": on.isoformat()},
        private={"source": source, "reason": reason},
    )
    return keep(subject, changed, entry=made, from_date=on, source=source, reason=reason)


@transaction.atomic
def open_field(
    *, programme: str, field: str, name_vi: str, name_en: str, order: int, by: Actor, at: datetime, on: date
) -> Field:
    """A new group of a programme's tasks.

    Raises `UnknownProgramme`, `ProgrammeClosed`, `BeforeOpening`, `FieldExists`, `NoName`, `NotTheKeeper`.
    """
    found = _open(programme, by=by, at=at, on=on)
    if not field.strip() or not name_vi.strip():
        raise NoName(subject=field_subject(found.pk, field))
    if Field.objects.filter(programme=found, code=field).exists():
        raise FieldExists(field=field, programme=programme)
    made = append(
        act="discipline.field.open",
        by=by,
        at=at,
        on=on,
        subjects=[f"programme:{programme}"],
        public={"programme": programme, "field": field, "on": on.isoformat()},
        private={"name": name_vi},
    )
    return Field.objects.create(
        entry=made, programme=found, code=field, name_vi=name_vi, name_en=name_en, order=order
    )


@transaction.atomic
def change_field(
    *,
    programme: str,
    field: str,
    name_vi: str,
    name_en: str,
    order: int,
    reason: str,
    by: Actor,
    at: datetime,
    on: date,
) -> CatalogueChange:
    """A group under another name or in another place, from a day on.

    Raises `UnknownProgramme`, `UnknownField`, `ProgrammeClosed`, `BeforeOpening`, `NothingChanges`, `NoReason`,
    `NoName`, `NotTheKeeper`.
    """
    found = _open(programme, by=by, at=at, on=on)
    wanted = {"name_vi": name_vi, "name_en": name_en, "order": order}
    first = Field.objects.filter(programme=found, code=field).values(*wanted).first()
    if first is None:
        raise UnknownField(field=field, programme=programme)
    subject = field_subject(found.pk, field)
    changed = what_changes(subject, first, wanted, reason=reason)
    made = append(
        act="discipline.field.change",
        by=by,
        at=at,
        on=on,
        subjects=[f"programme:{programme}"],
        public={"programme": programme, "field": field, "fields": _fields(changed), "on": on.isoformat()},
        private={**_before_and_after(changed), "reason": reason},
    )
    return keep(subject, changed, entry=made, from_date=on, source="", reason=reason)


def _open(programme: str, *, by: Actor, at: datetime, on: date) -> Programme:
    """The programme, for a keeper, while it goes on."""
    take_turn()
    require_keeper(by, today=day_of(at))
    found = Programme.objects.filter(code=programme).first()
    if found is None:
        raise UnknownProgramme(programme=programme)
    if on < found.opened_on:
        raise BeforeOpening(programme=programme, held=found.opened_on.isoformat())
    if (closed := closed_on(programme)) is not None:
        raise ProgrammeClosed(programme=programme, held=closed.isoformat())
    return found


def _body(code: str) -> int:
    found = Agency.objects.filter(code=code).first()
    if found is None:
        raise UnknownAgency(code=code)
    return found.pk


def _fields(changed: dict[str, list[Any]]) -> list[str]:
    return sorted("owner" if name == "owner_id" else name for name in changed)


def _before_and_after(changed: dict[str, list[Any]]) -> dict[str, dict[str, Any]]:
    """What was and what is, bodies by their codes: a leaf never holds a number of a table."""
    codes = dict(Agency.objects.filter(pk__in=changed.get("owner_id", [])).values_list("pk", "code"))
    told = {
        ("owner" if name == "owner_id" else name): [codes[one] for one in pair]
        if name == "owner_id"
        else pair
        for name, pair in changed.items()
    }
    return {
        "before": {name: pair[0] for name, pair in told.items()},
        "after": {name: pair[1] for name, pair in told.items()},
    }
