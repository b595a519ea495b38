"""Pages: the working calendar of a year, one day of it with its history, and what a new day does to open deadlines."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.seats import require_keeper
from camket.discipline.deadlines import queries as deadlines
from camket.discipline.deadlines.cells import CALENDAR_COLUMNS, day_cells, day_from
from camket.discipline.redating import counted
from camket.discipline.redating.announcing import announce_days, back_to_the_week, take_back_day, would_follow
from camket.errors import Refused
from camket.periods import DayException, DayKind, WorkingCalendar
from camket.words import say_refusal

from .asking import actor, asked, now, seal, today
from .dated import ENTER, Change, change, file_of, keeps, present, restate
from .dated_forms import CalendarDayForm
from .templatetags.say import day as say_day
from .templatetags.say import language, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from camket.discipline.agencies.models import Post
    from camket.discipline.deadlines.models import CalendarDay
    from camket.discipline.redating.announcing import Announced
    from camket.discipline.redating.counted import Concerned, Recount
    from camket.discipline.tasks.models import Deadline
    from camket.periods import AsOf

YEARS = range(1990, 2101)
_NEWS = 20
SIGNS = {
    DayKind.HOLIDAY: "L",
    DayKind.SUBSTITUTE_OFF: "B",
    DayKind.MAKEUP_WORKDAY: "+",
    DayKind.ORDINARY: "–",
}


@dataclass(frozen=True, slots=True)
class DayCell:
    """One square of a month: its day, and the sign of what decides about it. None stands beside the month."""

    day: date | None
    exception: DayException | None = None

    @property
    def sign(self) -> str:
        """The letter that says what a colour also says; a question mark while the paper is not confirmed."""
        if self.exception is None:
            return ""
        return SIGNS[self.exception.kind] + ("" if self.exception.confirmed else "?")


@dataclass(frozen=True, slots=True)
class Month:
    """One month as rows of weeks, Monday first, with how many days are worked in it."""

    first: date
    weeks: tuple[tuple[DayCell, ...], ...]
    worked: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was entered about a day, by whom, and whether it decides."""

    row: CalendarDay
    post: Post | None
    decides: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that an entry moved, and the day it moved from."""

    deadline: Deadline
    was: date | None


def _months(year: int, calendar: WorkingCalendar) -> list[Month]:
    months = []
    for month in range(1, 13):
        first = date(year, month, 1)
        weeks = tuple(
            tuple(
                DayCell(day, calendar.exception(day)) if day.month == month else DayCell(None) for day in week
            )
            for week in Calendar().monthdatescalendar(year, month)
        )
        days = [cell.day for week in weeks for cell in week if cell.day]
        months.append(Month(first, weeks, calendar.count_working_days(days[0], days[-1])))
    return months


def _rows(rows: Iterable[CalendarDay], calendar: WorkingCalendar) -> list[Row]:
    rows = list(rows)
    posts = agencies.posts({row.entry.actor for row in rows})
    found = []
    for place, row in enumerate(rows):
        deciding = calendar.exception(row.day)
        same = [
            one for one in rows[place + 1 :] if (one.day, one.announced_on) == (row.day, row.announced_on)
        ]
        decides = (
            deciding is not None
            and not same
            and (deciding.announced_on, deciding.kind) == (row.announced_on, row.kind)
        )
        found.append(Row(row, posts.get(row.entry.actor), decides))
    return found


def _year(request: HttpRequest, otherwise: int) -> int:
    written = request.GET.get("year", "")
    if written.isdecimal() and len(written) < 5 and int(written) in YEARS:
        return int(written)
    return min(max(otherwise, YEARS.start), YEARS.stop - 1)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """A year of the working calendar, its rows, and the form by which keepers announce a day."""
    this = asked(request)
    year = _year(request, this.asof.on.year)
    known = deadlines.working_calendar(this.asof)
    rows = _rows(deadlines.calendar_rows(this.asof, first=date(year, 1, 1), last=date(year, 12, 31)), known)
    if request.method == "GET" and request.GET.get("file"):
        every = request.GET.get("all") == "1"
        told = [
            one
            for day in sorted({one.day for one in known.exceptions})
            if (one := known.exception(day)) is not None and (every or one.day.year == year)
        ]
        named = "camket-calendar" if every else f"camket-calendar-{year}"
        return file_of(named, request.GET["file"], CALENDAR_COLUMNS, [day_cells(one) for one in told])
    doing = change(request, ANNOUNCE, back=reverse("calendar"))
    if doing.gone is not None:
        return doing.gone
    months = _months(year, known)
    years = sorted({*deadlines.calendar_years(this.asof.position), this.asof.on.year})
    context = {
        "room": "discipline",
        "year": year,
        "years": years,
        "as_list": request.GET.get("view") == "list",
        "months": months,
        "worked": sum(month.worked for month in months),
        "rows": rows,
        "n_deciding": sum(row.decides for row in rows),
        "unconfirmed": [one for one in deadlines.unconfirmed_days(this.asof) if one.day.year == year],
        "news": list(counted.concerns(this.appointment.post, this.asof)[:_NEWS]) if this.appointment else [],
        "columns": CALENDAR_COLUMNS,
        **doing.context,
    }
    return render(request, "camket/calendar.html", context, status=doing.status)


def _follows(found: Recount, asof: AsOf) -> dict[str, Any]:
    concerned = counted.whom_it_concerns([move.task for move in found.moves], asof)
    return {"moves": found.moves, "kept": found.kept, "concerned": concerned}


def _tried(request: HttpRequest, days: list[DayException]) -> dict[str, Any]:
    asof = present()
    found = would_follow(days, asof=asof, scope=asked(request).scope)
    return {"days": days, **_follows(found, asof)}


def _entered(request: HttpRequest, days: Sequence[DayException]) -> int:
    made = announce_days(days=days, by=actor(request), at=now(), on=today())
    return _told(request, made, days[0].paper)


def _told(request: HttpRequest, made: Announced, why: str) -> int:
    restate(made.programmes, f"Lịch làm việc thay đổi (№ {made.calendar}): {why}", request)
    if made.moved:
        entry = made.moved[0].entry_id
        said = ngettext(
            "Tính lại hạn của %(n)s nhiệm vụ, № %(entry)s",
            "Tính lại hạn của %(n)s nhiệm vụ, № %(entry)s",
            len(made.moved),
        )
        messages.success(request, said % {"n": number(len(made.moved)), "entry": number(entry)})
    return made.calendar


ANNOUNCE = Change(
    columns=CALENDAR_COLUMNS, form=CalendarDayForm, read=day_from, tried=_tried, entered=_entered
)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_day(request: HttpRequest, day: str) -> HttpResponse:
    """One day: every row about it, the deadlines those rows moved, whom that concerns, and the way to take it back."""
    this = asked(request)
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if wanted.year not in YEARS:
        raise Http404
    known = deadlines.working_calendar(this.asof)
    rows = _rows(deadlines.calendar_rows(this.asof, first=wanted, last=wanted), known)
    context: dict[str, Any] = {"keeps": keeps(request)}
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            gone = _take_back(request, wanted, context)
        except Refused as refusal:
            context["refused"], status = say_refusal(refusal, language()), HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            if gone is not None:
                return gone
    moved = _moved_by(rows, this.asof, request)
    context |= {
        "room": "discipline",
        "day": wanted,
        "said": say_day(wanted),
        "is_working": known.is_working(wanted),
        "exception": known.exception(wanted),
        "rows": rows,
        "moved": moved,
        "moved_for": _concerned_by(moved, this.asof),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "camket/calendar_day.html", context, status=status)


def _moved_by(rows: Sequence[Row], asof: AsOf, request: HttpRequest) -> list[Moved]:
    scope = asked(request).scope
    entries = counted.recomputings_of({row.row.entry_id for row in rows}, asof)
    return [
        Moved(deadline, was)
        for entry in sorted(entries)
        for deadline, was in counted.recomputed_by(entry, asof, scope)
    ]


def _concerned_by(moved: Sequence[Moved], asof: AsOf) -> list[Concerned]:
    tasks = {one.deadline.task_id: one.deadline.task for one in moved}
    return counted.whom_it_concerns(tasks.values(), asof)


def _take_back(request: HttpRequest, day: date, context: dict[str, Any]) -> HttpResponseRedirect | None:
    """Tries taking a day back, or does it and says where to go."""
    hand = actor(request)
    require_keeper(hand, today=today())
    if request.POST.get("step") != ENTER:
        asof = present()
        found = would_follow([back_to_the_week(day, on=asof.on)], asof=asof, scope=asked(request).scope)
        context |= {"dry": True, **_follows(found, asof)}
        return None
    with transaction.atomic():
        made = take_back_day(day=day, reason=request.POST.get("reason", ""), by=hand, at=now(), on=today())
        position = _told(request, made, gettext("bỏ dòng ghi nhầm"))
        seal()
    messages.success(request, gettext("Đã ghi vào sổ, № %(n)s") % {"n": number(position)})
    return HttpResponseRedirect(reverse("calendar_day", args=[day.isoformat()]))


urls: list[URLPattern] = [
    path("catalogues/calendar", calendar, name="calendar"),
    path("catalogues/calendar/<str:day>", calendar_day, name="calendar_day"),
]
