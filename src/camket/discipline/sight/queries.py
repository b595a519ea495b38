"""What of the record's entries a reader may see: by the tasks, papers, meetings, programmes and files they name."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from camket.discipline.directives.models import Clause, Directive
from camket.discipline.directives.queries import clauses_of, programmes
from camket.discipline.meetings.models import Meeting
from camket.discipline.tasks.models import ClaimEvidence, Task
from camket.discipline.tasks.parts import all_shown, shown
from camket.discipline.tasks.queries import visible_to
from camket.discipline.tasks.rules.parts import Part
from camket.record import queries as record
from camket.record.exporting import withhold_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import QuerySet

    from camket.discipline.agencies.roles import Scope
    from camket.record.exporting import Withholding
    from camket.record.models import Entry

_OPEN = frozenset({"agency", "calendar", "figure", "origin", "post", "rules"})
"""Kinds of subject that are in everyone's sight."""

_BATCH = 2000
"""Codes in one look-up: a bulk entry names thousands, and a database takes only so many in one statement."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of an entry one reader sees.

    `subjects` are those in sight, in the leaf's order. Of an entry that is not `whole` the leaf must not be shown,
    since it names what is out of sight; of a `closed` one nothing but its place, its act and its hash.
    """

    subjects: tuple[str, ...]
    whole: bool
    closed: bool


def entries_in_sight(entries: Sequence[Entry], scope: Scope) -> list[Sight]:
    """What a reader sees of entries, in the given order; as many look-ups for one entry as for a thousand."""
    named = [json.loads(entry.leaf)["subjects"] for entry in entries]
    visible = subjects_in_sight((one for subjects in named for one in subjects), scope)
    return [_sight(subjects, visible) for subjects in named]


def private_in_sight(entry: Entry, scope: Scope) -> dict[str, Any]:
    """What a reader who sees an entry whole may read of its private part: for readers with a post alone.

    The person is for readers of every task. Texts of a task that keeps a part from the reader stay closed together:
    an act's texts speak of several parts. A post that was left out of the leaf is for those who see its task.
    """
    if scope.is_public:
        return {}
    part = record.private_part(entry)
    if scope.reads_all:
        return part
    codes = [one[5:] for one in json.loads(entry.leaf)["subjects"] if one.startswith("task:")]
    if not all_shown(codes, scope):
        return {}
    dropped = {"person", "whole_digest"} | (set() if codes else {"actor", "mandate"})
    return {name: value for name, value in part.items() if name not in dropped}


def names_its_post(sight: Sight, scope: Scope) -> bool:
    """Whether a reader may be told from which post an entry was done, where the leaf does not tell it."""
    about_task = any(one.startswith("task:") for one in sight.subjects)
    return scope.reads_all or (not scope.is_public and sight.whole and about_task)


def withheld_from(scope: Scope) -> Withholding:
    """Which entries an export for a reader keeps to their hash: those that name anything out of their sight.

    A bulk entry is whole or it is withheld, since its leaf cannot be proved in part.
    """
    if scope.reads_all:
        return withhold_nothing

    def withheld(entries: Sequence[Entry]) -> set[int]:
        seen = zip(entries, entries_in_sight(entries, scope), strict=True)
        return {entry.position for entry, sight in seen if not sight.whole}

    return withheld


def _sight(subjects: list[str], visible: set[str]) -> Sight:
    seen = tuple(one for one in subjects if one in visible)
    if len(seen) == len(subjects):
        return Sight(subjects=seen, whole=True, closed=False)
    # A bulk act is told by those of its tasks that are in sight; when none is, its paper must not betray it.
    tells = any(one.startswith("task:") for one in seen)
    return Sight(subjects=seen if tells else (), whole=False, closed=not tells)


def subjects_in_sight(subjects: Iterable[str], scope: Scope) -> set[str]:
    """Which subjects a reader may know of. A kind that nothing here opens is for readers of everything only."""
    given = set(subjects)
    if scope.reads_all:
        return given
    by_kind: dict[str, list[str]] = defaultdict(list)
    for subject in given:
        kind, _, code = subject.partition(":")
        by_kind[kind].append(code)
    found: set[str] = set()
    for kind, codes in by_kind.items():
        for some in _batches(codes):
            found |= {f"{kind}:{code}" for code in _visible(kind, some, scope)}
    return found


def _visible(kind: str, codes: list[str], scope: Scope) -> Iterable[str]:
    if kind == "task":
        return Task.objects.filter(visible_to(scope), code__in=codes).values_list("code", flat=True)
    if kind == "evidence":
        return _visible_files(codes, scope)
    if kind == "programme":
        return programmes(scope).filter(code__in=codes).values_list("code", flat=True)
    if kind == "directive":
        papers = Directive.objects.filter(code__in=codes, programme__in=programmes(scope))
        return papers.values_list("code", flat=True)
    if kind == "meeting":
        held = Meeting.objects.filter(code__in=codes, programme__in=programmes(scope))
        return held.values_list("code", flat=True)
    return codes if kind in _OPEN else ()


def _visible_files(digests: list[str], scope: Scope) -> set[str]:
    """Files that a paper in sight is, or that were put forward for a task in sight."""
    papers = Directive.objects.filter(file_sha256__in=digests, programme__in=programmes(scope))
    seen = Task.objects.filter(visible_to(scope), pk=OuterRef("claim__share__task"))
    cited = ClaimEvidence.objects.filter(Exists(seen), sha256__in=digests)
    return {
        *papers.values_list("file_sha256", flat=True),
        *cited.values_list("sha256", flat=True).distinct(),
    }


def _batches(codes: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(codes), _BATCH):
        yield codes[first : first + _BATCH]


def clauses_in_sight(directive: Directive, scope: Scope) -> QuerySet[Clause]:
    """The rows of a paper that a reader may read, in order.

    A row that became a task out of sight, or one that keeps its words from the reader, is out of sight itself; the
    public reads only rows that became public tasks.
    """
    rows = clauses_of(directive)
    if scope.reads_all:
        return rows
    given = Task.objects.filter(clause__directive=directive)
    seen = given.filter(visible_to(scope) & shown(Part.TITLE, scope) & shown(Part.DEADLINE, scope))
    rows = rows.exclude(pk__in=given.exclude(pk__in=seen.values("pk")).values("clause"))
    return rows.filter(pk__in=seen.values("clause")) if scope.is_public else rows
