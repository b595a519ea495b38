"""Dated data as cells: what a form field or a column of a file holds, read into plain values and written back."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from io import StringIO
from typing import Any, TypeVar

from camket.errors import Refused
from camket.periods import DayException, DayKind

from .rules import Cutoff, ReadingKind, ReadingRule, ReportCycle, ReportingTerms, Roll

Cells = Mapping[str, str]
T = TypeVar("T")

MOST_ROWS = 2000
CALENDAR_COLUMNS = ("day", "kind", "paper", "announced_on", "confirmed")
READING_COLUMNS = (
    "code",
    "pattern",
    "kind",
    "params",
    "examples",
    "rank",
    "valid_from",
    "valid_to",
    "source",
    "confirmed",
)
CUTOFF_COLUMNS = tuple(
    f"{which}_{part}" for which in ("due", "closes") for part in ("day", "months", "days", "hour")
)
REPORTING_COLUMNS = (
    "code",
    "name_vi",
    "name_en",
    "cycle",
    "cut_day",
    "last_weekday",
    *CUTOFF_COLUMNS,
    "roll",
    "valid_from",
    "valid_to",
    "source",
    "confirmed",
)
_CONFIRMED = {"yes": True, "no": False}


class CellUnread(Refused):
    """A cell says nothing that its column can hold."""

    code = "dated.cell.unread"


class RowUnsound(Refused):
    """Each cell can be read and the row as a whole describes nothing."""

    code = "dated.row.unsound"


class FileUnread(Refused):
    """The file is neither the csv nor the json that the same page exports."""

    code = "dated.file.unread"


class TooManyRows(Refused):
    """One act adopts what one paper announces; a longer file is cut by year or by paper."""

    code = "dated.file.too_many_rows"


def cell(cells: Cells, column: str, read: Callable[[str], T]) -> T:
    """One cell as its column reads it. Raises `CellUnread`."""
    text = cells.get(column, "").strip()
    try:
        return read(text)
    except (KeyError, TypeError, ValueError):
        raise CellUnread(column=column, text=text[:80]) from None


def optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    """A reader of a cell that may be empty."""
    return lambda text: read(text) if text else None


def words(text: str) -> str:
    """Words that may not be missing, on one line; ValueError when they are."""
    if not any(sign.isalnum() for sign in text):
        raise ValueError("no words")
    return " ".join(text.split())


def is_confirmed(text: str) -> bool:
    """Whether the source is confirmed; KeyError for anything but yes, no and an empty cell, which means no."""
    return _CONFIRMED[text.lower() or "no"]


def code_of(text: str) -> str:
    """A code: lower-case letters, figures, stops and low lines; ValueError for anything else."""
    if (
        not text
        or len(text) > 64
        or not all(sign.isascii() and (sign.isalnum() or sign in "._-") for sign in text)
    ):
        raise ValueError("no code")
    return text


def sound(make: Callable[[], T], code: str) -> T:
    """What a row describes. Raises `RowUnsound` with the reason."""
    try:
        return make()
    except CellUnread:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise RowUnsound(row=code, why=str(error)[:200]) from None


def day_from(cells: Cells) -> DayException:
    """A calendar day. Raises `CellUnread`."""
    return DayException(
        day=cell(cells, "day", date.fromisoformat),
        kind=cell(cells, "kind", DayKind),
        paper=cell(cells, "paper", words),
        announced_on=cell(cells, "announced_on", date.fromisoformat),
        confirmed=cell(cells, "confirmed", is_confirmed),
    )


def day_cells(row: DayException) -> dict[str, str]:
    """A calendar day as cells."""
    return {
        "day": row.day.isoformat(),
        "kind": row.kind.value,
        "paper": row.paper,
        "announced_on": row.announced_on.isoformat(),
        "confirmed": "yes" if row.confirmed else "no",
    }


def _object(text: str) -> dict[str, Any]:
    value = json.loads(text or "{}")
    if not isinstance(value, dict):
        raise TypeError("no object")
    return value


def _list(text: str) -> list[dict[str, Any]]:
    """Examples: a JSON list of tables, or a phrase a line with the day it must give after an arrow."""
    if not text.startswith("["):
        return [_example(line) for line in text.splitlines() if line.strip()]
    value = json.loads(text)
    if not isinstance(value, list) or not all(isinstance(one, dict) and "text" in one for one in value):
        raise TypeError("no list of examples")
    return value


def _example(line: str) -> dict[str, Any]:
    phrase, _, day = line.replace("→", "->").partition("->")
    told = {"text": words(phrase)}
    return {**told, "due_date": date.fromisoformat(day.strip()).isoformat()} if day.strip() else told


def rule_from(cells: Cells) -> ReadingRule:
    """A version of a reading rule. Raises `CellUnread`, `RowUnsound`."""
    code = cell(cells, "code", code_of)
    return sound(
        lambda: ReadingRule(
            code=code,
            pattern=cell(cells, "pattern", words),
            kind=cell(cells, "kind", ReadingKind),
            valid_from=cell(cells, "valid_from", date.fromisoformat),
            valid_to=cell(cells, "valid_to", optional(date.fromisoformat)),
            source=cell(cells, "source", words),
            confirmed=cell(cells, "confirmed", is_confirmed),
            params=cell(cells, "params", _object),
            examples=tuple(cell(cells, "examples", _list)),
            rank=cell(cells, "rank", lambda text: int(text or 0)),
        ),
        code,
    )


def rule_cells(rule: ReadingRule) -> dict[str, str]:
    """A version of a reading rule as cells."""
    table = rule.as_table()
    nested = {name: json.dumps(table[name], ensure_ascii=False) for name in ("params", "examples")}
    return {
        **{name: str(table[name] or "") for name in READING_COLUMNS},
        **nested,
        "rank": str(rule.rank),
        "confirmed": "yes" if rule.confirmed else "no",
    }


def _cutoff(cells: Cells, which: str) -> Cutoff | None:
    parts = {part: cells.get(f"{which}_{part}", "").strip() for part in ("day", "months", "days", "hour")}
    if not (parts["day"] or parts["days"]):
        return None
    day = cell(cells, f"{which}_day", optional(int))
    try:
        return Cutoff(
            day=day,
            months=cell(cells, f"{which}_months", lambda text: int(text or 0)),
            days=cell(cells, f"{which}_days", lambda text: int(text or 0)),
            hour=parts["hour"],
        )
    except ValueError:
        raise CellUnread(column=f"{which}_day", text=" ".join(filter(None, parts.values()))) from None


def terms_from(cells: Cells) -> ReportingTerms:
    """A version of a reporting calendar. Raises `CellUnread`, `RowUnsound`."""
    code = cell(cells, "code", code_of)
    due, closes = _cutoff(cells, "due"), _cutoff(cells, "closes")
    return sound(
        lambda: ReportingTerms(
            code=code,
            name_vi=cell(cells, "name_vi", words),
            name_en=cells.get("name_en", "").strip() or cell(cells, "name_vi", words),
            cycle=cell(cells, "cycle", ReportCycle),
            valid_from=cell(cells, "valid_from", date.fromisoformat),
            valid_to=cell(cells, "valid_to", optional(date.fromisoformat)),
            source=cell(cells, "source", words),
            confirmed=cell(cells, "confirmed", is_confirmed),
            cut_day=cell(cells, "cut_day", lambda text: int(text or 1)),
            last_weekday=cell(cells, "last_weekday", lambda text: int(text or 7)),
            due=due,
            closes=closes,
            roll=cell(cells, "roll", lambda text: Roll(text or "none")),
        ),
        code,
    )


def terms_cells(terms: ReportingTerms) -> dict[str, str]:
    """A version of a reporting calendar as cells."""
    cells = {name: str(value) for name, value in terms.as_table().items() if not isinstance(value, dict)}
    for which, cutoff in (("due", terms.due), ("closes", terms.closes)):
        cells |= dict.fromkeys((f"{which}_{part}" for part in ("day", "months", "days", "hour")), "")
        if cutoff is not None:
            by_day = cutoff.day is not None
            cells[f"{which}_day"] = str(cutoff.day) if by_day else ""
            cells[f"{which}_months"] = str(cutoff.months) if by_day else ""
            cells[f"{which}_days"] = "" if by_day else str(cutoff.days)
            cells[f"{which}_hour"] = cutoff.hour
    cells["valid_to"] = terms.valid_to.isoformat() if terms.valid_to else ""
    cells["confirmed"] = "yes" if terms.confirmed else "no"
    return {name: cells[name] for name in REPORTING_COLUMNS}


def read_rows(name: str, content: bytes, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a csv or json file as cells; columns that nobody asks for are passed over.

    Raises `FileUnread`, `TooManyRows`.
    """
    try:
        text = content.decode("utf-8-sig")
        rows = _json_rows(text) if name.lower().endswith(".json") else list(csv.DictReader(StringIO(text)))
    except (UnicodeDecodeError, ValueError, csv.Error):
        raise FileUnread(file=name[-80:], columns=", ".join(columns)) from None
    if not rows or columns[0] not in rows[0]:
        raise FileUnread(file=name[-80:], columns=", ".join(columns))
    if len(rows) > MOST_ROWS:
        raise TooManyRows(n=len(rows), limit=MOST_ROWS)
    return [{column: _own(str(row.get(column) or "")) for column in columns} for row in rows]


def _own(text: str) -> str:
    """A cell without the apostrophe that an export puts before a sign which would begin a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def _json_rows(text: str) -> list[dict[str, Any]]:
    rows = json.loads(text)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("no list of rows")
    return [
        {
            key: value if isinstance(value, str) or value is None else _written(value)
            for key, value in row.items()
        }
        for row in rows
    ]


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return json.dumps(value, ensure_ascii=False)


def write_rows(rows: list[dict[str, str]], columns: tuple[str, ...]) -> str:
    """Cells as csv, the form in which a preview carries them to the act."""
    out = StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
