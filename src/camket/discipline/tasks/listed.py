"""Rows of a list: tasks as their spans tell them on a day, with the words in force, read in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import Case, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from .models import Annulment, Correction, Deadline, TaskSpan
from .parts import shown
from .queries import by_dates
from .rules import CorrectedField
from .rules.parts import Part

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from camket.discipline.agencies.roles import Scope
    from camket.periods import AsOf

    from .queries import TaskOnDay
    from .spans import SpanOnDay

_TOLD = (
    *("due_date", "done_date", "withdrawn_date", "nature", "continues", "awaiting", "carried", "lead_id"),
    *("standing", "first_due", "title_now", "product_now"),
)
"""What `queries.tasks_as_of` says of a task, by the same names."""


def tasks_listed(spans: QuerySet[SpanOnDay], asof: AsOf, scope: Scope) -> list[TaskOnDay]:
    """The tasks of some spans in the order of their codes, as `queries.tasks_as_of` tells them.

    The spans answer what it works out from the facts for each task. They are picked first and the words read for
    those alone, whatever else the database had to look through.
    """
    first = Deadline.objects.filter(task=OuterRef("task")).order_by("entry_id", "pk")
    rows = (
        TaskSpan.objects.filter(pk__in=spans.values("pk"))
        .select_related("task__programme")
        .annotate(
            standing=by_dates(asof),
            first_due=Subquery(first.values("due_date")[:1]),
            title_now=_words_now(CorrectedField.TITLE, Part.TITLE, asof, scope),
            product_now=_words_now(CorrectedField.PRODUCT, Part.PRODUCT, asof, scope),
        )
        .order_by("code")
    )
    found = []
    for row in rows:
        for name in _TOLD:
            setattr(row.task, name, getattr(row, name))
        found.append(cast("TaskOnDay", row.task))
    return found


def _words_now(field: CorrectedField, part: Part, asof: AsOf, scope: Scope) -> Coalesce | Case:
    annulled = Annulment.objects.filter(entry_id__lte=asof.position).values("target")
    mended = Correction.objects.filter(
        task=OuterRef("task"), field=field, entry_id__lte=asof.position, on_date__lte=asof.on
    )
    latest = mended.filter(~Q(entry__in=annulled)).order_by("-entry_id")
    words = Coalesce(Subquery(latest.values("after")[:1]), F(f"task__{field.value}"))
    if scope.reads_all:
        return words
    return Case(When(shown(part, scope, of="task"), then=words), default=Value(""), output_field=TextField())
