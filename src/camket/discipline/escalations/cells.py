"""Ladders as cells: what a form field or a column of a file holds, read into a ladder and written back."""

from __future__ import annotations

from datetime import date

from camket.discipline.deadlines.cells import Cells, cell, code_of, is_confirmed, optional, sound, words
from camket.discipline.deadlines.rules import OffsetUnit

from .rules import Ladder, Rung, RungAct, Whom

LADDER_COLUMNS = (
    "code",
    "name_vi",
    "name_en",
    "programme",
    "rungs",
    "gate",
    "valid_from",
    "valid_to",
    "source",
    "confirmed",
)


def rungs_from(text: str) -> tuple[Rung, ...]:
    """Rungs written one a line or parted by semicolons, as "5 day recovery_plan head+next_level".

    KeyError or ValueError when a line is none.
    """
    lines = [line.split() for line in text.replace(";", "\n").splitlines() if line.strip()]
    return tuple(_rung(*line) for line in lines)


def _rung(n: str, unit: str, act: str, whom: str) -> Rung:
    return Rung(int(n), OffsetUnit(unit), RungAct(act), tuple(Whom(one) for one in whom.split("+")))


def rungs_text(rungs: tuple[Rung, ...]) -> str:
    """Rungs as `rungs_from` reads them, parted by semicolons."""
    return "; ".join(
        f"{rung.n} {rung.unit.value} {rung.act.value} {'+'.join(one.value for one in rung.whom)}"
        for rung in rungs
    )


def ladder_from(cells: Cells) -> Ladder:
    """A version of a ladder. Raises `CellUnread`, `RowUnsound`."""
    code = cell(cells, "code", code_of)
    return sound(
        lambda: Ladder(
            code=code,
            name_vi=cell(cells, "name_vi", words),
            name_en=cells.get("name_en", "").strip() or cell(cells, "name_vi", words),
            programme=cells.get("programme", "").strip(),
            rungs=cell(cells, "rungs", rungs_from),
            gate=cell(cells, "gate", optional(date.fromisoformat)),
            valid_from=cell(cells, "valid_from", date.fromisoformat),
            valid_to=cell(cells, "valid_to", optional(date.fromisoformat)),
            source=cell(cells, "source", words),
            confirmed=cell(cells, "confirmed", is_confirmed),
        ),
        code,
    )


def ladder_cells(ladder: Ladder) -> dict[str, str]:
    """A version of a ladder as cells."""
    return {
        "code": ladder.code,
        "name_vi": ladder.name_vi,
        "name_en": ladder.name_en,
        "programme": ladder.programme,
        "rungs": rungs_text(ladder.rungs),
        "gate": ladder.gate.isoformat() if ladder.gate else "",
        "valid_from": ladder.valid_from.isoformat(),
        "valid_to": ladder.valid_to.isoformat() if ladder.valid_to else "",
        "source": ladder.source,
        "confirmed": "yes" if ladder.confirmed else "no",
    }
