"""`camket init`: a new record with its key, its name and the packaged catalogue as of today."""

from __future__ import annotations

import click
from django.conf import settings
from django.db import transaction

from camket.discipline.agencies.adopting import adopt_bodies
from camket.discipline.agencies.seats import OPERATOR
from camket.discipline.deadlines.adopting import adopt_dated_data
from camket.discipline.escalations.adopting import adopt_packaged_ladders
from camket.periods import day_of
from camket.record import queries as record
from camket.record.actions import declare_origin, seal_checkpoint

from .door import language, now, ready_store, signing_key, speaks
from .sentences import say


@click.command()
@speaks
def init() -> None:
    """Lập sổ mới với danh mục cơ quan, lịch và quy tắc; sổ đã có thì giữ nguyên.

    Founds the record under CAMKET_ORIGIN, once and for ever, at this moment. A record that is there stays as it is.
    """
    ready_store()
    declared = record.origin()
    if declared is not None:
        label = say("synthetic_label", language()) if declared["synthetic"] else ""
        told = say(
            "founded_before", language(), origin=declared["origin"], label=label, n=record.latest_position()
        )
        click.echo(told)
        return
    key, at = signing_key(), now()
    on = day_of(at)
    with transaction.atomic():
        declare_origin(origin=key.name, synthetic=settings.CAMKET_SYNTHETIC, by=OPERATOR, at=at, on=on)
        bodies = adopt_bodies(after=None, until=on, by=OPERATOR, at=at)
        dated = adopt_dated_data(after=None, until=on, by=OPERATOR, at=at)
        dated += adopt_packaged_ladders(by=OPERATOR, at=at, on=on)
        seal_checkpoint(key=key, at=at)
    label = say("synthetic_label", language()) if settings.CAMKET_SYNTHETIC else ""
    click.echo(say("founded", language(), origin=key.name, label=label, n=bodies, m=dated, vkey=key.vkey))
