"""What a figure is: a definition, and a value on a day whose parts add up to the whole or which is refused."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from camket.periods import AsOf


class PartsDoNotAddUp(Refused):
    """The parts of a figure do not make its whole: the figure is refused and the missing rows are named."""

    code = "figure.parts.do_not_add_up"


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted: a stable name, the unit, and the parts that together make the whole."""

    name: str
    unit: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share whose denominator is named. Printed with its formula, never alone.

    `numerator` and `denominator` are sums of parts: 485 of (485 + 86) is 85 %, and 485 of 1,132 is 43 %.
    """

    name: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One row behind a figure: its subject's code and the part it was counted in."""

    code: str
    part: str


@dataclass(frozen=True)
class Value:
    """A figure on a day, with the digest of the rows that were counted.

    The rows are read for their digest only when somebody asks for it: most readers want the numbers.
    """

    figure: Figure
    asof: AsOf
    counts: Mapping[str, int]
    read_rows: Callable[[], Sequence[Counted]] = field(repr=False, compare=False)

    @cached_property
    def rows_digest(self) -> str:
        """SHA-256 of the rows. Raises `PartsDoNotAddUp` when they are not the ones that were counted."""
        rows = self.read_rows()
        _require_parts(self.figure, rows)
        if (found := Counter(row.part for row in rows)) != Counter(self.counts):
            parts = sorted(part for part in self.figure.parts if found[part] != self.counts[part])
            raise PartsDoNotAddUp(figure=self.figure.name, rows=", ".join(parts), n=len(parts))
        return digest(rows)

    def of(self, *parts: str) -> int:
        """The sum of some parts."""
        return sum(self.counts[part] for part in parts)

    def ratio(self, ratio: Ratio) -> Fraction | None:
        """The share, exact; None when nothing stands in the denominator: it cannot be measured, and is not 0."""
        whole = self.of(*ratio.denominator)
        return Fraction(self.of(*ratio.numerator), whole) if whole else None


def count(figure: Figure, rows: Sequence[Counted], *, asof: AsOf) -> Value:
    """Counts rows into the figure's parts. Raises `PartsDoNotAddUp` naming every row that fits in none or in two."""
    _require_parts(figure, rows)
    found = Counter(row.part for row in rows)
    return Value(
        figure=figure,
        asof=asof,
        counts={part: found[part] for part in figure.parts},
        read_rows=lambda: rows,
    )


def _require_parts(figure: Figure, rows: Sequence[Counted]) -> None:
    misfits = [row.code for row in rows if row.part not in figure.parts]
    seen = Counter(row.code for row in rows)
    twice = [code for code, times in seen.items() if times > 1]
    if misfits or twice:
        named = sorted({*misfits, *twice})
        raise PartsDoNotAddUp(figure=figure.name, rows=", ".join(named[:20]), n=len(named))


def digest(rows: Iterable[Counted]) -> str:
    """SHA-256 over the lines "code part", in the order of codes: two counts agree when their digests do."""
    lines = sorted(f"{row.code} {row.part}\n" for row in rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
