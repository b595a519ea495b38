"""The log-ins of the synthetic nation, shown beside the log-in form of a synthetic record and of no other."""

from __future__ import annotations

from dataclasses import dataclass

from camket.discipline.agencies import queries as agencies
from camket.nation.cast import PASSWORD, places
from camket.record import queries as record

from .templatetags.say import name


@dataclass(frozen=True, slots=True)
class DemoLogIn:
    """A place that a visitor can take."""

    username: str
    title: str
    agency: str
    role: str


@dataclass(frozen=True, slots=True)
class DemoHint:
    """The places that can be taken, and the password that opens them all."""

    password: str
    log_ins: tuple[DemoLogIn, ...]


def demo_hint() -> DemoHint | None:
    """The log-ins that this record really has; none in a record that is not synthetic, or holds another world."""
    if not record.is_synthetic():
        return None
    offered = [place for place in places() if place.username]
    known = agencies.log_ins(place.username for place in offered)
    posts = agencies.posts(place.code for place in offered)
    found = tuple(
        DemoLogIn(
            username=place.username,
            title=name(posts[place.code]),
            agency=name(posts[place.code].agency),
            role=posts[place.code].role,
        )
        for place in offered
        if place.username in known and place.code in posts
    )
    return DemoHint(password=PASSWORD, log_ins=found) if found else None
