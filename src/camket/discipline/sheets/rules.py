"""What a running sheet's words say of a task, and what of it contradicts itself: pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold

if TYPE_CHECKING:
    from datetime import date

_PUNCTUATION = re.compile(r"[^\w%]+")
_DATED = re.compile(r"\(?\b(?:ngay )?\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}\b\)?")
_SHARE = re.compile(r"(\d{1,3})(?:[.,]\d+)? ?%")


class SheetColumn(StrEnum):
    """What a column of a running sheet says; `unused` columns are kept as words beside the task."""

    NUMBER = "number"
    CODE = "code"
    GROUP = "group"
    SOURCE = "source"
    SOURCE_DAY = "source_day"
    TITLE = "title"
    LEADS = "leads"
    COOPERATING = "cooperating"
    PRODUCT = "product"
    DEADLINE = "deadline"
    EXTENSION = "extension"
    STATUS = "status"
    RESULT = "result"
    DONE = "done"
    SHARE = "share"
    TICK = "tick"
    NOTE = "note"
    UNUSED = "unused"


class Status(StrEnum):
    """How a running sheet says that a task stands. Camket derives standings from dates; this is what was said."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    LATE = "late"
    NOT_STARTED = "not_started"
    STOPPED = "stopped"


class Says(StrEnum):
    """Whether the words speak of time at all."""

    NOTHING = "nothing"
    IN_TIME = "in_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words in use for each status: whole cells, beginnings of cells, and those that speak of time."""

    exact: dict[str, Status]
    begins: tuple[tuple[str, Status], ...]
    in_time: tuple[str, ...]
    late: tuple[str, ...]
    not_done: tuple[str, ...]
    produced: tuple[re.Pattern[str], ...] = ()

    def status_of(self, words: str) -> Status | None:
        """The status a cell's words say; none for words that nobody has explained yet."""
        said = plain_status(words)
        if not said:
            return None
        if said in self.exact:
            return self.exact[said]
        bare = plain_status(_DATED.sub(" ", fold(words)))
        if bare in self.exact:
            return self.exact[bare]
        if share := _SHARE.search(fold(words)):
            return Status.DONE if int(share[1]) >= 100 else Status.IN_PROGRESS
        if any(said.startswith(words) for words in self.not_done):
            return Status.IN_PROGRESS
        begun = next((status for begin, status in self.begins if said.startswith(begin)), None)
        if begun is None and any(shape.search(said) for shape in self.produced):
            return Status.DONE
        return begun

    def says(self, words: str) -> Says:
        """What the words claim about time; a claim to lateness is the stronger one."""
        padded = f" {plain_status(words)} "
        if any(f" {one} " in padded for one in self.late):
            return Says.LATE
        return Says.IN_TIME if any(f" {one} " in padded for one in self.in_time) else Says.NOTHING


@lru_cache(maxsize=8_192)
def plain_status(words: str) -> str:
    """The form in which two spellings of one status are equal."""
    return _PUNCTUATION.sub(" ", fold(words)).strip()


def contradictions(
    *,
    status: Status | None,
    says: Says,
    done: date | None,
    due: date | None,
    source_day: date | None,
    on: date,
) -> tuple[str, ...]:
    """The codes of what does not fit together in a row, on the day of the sheet.

    The dates decide in the end; words that disagree with them are named and stay.
    """
    said_open = status in {Status.IN_PROGRESS, Status.NOT_STARTED, Status.LATE, Status.STOPPED}
    late = status is Status.LATE or says is Says.LATE
    is_open = done is None and status in {Status.LATE, Status.IN_PROGRESS, Status.NOT_STARTED}
    is_done = status is Status.DONE and done is not None
    found = {
        "done_without_day": status is Status.DONE and done is None,
        "day_but_not_done": done is not None and said_open,
        "done_in_future": done is not None and done > on,
        "done_before_assigned": done is not None and source_day is not None and done < source_day,
        "says_late_but_in_time": is_done and done <= due and says is Says.LATE if done and due else False,
        "says_in_time_but_late": is_done and done > due and says is Says.IN_TIME if done and due else False,
        "says_late_but_not_due": is_open and due is not None and due >= on and late,
        "says_in_time_but_overdue": is_open and due is not None and due < on and says is Says.IN_TIME,
    }
    return tuple(code for code, holds in found.items() if holds)
