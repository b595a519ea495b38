"""Readers of what may be shown of a task, part by part: decided for the task, else its programme, else the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from camket.discipline.agencies.roles import Publication

from .models import Annulment, Disclosure, PartDefault, Share, Task
from .rules.parts import PART_DEFAULTS, Part, part_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme


_BATCH = 2000
"""Codes in one look-up: a bulk entry names thousands, and a database takes only so many in one statement."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The class of a part, and where it was decided: `task`, `programme`, or `table`."""

    publication: Publication
    where: str
    position: int | None


def publication_of(task: Task) -> Publication:
    """Who may know of a task now: as the latest decision about it says, else as it was given."""
    latest = Disclosure.objects.filter(task=task.pk, part="").order_by("-entry_id").first()
    return Publication(latest.publication if latest else task.publication)


def once_restricted(task: Task) -> bool:
    """Whether a task is restricted or ever was: some of its acts are closed in the record for good."""
    decided = Disclosure.objects.filter(task=task.pk, part="", publication=Publication.RESTRICTED)
    return task.publication == Publication.RESTRICTED or decided.exists()


def closed_tasks(programme: Programme, position: int) -> set[str]:
    """Codes of tasks of which the public part of the record tells nothing, as known at a position.

    Restricted when they were given, or made so by then: whatever was opened later stays closed in the record.
    """
    given = Task.objects.filter(programme=programme, publication=Publication.RESTRICTED)
    made = Disclosure.objects.filter(
        task__programme=programme, part="", publication=Publication.RESTRICTED, entry_id__lte=position
    )
    return {*given.values_list("code", flat=True), *made.values_list("task__code", flat=True)}


def part_defaults(programme: Programme) -> dict[Part, Decided]:
    """What a programme shows of its tasks where nothing was decided for one."""
    found = {part: Decided(publication, "table", None) for part, publication in PART_DEFAULTS.items()}
    for row in PartDefault.objects.filter(programme=programme).order_by("entry_id"):
        found[Part(row.part)] = Decided(Publication(row.publication), "programme", row.entry_id)
    return found


def part_default_history(programme: Programme) -> QuerySet[PartDefault]:
    """Every decision about what a programme shows, newest first."""
    return PartDefault.objects.filter(programme=programme).select_related("entry").order_by("-entry_id")


def parts_of(task: Task) -> dict[Part, Decided]:
    """The class of every part of a task, and where it was decided."""
    found = part_defaults(task.programme)
    for row in Disclosure.objects.filter(task=task.pk).exclude(part="").order_by("entry_id"):
        found[Part(row.part)] = Decided(Publication(row.publication), "task", row.entry_id)
    return found


def parts_in_sight(task: Task, scope: Scope) -> frozenset[Part]:
    """The parts of a task that a reader who may know of it sees."""
    if scope.reads_all:
        return frozenset(Part)
    named = is_named(task, scope)
    decided = parts_of(task)
    return frozenset(
        part for part in Part if part_shown(decided[part].publication, outside=scope.is_public, named=named)
    )


def shares_naming(scope: Scope) -> QuerySet[Share]:
    """The shares by which bodies of the reader's are named in tasks, ended ones too: who had a part may know of it.

    A share of an annulled entry names nobody: a body put down by mistake reads the task no more.
    """
    annulled = Annulment.objects.filter(target=OuterRef("entry"))
    return Share.objects.filter(agency__in=scope.agencies).exclude(Exists(annulled))


def is_named(task: Task, scope: Scope) -> bool:
    """Whether a task is shared by a body of the reader's."""
    return bool(scope.agencies) and shares_naming(scope).filter(task=task.pk).exists()


def shown(part: Part, scope: Scope, *, of: str = "pk") -> Q:
    """Which tasks show a part to a reader, for the database to sift `Task` by; or rows that name one, `of` them."""
    if scope.reads_all:
        return Q()
    own = Disclosure.objects.filter(task=OuterRef(of), part=part).order_by("-entry_id")
    general = PartDefault.objects.filter(programme=OuterRef("programme"), part=part).order_by("-entry_id")
    decided = Coalesce(
        Subquery(own.values("publication")[:1]),
        Subquery(general.values("publication")[:1]),
        Value(PART_DEFAULTS[part].value),
        output_field=CharField(),
    )
    classes = [Publication.PUBLIC] if scope.is_public else [Publication.PUBLIC, Publication.INTERNAL]
    seen = Q(In(decided, classes))
    if not scope.agencies:
        return seen
    return seen | Q(Exists(shares_naming(scope).filter(task=OuterRef(of))))


def all_shown(codes: Iterable[str], scope: Scope) -> bool:
    """Whether no part of some tasks is kept from a reader who holds a post and may know of the tasks."""
    if scope.reads_all or scope.is_public:
        return scope.reads_all
    closed = Publication.RESTRICTED
    own = Q(Exists(Disclosure.objects.filter(task=OuterRef("pk"), publication=closed).exclude(part="")))
    general = Q(programme__in=PartDefault.objects.filter(publication=closed).values("programme"))
    wanted = list(codes)
    for first in range(0, len(wanted), _BATCH):
        asked = Task.objects.filter(own | general, code__in=wanted[first : first + _BATCH])
        for task in asked.select_related("programme"):
            if len(parts_in_sight(task, scope)) < len(Part):
                return False
    return True


def disclosures_of(task: Task) -> QuerySet[Disclosure]:
    """Every decision who may see a task or a part of it, newest first."""
    return Disclosure.objects.filter(task=task.pk).select_related("entry").order_by("-entry_id")


def by_part(rows: Mapping[Part, Decided]) -> list[tuple[str, Decided]]:
    """Parts in the order of the table, by code."""
    return [(part.value, rows[part]) for part in Part]
