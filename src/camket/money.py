"""Money as whole đồng, and rates that never invent an answer. Pure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Sequence

# The đồng has no subunit in circulation, so every amount is a whole number and sums are exact.
Dong = NewType("Dong", int)


def rate(part: int, whole: int) -> Fraction | None:
    """The exact share of a part in its whole; None ("cannot be measured") when the whole is zero."""
    return None if whole == 0 else Fraction(part, whole)


def percent(part: int, whole: int, *, places: int = 0) -> Decimal | None:
    """The share in percent, rounded half up as printed reports round; None when the whole is zero.

    Rounding starts from the integers, never from a binary fraction: 485 of 1,132 is 43, 1 of 8 is 12.5.
    """
    if whole == 0:
        return None
    scaled = abs(Fraction(part * 100 * 10**places, whole))
    steps = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = Decimal(steps).scaleb(-places)
    return -rounded if steps and (part < 0) != (whole < 0) else rounded


def allot(amount: Dong, weights: Sequence[int]) -> tuple[Dong, ...]:
    """An amount divided by weights in whole đồng so that the parts add up to the whole (largest remainder).

    Equal remainders go to the earlier weight. ValueError for a negative amount or weight, or weights of sum zero.
    """
    total = sum(weights)
    if amount < 0 or total <= 0 or min(weights) < 0:
        raise ValueError(f"cannot allot {amount} by {weights!r}")
    parts = [amount * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return tuple(Dong(part) for part in parts)
