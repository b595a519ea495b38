"""What will happen to the tasks of a synthetic programme, written down before any of it is acted. Pure values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Claimed:
    """A body's claim and its answers. `proof` names the task whose file is put forward, as a rule its own."""

    agency: str
    on: date
    proof: str
    accepted_on: date | None = None
    returned_on: date | None = None
    annulled_on: date | None = None
    """The day on which the acceptance, not the claim, was declared never to have held."""


@dataclass(frozen=True, slots=True)
class Redated:
    """A later day asked for and granted, or a deadline read again (`words` then hold the new words)."""

    on: date
    due: date
    asked_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One task from its assignment to the end of the story."""

    code: str
    on: date
    field: str
    title: str
    product: str
    leads: tuple[str, ...]
    cooperating: tuple[str, ...]
    words: str
    nature: str
    due: date | None
    restricted: bool = False
    claims: tuple[Claimed, ...] = ()
    redated: tuple[Redated, ...] = ()
    refused_on: date | None = None
    reported_on: tuple[date, ...] = ()
    moved_to: tuple[date, str] | None = None
    """The day from which another body leads, and that body."""
    misspelt: bool = False
    """True when the title was entered with a slip of the pen that a correction mends."""
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that gives tasks, and the meeting it follows, if any."""

    code: str
    number_text: str
    title: str
    kind: str
    on: date
    tasks: tuple[PlannedTask, ...]
    meeting: str | None = None
    meeting_title: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme, its papers and every task they give."""

    code: str
    name_vi: str
    name_en: str
    owner: str
    opened_on: date
    public: bool
    fields: tuple[tuple[str, str, str], ...]
    papers: tuple[Paper, ...]

    @property
    def tasks(self) -> tuple[PlannedTask, ...]:
        """All tasks, in the order in which they are given."""
        return tuple(task for paper in self.papers for task in paper.tasks)
