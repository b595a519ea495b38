"""Words that most tasks have: lists by them are read from the list's beginning, not gathered from the index first.

The index gives every task that holds a word before any of them can be shown; for a word of a hundred thousand tasks
that takes longer than all the rest of a page, to show fifty. Where hits lie that close, walking along the codes and
hearing each task's own words finds the next fifty at once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from camket.discipline.tasks.models import Annulment, Correction, TaskSpan
from camket.discipline.tasks.spans import next_spans

from .index import first_ids
from .queries import in_sight_by_words, spans_holding
from .rules import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.tasks.spans import SpanOnDay

    from .rules import Wanted

FREQUENT = 5_000
"""Hits of the index beyond which the words are frequent."""
FEW = 2_000
"""As many tasks as can be heard one after another for one page."""
_AT_ONCE = 500


def are_frequent(want: Wanted) -> bool:
    """Whether so many tasks hold these words that those that do are not counted."""
    return not want.is_empty and len(first_ids(want, most=FREQUENT + 1)) > FREQUENT


def next_by_words(
    spans: QuerySet[SpanOnDay], want: Wanted, scope: Scope, *, after: str, most: int
) -> QuerySet[SpanOnDay]:
    """The next spans behind a code whose tasks hold the words, frequent or not, in the order of codes."""
    if are_frequent(want):
        return next_frequent(spans, want, scope, after=after, most=most)
    return next_spans(spans.filter(spans_holding(want, scope)), after, most=most)


def next_frequent(
    spans: QuerySet[SpanOnDay], want: Wanted, scope: Scope, *, after: str, most: int
) -> QuerySet[SpanOnDay]:
    """As `next_by_words`, for who knows already that the words are frequent."""
    return spans.filter(pk__in=next_holding(spans, want, scope, after=after, most=most)).order_by("code")


def next_holding(
    spans: QuerySet[SpanOnDay], want: Wanted, scope: Scope, *, after: str, most: int
) -> list[int]:
    """The ids of the next spans behind a code whose tasks hold frequent words, in the order of codes.

    The same as the index says. Where `FEW` tasks in a row gave too few, it is the index that is asked after all.
    """
    found, heard = list[int](), 0
    while len(found) < most and heard < FEW:
        # First the next spans, then their words: asked for in one, a database may sort all that is in sight.
        near = dict(next_spans(spans, after, most=_AT_ONCE).values_list("pk", "code"))
        told = TaskSpan.objects.filter(in_sight_by_words(scope), pk__in=list(near))
        words = {pk: (task, said) for pk, task, said in told.values_list("pk", "task", "task__spoken")}
        mended = _mended(task for task, _ in words.values())
        for pk in near:
            task, said = words.get(pk, (0, ""))
            if any(holds(text, want) for text in (said, *mended.get(task, ()))):
                found.append(pk)
        if len(near) < _AT_ONCE:
            return found[:most]
        heard, after = heard + len(near), [*near.values()][-1]
    if len(found) < most:
        rest = spans.filter(spans_holding(want, scope), code__gt=after).order_by("code")
        found += rest.values_list("pk", flat=True)[: most - len(found)]
    return found[:most]


def _mended(tasks: Iterable[int]) -> dict[int, Sequence[str]]:
    """The words that corrections gave to tasks (by id), those of annulled corrections left out."""
    struck = Annulment.objects.values("target")
    given = Correction.objects.filter(task__in=list(tasks)).exclude(spoken="").exclude(entry__in=struck)
    found: dict[int, list[str]] = defaultdict(list)
    for task, words in given.values_list("task", "spoken"):
        found[task].append(words)
    return dict(found)
