"""The posts and people of the synthetic nation, and the log-ins with which a visitor can take their places."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from camket.discipline.agencies.actions import appoint, establish_post, leave_post, open_account
from camket.discipline.agencies.roles import Role
from camket.discipline.agencies.seats import OPERATOR

from .bodies import LEADING, PARTY, PROVINCE, english_names, heir, lives, short_names
from .playing import MORNING, POSTS, Act
from .titles import person_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from camket.record.rules import Actor

    from .playing import Stage
else:
    from camket.record.actions import Actor

FIRST_DAY = date(2025, 1, 13)
PASSWORD = "cam-ket-gia-lap-57"  # noqa: S105 - it opens only a record that says it is synthetic, and is printed
FOUNDER = OPERATOR
"""The hand that sets the record up, before any post exists."""


@dataclass(frozen=True, slots=True)
class Place:
    """A post of the cast; `username` when a visitor can log in as its holder."""

    code: str
    agency: str
    title_vi: str
    title_en: str
    role: Role
    username: str = ""

    @property
    def hand(self) -> Actor:
        """The hand of the post's only holder."""
        return Actor(post=self.code, person=f"gl-{self.code}")


CHAIR = Place("bcd-truong-ban", "BCD-TW", "Trưởng Ban Chỉ đạo", "Chair", Role.COMMITTEE, "truong-ban")
OFFICE = Place(
    "bcd-thuong-truc", "BCD-TW", "Lãnh đạo cơ quan thường trực", "Head of the standing office",
    Role.STANDING_OFFICE, "thuong-truc",
)  # fmt: skip
FOLLOWERS = (
    Place("bcd-theo-doi-1", "BCD-TW", "Chuyên viên theo dõi 1", "Following officer 1", Role.FOLLOWING_OFFICER, "theo-doi"),
    Place("bcd-theo-doi-2", "BCD-TW", "Chuyên viên theo dõi 2", "Following officer 2", Role.FOLLOWING_OFFICER),
)  # fmt: skip
PARTY_OFFICE = Place(
    "vptw-thuong-truc",
    "VPTW",
    "Lãnh đạo phụ trách Đề án",
    "Head in charge of the scheme",
    Role.STANDING_OFFICE,
)
PARTY_FOLLOWER = Place(
    "vptw-theo-doi",
    "VPTW",
    "Chuyên viên theo dõi Đề án",
    "Following officer of the scheme",
    Role.FOLLOWING_OFFICER,
)
PROVINCE_OFFICE = Place(
    "kh-thuong-truc", "T56-BCD", "Lãnh đạo cơ quan thường trực", "Head of the standing office",
    Role.STANDING_OFFICE, "thuong-truc-kh",
)  # fmt: skip
CENTRAL = (
    CHAIR,
    OFFICE,
    *FOLLOWERS,
    Place("kiem-tra", "UBKTTW", "Kiểm tra viên", "Inspector", Role.INSPECTOR, "kiem-tra"),
    Place(
        "mat-tran", "I01", "Chuyên viên giám sát, phản biện", "Officer for oversight", Role.FRONT, "mat-tran"
    ),
    PARTY_OFFICE,
    PARTY_FOLLOWER,
    Place("kh-truong-ban", "T56-BCD", "Trưởng Ban Chỉ đạo tỉnh", "Provincial chair", Role.COMMITTEE),
    PROVINCE_OFFICE,
    Place(
        "kh-theo-doi",
        "T56-BCD",
        "Chuyên viên theo dõi",
        "Following officer",
        Role.FOLLOWING_OFFICER,
        "theo-doi-kh",
    ),
)

_LOGINS = {"g06-lanh-dao": "lanh-dao-bo", "g06-can-bo": "can-bo-bo", "t56-skhcn-can-bo": "can-bo-skhcn"}


@cache
def places() -> tuple[Place, ...]:
    """Every post: the steering side, and a head and an officer in each body that can be given a task."""
    return (
        *CENTRAL,
        *(place for code in dict.fromkeys((*LEADING, *PARTY, *PROVINCE)) for place in _pair(code)),
    )


def _pair(code: str) -> tuple[Place, Place]:
    short, stem = short_names()[code], code.lower()
    head, officer = f"{stem}-lanh-dao", f"{stem}-can-bo"
    return (
        Place(head, code, f"Lãnh đạo phụ trách, {short}", f"Head in charge, {english_names()[code]}", Role.AGENCY_HEAD, _LOGINS.get(head, "")),
        Place(officer, code, f"Chuyên viên đầu mối, {short}", f"Officer, {english_names()[code]}", Role.OFFICER, _LOGINS.get(officer, "")),
    )  # fmt: skip


def officer(agency: str, on: date) -> Actor:
    """The officer who reports on a day for a body, or for the one that took it over."""
    post = f"{heir(agency, on).lower()}-can-bo"
    return Actor(post=post, person=f"gl-{post}")


def cast_acts() -> Iterator[Act]:
    """People take their posts when their body begins, and leave them when it ends."""
    rng = random.Random(570)  # noqa: S311 - names are drawn, not secrets
    for place in places():
        first, end = lives()[place.agency]
        name = person_name(rng)
        yield Act(max(first, FIRST_DAY), POSTS, _Seated(place, name, max(first, FIRST_DAY)))
        if end is not None:
            yield Act(end, MORNING, _Left(place, end))


@dataclass(frozen=True, slots=True)
class _Seated:
    place: Place
    name: str
    on: date

    def __call__(self, stage: Stage, at: datetime) -> None:
        """The post is established, its holder appointed, and a log-in opened where a visitor may have one."""
        place = self.place
        establish_post(
            code=place.code,
            agency=place.agency,
            title_vi=place.title_vi,
            title_en=place.title_en,
            role=place.role,
            by=FOUNDER,
            at=at,
            on=self.on,
        )
        stage.appointments[place.code] = appoint(
            post=place.code, person=place.hand.person, full_name=self.name, by=FOUNDER, at=at, on=self.on
        )
        if place.username:
            open_account(username=place.username, password=PASSWORD, person=place.hand.person)


@dataclass(frozen=True, slots=True)
class _Left:
    place: Place
    on: date

    def __call__(self, stage: Stage, at: datetime) -> None:
        """The holder leaves with the body."""
        leave_post(appointment=stage.appointments[self.place.code], by=FOUNDER, at=at, on=self.on)
