"""What a post may do and read: roles, publication classes and the scope of a reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part a post plays in the steering of a programme."""

    COMMITTEE = "committee"
    STANDING_OFFICE = "standing_office"
    FOLLOWING_OFFICER = "following_officer"
    AGENCY_HEAD = "agency_head"
    OFFICER = "officer"
    INSPECTOR = "inspector"
    FRONT = "front"
    PUBLIC = "public"


STEERING = frozenset({Role.COMMITTEE, Role.STANDING_OFFICE, Role.FOLLOWING_OFFICER})
"""Those who act for the assigner: they read every task of their own and lower bodies, accept and extend."""

READS_ALL = STEERING | {Role.INSPECTOR}
"""08-QC/TW gives inspection commissions the same sight as the steering side, and no hand in the work."""

REPORTING = frozenset({Role.AGENCY_HEAD, Role.OFFICER})
"""Those who report, claim and ask for their own agency."""


class Publication(StrEnum):
    """Who may see that a task exists. Decided per task; `internal` unless said otherwise."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Scope:
    """What one reader may see. Every list, total, search, export and file asks it first.

    `agencies` are the ids of the reader's own agency and all below it, with the bodies they took over.
    """

    role: Role
    post: str | None = None
    person: str | None = None
    agency: int | None = None
    agencies: frozenset[int] = frozenset()

    @property
    def is_public(self) -> bool:
        """True for a reader who is not logged in, or whose posts have all ended."""
        return self.role is Role.PUBLIC

    @property
    def reads_all(self) -> bool:
        """True when restricted tasks of every body are in sight."""
        return self.role in READS_ALL


EVERYONE = Scope(role=Role.PUBLIC)
"""The scope of a reader without a log-in."""
