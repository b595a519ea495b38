"""Brings the spans of tasks up to date with an act: the last line of every action that changes where a task stands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from .gathering import gather
from .models import Task, TaskSpan
from .rules import Stretch, history, stretches
from .rules.spans import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from camket.record.models import Entry

    from .gathering import Settled

OPEN = 2**62
"""`known_until` of a span that no act has closed: beyond any place of any record."""

_BATCH = 2000


def settle(tasks: Iterable[int], *, entry: Entry) -> None:
    """The spans of tasks (by their ids) say from the entry's position on what the facts say.

    Called inside the act's transaction, after its last fact. What was known before the entry stays readable: a span
    that no longer holds is closed at the position, and the one that holds is opened there.
    """
    for some in _batches(sorted(set(tasks))):
        _settle(some, entry.position)


def _settle(tasks: Sequence[int], position: int) -> None:
    open_ = _open_spans(tasks)
    opened: list[TaskSpan] = []
    closed: list[int] = []
    reclassed: dict[str, list[int]] = defaultdict(list)
    for one in gather(tasks):
        had = open_.get(one.task.pk, {})
        now = set(stretches(one.facts, at=position))
        opened += [_row(one.task, stretch, position, OPEN) for stretch in now - set(had)]
        closed += [pk for stretch, (pk, _) in had.items() if stretch not in now]
        if any(publication != one.task.publication for _, publication in had.values()):
            reclassed[one.task.publication].append(one.task.pk)
    for publication, changed in reclassed.items():
        TaskSpan.objects.filter(task__in=changed).update(publication=publication)
    for some in _batches(closed):
        spans = TaskSpan.objects.filter(pk__in=some)
        spans.filter(known_from=position).delete()  # opened by this very act: nobody read it
        spans.update(known_until=position)
    TaskSpan.objects.bulk_create(opened)


def _open_spans(tasks: Sequence[int]) -> Mapping[int, dict[Stretch, tuple[int, str]]]:
    found: dict[int, dict[Stretch, tuple[int, str]]] = defaultdict(dict)
    rows = TaskSpan.objects.filter(task__in=tasks, known_until=OPEN).values_list(
        "pk", "task_id", "publication", "from_day", "until_day", *_STATE
    )
    for pk, task, publication, from_day, until_day, *state in rows:
        found[task][Stretch(from_day, until_day, State(*state))] = (pk, publication)
    return found


_STATE = ("due_date", "done_date", "withdrawn_date", "nature", "continues", "awaiting", "carried", "lead_id")
"""The columns of `State`, in its order."""


def _row(task: Settled, stretch: Stretch, known_from: int, known_until: int) -> TaskSpan:
    state = dict(zip(_STATE, stretch.state, strict=True))
    return TaskSpan(
        task_id=task.pk,
        code=task.code,
        programme_id=task.programme,
        field_id=task.field,
        meeting_id=task.meeting,
        publication=task.publication,
        from_day=stretch.from_day,
        until_day=stretch.until_day,
        known_from=known_from,
        known_until=known_until,
        **state,
    )


@transaction.atomic
def rebuild_spans() -> int:
    """Makes every span anew from the facts, as each place of the record knew them; returns how many there are.

    For a store whose cache is missing or doubted. Nothing of the record is read or changed.
    """
    TaskSpan.objects.all().delete()
    made = 0
    every = list(Task.objects.order_by("pk").values_list("pk", flat=True))
    for some in _batches(every):
        rows = rebuilt(some)
        TaskSpan.objects.bulk_create(rows)
        made += len(rows)
    return made


def rebuilt(tasks: Sequence[int]) -> list[TaskSpan]:
    """The spans that the facts of tasks give, not stored: what a check holds the stored ones against."""
    return [
        _row(one.task, span.stretch, span.known_from, OPEN if span.known_until is None else span.known_until)
        for one in gather(tasks)
        for span in history(one.facts)
    ]


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(ids), _BATCH):
        yield ids[first : first + _BATCH]
