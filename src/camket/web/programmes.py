"""Pages: programmes and their groups of tasks as dated data, with the forms that open, change and close them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import Publication
from camket.discipline.catalogues import queries as catalogues
from camket.discipline.catalogues.actions import (
    ProgrammeEntry,
    change_field,
    change_programme,
    close_programme,
    open_field,
)
from camket.discipline.catalogues.programme_file import enter_programmes, hold_programmes, programme_cells
from camket.discipline.catalogues.programme_rows import COLUMNS
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import open_programme
from camket.errors import Refused
from camket.record import queries as record

from .asking import actor, asked, now, today
from .keeping import enter, form_page, keeps, require_hand, sent_text
from .programme_forms import ChangeForm, CloseForm, FieldChangeForm, FieldForm, OpenForm
from .sheets import sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from camket.discipline.directives.models import Programme

    from .agency_forms import KeptForm

FORMS: dict[str, type[KeptForm]] = {"change": ChangeForm, "close": CloseForm, "field": FieldForm}


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes that the reader may know of, with their groups."""
    this = asked(request)
    context = {
        "room": "discipline",
        "lines": catalogues.programme_lines(this.scope, this.asof),
        "keeps": keeps(request),
    }
    return render(request, "camket/programmes.html", context)


def _programme(request: HttpRequest, code: str) -> Programme:
    this = asked(request)
    found = directives.programme(code, this.scope)
    if found is None or found.entry_id > this.asof.position:
        raise Http404
    return found


@require_safe
def programme_entry(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: its settings on the day, its groups, and everything that was changed about it."""
    this = asked(request)
    found = _programme(request, code)
    position = this.asof.position
    told = list(catalogues.changes_of(f"programme:{code}", position=position))
    fields = catalogues.fields_of(found, this.asof)
    for one in fields:
        told += catalogues.field_changes(found, one.code, position=position)
    history = catalogues.history_of(f"programme:{code}", position=position)
    own = [one for one in history if one.act.startswith(("discipline.programme.", "discipline.field."))][:50]
    hands = agencies.posts({one.actor for one in own})
    context = {
        "room": "discipline",
        "one": found,
        "owner": agencies.agencies_by_id().get(found.owner_id),
        "fields": fields,
        "told": {one.entry.position: one for one in told},
        "history": [(one, hands.get(one.actor)) for one in own],
        "keeps": keeps(request),
    }
    return render(request, "camket/programme_entry.html", context)


@require_http_methods(["GET", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    """A new programme."""
    require_hand(request)
    form = OpenForm(request.POST or None, initial={"on": today(), "before_includes_day": "yes"})
    page: dict[str, Any] = {
        "heading": _("Mở chương trình"),
        "back": reverse("programmes"),
        "listed": _("Chương trình và nhóm nhiệm vụ"),
        "bodies": True,
    }
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            return enter(
                request,
                lambda: (
                    open_programme(
                        **{
                            **said,
                            "name_en": said["name_en"] or said["name_vi"],
                            "publication": Publication(said["publication"]),
                        },
                        synthetic=record.is_synthetic(),
                        by=actor(request),
                        at=now(),
                    ).entry_id
                ),
                to=reverse("programme_entry", args=[said["code"]]),
            )
        except Refused as refusal:
            page["refusal"] = refusal
    return form_page(request, form, **page)


@require_http_methods(["GET", "POST"])
def programme_act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Changing or closing a programme, or opening a group in it."""
    require_hand(request)
    found = _programme(request, code)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb](request.POST or None, initial=_first(found, verb, request))
    headings = {
        "change": _("Thay đổi chương trình"),
        "close": _("Kết thúc chương trình"),
        "field": _("Thêm nhóm nhiệm vụ"),
    }
    back = reverse("programme_entry", args=[code])
    page: dict[str, Any] = {"heading": headings[verb], "back": back, "bodies": verb == "change", "one": found}
    if request.method == "POST" and form.is_valid():
        try:
            return enter(request, _act(request, verb, code, form.cleaned_data), to=back)
        except Refused as refusal:
            page["refusal"] = refusal
    return form_page(request, form, **page)


def _first(found: Programme, verb: str, request: HttpRequest) -> dict[str, Any]:
    if verb == "field":
        return {"order": len(catalogues.fields_of(found, asked(request).asof)) + 1}
    owner = agencies.agencies_by_id().get(found.owner_id)
    return {
        "name_vi": found.name_vi,
        "name_en": found.name_en,
        "owner": owner.code if owner else "",
        "before_includes_day": "yes" if found.before_includes_day else "no",
        "publication": found.publication,
        "on": today(),
    }


def _act(request: HttpRequest, verb: str, code: str, typed: Mapping[str, Any]) -> Callable[[], int]:
    hand: dict[str, Any] = {"by": actor(request), "at": now()}

    def change() -> int:
        entry = ProgrammeEntry(
            name_vi=typed["name_vi"],
            name_en=typed["name_en"] or typed["name_vi"],
            owner=typed["owner"],
            before_includes_day=typed["before_includes_day"],
            publication=Publication(typed["publication"]),
        )
        said = {name: typed[name] for name in ("source", "reason", "on")}
        return change_programme(programme=code, entry=entry, **said, **hand).entry_id

    def close() -> int:
        return close_programme(programme=code, **typed, **hand).entry_id

    def field() -> int:
        return open_field(programme=code, **typed, on=today(), **hand).entry_id

    return {"change": change, "close": close, "field": field}[verb]


@require_http_methods(["GET", "POST"])
def field_change(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """A group under another name or in another place."""
    require_hand(request)
    found = _programme(request, code)
    fields = {one.code: one for one in catalogues.fields_of(found, asked(request).asof)}
    if field not in fields:
        raise Http404
    stands = fields[field]
    first = {"name_vi": stands.name_vi, "name_en": stands.name_en, "order": stands.order, "on": today()}
    form = FieldChangeForm(request.POST or None, initial=first)
    back = reverse("programme_entry", args=[code])
    page: dict[str, Any] = {"heading": _("Thay đổi nhóm nhiệm vụ"), "back": back, "one": found}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            return enter(
                request,
                lambda: (
                    change_field(programme=code, field=field, **said, by=actor(request), at=now()).entry_id
                ),
                to=back,
            )
        except Refused as refusal:
            page["refusal"] = refusal
    return form_page(request, form, **page)


@require_http_methods(["GET", "POST"])
def programme_import(request: HttpRequest) -> HttpResponse:
    """A file of programmes and groups: tried first, entered when a person confirms."""
    require_hand(request)
    page: dict[str, Any] = {
        "heading": _("Nạp chương trình và nhóm nhiệm vụ từ tệp"),
        "back": reverse("programmes"),
        "template": "camket/programme_import.html",
        "columns": COLUMNS,
    }
    if request.method != "POST":
        return form_page(request, None, **page)
    try:
        rows = sent_text(request)
        held = hold_programmes(rows, today=today())
        reason = request.POST.get("reason", "").strip()
        entering = request.POST.get("step") == "enter"
        if entering and held.ready and (reason or not held.asks_why):

            def act() -> int:
                enter_programmes(file=held, reason=reason, by=actor(request), at=now(), on=today())
                return record.latest_position()

            return enter(request, act, to=page["back"])
        page |= {"held": held, "rows": rows, "no_reason": entering and not reason}
    except Refused as refusal:
        page["refusal"] = refusal
    return form_page(request, None, **page)


@require_safe
def programme_export(request: HttpRequest, form: str) -> HttpResponse:
    """Programmes with their groups, a line for each group, in the columns that the import takes back."""
    this = asked(request)
    if form not in {"csv", "xlsx"}:
        raise Http404
    rows = programme_cells(catalogues.programme_lines(this.scope, this.asof))
    return sheet("chuong-trinh", form, heads=COLUMNS, rows=rows)


urls: list[URLPattern] = [
    path("catalogues/programmes", programmes, name="programmes"),
    path("catalogues/programmes/new", programme_new, name="programme_new"),
    path("catalogues/programmes/import", programme_import, name="programme_import"),
    path("catalogues/programmes/export.<str:form>", programme_export, name="programme_export"),
    path("catalogues/programmes/entries/<str:code>", programme_entry, name="programme_entry"),
    path("catalogues/programmes/entries/<str:code>/<str:verb>", programme_act, name="programme_act"),
    path("catalogues/programmes/entries/<str:code>/fields/<str:field>", field_change, name="field_change"),
]
