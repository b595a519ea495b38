"""The rebuildable cache behind lists and counts, as backup, restore and doctor see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.discipline.tasks.settling import rebuild_spans
from camket.discipline.tasks.span_check import wrong_spans
from camket.record.checking import Grade, Vital

if TYPE_CHECKING:
    from collections.abc import Iterator

REBUILT = ("discipline_taskspan",)
"""Tables that no backup carries, because `rebuild` makes them from the facts."""


def span_vitals(*, every: bool) -> Iterator[Vital]:
    """Whether the cache says what the facts say; of every task, or of some."""
    n, bad = wrong_spans(every=every)
    told = {"n": n, "bad": bad}
    yield Vital("spans.wrong", Grade.WRONG, told) if bad else Vital("spans.good", Grade.GOOD, told)


def rebuild() -> int:
    """Builds the cache anew; returns how many rows it has."""
    return rebuild_spans()
