"""Deciding who may see a task, and what of it: by the steering side, with a reason (mức công khai)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.roles import Publication
from camket.discipline.agencies.seats import require_steering
from camket.discipline.directives.models import Programme
from camket.discipline.tasks.actions.entering import enter, require_assigner, require_reason, task_for
from camket.discipline.tasks.models import Disclosure, PartDefault
from camket.discipline.tasks.parts import part_defaults, parts_of, publication_of
from camket.discipline.tasks.settling import settle
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.tasks.rules.parts import Part
    from camket.record.rules import Actor


class NothingDisclosed(Refused):
    """A decision says something other than what holds."""

    code = "task.disclose.no_change"


class WiderThanTask(Refused):
    """A part is never shown to more readers than the task itself."""

    code = "task.disclose.wider"


class NoSuchProgramme(Refused):
    """No programme has this code."""

    code = "programme.unknown"


_WIDE = {Publication.PUBLIC: 2, Publication.INTERNAL: 1, Publication.RESTRICTED: 0}


@transaction.atomic
def disclose(
    *, task: str, part: Part | None, publication: Publication, reason: str, by: Actor, at: datetime, on: date
) -> Disclosure:
    """The steering side decides who may see a task (`part` is none) or one part of it, from now on.

    Of a task that is or becomes restricted the record tells nothing from here on; what it told before stays told.
    Raises `NothingDisclosed`, `WiderThanTask`, `NotYoursToSteer`, `ReasonMissing`.
    """
    found = task_for(task, on=on, at=at)
    require_assigner(found, by=by, today=day_of(at))
    said = require_reason(reason)
    whole = publication_of(found)
    was = whole if part is None else parts_of(found)[part].publication
    if publication is was:
        raise NothingDisclosed(task=task)
    if part is not None and _WIDE[publication] > _WIDE[whole]:
        raise WiderThanTask(task=task, publication=publication.value, whole=whole.value)
    named = part.value if part else ""
    closing = part is None and publication is Publication.RESTRICTED
    entry = enter(
        act="discipline.task.disclose",
        task=found,
        public={"part": named, "publication": publication.value},
        private={"reason": said, "before": was.value},
        by=by,
        at=at,
        on=on,
        closed=closing or None,
    )
    made = Disclosure.objects.create(
        entry=entry, task=found, part=named, publication=publication.value, on_date=on, reason=said
    )
    settle([found.pk], entry=entry)
    return made


@transaction.atomic
def set_part_default(
    *, programme: str, part: Part, publication: Publication, reason: str, by: Actor, at: datetime, on: date
) -> PartDefault:
    """The steering side decides what a programme shows of its tasks where nothing is decided for one.

    Raises `NoSuchProgramme`, `NotTheOwner`, `NothingDisclosed`, `ReasonMissing`.
    """
    take_turn()
    found = Programme.objects.filter(code=programme).first()
    if found is None:
        raise NoSuchProgramme(programme=programme)
    require_steering(by, programme=programme, owner=found.owner_id, today=day_of(at))
    said = require_reason(reason)
    was = part_defaults(found)[part].publication
    if publication is was:
        raise NothingDisclosed(task=programme)
    entry = append(
        act="discipline.programme.disclose",
        by=by,
        at=at,
        on=on,
        subjects=[f"programme:{programme}"],
        public={
            "programme": programme,
            "part": part.value,
            "publication": publication.value,
            "on": on.isoformat(),
        },
        private={"reason": said, "before": was.value},
    )
    return PartDefault.objects.create(
        entry=entry, programme=found, part=part.value, publication=publication.value, on_date=on, reason=said
    )
