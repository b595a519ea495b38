"""The only writers of snapshots: freeze a figure when it is published, restate it when later acts move it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.directives import queries as directives
from camket.discipline.tasks.figures import COMPLETED, COUNTED, STANDINGS, counted
from camket.discipline.tasks.parts import closed_tasks
from camket.engine.figures import digest
from camket.errors import Refused
from camket.periods import AsOf, day_of
from camket.record import queries as record
from camket.record.actions import append, seal_checkpoint

from . import queries
from .models import FrozenFigure, Restatement
from .publishers import require_publisher

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


@dataclass(frozen=True, slots=True)
class Standings:
    """The headline figure over every task, in or out of public sight.

    `rows_digest` is over the rows that the record tells in public, `whole_digest` over all; the same where no task is
    restricted.
    """

    value: dict[str, int]
    rows_digest: str
    whole_digest: str

    @property
    def private(self) -> dict[str, str]:
        """What the leaf commits to beside what it tells: the salted commitment keeps guesses from being tested."""
        return {} if self.whole_digest == self.rows_digest else {"whole_digest": self.whole_digest}


def standings_value(programme: Programme, asof: AsOf) -> Standings:
    """Counts a programme for publication."""
    found = counted(programme, asof, _EVERYTHING)
    value = found.value
    counts: dict[str, Any] = {
        "total": value.of(*COUNTED),
        "completed": value.of(*COMPLETED),
        **value.counts,
        "awaiting": found.apart.awaiting,
    }
    closed = closed_tasks(programme, asof.position)
    told = digest(row for row in value.read_rows() if row.code not in closed) if closed else value.rows_digest
    return Standings(value=counts, rows_digest=told, whole_digest=value.rows_digest)


@transaction.atomic
def freeze_figure(*, programme: str, on: date, key: SigningKey, by: Actor, at: datetime) -> FrozenFigure:
    """Freezes the standings of a programme on a day, under a checkpoint that covers all that was counted.

    Raises `AlreadyFrozen`, `PartsDoNotAddUp`, `UnknownProgramme`, `NotThePublisher`.
    """
    require_publisher(by, programme=programme, today=day_of(at))
    position = record.latest_position()
    asof = AsOf(on=on, known_at=None, position=position)
    if queries.frozen_for(programme, on, asof) is not None:
        raise AlreadyFrozen(programme=programme, on=on.isoformat())
    checkpoint = record.checkpoint_of(position) or seal_checkpoint(key=key, at=at)
    found = standings_value(_programme(programme), asof)
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
            "value": found.value,
            "rows_digest": found.rows_digest,
            "checkpoint": checkpoint.size,
        },
        private=found.private,
    )
    return FrozenFigure.objects.create(
        entry=entry,
        figure=STANDINGS.name,
        programme=programme,
        on_date=on,
        known_position=position,
        value=json.dumps(found.value, sort_keys=True),
        rows_digest=found.rows_digest,
        whole_digest=found.whole_digest,
        checkpoint_size=checkpoint.size,
    )


@transaction.atomic
def restate_figure(
    *, frozen: FrozenFigure, reason: str, by: Actor, at: datetime, on: date, concealed: bool = False
) -> Restatement:
    """Counts a frozen figure again, for its own day, with all that is known now. Raises `NothingMoved`.

    `concealed` when an act on a restricted task moved it: the post would tell which body that task concerns.
    """
    said = " ".join(reason.split())
    if not said:
        raise ReasonMissing(frozen=frozen.entry_id)
    position = record.latest_position()
    asof = AsOf(on=frozen.on_date, known_at=None, position=position)
    found = standings_value(_programme(frozen.programme), asof)
    last = queries.restatements_of(frozen).last() or frozen
    if found.whole_digest == last.whole_digest and found.value == queries.value_of(last):
        raise NothingMoved(frozen=frozen.entry_id)
    entry = append(
        act="review.figure.restate",
        by=by,
        at=at,
        on=on,
        subjects=[f"programme:{frozen.programme}", f"figure:{frozen.figure}"],
        public={
            "frozen": frozen.entry_id,
            "known": position,
            "value": found.value,
            "rows_digest": found.rows_digest,
        },
        private={"reason": said, **found.private},
        concealed=concealed,
    )
    return Restatement.objects.create(
        entry=entry,
        frozen=frozen,
        known_position=position,
        value=json.dumps(found.value, sort_keys=True),
        rows_digest=found.rows_digest,
        whole_digest=found.whole_digest,
        reason=said,
    )


@transaction.atomic
def restate_by_hand(*, frozen: FrozenFigure, reason: str, by: Actor, at: datetime, on: date) -> Restatement:
    """A published figure that counts otherwise by now is restated by whoever publishes it, with a reason.

    Raises `NothingMoved`, `ReasonMissing`, `NotThePublisher`.
    """
    require_publisher(by, programme=frozen.programme, today=day_of(at))
    return restate_figure(frozen=frozen, reason=reason, by=by, at=at, on=on)


def restate_moved(
    *, programme: str, reason: str, by: Actor, at: datetime, on: date, concealed: bool = False
) -> list[Restatement]:
    """Restates every frozen figure of a programme that an act just moved, with that act's own reason."""
    made = []
    for frozen in queries.frozen_figures(programme):
        try:
            made.append(
                restate_figure(frozen=frozen, reason=reason, by=by, at=at, on=on, concealed=concealed)
            )
        except NothingMoved:
            continue
    return made
