"""A file of posts held against the record: what is new, what stands, what differs, what cannot be entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.actions.bodies import POST_CODE
from camket.discipline.agencies.catalogue import Fault
from camket.discipline.agencies.models import Appointment, Person, Post, PostEnd
from camket.discipline.agencies.roles import Role
from camket.discipline.agencies.seats import OPERATOR, require_keeper_or_head
from camket.errors import Refused
from camket.periods import AsOf
from camket.record.queries import latest_position

from .post_rows import PostRow, read_posts

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.agencies.models import Agency
    from camket.record.rules import Actor


@dataclass(frozen=True, slots=True)
class Differing:
    """A post of the record that the file gives to somebody else; `held` is who holds it by the record."""

    row: PostRow
    held: str


@dataclass(frozen=True, slots=True)
class PostFile:
    """What a file of posts would change."""

    new: tuple[PostRow, ...]
    same: tuple[PostRow, ...]
    differing: tuple[Differing, ...]
    faults: tuple[Fault, ...]

    @property
    def ready(self) -> bool:
        """Whether there is something to enter and nothing in the way."""
        return not self.faults and bool(self.new or self.differing)


def hold_posts(text: str, *, by: Actor, today: date) -> PostFile:
    """Reads a file and says of every row what it would do; nothing is written."""
    rows, bad = read_posts(text)
    against = _Record(rows, by=by, today=today)
    new: list[PostRow] = []
    same: list[PostRow] = []
    differing: list[Differing] = []
    faults = list(bad)
    for row in rows:
        found = against.faults(row)
        if found:
            faults += found
        elif row.post not in against.posts:
            new.append(row)
        elif (
            (held := against.holders.get(row.post)) is not None and against.is_same(row, held)
        ) or not row.full_name:
            same.append(row)
        else:
            differing.append(Differing(row, held.person.full_name if held else ""))
    faults.sort(key=lambda fault: fault.line or 0)
    return PostFile(tuple(new), tuple(same), tuple(differing), tuple(faults))


class _Record:
    """What the record knows of the posts, bodies and people that a file names: a handful of look-ups for any file."""

    def __init__(self, rows: tuple[PostRow, ...], *, by: Actor, today: date) -> None:
        self.by, self.today = by, today
        known = AsOf(on=today, known_at=None, position=latest_position())
        self.bodies: dict[str, Agency] = {one.code: one for one in agencies.agencies_by_id().values()}
        self.ended = agencies.lineage(known).ended
        codes = {row.post for row in rows}
        self.posts = {one.code: one for one in Post.objects.filter(code__in=codes).select_related("agency")}
        gone = PostEnd.objects.filter(post__code__in=codes).values_list("post__code", flat=True)
        self.gone = set(gone)
        held = Appointment.objects.filter(post__code__in=codes, departure__isnull=True)
        self.holders = {one.post.code: one for one in held.select_related("post", "person")}
        people = Person.objects.filter(code__in={row.person for row in rows if row.person})
        self.people = dict(people.values_list("code", "full_name"))
        self._may: dict[tuple[int, str], bool] = {}

    def is_same(self, row: PostRow, held: Appointment) -> bool:
        """Whether the file names the holder that the record knows."""
        return held.person.code == row.person if row.person else held.person.full_name == row.full_name

    def faults(self, row: PostRow) -> list[Fault]:
        """Everything that speaks against entering a row."""
        told = [(code, column, getattr(row, column)) for code, column in self._wrong(row)]
        return [Fault(code, row.post, column, str(written or ""), row.line) for code, column, written in told]

    def _wrong(self, row: PostRow) -> list[tuple[str, str]]:
        body, post = self.bodies.get(row.agency), self.posts.get(row.post)
        wrong: list[tuple[str, str]] = []
        if body is None:
            return [("post.row.unknown_agency", "agency")]
        if body.pk in self.ended:
            wrong.append(("post.row.agency_ended", "agency"))
        if not POST_CODE.fullmatch(row.post) or row.post == OPERATOR.post:
            wrong.append(("post.row.code_unfit", "post"))
        if row.from_date is not None and row.from_date > self.today:
            wrong.append(("post.row.day_ahead", "from_date"))
        if row.person and self.people.get(row.person, row.full_name) != row.full_name:
            wrong.append(("post.row.other_name", "full_name"))
        if post is not None:
            wrong += self._against(row, post)
        if not self._may_enter(body.pk, row.role):
            wrong.append(("post.row.not_yours", "agency"))
        return wrong

    def _against(self, row: PostRow, post: Post) -> list[tuple[str, str]]:
        wrong: list[tuple[str, str]] = []
        if row.post in self.gone:
            wrong.append(("post.row.ended", "post"))
        for said, stands, column in (
            (row.agency, post.agency.code, "agency"),
            (row.role, post.role, "role"),
            (row.title_vi, post.title_vi, "title_vi"),
        ):
            if said != stands:
                wrong.append(("post.row.other_post", column))
        held = self.holders.get(row.post)
        if (
            held
            and row.full_name
            and not self.is_same(row, held)
            and (row.from_date or self.today) < held.from_date
        ):
            wrong.append(("post.row.before_holder", "from_date"))
        return wrong

    def _may_enter(self, agency: int, role: str) -> bool:
        if (agency, role) not in self._may:
            try:
                require_keeper_or_head(self.by, agency=agency, role=Role(role), today=self.today)
                self._may[agency, role] = True
            except Refused:
                self._may[agency, role] = False
        return self._may[agency, role]
