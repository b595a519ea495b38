"""The only writer of ladders: each version enters the record as a rule that is data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.deadlines.actions import adopt_tables
from camket.discipline.directives.models import Programme
from camket.errors import Refused

from .queries import LADDER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.deadlines.models import AdoptedRule
    from camket.record.rules import Actor

    from .rules import Ladder


class UnknownProgramme(Refused):
    """A ladder is for a programme of the register, or for any."""

    code = "ladder.programme.unknown"


@transaction.atomic
def adopt_ladders(*, ladders: Sequence[Ladder], by: Actor, at: datetime, on: date) -> list[AdoptedRule]:
    """Ladders by which late tasks are urged and reported up. Raises `UnknownProgramme`, and as `adopt_tables`."""
    named = {ladder.programme for ladder in ladders if ladder.programme}
    if missing := named - set(Programme.objects.filter(code__in=named).values_list("code", flat=True)):
        raise UnknownProgramme(programme=", ".join(sorted(missing)))
    tables = [ladder.as_table() for ladder in ladders]
    return adopt_tables(kind=LADDER, tables=tables, by=by, at=at, on=on)
