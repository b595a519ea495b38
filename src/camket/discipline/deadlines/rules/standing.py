"""The time class of a task on a day, from its dates alone; one task at a time and a million at a time."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    Days = npt.NDArray[np.datetime64]


class Standing(StrEnum):
    """The six time classes; every task is in exactly one of them on every day."""

    UNDATED = "undated"
    OPEN_IN_TIME = "open_in_time"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    WITHDRAWN = "withdrawn"


# What the integers of `standings` mean: the position of a class here.
STANDINGS: tuple[Standing, ...] = tuple(Standing)
_PLACE = {one: np.int8(place) for place, one in enumerate(STANDINGS)}


def standing(
    *, due_date: date | None, done_date: date | None, withdrawn_date: date | None, on: date
) -> Standing:
    """The time class of a task on a day.

    Never stored: a stored class goes stale overnight, and a typed one can be flattered. `done_date` is the day the
    accepted claim was submitted, so a slow accepter makes nobody late. On its due day a task is in time; without a
    due date nothing can be late. What happens after `on` has not happened yet.
    Source: the classes of the Steering Committee's reports (completed, on time, overdue), split as the design says.
    """
    if withdrawn_date is not None and withdrawn_date <= on:
        return Standing.WITHDRAWN
    if done_date is not None and done_date <= on:
        late = due_date is not None and done_date > due_date
        return Standing.DONE_LATE if late else Standing.DONE_IN_TIME
    if due_date is None:
        return Standing.UNDATED
    return Standing.OVERDUE if due_date < on else Standing.OPEN_IN_TIME


def days_late(
    *, due_date: date | None, done_date: date | None, withdrawn_date: date | None, on: date
) -> int | None:
    """Calendar days past the due day, up to the done day or to `on`; 0 in time.

    None where lateness cannot be measured: no due date, or withdrawn.
    """
    if due_date is None or (withdrawn_date is not None and withdrawn_date <= on):
        return None
    until = done_date if done_date is not None and done_date <= on else on
    return max(0, (until - due_date).days)


def standings(*, due: Days, done: Days, withdrawn: Days, on: date) -> npt.NDArray[np.int8]:
    """`standing` for whole columns of days (NaT = none): positions in `STANDINGS`, one per row.

    A comparison with NaT is false, which is what each condition below rests on.
    """
    today = np.datetime64(on, "D")
    is_done = done <= today
    conditions = [
        withdrawn <= today,
        is_done & (done > due),
        is_done,
        np.isnat(due),
        due < today,
    ]
    classes = [
        Standing.WITHDRAWN,
        Standing.DONE_LATE,
        Standing.DONE_IN_TIME,
        Standing.UNDATED,
        Standing.OVERDUE,
    ]
    found = np.full(due.shape, _PLACE[Standing.OPEN_IN_TIME], dtype=np.int8)
    for condition, name in zip(reversed(conditions), reversed(classes), strict=True):
        found[condition] = _PLACE[name]
    return found


def standing_counts(found: npt.NDArray[np.int8]) -> dict[Standing, int]:
    """How many rows of `standings` are in each class; every class is named, and the counts add up to the rows."""
    counted = np.bincount(found, minlength=len(STANDINGS))
    return {one: int(counted[place]) for place, one in enumerate(STANDINGS)}
