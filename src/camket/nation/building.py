"""Builds the synthetic nation: one story from 2 January 2025 on, all of it or nothing."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from django.db import transaction

from camket.periods import VIETNAM_TZ
from camket.record.actions import NothingToSeal, declare_origin, require_synthetic, seal_checkpoint
from camket.review.snapshots.actions import freeze_figure, restate_moved

from .cast import FOLLOWERS, FOUNDER, OFFICE, PARTY_FOLLOWER, PARTY_OFFICE, cast_acts
from .catalogue import START, catalogue_acts
from .fates import REVIEWED
from .giving import Desk, giving_acts
from .khanh_hoa import PLAN_DAY, khanh_hoa_acts
from .living import living_acts
from .playing import FROZEN, RESTATED, SEALED, Act, Stage, play
from .programme57 import ACCEPTED_LATE, MEETINGS, TAKEN_BACK, programme_57
from .programme_second import second_programme
from .titles import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from camket.record.keys import SigningKey

FROZEN_AT = datetime.combine(REVIEWED, time(FROZEN), VIETNAM_TZ)
"""The instant at which the figure of the review is frozen."""


@transaction.atomic
def build_nation(*, key: SigningKey, plan_file: Path | None, told: Callable[[str], None]) -> None:
    """Enters the whole story into an empty record, under the key's name, as synthetic.

    `plan_file` is the real provincial plan; without it Khánh Hòa has people and no programme. `told` is handed a
    line as each paper is given. Raises `AlreadyDeclared` when the record is not empty.
    """
    at = datetime.combine(START, time(6), VIETNAM_TZ)
    declare_origin(origin=key.name, synthetic=True, by=FOUNDER, at=at, on=START)
    require_synthetic()
    stage = Stage(key=key, told=told)
    national = Desk(office=OFFICE.hand, followers=tuple(place.hand for place in FOLLOWERS))
    party = Desk(office=PARTY_OFFICE.hand, followers=(PARTY_FOLLOWER.hand,))
    acts = chain(
        catalogue_acts(PLAN_DAY),
        cast_acts(),
        *(
            (
                giving_acts(plan, desk)
                for plan, desk in ((programme_57(), national), (second_programme(), party))
            )
        ),
        *(
            (
                living_acts(plan, desk)
                for plan, desk in ((programme_57(), national), (second_programme(), party))
            )
        ),
        _reviewing_acts(),
        khanh_hoa_acts(plan_file),
    )
    play(acts, stage)


def _reviewing_acts() -> Iterator[Act]:
    """A checkpoint on every day of a meeting; the review frozen, then restated by what came to light later."""
    for day in sorted({*MEETINGS, TAKEN_BACK, ACCEPTED_LATE, PLAN_DAY}):
        yield Act(day, SEALED, _seal)
    yield Act(REVIEWED, FROZEN, _freeze)
    for day, reason in zip((TAKEN_BACK, ACCEPTED_LATE), phrases()["restatements"], strict=True):
        yield Act(day, RESTATED, partial(_restate, day, reason))


def _seal(stage: Stage, at: datetime) -> None:
    try:
        seal_checkpoint(key=stage.key, at=at)
    except NothingToSeal:
        return


def _freeze(stage: Stage, at: datetime) -> None:
    freeze_figure(programme=programme_57().code, on=REVIEWED, key=stage.key, by=OFFICE.hand, at=at)


def _restate(on: date, reason: str, _stage: Stage, at: datetime) -> None:
    restate_moved(programme=programme_57().code, reason=reason, by=OFFICE.hand, at=at, on=on)
