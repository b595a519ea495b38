"""Rows of one sheet that tell of the same task twice: the same row again, or two rows that disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.sheets.rules import SheetColumn, plain_status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.openings.answers import SheetAnswers
    from camket.discipline.sheets.sheet import SheetRow

DUPLICATE = "duplicate"
_COMPARED = (
    SheetColumn.TITLE,
    SheetColumn.LEADS,
    SheetColumn.DEADLINE,
    SheetColumn.STATUS,
    SheetColumn.DONE,
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a repeated row is: left out with a reason, or doubtful, with the place of the row it repeats."""

    code: str
    first: str
    asks: str = ""
    blocks: bool = False
    left_out: str = ""


def repeats(rows: Sequence[SheetRow], answers: SheetAnswers) -> dict[int, Repeat]:
    """The repeated rows by their place. An exact repetition is left out; where rows disagree a person is asked."""
    groups: dict[str, list[int]] = {}
    codes: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        groups.setdefault(_words(row), []).append(n)
        if code := fold(row.said(SheetColumn.CODE)):
            codes.setdefault(code, []).append(n)
    found: dict[int, Repeat] = {}
    for places in groups.values():
        if len(places) > 1:
            found |= _group(places, rows, answers)
    for places in codes.values():
        for n in places[1:]:
            if n not in found and places[0] not in found:
                found[n] = Repeat("code_repeated", str(rows[places[0]].locator))
    return found


def _words(row: SheetRow) -> str:
    said = (row.said(SheetColumn.TITLE), row.said(SheetColumn.LEADS), row.said(SheetColumn.SOURCE))
    return "\x1f".join(plain_status(one) for one in said)


def _group(places: Sequence[int], rows: Sequence[SheetRow], answers: SheetAnswers) -> dict[int, Repeat]:
    first, found = places[0], {}
    seen = {_cells(rows[first]): first}
    different = [first]
    for n in places[1:]:
        cells = _cells(rows[n])
        if cells in seen:
            where = str(rows[seen[cells]].locator)
            found[n] = Repeat("duplicate_row", where, left_out="duplicate_row")
        else:
            seen[cells] = n
            different.append(n)
    if len(different) == 1:
        return found
    told = answers.to(DUPLICATE)
    where = str(rows[first].locator)
    for n in different:
        kept = {"first": different[0], "last": different[-1]}.get(told, n)
        out = "duplicate" if told and n != kept else ""
        if n != first or out or not told:
            found[n] = Repeat(DUPLICATE, where, DUPLICATE, blocks=not told, left_out=out)
    return found


def _cells(row: SheetRow) -> tuple[str, ...]:
    told = [" ".join(fold(row.said(column)).split()) for column in _COMPARED]
    return (*told, *(fold(one.words) for one in row.extensions))
