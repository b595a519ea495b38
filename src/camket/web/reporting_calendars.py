"""Pages: the ways of cutting a year into reporting periods, with the days on which reports are due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from camket.discipline.deadlines import queries as deadlines
from camket.discipline.deadlines.actions import adopt_reporting_calendars
from camket.discipline.deadlines.cells import REPORTING_COLUMNS, terms_cells, terms_from
from camket.discipline.deadlines.changing import adopted_by
from camket.discipline.deadlines.queries import REPORTING
from camket.discipline.deadlines.rules import holds_on

from .asking import actor, asked, now, today
from .dated import Change, change, file_of, history, present
from .dated_forms import ReportingForm

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from camket.discipline.deadlines.rules import ReportingTerms, ReportPeriod
    from camket.periods import WorkingCalendar

YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Shown:
    """A version of a reporting calendar, its periods in a year, and the entry that brought it."""

    terms: ReportingTerms
    periods: tuple[ReportPeriod, ...]
    holds: bool
    entry: int


def _shown(terms: ReportingTerms, year: int, on: date, calendar: WorkingCalendar, entry: int) -> Shown:
    return Shown(terms, terms.periods(year, calendar), holds_on(terms, on), entry)


@require_http_methods(["GET", "HEAD", "POST"])
def reporting_calendars(request: HttpRequest) -> HttpResponse:
    """Every reporting calendar with its versions and the periods of a year; the form for keepers."""
    this = asked(request)
    terms = deadlines.reporting_terms(this.asof.position)
    if request.method == "GET" and request.GET.get("file"):
        rows = [terms_cells(one) for one in terms]
        return file_of("camket-reporting-calendars", request.GET["file"], REPORTING_COLUMNS, rows)
    doing = change(request, ADOPT, back=reverse("reporting_calendars"))
    if doing.gone is not None:
        return doing.gone
    written = request.GET.get("year", "")
    year = int(written) if written.isdecimal() and int(written) in YEARS else this.asof.on.year
    calendar = deadlines.working_calendar(this.asof)
    adopted = deadlines.versions_of(REPORTING, this.asof)
    entries: dict[tuple[str, date], int] = {}
    for row in adopted:
        entries.setdefault((row.code, row.valid_from), row.entry_id)
    shown = [
        _shown(one, year, this.asof.on, calendar, entries.get((one.code, one.valid_from), 0)) for one in terms
    ]
    context = {
        "room": "discipline",
        "year": year,
        "before": year - 1,
        "next": year + 1,
        "shown": shown,
        "n_holding": sum(one.holds for one in shown),
        "unconfirmed": deadlines.unconfirmed_rules(REPORTING, this.asof),
        "history": history(adopted),
        "columns": REPORTING_COLUMNS,
        **doing.context,
    }
    return render(request, "camket/reporting_calendars.html", context, status=doing.status)


def _tried(_request: HttpRequest, new: list[ReportingTerms]) -> dict[str, Any]:
    asof = present()
    rows = adopted_by(deadlines.reporting_terms(asof.position), new)
    calendar = deadlines.working_calendar(asof)
    return {"adopting": [_shown(one, asof.on.year, asof.on, calendar, 0) for one in rows]}


def _entered(request: HttpRequest, new: list[ReportingTerms]) -> int:
    rows = adopted_by(deadlines.reporting_terms(present().position), new)
    return adopt_reporting_calendars(calendars=rows, by=actor(request), at=now(), on=today())[0].entry_id


ADOPT = Change(columns=REPORTING_COLUMNS, form=ReportingForm, read=terms_from, tried=_tried, entered=_entered)

urls: list[URLPattern] = [
    path("catalogues/reporting-calendars", reporting_calendars, name="reporting_calendars")
]
