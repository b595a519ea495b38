"""Readers of what became of tasks: merged, split, taken back with their intake; and what leans on an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from camket.discipline.directives.models import Directive
from camket.discipline.directives.queries import directives
from camket.discipline.tasks.models import Annulment, CarriedCheck, Claim, Passing, Share, ShareEnd, Task
from camket.discipline.tasks.queries import visible_to
from camket.discipline.tasks.rules import LEANING
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf
    from camket.record.models import Entry


def _passings(asof: AsOf, scope: Scope) -> QuerySet[Passing]:
    annulled = Annulment.objects.filter(target=OuterRef("entry"), entry_id__lte=asof.position)
    held = Passing.objects.filter(entry_id__lte=asof.position, on_date__lte=asof.on).exclude(Exists(annulled))
    seen = Task.objects.filter(visible_to(scope))
    both = Exists(seen.filter(pk=OuterRef("task"))), Exists(seen.filter(pk=OuterRef("into")))
    return held.filter(*both).select_related("task", "into").order_by("entry_id", "pk")


def passed_into(task: Task, asof: AsOf, scope: Scope) -> QuerySet[Passing]:
    """The tasks as which a task goes on, where the reader may know of them."""
    return _passings(asof, scope).filter(task=task)


def came_from(task: Task, asof: AsOf, scope: Scope) -> QuerySet[Passing]:
    """The tasks that a task goes on from, where the reader may know of them."""
    return _passings(asof, scope).filter(into=task)


def tasks_of(entry: int) -> QuerySet[Task]:
    """The tasks that an entry is about, annulled or not."""
    codes = record.subjects_of(entry, kind="task")
    return Task.objects.filter(code__in=codes).select_related("programme").order_by("code")


def intakes_of(directive: Directive, asof: AsOf) -> list[int]:
    """The entries that gave the tasks of a paper and hold, in order."""
    annulled = Annulment.objects.filter(target=OuterRef("entry"), entry_id__lte=asof.position)
    given = Task.objects.filter(clause__directive=directive, entry_id__lte=asof.position).exclude(
        Exists(annulled)
    )
    entries = record.entries().filter(position__in=given.values("entry"), act="discipline.task.assign")
    return list(entries.order_by("position").values_list("position", flat=True))


def taken_back(directive: Directive, asof: AsOf) -> QuerySet[Annulment]:
    """The annulments that took back what a paper gave, oldest first."""
    given = Task.objects.filter(clause__directive=directive).values("entry")
    found = Annulment.objects.filter(target__in=given, task=None, entry_id__lte=asof.position)
    return found.filter(target__act="discipline.task.assign").select_related("entry").order_by("entry_id")


def was_taken_back(directive: Directive, asof: AsOf) -> bool:
    """Whether a paper gave tasks and none of them holds: it may be taken in again under another code."""
    return not intakes_of(directive, asof) and taken_back(directive, asof).exists()


def part_codes(code: str, wanted: int) -> list[str]:
    """Codes for the parts of a task: its own with a number behind, past those that an earlier splitting took."""
    taken = set(Task.objects.filter(code__startswith=f"{code}.").values_list("code", flat=True))
    free = (one for n in range(1, 1_000_000) if (one := f"{code}.{n}") not in taken)
    return [next(free) for _ in range(wanted)]


def gone_codes(programme: Programme, asof: AsOf) -> set[str]:
    """The codes of a programme's tasks that were taken back with the act that brought them."""
    annulled = Annulment.objects.filter(task=None, entry_id__lte=asof.position).values("target")
    gone = Task.objects.filter(programme=programme, entry__in=annulled)
    return set(gone.values_list("code", flat=True))


def free_paper_code(code: str, asof: AsOf) -> str:
    """The code under which a paper can be taken in: its own, or one with a number when its intake was taken back.

    A code is its paper's for ever, since the record names papers by it; the paper's own number is kept beside.
    """
    found, n = code, 1
    while (known := Directive.objects.filter(code=found).first()) and was_taken_back(known, asof):
        n += 1
        found = f"{code}.{n}"
    return found


def same_number(directive: Directive, scope: Scope, asof: AsOf) -> QuerySet[Directive]:
    """The other intakes of a paper: registered under the same number, by the same issuer, of the same day."""
    others = directives(scope, asof).filter(
        number_text=directive.number_text, issuer=directive.issuer_id, signed_on=directive.signed_on
    )
    return others.exclude(pk=directive.pk)


def bulk_annulments(entries: Iterable[int], asof: AsOf) -> QuerySet[Annulment]:
    """The annulments of bulk acts among some entries."""
    return Annulment.objects.filter(target__in=list(entries), task=None, entry_id__lte=asof.position)


def leaning_on(entry: int) -> list[Entry]:
    """The entries that hold and lean on an act, oldest first: it is not taken back before they are.

    On an act that brought tasks leans whatever was done to them. On one that moved shares lean later moves of the
    same tasks, and claims made on the shares it gave. On an opening leans whoever looked into what it carried over.
    """
    brought = Task.objects.filter(entry_id=entry).annotate(subject=Concat(Value("task:"), F("code")))
    acts = record.entries_about_any(brought.values("subject"), after=entry).filter(act__in=LEANING)
    given = Share.objects.filter(entry_id=entry).exclude(task__entry_id=entry)
    moved = {
        *given.values_list("task", flat=True),
        *ShareEnd.objects.filter(entry_id=entry).values_list("share__task", flat=True),
    }
    positions = {
        *acts.values_list("position", flat=True),
        *Share.objects.filter(task__in=moved, entry_id__gt=entry).values_list("entry", flat=True),
        *ShareEnd.objects.filter(share__task__in=moved, entry_id__gt=entry).values_list("entry", flat=True),
        *Claim.objects.filter(share__in=given).values_list("entry", flat=True),
        *CarriedCheck.objects.filter(carried__entry=entry).values_list("entry", flat=True),
    }
    struck = Annulment.objects.filter(target__in=positions).values_list("target", flat=True)
    return list(record.entries().filter(position__in=positions - set(struck)).order_by("position"))


def passings_leaning(target: Entry, task: Task, *, claim_back: bool) -> list[int]:
    """The entries with which a task passed on, on the strength of an act about it that is to be annulled.

    It passed without a claim that stands and with its deadline as it was; and another passed into it while no claim
    on it stood, which matters where the annulment brings one back (`claim_back`).
    """
    went = Q(task=task) | Q(into=task) if claim_back else Q(task=task)
    annulled = Annulment.objects.filter(target=OuterRef("entry"))
    later = Passing.objects.filter(went, entry_id__gt=target.position).exclude(Exists(annulled))
    return sorted(set(later.values_list("entry_id", flat=True)))
