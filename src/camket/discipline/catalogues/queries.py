"""Readers of the catalogues as such: their entries on a day, what was said before, who changed it, what is unconfirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.folding import fold
from camket.discipline.agencies.models import (
    Account,
    Agency,
    Appointment,
    CatalogueChange,
    Departure,
    Post,
    PostEnd,
    Succession,
)
from camket.discipline.directives import queries as directives
from camket.discipline.directives.models import field_subject
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Field, Programme
    from camket.periods import AsOf
    from camket.record.models import Entry


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One body of the catalogue: since when, until before which day, and who answers for its tasks then."""

    body: Agency
    ended_on: date | None
    heir: Agency | None


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post on a day: its holder, since when, whether they can log in, and when the post ended."""

    post: Post
    held: Appointment | None
    has_account: bool
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """One act about an entry of a catalogue: the attributes it changed, with what was and what is."""

    entry: Entry
    from_date: date | None
    changes: tuple[tuple[str, Any, Any], ...]
    source: str
    reason: str


def agency_lines(asof: AsOf, *, words: str = "", kind: str = "", ended: bool = False) -> list[AgencyLine]:
    """The bodies that stand on a day, or those that have ended by it; `words` finds names, short names and codes."""
    line = agencies.lineage(asof)
    every = agencies.agencies_by_id()
    wanted = fold(words[:200]).split()
    found = []
    for pk, body in every.items():
        if body.entry_id > asof.position or body.valid_from > asof.on or (pk in line.ended) != ended:
            continue
        known = (body.folded, fold(body.abbreviation), fold(body.code))
        if (kind and body.kind != kind) or not all(any(word in one for one in known) for word in wanted):
            continue
        heir = line.heir(pk)
        found.append(AgencyLine(body, line.ended.get(pk), every[heir] if heir != pk else None))
    return sorted(found, key=lambda one: (one.body.sort_key, one.body.code))


def changes_of(subject: str, *, position: int) -> list[Told]:
    """What was said anew about an entry up to a position, newest first."""
    known = CatalogueChange.objects.filter(subject=subject, entry_id__lte=position)
    return [
        Told(
            entry=row.entry,
            from_date=row.from_date,
            changes=tuple((name, was, is_) for name, (was, is_) in row.was_and_is.items()),
            source=row.source,
            reason=row.reason,
        )
        for row in known.select_related("entry").order_by("-pk")
    ]


def last_changed(subjects: Iterable[str], *, position: int) -> dict[str, int]:
    """The entry that last changed each of some catalogue entries."""
    known = CatalogueChange.objects.filter(subject__in=list(subjects), entry_id__lte=position)
    return dict(known.order_by("pk").values_list("subject", "entry_id"))


def posts_on(
    asof: AsOf, *, agency: int | None = None, words: str = "", vacant: bool = False, ended: bool = False
) -> QuerySet[Post]:
    """The posts of a day in order of their codes; those that ended by then, if asked for."""
    over = PostEnd.objects.filter(post=OuterRef("pk"), on_date__lte=asof.on, entry_id__lte=asof.position)
    known = Post.objects.filter(valid_from__lte=asof.on, entry_id__lte=asof.position).select_related("agency")
    known = known.filter(Exists(over)) if ended else known.exclude(Exists(over))
    if agency is not None:
        known = known.filter(agency=agency)
    for word in words[:200].split():
        known = known.filter(
            Q(code__icontains=word)
            | Q(title_vi__icontains=word)
            | Q(agency__code__iexact=word)
            | Q(agency__folded__contains=fold(word))
        )
    if vacant:
        known = known.exclude(Exists(_held(asof).filter(post=OuterRef("pk"))))
    return known.order_by("code")


def _held(asof: AsOf) -> QuerySet[Appointment]:
    left = Departure.objects.filter(
        appointment=OuterRef("pk"), on_date__lte=asof.on, entry_id__lte=asof.position
    )
    known = Appointment.objects.filter(from_date__lte=asof.on, entry_id__lte=asof.position)
    return known.exclude(Exists(left))


def post_lines(posts: Sequence[Post], asof: AsOf) -> list[PostLine]:
    """Some posts with their holders on a day; three look-ups for any number of them."""
    held = {one.post_id: one for one in _held(asof).filter(post__in=posts).select_related("person")}
    people = {one.person_id for one in held.values()}
    open_ones = Account.objects.filter(person__in=people, is_active=True).values_list("person_id", flat=True)
    accounts = set(open_ones)
    ends = PostEnd.objects.filter(post__in=posts, on_date__lte=asof.on, entry_id__lte=asof.position)
    ended = dict(ends.values_list("post_id", "on_date"))
    return [
        PostLine(
            post=post,
            held=(holder := held.get(post.pk)),
            has_account=holder is not None and holder.person_id in accounts,
            ended_on=ended.get(post.pk),
        )
        for post in posts
    ]


def appointments_of(post: Post, asof: AsOf) -> list[tuple[Appointment, Departure | None]]:
    """Everyone who took a post, newest first, with their leaving."""
    taken = Appointment.objects.filter(post=post, entry_id__lte=asof.position).select_related("person")
    left = Departure.objects.filter(appointment__post=post, entry_id__lte=asof.position)
    by_appointment = {one.appointment_id: one for one in left}
    return [(one, by_appointment.get(one.pk)) for one in taken.order_by("-from_date", "-pk")]


def end_of(post: Post, asof: AsOf) -> PostEnd | None:
    """The end of a post, once it is known."""
    return PostEnd.objects.filter(post=post, entry_id__lte=asof.position).first()


def programme_lines(scope: Scope, asof: AsOf) -> list[tuple[Programme, list[Field]]]:
    """The programmes that a reader may know of and that were open by the day, each with its groups in order."""
    known = directives.programmes(scope).filter(opened_on__lte=asof.on, entry_id__lte=asof.position)
    return [(one, fields_of(one, asof)) for one in known]


def fields_of(programme: Programme, asof: AsOf) -> list[Field]:
    """A programme's groups, in the order they have on the day."""
    known = directives.fields_of(programme).filter(entry_id__lte=asof.position)
    return sorted(known, key=lambda one: (one.order, one.code))


def field_changes(programme: Programme, field: str, *, position: int) -> list[Told]:
    """What was said anew about a group."""
    return changes_of(field_subject(programme.pk, field), position=position)


def history_of(subject: str, *, position: int) -> list[Entry]:
    """The acts about a subject, newest first."""
    return list(record.entries_about(subject, position=position).reverse())


def n_unconfirmed_agencies(asof: AsOf) -> int:
    """Bodies standing on the day whose code or form has no confirmed source."""
    standing = agency_lines(asof)
    return sum(not (one.body.code_confirmed and one.body.form_confirmed) for one in standing)


def newest_entry(kind: str, *, position: int) -> int | None:
    """The newest entry that brought something to one of the catalogues of this subject."""
    tables: dict[str, tuple[Any, ...]] = {
        "agencies": (Agency, Succession),
        "posts": (Post, Appointment, Departure, PostEnd),
    }
    prefix = {"agencies": ("agency:",), "posts": ("post:",)}[kind]
    newest = [_newest(table.objects.filter(entry_id__lte=position)) for table in tables[kind]]
    changed = CatalogueChange.objects.filter(entry_id__lte=position, subject__startswith=prefix[0])
    return max((one for one in (*newest, _newest(changed)) if one), default=None)


def newest_of_programmes(scope: Scope, asof: AsOf) -> int | None:
    """As `newest_entry`, of the programmes that a reader may know of."""
    known = [one for one, _fields in programme_lines(scope, asof)]
    subjects = [f"programme:{one.code}" for one in known]
    changed = last_changed(subjects, position=asof.position).values()
    return max([*(one.entry_id for one in known), *changed], default=None)


def _newest(rows: QuerySet[Any]) -> int | None:
    found: int | None = rows.order_by("-entry_id").values_list("entry_id", flat=True).first()
    return found
