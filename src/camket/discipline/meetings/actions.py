"""The only writers of meetings and their conclusions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.models import Agency
from camket.discipline.agencies.seats import require_steering
from camket.discipline.directives.models import Clause, Programme
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append

from .models import Conclusion, Meeting

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.record.rules import Actor


class MeetingExists(Refused):
    """A meeting's code is its own for ever."""

    code = "meeting.hold.exists"


class NothingConcluded(Refused):
    """The paper has no clause that could be a conclusion of the meeting."""

    code = "meeting.conclude.nothing"


@transaction.atomic
def hold_meeting(
    *,
    code: str,
    programme: str,
    body: str,
    title_vi: str,
    title_en: str,
    by: Actor,
    at: datetime,
    on: date,
) -> Meeting:
    """A body met on a day. Raises `MeetingExists`, `NotTheOwner`, `NotInPost`."""
    found = Programme.objects.get(code=programme)
    require_steering(by, programme=programme, owner=found.owner_id, today=day_of(at))
    if Meeting.objects.filter(code=code).exists():
        raise MeetingExists(meeting=code)
    entry = append(
        act="discipline.meeting.hold",
        by=by,
        at=at,
        on=on,
        subjects=[f"meeting:{code}", f"programme:{programme}"],
        public={"meeting": code, "body": body, "on": on.isoformat()},
        private={"title": title_vi},
    )
    return Meeting.objects.create(
        entry=entry,
        code=code,
        programme=found,
        body=Agency.objects.get(code=body),
        held_on=on,
        title_vi=title_vi,
        title_en=title_en,
    )


@transaction.atomic
def conclude(*, meeting: str, directive: str, by: Actor, at: datetime, on: date) -> list[Conclusion]:
    """The clauses of a paper are what the meeting concluded.

    Raises `NothingConcluded`, `NotTheOwner`, `NotInPost`.
    """
    held = Meeting.objects.select_related("programme").get(code=meeting)
    require_steering(by, programme=held.programme.code, owner=held.programme.owner_id, today=day_of(at))
    clauses = list(
        Clause.objects.filter(directive__code=directive, conclusion__isnull=True).order_by("order")
    )
    if not clauses:
        raise NothingConcluded(meeting=meeting, directive=directive)
    entry = append(
        act="discipline.meeting.conclude",
        by=by,
        at=at,
        on=on,
        subjects=[f"meeting:{meeting}", f"directive:{directive}"],
        public={"meeting": meeting, "directive": directive, "clauses": len(clauses), "on": on.isoformat()},
        private={},
    )
    return Conclusion.objects.bulk_create(
        [Conclusion(entry=entry, meeting=held, clause=clause) for clause in clauses], batch_size=500
    )
