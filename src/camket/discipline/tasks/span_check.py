"""Holds the stored spans of tasks against the facts: the cache must say nothing of its own."""

from __future__ import annotations

from collections import Counter, defaultdict

from .models import Task, TaskSpan
from .settling import rebuilt

_BATCH = 1000
_SAMPLE = 500


def wrong_spans(*, every: bool) -> tuple[int, int]:
    """How many tasks were looked at, and how many have other spans than their facts give.

    Every task, or some hundreds spread over all of them. Spans of tasks that are not there count as one wrong task.
    """
    tasks = list(Task.objects.order_by("pk").values_list("pk", flat=True))
    step = 1 if every else max(1, len(tasks) // _SAMPLE)
    looked = tasks[::step]
    wrong = sum(_wrong(looked[first : first + _BATCH]) for first in range(0, len(looked), _BATCH))
    return len(looked), wrong


def _wrong(tasks: list[int]) -> int:
    columns = [field.attname for field in TaskSpan._meta.concrete_fields if not field.primary_key]
    stored: dict[int, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for row in TaskSpan.objects.filter(task__in=tasks).values(*columns):
        stored[row["task_id"]][tuple(row[name] for name in columns)] += 1
    given: dict[int, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for span in rebuilt(tasks):
        given[span.task_id][tuple(getattr(span, name) for name in columns)] += 1
    return sum(stored[task] != given[task] for task in tasks)
