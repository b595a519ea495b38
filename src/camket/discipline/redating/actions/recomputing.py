"""Counting deadlines again when the working calendar changed: one bulk act, the old days stay in history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.agencies.seats import require_keeper
from camket.discipline.deadlines.models import CalendarDay
from camket.discipline.deadlines.queries import working_calendar
from camket.discipline.deadlines.rules import Nature
from camket.discipline.redating.counted import recount
from camket.discipline.tasks.actions.entering import is_restricted, now
from camket.discipline.tasks.actions.entering_many import enter_many
from camket.discipline.tasks.models import Deadline
from camket.discipline.tasks.rules import DeadlineOrigin
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of
from camket.record.turn import take_turn

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from camket.discipline.redating.counted import DueMove
    from camket.record.rules import Actor


class NotTheCalendar(Refused):
    """Deadlines are counted again because of an entry that changed the calendar."""

    code = "deadline.recompute.no_calendar"


class NothingMoves(Refused):
    """No open deadline was counted otherwise by the calendar as it is."""

    code = "deadline.recompute.nothing_moves"


@transaction.atomic
def recompute_deadlines(*, calendar: int, by: Actor, at: datetime, on: date) -> list[Deadline]:
    """Open deadlines that were counted in working days are counted again by the calendar as it is known now.

    `calendar` is the position of the entry that changed it. Granted days and days of other rules stay. Raises
    `NotTheKeeper`, `NotTheCalendar`, `NothingMoves`.
    """
    take_turn()
    require_keeper(by, today=day_of(at))
    changed = CalendarDay.objects.filter(entry_id=calendar)
    announced = changed.order_by("announced_on").values_list("announced_on", flat=True).first()
    if announced is None:
        raise NotTheCalendar(entry=calendar)
    asof = now(on)
    counted = recount(
        working_calendar(asof), since=min(announced, on), asof=asof, scope=Scope(role=Role.COMMITTEE)
    )
    if not counted.moves:
        raise NothingMoves(entry=calendar)
    closed = {move.task.code: _days(move) for move in counted.moves if is_restricted(move.task)}
    entry = enter_many(
        act="discipline.deadline.recompute",
        tasks=[move.task for move in counted.moves],
        public={"tasks": [_told(move) for move in counted.moves], "calendar": calendar},
        private={"restricted": closed} if closed else {},
        by=by,
        at=at,
        on=on,
    )
    paper = changed.order_by("-announced_on", "pk").values_list("paper", flat=True)[0]
    rows = Deadline.objects.bulk_create(
        [
            Deadline(
                entry=entry,
                task_id=move.task.pk,
                origin=DeadlineOrigin.RECOMPUTED,
                on_date=on,
                nature=Nature.DATED,
                due_date=move.would,
                continues=move.deadline.continues,
                deadline_text=move.deadline.deadline_text,
                rule_code=move.deadline.rule_code,
                detail=json.dumps(
                    {"basis": move.basis.as_table(), "calendar": calendar, "was": move.was.isoformat()},
                    sort_keys=True,
                ),
                reason=paper,
            )
            for move in counted.moves
        ],
        batch_size=500,
    )
    settle([move.task.pk for move in counted.moves], entry=entry)
    return rows


def _days(move: DueMove) -> dict[str, str]:
    return {"was": move.was.isoformat(), "due": move.would.isoformat()}


def _told(move: DueMove) -> dict[str, Any]:
    if is_restricted(move.task):
        return {"task": move.task.code, "restricted": True}
    return {"task": move.task.code, **_days(move)}
