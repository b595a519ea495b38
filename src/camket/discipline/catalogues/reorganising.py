"""What a merger, a split or a change of name concerns, before it is entered: open tasks, posts, people, and the heir's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.actions import succeed_agency
from camket.discipline.agencies.catalogue import SuccessionKind
from camket.discipline.directives import queries as directives
from camket.discipline.tasks.figures import task_rows
from camket.discipline.tasks.queries import shares_in_force
from camket.discipline.tasks.rules import ShareRole
from camket.errors import Refused
from camket.periods import AsOf
from camket.record.queries import latest_position

from .queries import PostLine, post_lines, posts_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from camket.discipline.agencies.models import Agency
    from camket.discipline.agencies.roles import Scope
    from camket.record.rules import Actor

OPEN = frozenset({"open_in_time", "overdue", "undated"})


class UnfitSuccession(Refused):
    """A merger has one body after it, a split several, a change of name one before and one after."""

    code = "agency.succeed.shape"


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """A succession as it was typed."""

    kind: SuccessionKind
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    heir: str | None
    source: str
    confirmed: bool
    on: date


@dataclass(frozen=True, slots=True)
class Concerned:
    """What one body brings with it: open tasks it leads, those it takes part in, its posts with their holders."""

    body: Agency
    leads: int
    takes_part: int
    posts: tuple[PostLine, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """What entering a reorganisation would do. `heir_leads` counts the open tasks found under the heir afterwards."""

    ending: tuple[Concerned, ...]
    heir: Agency | None
    heir_leads: int


def require_shape(said: Reorganisation) -> None:
    """Raises `UnfitSuccession` for a kind that does not fit its bodies. A body may end without a successor."""
    before, after = len(said.predecessors), len(said.successors)
    fits = {
        SuccessionKind.MERGE: before >= 1 and after <= 1,
        SuccessionKind.SPLIT: before == 1 and after >= 2,
        SuccessionKind.RENAME: before == 1 and after == 1,
    }[said.kind]
    if not fits or not before:
        raise UnfitSuccession(kind=said.kind.value, before=before, after=after)


@transaction.atomic
def reorganise(*, said: Reorganisation, by: Actor, at: datetime) -> int:
    """Enters a reorganisation; returns its entry. Raises `UnfitSuccession` and what `succeed_agency` raises."""
    require_shape(said)
    made = succeed_agency(
        kind=said.kind.value,
        predecessors=said.predecessors,
        successors=said.successors,
        heir=said.heir,
        source=said.source,
        confirmed=said.confirmed,
        by=by,
        at=at,
        on=said.on,
    )
    return made[0].entry_id


def try_out(said: Reorganisation, *, by: Actor, at: datetime, scope: Scope) -> DryRun:
    """What the reorganisation concerns today, as far as the reader may see; the act is done and taken back.

    Whatever would refuse the act refuses here. Raises as `reorganise`.
    """
    with transaction.atomic():
        reorganise(said=said, by=by, at=at)
        transaction.set_rollback(True)
    asof = AsOf(on=said.on, known_at=None, position=latest_position())
    bodies = {one.code: one for one in agencies.agencies_by_id().values()}
    leads, parts = open_work(asof, scope)
    ending = tuple(_concerned(bodies[code], leads, parts, asof) for code in said.predecessors)
    heir = bodies.get(said.heir or "")
    line = agencies.lineage(asof)
    gathered = {one.body.pk for one in ending} | (line.gathered(heir.pk) if heir else set())
    own = set().union(*(line.gathered(pk) for pk in gathered))
    return DryRun(ending=ending, heir=heir, heir_leads=sum(leads[pk] for pk in own) if heir else 0)


def _concerned(body: Agency, leads: Counter[int], parts: Counter[int], asof: AsOf) -> Concerned:
    posts = post_lines(list(posts_on(asof, agency=body.pk)), asof)
    return Concerned(body=body, leads=leads[body.pk], takes_part=parts[body.pk], posts=tuple(posts))


def open_work(asof: AsOf, scope: Scope) -> tuple[Counter[int], Counter[int]]:
    """Open tasks in the reader's sight by the body that leads each, and by those that cooperate in each."""
    leads: Counter[int] = Counter()
    codes: set[str] = set()
    for programme in directives.programmes(scope):
        for row in task_rows(programme, asof, scope):
            if row.standing in OPEN:
                codes.add(row.code)
                if row.lead is not None:
                    leads[row.lead] += 1
    held = shares_in_force(asof).filter(role=ShareRole.COOPERATING).values_list("agency_id", "task__code")
    return leads, Counter(_within(held, codes))


def _within(held: Iterable[tuple[int, str]], codes: set[str]) -> Iterable[int]:
    return (agency for agency, code in held if code in codes)
