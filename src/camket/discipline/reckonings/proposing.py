"""A running sheet in, a proposal out: every row as the task it would become or already is. Writes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.deadlines.queries import reading_rules, working_calendar
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives import queries as directives
from camket.discipline.intakes.numbering import FieldBook, task_codes
from camket.discipline.intakes.proposing import UnknownProgramme, place_of
from camket.discipline.openings import queries
from camket.discipline.openings.answers import read_answers
from camket.discipline.openings.proposal import CarriedRow, Doubt, Opening, SheetAbout
from camket.discipline.sheets.days import day_in, days_within
from camket.discipline.sheets.reading import month_of, read_sheet, task_key, with_mapping
from camket.discipline.sheets.rules import SheetColumn
from camket.discipline.tasks.models import Task

from .asking import questions_of
from .bodies import SheetBodies
from .differences import compare, settled_before
from .dues import DueReader, habits_of
from .fates import LEAVE_OUT, STOPPED, FateReader
from .matching import Known, known_tasks, matched
from .repeats import repeats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from camket.discipline.annexes import Locator
    from camket.discipline.directives.models import Programme
    from camket.discipline.openings.answers import SheetAnswers
    from camket.discipline.sheets.sheet import Sheet, SheetRow
    from camket.periods import AsOf

    from .repeats import Repeat

EVERYTHING = Scope(role=Role.COMMITTEE)
_MARKS = ("hidden_row", "hidden_sheet", "struck_through")
_LONGEST_NUMBER = 40


def propose_opening(
    *, data: bytes, filename: str, about: SheetAbout, answers: Mapping[str, Any], asof: AsOf
) -> Opening:
    """The sheet as tasks to be and differences to what stands, under what a person settled; nothing is written.

    Columns and wordings that the programme settled with an earlier sheet of the same head are taken from there.
    Raises `UnreadableFile`, `UnreadableSheetAnswer`, `UnknownProgramme`.
    """
    programme = directives.programme(about.programme, EVERYTHING)
    if programme is None:
        raise UnknownProgramme(programme=about.programme)
    remembered = queries.remembered(programme, asof)
    own = read_answers(answers)
    settled = remembered.joined(own)
    mappings = with_mapping(with_mapping({}, remembered.columns), own.columns)
    sheet = read_sheet(data, filename=filename, mappings=mappings)
    known = known_tasks(programme, asof)
    reader = _RowReader.of(sheet, programme, settled, known, asof)
    rows = reader.rows()
    digest = hashlib.sha256(data).hexdigest()
    compared = compare(rows, known, settled)
    return Opening(
        about=about,
        file_name=filename,
        sha256=digest,
        on=asof.on,
        told_on=sheet.told_on,
        heads=sheet.heads,
        rows=rows,
        left=sheet.left,
        remarks=sheet.remarks,
        fields=reader.fields.drafts(),
        questions=questions_of(rows, settled, own, reader.bodies, reader.habits.asks),
        differences=compared.differences,
        before=len(known.tasks),
        follows=compared.follows,
        moved_on=compared.moved_on,
        same_file=queries.sheet_of_file(digest),
        warnings=() if reader.dues.rules else ("no_reading_rules",),
    )


@dataclass(slots=True)
class _RowReader:
    """Everything the rows of one sheet are read by."""

    sheet: Sheet
    answers: SheetAnswers
    bodies: SheetBodies
    dues: DueReader
    fates: FateReader
    fields: FieldBook
    known: Known
    codes: Sequence[str]
    matches: Mapping[int, str]
    by_sheet: bool
    repeated: Mapping[int, Repeat] = field(default_factory=dict)

    @classmethod
    def of(
        cls, sheet: Sheet, programme: Programme, answers: SheetAnswers, known: Known, asof: AsOf
    ) -> _RowReader:
        """The reader of one sheet for one programme on one day."""
        bodies = SheetBodies(asof, programme.owner.code, answers)
        dues = DueReader(
            rules=reading_rules(asof.position),
            before_includes_day=programme.before_includes_day,
            on=asof.on,
            answers=answers,
            habits=habits_of(sheet.rows, answers),
            calendar=working_calendar(asof),
        )
        leads = [bodies.leads(row.said(SheetColumn.LEADS)).codes for row in sheet.rows]
        repeated = repeats(sheet.rows, answers)
        passed = {n for n, repeat in repeated.items() if repeat.left_out}
        passed |= {
            n
            for n, row in enumerate(sheet.rows)
            for mark in row.marks.intersection(_MARKS)
            if answers.to(mark) == "leave_out"
        }
        matches = matched(sheet.rows, leads, known, passed=passed)
        names = {row.locator.sheet for row in sheet.rows}
        return cls(
            sheet=sheet,
            answers=answers,
            bodies=bodies,
            dues=dues,
            fates=FateReader(answers, dues, min(sheet.told_on or asof.on, asof.on), sheet.legend),
            fields=FieldBook(dict(directives.fields_of(programme).values_list("code", "name_vi"))),
            known=known,
            codes=_codes(sheet, matches, programme),
            matches=matches,
            by_sheet=len(names) > 1 and not any(month_of(name or "") for name in names),
            repeated=repeated,
        )

    @property
    def habits(self) -> Any:
        """How the days of the sheet's columns are written."""
        return self.dues.habits

    def rows(self) -> tuple[CarriedRow, ...]:
        """Every row of the sheet, in its order."""
        keys = Counter(str(row.locator) for row in self.sheet.rows)
        return tuple(self._row(n, row, _key(row.locator, n, keys)) for n, row in enumerate(self.sheet.rows))

    def _row(self, n: int, row: SheetRow, key: str) -> CarriedRow:
        own = self.answers.row(key)
        source, source_day, doubts = self._source(row)
        named = self.bodies.leads(row.said(SheetColumn.LEADS))
        leads = self.bodies.typed(";".join(own.leads)) or named.codes
        cooperating = self.bodies.cooperating(row.said(SheetColumn.COOPERATING)).codes
        dues = self.dues.dues(row, source_day=source_day)
        reading = Reading(Nature.DATED, due_date=own.due) if own.due else dues.reading
        days = () if own.due else dues.days
        due = days[-1] if days else reading.due_date
        fate = self.fates.fate(row, due=due, source_day=source_day)
        left_out, marks, withdraw = self._marks(n, row)
        left_out = own.leave_out or left_out or ("no_lead" if named.leave_out and not own.leads else "")
        if fate.stopped and n not in self.matches and self.answers.to(STOPPED) == LEAVE_OUT:
            left_out = left_out or STOPPED
        group = row.group or (row.locator.sheet or "" if self.by_sheet else "")
        carried = CarriedRow(
            key=key,
            order=n + 1,
            place=place_of(row.locator),
            identity=task_key(row),
            task=self.codes[n],
            known=n in self.matches,
            number_text=(row.said(SheetColumn.CODE) or row.said(SheetColumn.NUMBER))[:_LONGEST_NUMBER],
            group_text=group,
            field_code=None if left_out else self.fields.code_of(group),
            title=row.said(SheetColumn.TITLE),
            product=row.said(SheetColumn.PRODUCT),
            leads_text=row.said(SheetColumn.LEADS),
            cooperating_text=row.said(SheetColumn.COOPERATING),
            source_text=source,
            deadline_text=row.said(SheetColumn.DEADLINE),
            extension_text="; ".join(one.words for one in row.extensions),
            status_text=row.said(SheetColumn.STATUS),
            done_text=row.said(SheetColumn.DONE),
            note_text=_note(row),
            leads=leads,
            cooperating=tuple(code for code in cooperating if code not in leads),
            reading=reading,
            dues=days,
            status=fate.status,
            done=None if withdraw else fate.done,
            stopped=fate.stopped or withdraw,
            source_day=source_day,
            doubts=(*(() if own.leads else named.doubts), *doubts, *dues.doubts, *fate.doubts, *marks),
            left_out=left_out,
        )
        return settled_before(carried, self.known.tasks.get(self.matches.get(n, "")))

    def _source(self, row: SheetRow) -> tuple[str, date | None, list[Doubt]]:
        """The assigning paper as the row names it, its day, and a day that nobody could read."""
        words = row.said(SheetColumn.SOURCE).replace("\n", " ")
        day = self.dues.day_of(row, SheetColumn.SOURCE_DAY)
        text = row.said(SheetColumn.SOURCE_DAY)
        doubts: list[Doubt] = []
        if day is None and text:
            found = day_in(text, month_first=SheetColumn.SOURCE_DAY in self.dues.habits.month_first)
            day = found.day if found.doubt == "" else None
            if day is None:
                doubts.append(Doubt("source_day_unread", "source_day", text))
        if day is None and (days := days_within(words)):
            day = days[0]
        if day is not None and day > self.dues.on:
            doubts.append(Doubt("source_in_future", "source_day", text or words))
            day = None
        return words, day, doubts

    def _marks(self, n: int, row: SheetRow) -> tuple[str, list[Doubt], bool]:
        """Why the row is left out by how it looks or what it repeats, the doubts left, and whether it is withdrawn."""
        doubts = []
        withdraw = False
        for mark in _MARKS:
            if mark not in row.marks:
                continue
            answer = self.answers.to(mark)
            if answer == "leave_out":
                return mark, [], False
            withdraw = withdraw or answer == "withdraw"
            doubts.append(Doubt(mark, "title", row.said(SheetColumn.TITLE), mark, blocks=not answer))
        told = sorted(row.marks & {"as_above", "cell_error", "formula_without_value"})
        doubts += [Doubt(mark, "title", row.said(SheetColumn.TITLE)) for mark in told]
        repeat = self.repeated.get(n)
        if repeat is not None:
            if repeat.left_out:
                return repeat.left_out, [], False
            doubts.append(Doubt(repeat.code, "title", repeat.first, repeat.asks, blocks=repeat.blocks))
        return "", doubts, withdraw


def _codes(sheet: Sheet, matches: Mapping[int, str], programme: Programme) -> list[str]:
    """The code of every row: of the task it is known as, else a new one; only rows that may be new are counted."""
    fresh = [n for n in range(len(sheet.rows)) if n not in matches]
    taken = set(Task.objects.filter(code__startswith=f"{programme.code}-").values_list("code", flat=True))
    numbers = [sheet.rows[n].said(SheetColumn.NUMBER) for n in fresh]
    given = dict(zip(fresh, task_codes(programme.code, numbers, taken), strict=True))
    return [matches.get(n) or given[n] for n in range(len(sheet.rows))]


def _key(locator: Locator, n: int, keys: Mapping[str, int]) -> str:
    key = str(locator)
    return key if keys[key] == 1 else f"{key}/{n + 1}"


def _note(row: SheetRow) -> str:
    """What else the row says, kept as words beside the task."""
    told = [row.said(SheetColumn.RESULT), row.said(SheetColumn.NOTE), *row.others, *row.comments]
    return "\n".join(dict.fromkeys(words for words in told if words))
