"""What a row says became of its task: its status, the day it was done, and everything that contradicts itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.openings.proposal import Doubt
from camket.discipline.sheets.days import day_in, days_within
from camket.discipline.sheets.legend import colour_name
from camket.discipline.sheets.rules import Says, SheetColumn, Status, contradictions, plain_status
from camket.discipline.sheets.wordings import status_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from camket.discipline.openings.answers import SheetAnswers
    from camket.discipline.sheets.sheet import SheetRow

    from .dues import DueReader

LEAVE_OUT = "leave_out"
STATUS, FILL, STOPPED, FREE = "status", "fill", "stopped", "status_free"
_LONGEST_STATUS = 40
_IGNORE = "ignore"
_ASKED = {
    "done_without_day": "done_without_day",
    "day_but_not_done": "day_but_not_done",
    "done_in_future": "done_in_future",
    "done_before_assigned": "done_before_assigned",
    "done_but_note_open": "done_but_note_open",
}
_OPEN_AFTER_ALL = re.compile(
    r"chua (co san pham|hoan thanh|xong|trinh|duoc duyet)|dang (trinh|lam|hoan thien) lai"
)
_COMPLETED = re.compile(r"\b(ht|hoan thanh|xong|da ban hanh|ban hanh|nghiem thu|da nop|da trinh)\b")
_SHORT_DAY = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2})(?![\d/.-])")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a task, as reported: never more than the sheet says and a person has confirmed."""

    status: Status | None
    done: date | None
    stopped: bool
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class FateReader:
    """Reads statuses and days of completion of one sheet."""

    answers: SheetAnswers
    dues: DueReader
    on: date
    legend: Mapping[str, Status] = field(default_factory=dict)

    def fate(self, row: SheetRow, *, due: date | None, source_day: date | None) -> Fate:
        """The fate of a row's task. Words of status never outweigh a date, and never make one up."""
        doubts: list[Doubt] = []
        status, words = self._status(row, doubts)
        done = self._done(row, status, doubts)
        if own := self.answers.row(str(row.locator)).done:
            status, done = Status.DONE, own
        if status is None and done is not None:
            status = Status.DONE
            doubts.append(Doubt("done_by_day", "done", row.said(SheetColumn.DONE)))
        found = contradictions(
            status=status,
            says=status_words().says(words) if words else Says.NOTHING,
            done=done,
            due=due,
            source_day=source_day,
            on=self.on,
        )
        counted = done if status is Status.DONE else None
        for code in found:
            counted = self._settle(code, counted, done, words, doubts)
        if counted is not None and _OPEN_AFTER_ALL.search(fold(row.said(SheetColumn.NOTE))):
            counted = self._settle("done_but_note_open", counted, done, row.said(SheetColumn.NOTE), doubts)
        stopped = self._stopped(status, words, doubts)
        return Fate(status, None if stopped else counted, stopped, tuple(doubts))

    def _settle(
        self, code: str, counted: date | None, done: date | None, words: str, doubts: list[Doubt]
    ) -> date | None:
        """The day that counts after one contradiction, with what a person answered to it."""
        told = self.answers.to(code) if code in _ASKED else "keep"
        column = "done" if code.startswith(("done", "day")) else "status"
        doubts.append(Doubt(code, column, words, _ASKED.get(code, ""), blocks=not told))
        if told == "open":
            return None
        if told == "sheet_day":
            return self.on
        if told == "done":
            return done
        return counted if told == "keep" else None

    def _status(self, row: SheetRow, doubts: list[Doubt]) -> tuple[Status | None, str]:
        words = row.said(SheetColumn.STATUS)
        if any(sign.isalnum() or sign in "✓✔☑×" for sign in words):
            return self._told(words, doubts), words
        if len(row.ticks) == 1:
            return row.ticks[0], ""
        if row.ticks:
            doubts.append(Doubt("ticks_disagree", "status", ", ".join(row.ticks)))
            return None, ""
        for column in (SheetColumn.RESULT, SheetColumn.DONE):
            text = row.said(column)
            if text and day_in(text).day is None and (found := _in_parts(text)):
                return found, text
        if (share := row.said(SheetColumn.SHARE)) and (found := self._by_share(share)):
            return found, share
        note = row.said(SheetColumn.NOTE)
        if (found := _in_parts(note)) in {Status.DONE, Status.STOPPED}:
            return found, note
        if row.fill:
            return self._by_fill(row.fill, doubts), ""
        return None, ""

    def _told(self, words: str, doubts: list[Doubt]) -> Status | None:
        plain = plain_status(words) or words.strip()
        told = self.answers.questions.get(f"{STATUS}|{plain}", "")
        if not told and (found := status_words().status_of(words)):
            return found
        if words.strip() in {"✓", "✔", "☑"}:
            return Status.DONE
        if not told and (found := _in_parts(words)):
            return found
        told = told or self.answers.to(STATUS, plain)
        if told == _IGNORE or told in set(Status):
            doubts.append(Doubt("status_settled", "status", words, f"{STATUS}|{plain}"))
            return None if told == _IGNORE else Status(told)
        if len(words) > _LONGEST_STATUS:
            doubts.append(Doubt("status_free", "status", words, FREE))
            return None
        doubts.append(Doubt("status_unknown", "status", words, f"{STATUS}|{plain}", blocks=True))
        return None

    def _by_share(self, words: str) -> Status | None:
        text = words.strip(" %").replace(",", ".")
        try:
            share = float(text)
        except ValueError:
            return status_words().status_of(words)
        if "%" not in words and 0 < share < 1:
            share *= 100
        if "%" not in words and share == 1:
            return None
        return Status.DONE if share >= 100 else Status.NOT_STARTED if share == 0 else Status.IN_PROGRESS

    def _by_fill(self, fill: str, doubts: list[Doubt]) -> Status | None:
        told = self.answers.to(FILL, fill) or self.legend.get(colour_name(fill), "")
        doubts.append(Doubt("status_by_fill", "status", fill, f"{FILL}|{fill}", blocks=not told))
        return Status(told) if told in set(Status) else None

    def _done(self, row: SheetRow, status: Status | None, doubts: list[Doubt]) -> date | None:
        """The day of completion: its own cell, else the one day that the words of a done task hold."""
        day = self.dues.day_of(row, SheetColumn.DONE)
        if day is None and (words := row.said(SheetColumn.DONE)):
            day = self._written(words, doubts)
        if day is None and status is Status.DONE:
            day = self._among_words(row, doubts)
        return day

    def _written(self, words: str, doubts: list[Doubt]) -> date | None:
        found = day_in(words, month_first=SheetColumn.DONE in self.dues.habits.month_first)
        if found.day is not None and found.doubt:
            doubts.append(Doubt("done_month_only", "done", words))
            return min(found.day, self.on) if found.day.replace(day=1) <= self.on else found.day
        if found.day is None and found.doubt == "no_year":
            doubts.append(Doubt("done_year_assumed", "done", words))
            return self._without_year(words)
        if found.day is None and any(sign.isdigit() for sign in words):
            doubts.append(Doubt("done_day_unread", "done", words))
        return found.day

    def _among_words(self, row: SheetRow, doubts: list[Doubt]) -> date | None:
        for column in (SheetColumn.STATUS, SheetColumn.RESULT, SheetColumn.NOTE):
            text = row.said(column) if column is SheetColumn.STATUS else _of_completion(row.said(column))
            days = days_within(text)
            if len(days) == 1 or (days and column is SheetColumn.STATUS):
                doubts.append(Doubt("done_day_from_words", "done", text))
                return days[-1]
            if not days and column is SheetColumn.STATUS and _SHORT_DAY.search(fold(text)):
                doubts.append(Doubt("done_year_assumed", "done", text))
                return self._without_year(text)
        return None

    def _without_year(self, words: str) -> date | None:
        """The latest such day that is not ahead of the sheet."""
        found = _SHORT_DAY.search(fold(words))
        if found is None:
            return None
        for year in (self.on.year, self.on.year - 1):
            day = day_in(f"{found[1]}/{found[2]}/{year}").day
            if day is not None and day <= self.on:
                return day
        return None

    def _stopped(self, status: Status | None, words: str, doubts: list[Doubt]) -> bool:
        if status is not Status.STOPPED:
            return False
        told = self.answers.to(STOPPED)
        doubts.append(Doubt("says_stopped", "status", words, STOPPED, blocks=not told))
        return told in {"withdraw", LEAVE_OUT}


def _in_parts(words: str) -> Status | None:
    """The one status that the parts of longer words say: "BC số 49/BC ngày 11/7/2025 - HT"."""
    parts = re.split(r"[;\n,]| [-–] ", words)
    found = {status for part in parts if (status := status_words().status_of(part)) is not None}
    return found.pop() if len(found) == 1 else None


def _of_completion(words: str) -> str:
    """The parts of free words that speak of something being completed; a day of a reminder is no such day."""
    parts = re.split(r"[;\n]", words)
    kept = [
        part for part in parts if _COMPLETED.search(fold(part)) and not _OPEN_AFTER_ALL.search(fold(part))
    ]
    return "; ".join(kept)
