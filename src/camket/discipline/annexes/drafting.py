"""A draft while it may still grow by the next row, and the doubts that need the whole file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold

from .annex import Column, Doubt, Locator, RowDraft
from .marks import says_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .lines import Line

_LEADS_SAID = re.compile(r"\s*[-–+•*]?\s*(?:cơ quan |đơn vị )?chủ trì(?: thực hiện)?\s*:\s*", re.IGNORECASE)
_COOPERATING_SAID = re.compile(
    r"(?:^|[\n;.])\s*[-–+•*]?\s*(?:cơ quan |đơn vị )?phối hợp(?: thực hiện| với)?\s*:\s*", re.IGNORECASE
)
_WRITTEN_DAY = re.compile(r"(\d{1,2})[/.-]\d{1,2}[/.-]\d{4}")


@dataclass(slots=True)
class Pending:
    """A draft in the making; the next rows may go on with it."""

    locator: Locator
    line: Line
    group: str
    day: date | None
    doubts: list[Doubt]
    texts: dict[Column, str] = field(init=False)
    extra: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = self.line.texts
        self.extra = self.line.extra

    def go_on(self, line: Line) -> None:
        """Adds the words of a row that continues this one, each under its own column, with a doubt for each."""
        for column in Column:
            if column in line.own and (more := line.texts.get(column)):
                before = self.texts.get(column, "")
                self.texts[column] = f"{before}\n{more}" if before else more
                self.doubts.append(Doubt("continued", column, more))
        self.extra.extend(line.extra)

    def draft(self) -> RowDraft:
        """The draft as it is handed out."""
        said = self.texts.get
        note = "\n".join(one for one in (said(Column.NOTE, ""), *self.extra) if one)
        return RowDraft(
            locator=self.locator,
            number_text=said(Column.NUMBER, ""),
            group_text=self.group,
            title=said(Column.TITLE, ""),
            leads_text=said(Column.LEADS, ""),
            cooperating_text=said(Column.COOPERATING, ""),
            product_text=said(Column.PRODUCT, ""),
            deadline_text=said(Column.DEADLINE, ""),
            parent_text=said(Column.PARENT, ""),
            deadline_cell_date=self.day,
            doubts=tuple(self.doubts),
            note_text=note,
        )


def drafts_of(
    pending: Sequence[Pending], *, columns: frozenset[Column], seen: dict[tuple[str, ...], Locator]
) -> list[RowDraft]:
    """The finished drafts of one table, with the doubts that only a look at all rows can raise.

    `columns` are those the table has; `seen` holds the rows of the whole file and is added to.
    """
    _doubt_swapped_days(pending)
    for one in pending:
        _part_roles(one)
    numbers: dict[tuple[str, str], Locator] = {}
    for one in pending:
        _doubt_empty_cells(one, columns)
        _doubt_repetition(one, numbers, seen)
    return [one.draft() for one in pending]


def _part_roles(one: Pending) -> None:
    """Parts a cell "Chủ trì: …; Phối hợp: …" into its two columns; only marked words are parted, nothing is guessed."""
    leads = one.texts.get(Column.LEADS, "")
    said = _COOPERATING_SAID.search(leads)
    if said is None or one.texts.get(Column.COOPERATING):
        return
    head = _LEADS_SAID.match(leads[: said.start()])
    one.texts[Column.LEADS] = leads[head.end() if head else 0 : said.start()].strip(" \n;.")
    one.texts[Column.COOPERATING] = leads[said.end() :].strip(" \n;.")


def _doubt_empty_cells(one: Pending, columns: frozenset[Column]) -> None:
    leads = one.texts.get(Column.LEADS, "")
    if says_nothing(leads):
        one.doubts.append(Doubt("no_lead", Column.LEADS, leads))
    elif "phoi hop" in fold(leads):
        one.doubts.append(Doubt("mixed_roles", Column.LEADS, leads))
    for column, code in ((Column.DEADLINE, "no_deadline"), (Column.PRODUCT, "no_product")):
        if column in columns and says_nothing(one.texts.get(column, "")):
            one.doubts.append(Doubt(code, column, one.texts.get(column, "")))


def _doubt_repetition(
    one: Pending, numbers: dict[tuple[str, str], Locator], seen: dict[tuple[str, ...], Locator]
) -> None:
    said = one.texts.get
    task = tuple(fold(said(column, "")) for column in (Column.TITLE, Column.LEADS, Column.DEADLINE))
    if (first := seen.setdefault(task, one.locator)) != one.locator:
        one.doubts.append(Doubt("duplicate", Column.TITLE, str(first)))
    number = said(Column.NUMBER, "")
    if not number or not number[0].isalnum() or Column.NUMBER not in one.line.own:
        return
    if (first := numbers.setdefault((one.group, number), one.locator)) != one.locator:
        one.doubts.append(Doubt("number_repeated", Column.NUMBER, number))


def _doubt_swapped_days(pending: Sequence[Pending]) -> None:
    """Doubts cell dates whose day and month a spreadsheet may have exchanged.

    A program set to American dates takes 05/8/2026 for 8 May and leaves 30/9/2026 as text. So where written days
    above 12 stand beside cell dates that all have a day up to 12, each of those dates may be the wrong way round.
    """
    days = [one for one in pending if one.line.day is not None]
    written = (
        _WRITTEN_DAY.fullmatch(one.texts.get(Column.DEADLINE, "")) for one in pending if one.line.day is None
    )
    if not any(found and int(found[1]) > 12 for found in written):
        return
    if any(one.line.day is not None and one.line.day.day > 12 for one in days):
        return
    for one in days:
        if one.line.day is not None and one.line.day.day != one.line.day.month:
            one.doubts.append(
                Doubt("day_and_month_may_be_swapped", Column.DEADLINE, one.texts[Column.DEADLINE])
            )
