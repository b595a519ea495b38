"""The only writers of snapshots: freeze a figure when it is published, restate it when later acts move it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.directives import queries as directives
from camket.discipline.tasks.figures import COMPLETED, COUNTED, STANDINGS, apart, standings, task_rows
from camket.errors import Refused
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import append, seal_checkpoint

from . import queries
from .models import FrozenFigure, Restatement

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.directives.models import Programme
    from camket.record.keys import SigningKey
    from camket.record.rules import Actor


_EVERYTHING = Scope(role=Role.COMMITTEE)


class UnknownProgramme(Refused):
    """No programme has this code."""

    code = "programme.unknown"


class AlreadyFrozen(Refused):
    """The figure of this programme and day is frozen; what changed since is a restatement."""

    code = "figure.freeze.already"


class NothingMoved(Refused):
    """The figure counted again is the one that was frozen."""

    code = "figure.restate.nothing_moved"


class ReasonMissing(Refused):
    """A published number changes only with a reason."""

    code = "figure.restate.no_reason"


def _programme(code: str) -> Programme:
    found = directives.programme(code, _EVERYTHING)
    if found is None:
        raise UnknownProgramme(programme=code)
    return found


def standings_value(programme: Programme, asof: AsOf) -> tuple[dict[str, int], str]:
    """The parts of the headline figure over every task, in or out of public sight, and the digest of its rows."""
    rows = task_rows(programme, asof, _EVERYTHING)
    value = standings(rows, asof)
    counts: dict[str, Any] = {
        "total": value.of(*COUNTED),
        "completed": value.of(*COMPLETED),
        **value.counts,
        "awaiting": apart(rows).awaiting,
    }
    return counts, value.rows_digest


@transaction.atomic
def freeze_figure(*, programme: str, on: date, key: SigningKey, by: Actor, at: datetime) -> FrozenFigure:
    """Freezes the standings of a programme on a day, under a checkpoint that covers all that was counted.

    Raises `AlreadyFrozen`, `PartsDoNotAddUp`, `UnknownProgramme`.
    """
    position = record.latest_position()
    asof = AsOf(on=on, known_at=None, position=position)
    if queries.frozen_for(programme, on, asof) is not None:
        raise AlreadyFrozen(programme=programme, on=on.isoformat())
    checkpoint = record.checkpoint_of(position) or seal_checkpoint(key=key, at=at)
    value, rows_digest = standings_value(_programme(programme), asof)
    entry = append(
        act="review.figure.freeze",
        by=by,
        at=at,
        on=on,
        subjects=[f"programme:{programme}", f"figure:{STANDINGS.name}"],
        public={
            "figure": STANDINGS.name,
            "programme": programme,
            "on": on.isoformat(),
            "known": position,
            "value": value,
            "rows_digest": rows_digest,
            "checkpoint": checkpoint.size,
        },
        private={},
    )
    return FrozenFigure.objects.create(
        entry=entry,
        figure=STANDINGS.name,
        programme=programme,
        on_date=on,
        known_position=position,
        value=json.dumps(value, sort_keys=True),
        rows_digest=rows_digest,
        checkpoint_size=checkpoint.size,
    )


@transaction.atomic
def restate_figure(*, frozen: FrozenFigure, reason: str, by: Actor, at: datetime, on: date) -> Restatement:
    """Counts a frozen figure again, for its own day, with all that is known now. Raises `NothingMoved`."""
    said = " ".join(reason.split())
    if not said:
        raise ReasonMissing(frozen=frozen.entry_id)
    position = record.latest_position()
    asof = AsOf(on=frozen.on_date, known_at=None, position=position)
    value, rows_digest = standings_value(_programme(frozen.programme), asof)
    last = queries.restatements_of(frozen).last()
    if rows_digest == (last or frozen).rows_digest and value == queries.value_of(last or frozen):
        raise NothingMoved(frozen=frozen.entry_id)
    entry = append(
        act="review.figure.restate",
        by=by,
        at=at,
        on=on,
        subjects=[f"programme:{frozen.programme}", f"figure:{frozen.figure}"],
        public={"frozen": frozen.entry_id, "known": position, "value": value, "rows_digest": rows_digest},
        private={"reason": said},
    )
    return Restatement.objects.create(
        entry=entry,
        frozen=frozen,
        known_position=position,
        value=json.dumps(value, sort_keys=True),
        rows_digest=rows_digest,
        reason=said,
    )


def restate_moved(*, programme: str, reason: str, by: Actor, at: datetime, on: date) -> list[Restatement]:
    """Restates every frozen figure of a programme that an act just moved, with that act's own reason."""
    made = []
    for frozen in queries.frozen_figures(programme):
        try:
            made.append(restate_figure(frozen=frozen, reason=reason, by=by, at=at, on=on))
        except NothingMoved:
            continue
    return made
