"""Reads a tracker's export (.xlsx, .xls, .csv, .docx, .json) into rows in its own words, columns as a person mapped them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.folding import clean, fold
from camket.discipline.annexes import UnreadableFile
from camket.discipline.intakes.bodies import directory_at
from camket.discipline.naming.rules import resolve_bodies
from camket.discipline.sheets.days import day_in
from camket.discipline.sheets.reading import read_sheet, task_key, with_mapping
from camket.discipline.sheets.rules import SheetColumn, Status
from camket.discipline.sheets.wordings import status_words

from .intake import json_headings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from camket.discipline.sheets.sheet import Sheet, SheetRow
    from camket.periods import AsOf

MOST_ROWS = 20_000
MOST_JSON = 32 * 2**20
_DEEPEST = 40
_NUMBER = re.compile(r"\d+[\w.-]*(?:/[\w.&-]+)+", re.UNICODE)
_CLAUSE = re.compile(
    r"(?:muc|khoan|diem|nhiem vu|nv|y|phan)\s*(?:so\s*)?((?:[ivxlc]+|\d+|[a-z])(?:[.\-/](?:\d+|[a-z]))*)\b"
)
_FATES = {
    Status.DONE: "done",
    Status.LATE: "overdue",
    Status.IN_PROGRESS: "open",
    Status.NOT_STARTED: "open",
    Status.STOPPED: "stopped",
}


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row of an export: its own words, and what was read from them."""

    place: str
    identity: str
    code_text: str
    paper_text: str
    clause_text: str
    title: str
    leads_text: str
    leads: tuple[str, ...]
    due_text: str
    due: date | None
    status_text: str
    fate: str
    done: date | None
    other_text: str

    @property
    def mark(self) -> str:
        """What stands for the row where its words must not: a hash of what the next export's row shares with it."""
        return hashlib.sha256(self.identity.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ExportRead:
    """A whole export: its rows, and the sheet they were read from, with its heads and what gave no row."""

    rows: tuple[RowRead, ...]
    sheet: Sheet

    @property
    def columns(self) -> dict[str, dict[str, str]]:
        """What each column was taken for, by the head's fingerprint and the column's place."""
        return {
            head.fingerprint: {str(one.place): one.column.value for one in head.columns}
            for head in self.sheet.heads
        }


def read_export(
    data: bytes,
    *,
    filename: str,
    columns: Mapping[str, Mapping[str, str]],
    under: str,
    on: date,
    asof: AsOf,
) -> ExportRead:
    """The rows of an export. `under` is the body whose bodies are meant by short names. Raises `UnreadableFile`."""
    if filename.lower().endswith(".json"):
        data, filename = csv_of_json(data), f"{filename}.csv"
    sheet = read_sheet(data, filename=filename, mappings=with_mapping({}, columns))
    if len(sheet.rows) > MOST_ROWS:
        raise UnreadableFile("too_large", rows=len(sheet.rows), most=MOST_ROWS)
    bodies = Bodies(asof, under=under, on=on)
    seen: dict[str, int] = {}
    rows = []
    for one in sheet.rows:
        row = _row(one, bodies, on)
        seen[row.identity] = seen.get(row.identity, 0) + 1
        if (again := seen[row.identity]) > 1:
            row = replace(row, identity=f"{row.identity}\x1f{again}")
        rows.append(row)
    return ExportRead(tuple(rows), sheet)


class Bodies:
    """The bodies that cells name, as the codes of those that answer today; each wording is read once."""

    def __init__(self, asof: AsOf, *, under: str, on: date) -> None:
        self._directory = directory_at(asof.position)
        self._under, self._on = under, on
        line, known = agencies.lineage(asof), agencies.agencies_by_id()
        self._heirs = {row.code: known[line.heir(pk)].code for pk, row in known.items()}
        self._read: dict[str, tuple[str, ...]] = {}

    def named(self, cell: str) -> tuple[str, ...]:
        """Codes of the bodies that a cell names, heirs for those that have ended; none for words that name none."""
        if cell not in self._read:
            self._read[cell] = self._resolved(clean(cell)) if cell.strip() else ()
        return self._read[cell]

    def _resolved(self, cell: str) -> tuple[str, ...]:
        if cell in self._heirs:
            return (self._heirs[cell],)
        said = resolve_bodies(cell, directory=self._directory, under=self._under, on=self._on)
        ended = [
            code
            for doubt in said.doubts
            if doubt.code == "no_longer_valid" and len(doubt.candidates) == 1
            for code in doubt.candidates
        ]
        found = [*(one.code for one in said.found), *ended]
        return tuple(dict.fromkeys(self._heirs.get(code, code) for code in found))


def _row(row: SheetRow, bodies: Bodies, on: date) -> RowRead:
    source = row.said(SheetColumn.SOURCE)
    status = row.said(SheetColumn.STATUS)
    due, done = _day(row, SheetColumn.DEADLINE), _day(row, SheetColumn.DONE)
    return RowRead(
        place=str(row.locator),
        identity=task_key(row),
        code_text=row.said(SheetColumn.CODE)[:200],
        paper_text=source,
        clause_text=_clause(source) or row.said(SheetColumn.NUMBER)[:60],
        title=row.said(SheetColumn.TITLE),
        leads_text=row.said(SheetColumn.LEADS),
        leads=bodies.named(row.said(SheetColumn.LEADS)),
        due_text=row.said(SheetColumn.DEADLINE),
        due=due,
        status_text=status,
        fate=fate_of(status, due=due, done=done, on=on),
        done=done,
        other_text=" | ".join(
            words
            for words in (row.said(SheetColumn.RESULT), row.said(SheetColumn.NOTE), *row.others)
            if words
        ),
    )


def fate_of(status: str, *, due: date | None, done: date | None, on: date) -> str:
    """How a row stands on the day of the export, by its words, else its days; an open task past its day is overdue."""
    said = status_words().status_of(status)
    fate = _FATES[said] if said is not None else "done" if done is not None else ""
    if fate == "open" and due is not None and due < on:
        return "overdue"
    return fate


def paper_number(words: str) -> str:
    """The number of the paper that some words name, such as 71/NQ-CP; the words themselves when they name none."""
    found = _NUMBER.search(clean(words))
    return found[0] if found else clean(words)


def _clause(words: str) -> str:
    found = _CLAUSE.search(fold(words))
    return found[1] if found else ""


def _day(row: SheetRow, column: SheetColumn) -> date | None:
    return row.days.get(column) or day_in(row.said(column)).day


def csv_of_json(data: bytes) -> bytes:
    """A list of rows in JSON as .csv, so that one reader reads both; field names of programs become headings.

    Raises `UnreadableFile` for what holds no list of rows, or nests beyond reason.
    """
    if len(data) > MOST_JSON:
        raise UnreadableFile("too_large", bytes=len(data), most=MOST_JSON)
    try:
        said = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as trouble:
        raise UnreadableFile("damaged") from trouble
    rows = _list_in(said, depth=0)
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not names:
        raise UnreadableFile("no_table")
    known = json_headings()
    heads: list[str] = []
    for name in names:
        heading = known.get(re.sub(r"[^a-z0-9]", "", fold(name)), name)
        heads.append(name if heading in heads else heading)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([[_cell(row.get(name)) for name in names] for row in rows])
    return out.getvalue().encode()


def _list_in(said: Any, *, depth: int) -> list[dict[str, Any]]:
    """The first list of rows in a document: it may stand under data, rows, items or any other name."""
    if isinstance(said, list) and said and all(isinstance(one, dict) for one in said):
        return said
    if isinstance(said, dict) and depth < _DEEPEST:
        for one in said.values():
            if isinstance(one, (list, dict)) and (found := _list_in(one, depth=depth + 1)):
                return found
    return []


def _cell(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "TRUE", False: "FALSE"}.get(value, "") if value is not None else ""
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("ten") or value.get("code") or "")
    return str(value)
