"""The catalogue of bodies and successions: two CSV files in, plain rows out, or every bad row at once."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

from camket.errors import Refused

from .catalogue import AgencyKind, AgencyRow, Catalogue, Fault, SuccessionKind, SuccessionRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_Row = TypeVar("_Row")
_Code = TypeVar("_Code", bound=StrEnum)


class UnreadableCatalogue(Refused):
    """Rows that cannot be read; `faults` names every one, so that a file is mended in one round."""

    code = "agency.catalogue.unreadable"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(faults=faults)


def read_agencies(text: str) -> tuple[AgencyRow, ...]:
    """The rows of agencies.csv; UnreadableCatalogue with every bad cell when any is bad."""
    return _read(text, columns=AGENCY_COLUMNS, subject="code", row=_agency)


def read_successions(text: str) -> tuple[SuccessionRow, ...]:
    """The rows of successions.csv; UnreadableCatalogue with every bad cell when any is bad."""
    return _read(text, columns=SUCCESSION_COLUMNS, subject="predecessors", row=_succession)


def bundled_catalogue() -> Catalogue:
    """The catalogue that comes with the program; what it leaves unconfirmed is listed in data/README.md."""
    data = resources.files("camket.discipline.agencies") / "data"
    return Catalogue(
        agencies=read_agencies((data / "agencies.csv").read_text("utf-8")),
        successions=read_successions((data / "successions.csv").read_text("utf-8")),
    )


AGENCY_COLUMNS, SUCCESSION_COLUMNS = (
    tuple(one.name for one in fields(row) if one.name != "line") for row in (AgencyRow, SuccessionRow)
)


@dataclass(slots=True)
class _Cells:
    """The cells of one row; a cell that cannot be read leaves a fault and the reading goes on."""

    cells: Mapping[str, str]
    subject: str
    line: int
    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, column: str) -> None:
        """A fault of one cell of this row."""
        self.faults.append(Fault(code, self.subject, column, self.cells[column], self.line))

    def words(self, column: str, *, required: bool = False) -> str:
        """A text as written, without spaces around it."""
        text = self.cells[column].strip()
        if required and not text:
            self.fault("agency.cell.empty", column)
        if not unicodedata.is_normalized("NFC", text):
            self.fault("agency.cell.not_nfc", column)
        return text

    def codes(self, column: str) -> tuple[str, ...]:
        """Codes parted by semicolons; at least one."""
        found = tuple(code for part in self.words(column, required=True).split(";") if (code := part.strip()))
        if len(set(found)) < len(found):
            self.fault("agency.cell.code_twice", column)
        return found

    def yes(self, column: str) -> bool:
        """Yes or no, and no third word."""
        if (text := self.words(column)) not in {"yes", "no"}:
            self.fault("agency.cell.not_yes_or_no", column)
        return text == "yes"

    def day(self, column: str) -> date:
        """A day written 2025-07-01."""
        text = self.words(column)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = date.min
        if day.isoformat() != text:
            self.fault("agency.cell.not_a_day", column)
        return day

    def one_of(self, column: str, codes: type[_Code]) -> _Code:
        """A word of a closed list."""
        text = self.words(column)
        try:
            return codes(text)
        except ValueError:
            self.fault("agency.cell.unknown_kind", column)
            return next(iter(codes))


def _read(
    text: str, *, columns: tuple[str, ...], subject: str, row: Callable[[_Cells], _Row]
) -> tuple[_Row, ...]:
    table = _lines(text)
    _, header = next(table, (1, []))
    if tuple(header) != columns:
        raise UnreadableCatalogue(
            (Fault("agency.table.other_columns", "", written=",".join(header), line=1),)
        )
    rows: list[_Row] = []
    faults: list[Fault] = []
    for line, cells in table:
        if len(cells) != len(columns):
            faults.append(Fault("agency.row.cell_count", cells[0], written=",".join(cells), line=line))
            continue
        named = dict(zip(columns, cells, strict=True))
        reading = _Cells(named, subject=named[subject], line=line)
        rows.append(row(reading))
        faults += reading.faults
    if faults:
        raise UnreadableCatalogue(tuple(faults))
    return tuple(rows)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    table = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        for cells in table:
            if cells:
                yield table.line_num, cells
    except csv.Error as error:
        fault = Fault("agency.table.broken", "", written=str(error), line=table.line_num)
        raise UnreadableCatalogue((fault,)) from error


def _agency(cells: _Cells) -> AgencyRow:
    return AgencyRow(
        code=cells.words("code", required=True),
        name_vi=cells.words("name_vi", required=True),
        name_en=cells.words("name_en", required=True),
        abbreviation=cells.words("abbreviation"),
        kind=cells.one_of("kind", AgencyKind),
        parent=cells.words("parent") or None,
        valid_from=cells.day("valid_from"),
        valid_to=cells.day("valid_to") if cells.words("valid_to") else None,
        code_confirmed=cells.yes("code_confirmed"),
        form_confirmed=cells.yes("form_confirmed"),
        source=cells.words("source", required=True),
        note=cells.words("note"),
        line=cells.line,
    )


def _succession(cells: _Cells) -> SuccessionRow:
    return SuccessionRow(
        kind=cells.one_of("kind", SuccessionKind),
        predecessors=cells.codes("predecessors"),
        successors=cells.codes("successors"),
        heir=cells.words("heir", required=True),
        on=cells.day("on"),
        source=cells.words("source", required=True),
        confirmed=cells.yes("confirmed"),
        line=cells.line,
    )
