"""The geometry of bars: numbers in, places and widths in per cent out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LABELLED = Fraction(5, 100)
"""A number fits inside its segment from one twentieth of the bar on; the key beside it names every one."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: where it begins and how wide it is, as SVG writes them."""

    code: str
    n: int
    x: str
    width: str
    labelled: bool


def segments(parts: Iterable[tuple[str, int]], *, whole: int | None = None) -> list[Segment]:
    """The parts side by side; empty ones take no room.

    `whole` is what the full width stands for, so that bars under one another can share a scale; by default the sum
    of the parts. Ends are computed from running sums, so that the last segment ends exactly where the bar does.
    """
    counted = [(code, n) for code, n in parts if n > 0]
    full = whole if whole is not None else sum(n for _, n in counted)
    found = []
    before = 0
    for code, n in counted:
        found.append(
            Segment(
                code=code,
                n=n,
                x=_percent(Fraction(before, full)),
                width=_percent(Fraction(n, full)),
                labelled=Fraction(n, full) >= LABELLED,
            )
        )
        before += n
    return found


def _percent(share: Fraction) -> str:
    """Three decimals with a point, whatever the reader's language: it is read by the browser."""
    return f"{float(share * 100):.3f}%"
