"""Readers: tasks, papers, bodies and people that answer a search, best first, each asked through the reader's scope."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.folding import spoken
from camket.discipline.agencies.models import Appointment, Departure
from camket.discipline.directives import queries as directives
from camket.discipline.tasks.listed import tasks_listed
from camket.discipline.tasks.models import Annulment, Correction, Task
from camket.discipline.tasks.parts import shown
from camket.discipline.tasks.queries import given_tasks, visible_to
from camket.discipline.tasks.rules import CorrectedField
from camket.discipline.tasks.rules.parts import Part
from camket.discipline.tasks.spans import spans_of_any

from .index import first_ids, ids_holding
from .models import KeptSearch
from .rules import Wanted, holds, likeness, wanted
from .words import known_short_forms

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from camket.discipline.agencies.models import Account, Agency
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Directive
    from camket.discipline.tasks.queries import TaskOnDay
    from camket.periods import AsOf

MOST_SHOWN = 20
"""Of each kind on the page of a search; the list of tasks goes on from there."""
_SIDE_BY_SIDE, _TOGETHER = 100, 300
"""How many tasks are looked at before the best are chosen: those with the words side by side, then any."""
_HITS = 600
"""How many hits the index is asked for at first."""
_heard = lru_cache(maxsize=65_536)(spoken)


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a search, best first. `n_tasks` is exact unless `more_tasks` says that there are still others."""

    want: Wanted
    tasks: list[TaskOnDay]
    n_tasks: int
    more_tasks: bool
    papers: list[Directive]
    bodies: list[Agency]
    people: list[Appointment]

    @property
    def nothing(self) -> bool:
        """Whether nothing answers."""
        return not (self.tasks or self.papers or self.bodies or self.people)


def read_search(search: str) -> Wanted:
    """What a search means, by the short forms known today."""
    return wanted(search, known_short_forms())


def find(search: str, asof: AsOf, scope: Scope) -> Found:
    """Everything in the reader's sight that answers a search."""
    want = read_search(search)
    if want.is_empty:
        return Found(want, [], 0, more_tasks=False, papers=[], bodies=[], people=[])
    tasks, n_tasks = _tasks(want, asof, scope)
    return Found(
        want=want,
        tasks=tasks,
        n_tasks=n_tasks,
        more_tasks=n_tasks >= _TOGETHER,
        papers=_papers(want, asof, scope),
        bodies=_bodies(want, asof),
        people=_people(want, asof, scope),
    )


def tasks_holding(want: Wanted, scope: Scope) -> QuerySet[Task]:
    """The tasks in sight whose words hold a search.

    A task that keeps its words from the reader is not found by them, or a search would tell them word by word.
    """
    if want.is_empty:
        return Task.objects.none()
    told = shown(Part.TITLE, scope) & shown(Part.PRODUCT, scope)
    found = Task.objects.filter(visible_to(scope), told, pk__in=ids_holding(want))
    return found.exclude(pk__in=struck) if (struck := _found_by_struck_words(want)) else found


def spans_holding(want: Wanted, scope: Scope) -> Q:
    """As `tasks_holding`, of spans in sight: which of them are of such tasks."""
    if want.is_empty:
        return Q(pk__in=[])
    found = Q(task__in=ids_holding(want)) & in_sight_by_words(scope)
    return found & ~Q(task__in=struck) if (struck := _found_by_struck_words(want)) else found


def in_sight_by_words(scope: Scope) -> Q:
    """Which spans are of tasks that keep no words from the reader."""
    return shown(Part.TITLE, scope, of="task") & shown(Part.PRODUCT, scope, of="task")


def _found_by_struck_words(want: Wanted) -> list[int]:
    """Tasks (ids) that hold a search in no words but those of an annulled correction: typed by mistake, or not theirs.

    The index only grows, so it still has them.
    """
    struck = Annulment.objects.values("target")
    spoken_once = Correction.objects.filter(entry__in=struck).exclude(spoken="")
    suspects = {task for task, said in spoken_once.values_list("task", "spoken") if holds(said, want)}
    if not suspects:
        return []
    words = [
        *Task.objects.filter(pk__in=suspects).values_list("pk", "spoken"),
        *Correction.objects.filter(task__in=suspects).exclude(entry__in=struck).values_list("task", "spoken"),
    ]
    return sorted(suspects - {task for task, said in words if said and holds(said, want)})


def _tasks(want: Wanted, asof: AsOf, scope: Scope) -> tuple[list[TaskOnDay], int]:
    told = shown(Part.TITLE, scope) & shown(Part.PRODUCT, scope)
    known = given_tasks(asof, scope).filter(programme__in=directives.programmes(scope))
    known = known.exclude(pk__in=_found_by_struck_words(want))
    side_by_side = replace(want, ideas=(frozenset({want.words}),))
    rows = _looked_at(known.filter(told), side_by_side, want)
    mended = Correction.objects.filter(task__in=rows, field=CorrectedField.TITLE, entry_id__lte=asof.position)
    titles = {pk: _heard(title) for pk, title in mended.order_by("entry_id").values_list("task_id", "after")}
    order = sorted(
        rows,
        key=lambda pk: (-likeness(rows[pk][0], titles.get(pk) or _heard(rows[pk][1]), want), rows[pk][0]),
    )
    best = order[:MOST_SHOWN]
    spans = spans_of_any(asof, scope).filter(task__in=best)
    found = {task.pk: task for task in tasks_listed(spans, asof, scope)}
    return [found[pk] for pk in best if pk in found], min(len(rows), _TOGETHER)


def _looked_at(known: QuerySet[Task], near: Wanted, want: Wanted) -> dict[int, tuple[str, str]]:
    """The first tasks with the words side by side, then the first with all of them: code and title, by id.

    The index is asked for its first few hits, since a common word has as many as there are tasks; only when too few
    of those are in sight is it asked for all.
    """
    first_near, first = first_ids(near, most=_HITS), first_ids(want, most=_HITS)
    hits = [set(first_near), set(first)]
    # An id that no task has: the table is asked whether or not the index knew of anything, in sight or not.
    rows = {row[0]: row[1:] for row in _titles(known.filter(pk__in={-1} | hits[0] | hits[1]))}
    found: dict[int, tuple[str, str]] = {}
    for ids, all_, asked, most in (
        (hits[0], first_near, near, _SIDE_BY_SIDE),
        (hits[1], first, want, _TOGETHER),
    ):
        seen = {pk: rows[pk] for pk in sorted(ids & set(rows))[:most]}
        if len(seen) < most and len(all_) == _HITS:
            every = known.filter(pk__in=ids_holding(asked)).order_by("pk")
            seen = {row[0]: row[1:] for row in _titles(every)[:most]}
        found |= seen
    return found


def _titles(tasks: QuerySet[Task]) -> QuerySet[Task, tuple[int, str, str]]:
    return tasks.values_list("pk", "code", "title")


def _papers(want: Wanted, asof: AsOf, scope: Scope) -> list[Directive]:
    held = Q()
    for idea, _ in want.each():
        one = Q()
        for phrase in idea:
            one |= Q(spoken__contains=" ".join(phrase))
        held &= one
    near = [row for row in directives.directives(scope, asof).filter(held)[:200] if holds(row.spoken, want)]
    return sorted(near, key=lambda row: -likeness(row.number_text, _heard(row.title), want))[:MOST_SHOWN]


def _bodies(want: Wanted, asof: AsOf) -> list[Agency]:
    """Bodies by name, short name or code, those that ended among them: their tasks are found under them."""
    known = [
        body
        for body in agencies.agencies_by_id().values()
        if body.entry_id <= asof.position
        and body.valid_from <= asof.on
        and (
            holds(_heard(f"{body.name_vi} {body.abbreviation} {body.code}"), want)
            or holds(_heard(body.name_en), want)
        )
    ]
    return sorted(known, key=lambda body: (-likeness(body.code, _heard(body.name_vi), want), body.sort_key))[
        :MOST_SHOWN
    ]


def _people(want: Wanted, asof: AsOf, scope: Scope) -> list[Appointment]:
    """Holders of posts by their name or the post's title; whoever holds no post themselves learns no names."""
    if scope.is_public:
        return []
    left = Departure.objects.filter(
        appointment=OuterRef("pk"), on_date__lte=asof.on, entry_id__lte=asof.position
    )
    held = Appointment.objects.filter(from_date__lte=asof.on, entry_id__lte=asof.position).exclude(
        Exists(left)
    )
    names = held.values_list("pk", "person__full_name", "post__title_vi")
    near = sorted(
        (-likeness("", _heard(name), want), pk)
        for pk, name, title in names
        if holds(_heard(f"{name} {title}"), want)
    )
    chosen = [pk for _, pk in near[:MOST_SHOWN]]
    found = held.select_related("person", "post__agency").in_bulk(chosen)
    return [found[pk] for pk in chosen]


def kept_searches(account: Account) -> QuerySet[KeptSearch]:
    """The lists a person keeps, by name."""
    return KeptSearch.objects.filter(account=account).order_by("name")
