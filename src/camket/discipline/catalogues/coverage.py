"""What the catalogues still lack: who is not in charge, who cannot log in, what nobody has confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.catalogue import AgencyKind
from camket.discipline.agencies.roles import Role
from camket.discipline.deadlines.queries import unconfirmed_days
from camket.discipline.duties.queries import charges_left_behind

from .queries import post_lines, posts_on
from .reorganising import open_work

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from camket.discipline.agencies.models import Agency
    from camket.discipline.agencies.roles import Scope
    from camket.periods import AsOf

    from .queries import PostLine

COMMUNES = frozenset({AgencyKind.COMMUNE, AgencyKind.WARD, AgencyKind.SPECIAL_ZONE})
HEADS = frozenset({Role.AGENCY_HEAD.value, Role.COMMITTEE.value})


class Lack(StrEnum):
    """One thing that a catalogue can lack."""

    COMMUNE_WITHOUT_PERSON = "commune_without_person"
    AGENCY_WITHOUT_HEAD = "agency_without_head"
    NO_LOG_IN = "no_log_in"
    POST_VACANT = "post_vacant"
    CHARGE_LEFT_BEHIND = "charge_left_behind"
    LED_BY_ENDED = "led_by_ended"
    CODE_UNCONFIRMED = "code_unconfirmed"
    FORM_UNCONFIRMED = "form_unconfirmed"
    DAY_UNCONFIRMED = "day_unconfirmed"


INSIDE = frozenset({Lack.NO_LOG_IN, Lack.CHARGE_LEFT_BEHIND})
"""What only readers with a post see, for the bodies in their scope: it tells about people and their log-ins."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is lacking: about which body, post or day, and how many tasks wait for it."""

    lack: Lack
    subject: str
    body: Agency | None = None
    post: str = ""
    tasks: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything that lacks on a day, and how many bodies and posts were looked at."""

    missing: tuple[Missing, ...]
    n_bodies: int
    n_posts: int

    def of(self, lack: Lack) -> tuple[Missing, ...]:
        """What lacks of one kind."""
        return tuple(one for one in self.missing if one.lack is lack)


def coverage(asof: AsOf, scope: Scope) -> Coverage:
    """What lacks on a day, as far as the reader may see."""
    bodies = list(agencies.agencies_on(asof))
    posts = post_lines(list(posts_on(asof)), asof)
    leads, _parts = open_work(asof, scope)
    found = [
        *_people(bodies, posts, leads),
        *_charges(asof),
        *_ended(asof, leads),
        *_unconfirmed(bodies),
        *(Missing(Lack.DAY_UNCONFIRMED, one.day.isoformat()) for one in unconfirmed_days(asof)),
    ]
    seen = tuple(one for one in found if _in_sight(one, scope))
    return Coverage(missing=seen, n_bodies=len(bodies), n_posts=len(posts))


def _in_sight(one: Missing, scope: Scope) -> bool:
    if one.lack not in INSIDE or scope.reads_all:
        return True
    return not scope.is_public and one.body is not None and one.body.pk in scope.agencies


def _people(bodies: list[Agency], posts: list[PostLine], leads: Counter[int]) -> Iterator[Missing]:
    held = {one.post.agency_id for one in posts if one.held}
    headed = {one.post.agency_id for one in posts if one.held and one.post.role in HEADS}
    reached = {one.post.agency_id for one in posts if one.has_account}
    staffed = {one.post.agency_id for one in posts}
    for body in bodies:
        n = leads[body.pk]
        if body.kind in COMMUNES and body.pk not in held:
            yield Missing(Lack.COMMUNE_WITHOUT_PERSON, body.code, body, tasks=n)
        if (n or body.pk in staffed) and body.pk not in headed:
            yield Missing(Lack.AGENCY_WITHOUT_HEAD, body.code, body, tasks=n)
        if n and body.pk not in reached:
            yield Missing(Lack.NO_LOG_IN, body.code, body, tasks=n)
    for line in posts:
        if line.held is None:
            yield Missing(Lack.POST_VACANT, line.post.code, line.post.agency, post=line.post.code)


def _charges(asof: AsOf) -> Iterator[Missing]:
    """Open tasks in the hands of a post from which nobody acts."""
    for left in charges_left_behind(asof):
        post = left.post
        yield Missing(Lack.CHARGE_LEFT_BEHIND, post.code, post.agency, post=post.code, tasks=len(left.tasks))


def _ended(asof: AsOf, leads: Counter[int]) -> Iterator[Missing]:
    """Bodies that have ended and still lead open tasks by the papers; they are found under the heir."""
    every = agencies.agencies_by_id()
    for pk in agencies.lineage(asof).ended:
        if leads[pk]:
            yield Missing(Lack.LED_BY_ENDED, every[pk].code, every[pk], tasks=leads[pk])


def _unconfirmed(bodies: list[Agency]) -> Iterator[Missing]:
    for body in bodies:
        if not body.code_confirmed:
            yield Missing(Lack.CODE_UNCONFIRMED, body.code, body)
        if not body.form_confirmed:
            yield Missing(Lack.FORM_UNCONFIRMED, body.code, body)
