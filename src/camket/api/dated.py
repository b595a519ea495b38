"""Calls: the working calendar, reading rules and a phrase read, reporting calendars with their periods, ladders."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.deadlines import queries as deadlines
from camket.discipline.deadlines.rules import LONGEST_DEADLINE, holds_on, read_deadline
from camket.discipline.escalations import queries as escalations

from .asking import AsOfShape, Marks, asked
from .openapi import answers

router = Router(tags=["dated data"])
FIRST_YEAR, LAST_YEAR = 1990, 2100


class DayShape(Schema):
    """One row about a day of the working calendar (ngày nghỉ, ngày làm bù)."""

    day: date = Field(description="The day.")
    kind: str = Field(description="holiday, substitute_off, makeup_workday, ordinary.", examples=["holiday"])
    paper: str = Field(description="The paper behind it (văn bản).")
    announced_on: date = Field(description="The day the paper was announced (ngày công bố).")
    confirmed: bool = Field(description="False while the paper is not confirmed (chưa xác nhận).")
    decides: bool = Field(description="True for the row that decides about its day; the others are history.")
    position: int = Field(description="Its entry (bản ghi).")


class CalendarShape(Schema):
    """The working calendar of a year."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    year: int = Field(description="The year.")
    working_days: int = Field(description="Working days in the year.")
    days: list[DayShape] = Field(description="Every row, in order of day and of entry.")


class VersionList(Schema):
    """Every version of dated rules of one kind, as tables."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    versions: list[dict[str, Any]] = Field(
        description="Each with code, valid_from, valid_to, source, confirmed."
    )


class ReadingShape(Schema):
    """What the words of a deadline say (cách đọc thời hạn)."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    words: str = Field(description="The words.")
    issued_on: date = Field(description="The day of issue of the paper they stand in.")
    nature: str = Field(description="dated, waiting, continuing, recurring, unread.", examples=["dated"])
    due: date | None = Field(description="The due day, when the words set one.")
    doubt: str | None = Field(description="Why a person must decide; null when the words were read.")
    rules: list[str] = Field(description="Codes of the rules that took part.")
    confirmed: bool = Field(description="False when a rule of unconfirmed source took part.")
    counted_from: date | None = Field(
        description="Where a term in working days begins; null for other words."
    )


class PeriodShape(Schema):
    """One reporting period (kỳ báo cáo)."""

    code: str = Field(description="Its code.", examples=["2026-10"])
    first: date = Field(description="First day.")
    last: date = Field(description="Last day.")
    due: date | None = Field(description="The day its report is due; null where the paper sets none.")
    closes: date | None = Field(description="The last day on which a report is taken.")


class ReportingShape(Schema):
    """One reporting calendar in force, with the periods of a year."""

    code: str = Field(description="Its code.", examples=["month_22"])
    name_vi: str = Field(description="Vietnamese name.")
    name_en: str = Field(description="English name.")
    cycle: str = Field(description="week, month, quarter, half_year, nine_months, year.")
    source: str = Field(description="The paper behind it (căn cứ).")
    confirmed: bool = Field(description="False while the source is not confirmed.")
    periods: list[PeriodShape] = Field(description="In order.")


class ReportingList(Schema):
    """The reporting calendars in force on a day."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    year: int = Field(description="The year whose periods are listed.")
    calendars: list[ReportingShape] = Field(description="In the order of adoption.")


class YearMarks(Marks):
    """The marks of a reader, and a year."""

    year: int | None = Field(
        None,
        ge=FIRST_YEAR,
        le=LAST_YEAR,
        description="The year; by default the as-of day's, or the nearest of these.",
    )


class PhraseMarks(Marks):
    """The marks of a reader, and the words to read."""

    words: str = Field(max_length=LONGEST_DEADLINE, description="The words, as in “Quý IV/2026”.")
    issued_on: date | None = Field(None, description="The paper's day of issue; the as-of day by default.")


@router.get(
    "/calendar",
    response=answers(CalendarShape),
    operation_id="read_calendar",
    summary="A year's working calendar",
)
def calendar(request: HttpRequest, marks: Query[YearMarks]) -> CalendarShape:
    """The working days of a year and every row that was entered about its days (lịch làm việc)."""
    this = asked(request, marks)
    year = marks.year or min(max(this.asof.on.year, FIRST_YEAR), LAST_YEAR)
    first, last = date(year, 1, 1), date(year, 12, 31)
    known = deadlines.working_calendar(this.asof)
    rows = list(deadlines.calendar_rows(this.asof, first=first, last=last))
    latest = {(row.day, row.announced_on): row.pk for row in rows}
    deciding = {one.day: one.announced_on for one in known.exceptions_within(first, last)}
    return CalendarShape(
        as_of=this.shape,
        year=year,
        working_days=known.count_working_days(first, last),
        days=[
            DayShape(
                day=row.day,
                kind=row.kind,
                paper=row.paper,
                announced_on=row.announced_on,
                confirmed=row.confirmed,
                decides=deciding.get(row.day) == row.announced_on
                and latest[row.day, row.announced_on] == row.pk,
                position=row.entry_id,
            )
            for row in rows
        ],
    )


@router.get(
    "/reading-rules",
    response=answers(VersionList),
    operation_id="list_reading_rules",
    summary="Reading rules",
)
def reading_rules(request: HttpRequest, marks: Query[Marks]) -> VersionList:
    """How the words of deadlines are read (quy tắc đọc thời hạn), every version."""
    this = asked(request, marks)
    rules = deadlines.reading_rules(this.asof.position)
    return VersionList(as_of=this.shape, versions=[rule.as_table() for rule in rules])


@router.get(
    "/reading", response=answers(ReadingShape), operation_id="read_words", summary="A deadline's words read"
)
def reading(request: HttpRequest, marks: Query[PhraseMarks]) -> ReadingShape:
    """What the words of a deadline say by the rules and the calendar known (thử đọc một thời hạn)."""
    this = asked(request, marks)
    issued_on = marks.issued_on or this.asof.on
    found = read_deadline(
        marks.words,
        issued_on=issued_on,
        rules=deadlines.reading_rules(this.asof.position),
        before_includes_day=True,
        calendar=deadlines.working_calendar(this.asof),
    )
    return ReadingShape(
        as_of=this.shape,
        words=marks.words,
        issued_on=issued_on,
        nature=found.nature.value,
        due=found.due_date,
        doubt=found.doubt.value if found.doubt else None,
        rules=list(found.rule_codes),
        confirmed=found.confirmed,
        counted_from=found.basis.start if found.basis else None,
    )


@router.get(
    "/reporting-calendars",
    response=answers(ReportingList),
    operation_id="list_reporting_calendars",
    summary="Reporting calendars",
)
def reporting_calendars(request: HttpRequest, marks: Query[YearMarks]) -> ReportingList:
    """The reporting calendars in force (lịch báo cáo) with the periods and cut-offs of a year."""
    this = asked(request, marks)
    year = marks.year or min(max(this.asof.on.year, FIRST_YEAR), LAST_YEAR)
    known = deadlines.working_calendar(this.asof)
    held = [one for one in deadlines.reporting_terms(this.asof.position) if holds_on(one, this.asof.on)]
    return ReportingList(
        as_of=this.shape,
        year=year,
        calendars=[
            ReportingShape(
                code=one.code,
                name_vi=one.name_vi,
                name_en=one.name_en,
                cycle=one.cycle.value,
                source=one.source,
                confirmed=one.confirmed,
                periods=[
                    PeriodShape(code=cut.code, first=cut.first, last=cut.last, due=cut.due, closes=cut.closes)
                    for cut in one.periods(year, known)
                ],
            )
            for one in held
        ],
    )


@router.get("/ladders", response=answers(VersionList), operation_id="list_ladders", summary="Ladders")
def ladders(request: HttpRequest, marks: Query[Marks]) -> VersionList:
    """How late tasks are urged and reported up (bậc thang đôn đốc), every version."""
    this = asked(request, marks)
    every = escalations.ladders(this.asof.position)
    return VersionList(as_of=this.shape, versions=[one.as_table() for one in every])
