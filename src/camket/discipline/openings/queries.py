"""Readers of running sheets: those that wait, those taken in, what they told, and what awaits a check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from camket.discipline.tasks.models import Annulment, CarriedCheck, CarriedOver, Task
from camket.discipline.tasks.queries import visible_to

from .answers import SheetAnswers
from .models import SheetDifference, SheetLine, SheetTaken, SheetUpload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Directive, Programme
    from camket.periods import AsOf

_OF_ROWS = frozenset({"done_in_future", "done_before_assigned", "day_but_not_done", "done_but_note_open"})
"""Questions about rows that contradict themselves, asked anew with every sheet. Answers about wordings and about how
the office keeps its sheet hold for the next one too."""


def _annulled(asof: AsOf) -> Exists:
    return Exists(Annulment.objects.filter(target=OuterRef("entry"), entry_id__lte=asof.position))


def sheets_taken(programme: Programme, asof: AsOf) -> QuerySet[SheetTaken]:
    """The sheets that a programme took in, oldest first; annulled ones left out."""
    known = SheetTaken.objects.filter(programme=programme, entry_id__lte=asof.position)
    return known.exclude(_annulled(asof)).select_related("directive").order_by("entry_id")


def remembered(programme: Programme, asof: AsOf) -> SheetAnswers:
    """What the sheets of a programme settled about columns and wordings, the newest over older ones."""
    columns: dict[str, dict[str, str]] = {}
    questions: dict[str, str] = {}
    for sheet in sheets_taken(programme, asof):
        columns |= json.loads(sheet.columns)
        told = json.loads(sheet.answers).get("questions", {})
        questions |= {key: said for key, said in told.items() if key.partition("|")[0] not in _OF_ROWS}
    return SheetAnswers(columns=columns, questions={key: said for key, said in questions.items() if said})


def lines(programme: Programme, asof: AsOf) -> QuerySet[SheetLine]:
    """Every row that sheets of a programme told, oldest first."""
    known = SheetLine.objects.filter(sheet__in=sheets_taken(programme, asof))
    return known.select_related("sheet__directive").order_by("entry_id", "pk")


def sheet_of_file(sha256: str) -> str:
    """The paper as which this very file was taken in before; empty for a new file."""
    annulled = Exists(Annulment.objects.filter(target=OuterRef("entry")))
    known = SheetTaken.objects.filter(file_sha256=sha256).exclude(annulled)
    return known.values_list("directive__code", flat=True).first() or ""


def sheet_of(directive: Directive) -> SheetTaken | None:
    """The sheet behind a paper, if the paper is one."""
    return SheetTaken.objects.filter(directive=directive).select_related("programme").first()


def differences_in(sheet: SheetTaken, scope: Scope) -> QuerySet[SheetDifference]:
    """What a sheet said otherwise than Camket, of the tasks that a reader may know of."""
    seen = Task.objects.filter(visible_to(scope))
    known = SheetDifference.objects.filter(sheet=sheet).filter(Q(task=None) | Q(task__in=seen))
    return known.select_related("task", "entry").order_by("pk")


def _carried(asof: AsOf) -> QuerySet[CarriedOver]:
    known = CarriedOver.objects.filter(entry_id__lte=asof.position).exclude(_annulled(asof))
    return known.select_related("claim__share__agency", "claim__share__task", "entry")


def _checks(asof: AsOf) -> QuerySet[CarriedCheck]:
    return CarriedCheck.objects.filter(entry_id__lte=asof.position).exclude(_annulled(asof))


def _unchecked(asof: AsOf) -> QuerySet[CarriedOver]:
    return _carried(asof).exclude(Exists(_checks(asof).filter(carried=OuterRef("pk"))))


def carried_of(task: Task, asof: AsOf) -> QuerySet[CarriedOver]:
    """The completions of a task that were carried over, with their checks."""
    return _carried(asof).filter(claim__share__task=task).order_by("pk")


def unchecked(programme: Programme, asof: AsOf, scope: Scope) -> QuerySet[CarriedOver]:
    """The completions of a programme that nobody has checked yet, in the order of their tasks."""
    seen = Task.objects.filter(visible_to(scope), programme=programme, assigned_on__lte=asof.on)
    known = _unchecked(asof).filter(claim__share__task__in=seen)
    return known.order_by("claim__share__task__code", "pk")


def n_tasks_unchecked(programme: Programme, asof: AsOf, scope: Scope) -> int:
    """How many tasks wait for a check: one task may carry the completions of many bodies."""
    found = unchecked(programme, asof, scope).aggregate(n=Count("claim__share__task", distinct=True))
    return int(found["n"])


def unchecked_of(codes: Iterable[str], asof: AsOf) -> QuerySet[CarriedOver]:
    """The completions of some tasks that nobody has checked yet."""
    known = _unchecked(asof).filter(claim__share__task__code__in=list(codes))
    return known.order_by("claim__share__task__code", "pk")


def check_of(carried: CarriedOver, asof: AsOf) -> CarriedCheck | None:
    """How a carried completion was checked, as the record knew it; an annulled check is none."""
    return _checks(asof).filter(carried=carried).select_related("entry").order_by("-entry_id").first()


def uploads(*, by: str) -> QuerySet[SheetUpload]:
    """Sheets that a post has sent and not confirmed yet, newest first."""
    return SheetUpload.objects.filter(uploaded_by=by, confirmed_as="").order_by("-uploaded_at")


def upload(pk: int, *, by: str) -> SheetUpload | None:
    """One sheet on its way in, for the post that sent it."""
    return SheetUpload.objects.filter(pk=pk, uploaded_by=by).first()
