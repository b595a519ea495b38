"""The story of a task: every entry about it in plain words, newest first, and the days on which it fell overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.mandates import signatures
from camket.discipline.mendings.queries import bulk_annulments
from camket.discipline.sight.queries import entries_in_sight, names_its_post
from camket.discipline.sight.rules import narrowed
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.parts import parts_in_sight
from camket.discipline.tasks.rules.parts import TEXTS, texts_shown
from camket.discipline.tasks.rules.parts import Part as Shown
from camket.periods import VIETNAM_TZ
from camket.record import queries as record
from camket.record.rules import CONCEALED
from camket.words import say_code

from .recounted import RECOMPUTE, told_of_recount
from .telling import TOLD, Part, Told
from .templatetags.say import day, language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camket.discipline.agencies.models import Post
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.tasks.queries import TaskOnDay
    from camket.periods import AsOf
    from camket.record.models import Entry

ASSIGN = "discipline.task.assign"
LATE_ANSWERS = frozenset({"discipline.claim.accept", "discipline.claim.return", "discipline.act.annul"})
"""Acts that change what is known of an earlier day, so they are told even when they come after the reader's day."""
DECISIVE = frozenset(
    {
        ASSIGN,
        "discipline.claim.submit",
        "discipline.claim.accept",
        "discipline.claim.return",
        "discipline.deadline.extend",
        RECOMPUTE,
        "discipline.task.correct",
        "discipline.task.withdraw",
        "discipline.task.merge",
        "discipline.task.split",
        "discipline.share.hand_over",
    }
)
"""Acts that settle where a task stands; the newest one is proved on the task's page."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the story. Without a position it is no act but follows from dates."""

    at: datetime
    told: Told
    position: int | None = None
    act: str = ""
    post: Post | None = None
    signed_for_by: Post | None = None
    on: date | None = None
    after_day: bool = False
    annulled_by: int | None = None
    annulled_why: str = ""


def _tell(entry: Entry, part: Part, task: TaskOnDay) -> Told:
    if entry.act == ASSIGN:
        paper = task.clause.directive
        given = {"number": paper.number_text, "day": day(paper.signed_on)}
        return Told(
            heading=gettext("Giao nhiệm vụ"),
            said=(gettext("Theo %(number)s ngày %(day)s.") % given,),
        )
    if entry.act == RECOMPUTE:
        return Told(*told_of_recount(entry, part.fields, task))
    teller = TOLD.get(entry.act)
    return teller(part) if teller else Told(heading=say_code("act", entry.act, language()))


def fields_of(entry: Entry, opened: Mapping[str, Any]) -> dict[str, Any]:
    """An act's fields from both its parts; of a restricted task the private part holds them all."""
    return {**record.public_part(entry), **opened}


def story_of(task: TaskOnDay, asof: AsOf, scope: Scope) -> list[Moment]:
    """Everything that happened to a task, newest first.

    Everyone who may know of the task is told what was done and when; reasons, statements and reports in words are for
    those to whom these parts of it are shown.
    """
    entries = list(record.entries_about(f"task:{task.code}", position=asof.position))
    sights = {
        entry.position: sight for entry, sight in zip(entries, entries_in_sight(entries, scope), strict=True)
    }
    whole = [entry.position for entry in entries if entry.act != ASSIGN and sights[entry.position].whole]
    shown = parts_in_sight(task, scope)
    texts = not scope.is_public or shown & TEXTS
    opened = {position: part for position, _, part in record.openings(whole)} if texts else {}
    annulled = {row.target_id: row for row in tasks.annulments_of(task, asof)}
    annulled |= {row.target_id: row for row in bulk_annulments(list(sights), asof)}
    signed = signatures(
        [one for one in entries if one.actor != CONCEALED or names_its_post(sights[one.position], scope)]
    )
    bodies = {body.code: body for body in agencies.agencies_by_id().values()}
    moments = []
    for entry in entries:
        if entry.on_date > asof.on and entry.act not in LATE_ANSWERS:
            continue
        undone = annulled.get(entry.position)
        kept = opened.get(entry.position, {})
        field = str(kept.get("field") or record.public_part(entry).get("field") or "")
        fields = fields_of(
            entry, texts_shown(kept, shown=shown, outside=scope.is_public, field=field) if kept else {}
        )
        if not sights[entry.position].whole:
            seen = [one.removeprefix("task:") for one in sights[entry.position].subjects]
            fields = narrowed(fields, seen)
        part = Part(fields=fields, bodies=bodies, task=task.code)
        moments.append(
            Moment(
                at=entry.recorded_at,
                told=_tell(entry, part, task),
                position=entry.position,
                act=entry.act,
                post=signed[entry.position].post if entry.position in signed else None,
                signed_for_by=signed[entry.position].signed_for_by if entry.position in signed else None,
                on=entry.on_date,
                after_day=entry.on_date > asof.on,
                annulled_by=undone.entry_id if undone else None,
                annulled_why=undone.reason if undone and Shown.REASONS in shown else "",
            )
        )
    moments += [_fell_overdue(on) for on in overdue_days(task, asof)]
    return sorted(moments, key=lambda one: (one.at, one.position or 0), reverse=True)


def decisive(story: list[Moment]) -> Moment | None:
    """The newest act in force that settles where the task stands."""
    settled = (one for one in story if one.act in DECISIVE and one.annulled_by is None)
    return max(settled, key=lambda one: one.position or 0, default=None)


def overdue_days(task: TaskOnDay, asof: AsOf) -> list[date]:
    """The days on which a deadline in force passed with the task open.

    The morning after each such deadline, or the day it was set when it had passed by then.
    """
    rows = list(tasks.deadlines_of(task, asof))
    found = []
    for place, row in enumerate(rows):
        if row.due_date is None:
            continue
        morning = max(row.due_date + timedelta(days=1), row.on_date)
        replaced = rows[place + 1].on_date if place + 1 < len(rows) else None
        ends = [end for end in (replaced, task.withdrawn_date) if end is not None]
        finished = task.done_date is not None and task.done_date <= row.due_date
        in_force = all(end > morning for end in ends)
        if morning <= asof.on and in_force and not finished:
            found.append(morning)
    return found


def _fell_overdue(on: date) -> Moment:
    return Moment(
        at=datetime.combine(on, time.min, tzinfo=VIETNAM_TZ),
        told=Told(heading=gettext("Chuyển sang quá hạn"), standing="overdue"),
    )
