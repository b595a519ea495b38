"""What other reading rules would make of the words of open tasks. Nothing moves by itself: a person corrects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from camket.discipline.deadlines.rules import read_deadline
from camket.discipline.tasks.models import Annulment, Deadline
from camket.discipline.tasks.queries import tasks_with_dates
from camket.discipline.tasks.rules import DeadlineOrigin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.deadlines.rules import Reading, ReadingRule
    from camket.discipline.tasks.queries import TaskWithDates
    from camket.periods import AsOf, WorkingCalendar

    Phrase = tuple[str, date, bool]

_CHUNK = 500
_READ = (DeadlineOrigin.ASSIGNED, DeadlineOrigin.CORRECTED, DeadlineOrigin.RECOMPUTED)


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """An open task whose words other rules read otherwise."""

    task: TaskWithDates
    words: str
    before: Reading
    after: Reading


def read_otherwise(
    before: Sequence[ReadingRule],
    after: Sequence[ReadingRule],
    *,
    calendar: WorkingCalendar,
    asof: AsOf,
    scope: Scope,
) -> list[ReadOtherwise]:
    """Open tasks in sight whose deadline in force has words that two sets of rules read otherwise, in order of code.

    Equal words of papers of one day are read once. A deadline that was granted has no words of its own and is left out.
    """
    rows = _worded(asof)
    changed: dict[Phrase, tuple[Reading, Reading]] = {}
    for phrase in {phrase for _, phrase in rows}:
        was, now = (_read(phrase, rules, calendar) for rules in (before, after))
        if (was.nature, was.due_date, was.continues) != (now.nature, now.due_date, now.continues):
            changed[phrase] = (was, now)
    concerned = {task: phrase for task, phrase in rows if phrase in changed}
    found: list[ReadOtherwise] = []
    ids = sorted(concerned)
    for start in range(0, len(ids), _CHUNK):
        opened = tasks_with_dates(asof, scope).filter(
            pk__in=ids[start : start + _CHUNK], withdrawn_date__isnull=True, done_date__isnull=True
        )
        found += [ReadOtherwise(task, concerned[task.pk][0], *changed[concerned[task.pk]]) for task in opened]
    return sorted(found, key=lambda one: one.task.code)


def _read(phrase: Phrase, rules: Sequence[ReadingRule], calendar: WorkingCalendar) -> Reading:
    words, issued_on, before_includes_day = phrase
    return read_deadline(
        words,
        issued_on=issued_on,
        rules=rules,
        before_includes_day=before_includes_day,
        calendar=calendar,
    )


def _worded(asof: AsOf) -> list[tuple[int, Phrase]]:
    """The tasks whose deadline in force has words, with what its reading depends on."""
    annulled = Annulment.objects.filter(target=OuterRef("entry"), entry_id__lte=asof.position)
    held = Deadline.objects.filter(entry_id__lte=asof.position, on_date__lte=asof.on)
    rows = held.exclude(Exists(annulled)).order_by("entry_id", "pk")
    latest = {
        task: (origin, words, signed_on, before)
        for task, origin, words, signed_on, before in rows.values_list(
            "task_id",
            "origin",
            "deadline_text",
            "task__clause__directive__signed_on",
            "task__programme__before_includes_day",
        ).iterator()
    }
    return [
        (task, (words, signed_on, before))
        for task, (origin, words, signed_on, before) in latest.items()
        if words and origin in _READ
    ]
