"""Mending what the catalogue says of a body: names, short name, what is confirmed. Its code and days stay."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.actions.bodies import UnknownAgency
from camket.discipline.agencies.folding import fold
from camket.discipline.agencies.models import Agency
from camket.discipline.agencies.ordering import sort_key
from camket.discipline.agencies.seats import require_keeper
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

from .saying import keep, what_changes

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.agencies.models import CatalogueChange
    from camket.record.rules import Actor

_DERIVED = ("sort_key", "folded")


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """What the catalogue says of a body and may have got wrong."""

    name_vi: str
    name_en: str
    abbreviation: str
    code_confirmed: bool
    form_confirmed: bool
    source: str
    note: str


@transaction.atomic
def correct_agency(
    *, agency: str, entry: AgencyEntry, reason: str, by: Actor, at: datetime, on: date
) -> CatalogueChange:
    """A body's entry said rightly: it holds for every day of the body's life, from this position on.

    A body that takes another name on a day is no mistake: that is a succession of kind rename. Raises
    `UnknownAgency`, `NotTheKeeper`, `NothingChanges`, `NoReason`, `NoName`.
    """
    take_turn()
    require_keeper(by, today=day_of(at))
    body = Agency.objects.filter(code=agency).first()
    if body is None:
        raise UnknownAgency(code=agency)
    wanted = asdict(entry) | {"sort_key": sort_key(entry.name_vi), "folded": fold(entry.name_vi)}
    subject = f"agency:{agency}"
    first = Agency.objects.filter(pk=body.pk).values(*wanted).get()
    changed = what_changes(subject, first, wanted, reason=reason)
    told = {name: pair for name, pair in changed.items() if name not in _DERIVED}
    made = append(
        act="discipline.agency.correct",
        by=by,
        at=at,
        on=on,
        subjects=[subject],
        public={"agency": agency, "fields": sorted(told), "on": on.isoformat()},
        private={
            "before": {name: pair[0] for name, pair in told.items()},
            "after": {name: pair[1] for name, pair in told.items()},
            "reason": reason,
        },
    )
    return keep(subject, changed, entry=made, from_date=None, source=entry.source, reason=reason)
