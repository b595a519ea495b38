"""Pages: the catalogue of bodies as dated data: entries, their history, entering, mending, files in and out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.catalogue import AgencyKind, AgencyRow
from camket.discipline.agencies.intake import AGENCY_COLUMNS
from camket.discipline.catalogues import queries as catalogues
from camket.discipline.catalogues.actions import AgencyEntry, correct_agency
from camket.discipline.catalogues.agency_file import (
    AgencyFile,
    catalogue_rows,
    enter_agencies,
    hold_agencies,
    hold_rows,
)
from camket.errors import Refused
from camket.record.queries import latest_position
from camket.words import say_code

from .agency_forms import CorrectForm, RegisterForm, choices_of
from .asking import actor, asked, now, today
from .keeping import enter, form_page, keeps, require_hand, sent_text
from .sheets import sheet
from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.agencies.models import Agency
    from camket.periods import AsOf

PAGE = 100


@require_safe
def agency_catalogue(request: HttpRequest) -> HttpResponse:
    """The entries on a day, or those of bodies that ended by it."""
    this = asked(request)
    sieve = _sieve(request)
    lines = catalogues.agency_lines(this.asof, **sieve)
    after = request.GET.get("after", "")
    start = next((n for n, one in enumerate(lines, start=1) if one.body.code == after), 0)
    page = lines[start : start + PAGE]
    changed = catalogues.last_changed(
        (f"agency:{one.body.code}" for one in page), position=this.asof.position
    )
    context = {
        "room": "discipline",
        "lines": [(one, changed.get(f"agency:{one.body.code}", one.body.entry_id)) for one in page],
        "n": len(lines),
        "next_after": page[-1].body.code if len(lines) > start + PAGE else "",
        "start": start,
        "kinds": choices_of("agency_kind", AgencyKind),
        "q": request.GET.get("q", ""),
        "keeps": keeps(request),
        **sieve,
    }
    return render(request, "camket/agency_catalogue.html", context)


def _sieve(request: HttpRequest) -> dict[str, Any]:
    kind = request.GET.get("kind", "")
    return {
        "words": request.GET.get("q", ""),
        "kind": kind if kind in set(AgencyKind) else "",
        "ended": request.GET.get("ended") == "1",
    }


def _body(code: str, asof: AsOf) -> Agency:
    found = agencies.agency(code)
    if found is None or found.entry_id > asof.position:
        raise Http404
    return found


@require_safe
def agency_entry(request: HttpRequest, code: str) -> HttpResponse:
    """One entry with everything that was said about it, and who said it."""
    this = asked(request)
    body = _body(code, this.asof)
    passed = [row for row in agencies.successions_of(body) if row.entry_id <= this.asof.position]
    context = {
        "room": "discipline",
        "agency": body,
        "ended": agencies.lineage(this.asof).ended.get(body.pk),
        "told": catalogues.changes_of(f"agency:{code}", position=this.asof.position),
        "passed": passed,
        "history": _with_posts(catalogues.history_of(f"agency:{code}", position=this.asof.position)[:50]),
        "keeps": keeps(request),
    }
    return render(request, "camket/agency_entry.html", context)


def _with_posts(entries: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Entries with the posts whose hands they were."""
    posts = agencies.posts({one.actor for one in entries})
    return [(one, posts.get(one.actor)) for one in entries]


@require_http_methods(["GET", "POST"])
def agency_register(request: HttpRequest) -> HttpResponse:
    """One new body."""
    require_hand(request)
    form = RegisterForm(request.POST or None)
    page: dict[str, Any] = {
        "heading": _("Thêm cơ quan"),
        "back": reverse("agency_catalogue"),
        "listed": _("Danh mục cơ quan"),
        "bodies": True,
    }
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = AgencyRow(
            **{**said, "kind": AgencyKind(said["kind"]), "parent": said["parent"] or None},
            valid_to=None,
            note="",
        )
        held = hold_rows([replace(row, name_en=row.name_en or row.name_vi)])
        for fault in held.faults:
            column = fault.column if fault.column in form.fields else None
            form.add_error(column, say_code("catalogue_fault", fault.code, language()))
        if held.same or held.differing:
            form.add_error("code", _("Mã này đã có trong danh mục. Mở mục ấy để đính chính."))
        if not form.errors:
            try:
                return enter(
                    request, lambda: _enter(request, held), to=reverse("agency_entry", args=[row.code])
                )
            except Refused as refusal:
                page["refusal"] = refusal
    return form_page(request, form, **page)


def _enter(request: HttpRequest, held: AgencyFile) -> int:
    """Enters the rows and answers with the last entry that they made."""
    enter_agencies(file=held, reason=request.POST.get("reason", ""), by=actor(request), at=now(), on=today())
    return latest_position()


@require_http_methods(["GET", "POST"])
def agency_correct(request: HttpRequest, code: str) -> HttpResponse:
    """Mending an entry."""
    require_hand(request)
    body = _body(code, asked(request).asof)
    first = {name: getattr(body, name) for name in CorrectForm.base_fields if name != "reason"}
    form = CorrectForm(request.POST or None, initial=first)
    page: dict[str, Any] = {
        "heading": _("Đính chính mục cơ quan"),
        "back": reverse("agency_entry", args=[code]),
        "about": body,
    }
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        reason = said.pop("reason")
        said["name_en"] = said["name_en"] or said["name_vi"]
        try:
            return enter(
                request,
                lambda: (
                    correct_agency(
                        agency=code,
                        entry=AgencyEntry(**said),
                        reason=reason,
                        by=actor(request),
                        at=now(),
                        on=today(),
                    ).entry_id
                ),
                to=page["back"],
            )
        except Refused as refusal:
            page["refusal"] = refusal
    return form_page(request, form, **page)


@require_http_methods(["GET", "POST"])
def agency_import(request: HttpRequest) -> HttpResponse:
    """A file of many bodies: tried first, entered when a person confirms."""
    require_hand(request)
    page: dict[str, Any] = {
        "heading": _("Nạp danh mục cơ quan từ tệp"),
        "back": reverse("agency_catalogue"),
        "template": "camket/agency_import.html",
        "columns": AGENCY_COLUMNS,
    }
    if request.method != "POST":
        return form_page(request, None, **page)
    try:
        rows = sent_text(request)
        held = hold_agencies(rows)
        reason = request.POST.get("reason", "").strip()
        if request.POST.get("step") == "enter" and held.ready and (reason or not held.differing):
            return enter(request, lambda: _enter(request, held), to=page["back"])
        page |= {"held": held, "rows": rows, "no_reason": request.POST.get("step") == "enter" and not reason}
    except Refused as refusal:
        page["refusal"] = refusal
    return form_page(request, None, **page)


@require_safe
def agency_export(request: HttpRequest, form: str) -> HttpResponse:
    """The catalogue known at the reader's position, in the columns that the same page takes back."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    rows = catalogue_rows(asked(request).asof)
    cells = ([_cell(getattr(row, column)) for column in AGENCY_COLUMNS] for row in rows)
    return sheet("co-quan", form, heads=AGENCY_COLUMNS, rows=cells)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


urls: list[URLPattern] = [
    path("catalogues/agencies", agency_catalogue, name="agency_catalogue"),
    path("catalogues/agencies/new", agency_register, name="agency_register"),
    path("catalogues/agencies/import", agency_import, name="agency_import"),
    path("catalogues/agencies/export.<str:form>", agency_export, name="agency_export"),
    path("catalogues/agencies/entries/<str:code>", agency_entry, name="agency_entry"),
    path("catalogues/agencies/entries/<str:code>/correct", agency_correct, name="agency_correct"),
]
