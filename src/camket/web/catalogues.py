"""Pages: all dated data in one list, and what the catalogues still lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from camket.discipline.catalogues import queries as catalogues
from camket.discipline.catalogues.coverage import Lack, Missing, coverage
from camket.discipline.deadlines import queries as deadlines
from camket.discipline.escalations.queries import LADDER
from camket.discipline.trackers import dated as other_trackers
from camket.words import say_code

from .asking import asked
from .sheets import sheet
from .templatetags.say import day as say_day
from .templatetags.say import language, name

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise

    from .asking import Asked


@dataclass(frozen=True, slots=True)
class Told:
    """What a catalogue's line says: entries in force, those without a confirmed source, the newest entry of the record.

    `unconfirmed` is none where nothing in the catalogue is confirmed or not.
    """

    n: int
    unconfirmed: int | None
    newest: int | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One line of the list: a subject, the page where it is kept, and what it holds on the reader's day."""

    title: Promise
    about: Promise
    address: str
    told: Callable[[Asked], Told]


def _agencies(this: Asked) -> Told:
    standing = catalogues.agency_lines(this.asof)
    unsure = sum(not (one.body.code_confirmed and one.body.form_confirmed) for one in standing)
    return Told(len(standing), unsure, catalogues.newest_entry("agencies", position=this.asof.position))


def _posts(this: Asked) -> Told:
    n = catalogues.posts_on(this.asof).count()
    return Told(n, None, catalogues.newest_entry("posts", position=this.asof.position))


def _programmes(this: Asked) -> Told:
    n = len(catalogues.programme_lines(this.scope, this.asof))
    return Told(n, None, catalogues.newest_of_programmes(this.scope, this.asof))


def _calendar(this: Asked) -> Told:
    known = deadlines.working_calendar(this.asof)
    days = {one.day for one in known.exceptions}
    newest = deadlines.newest_day_entry(this.asof)
    return Told(len(days), len(deadlines.unconfirmed_days(this.asof)), newest)


def _trackers(this: Asked) -> Told:
    known = other_trackers.trackers(this.asof)
    newest = deadlines.versions_of(other_trackers.TRACKER, this.asof).first()
    return Told(len(known), sum(not one.confirmed for one in known), newest.entry_id if newest else None)


def _counts(this: Asked) -> Told:
    known = other_trackers.published_counts(this.asof)
    newest = deadlines.versions_of(other_trackers.COUNT, this.asof).first()
    return Told(len(known), sum(not one.confirmed for one in known), newest.entry_id if newest else None)


def _versions(kind: str) -> Callable[[Asked], Told]:
    def told(this: Asked) -> Told:
        held = deadlines.held_on(kind, this.asof)
        newest = deadlines.versions_of(kind, this.asof).first()
        unsure = len(deadlines.unconfirmed_rules(kind, this.asof))
        return Told(len(held), unsure, newest.entry_id if newest else None)

    return told


CATALOGUES: list[Catalogue] = [
    Catalogue(
        _("Cơ quan và sắp xếp tổ chức"),
        _("Tên, mã, cấp trên, ngày hiệu lực; hợp nhất, chia tách, đổi tên và cơ quan nhận nhiệm vụ."),
        "agency_catalogue",
        _agencies,
    ),
    Catalogue(
        _("Vị trí và người giữ"),
        _("Vị trí công tác của từng cơ quan, ai giữ từ ngày nào, tài khoản đăng nhập."),
        "posts",
        _posts,
    ),
    Catalogue(
        _("Chương trình và nhóm nhiệm vụ"),
        _("Cơ quan chủ quản, cách đọc “trước ngày”, mức công khai, các nhóm nhiệm vụ."),
        "programmes",
        _programmes,
    ),
    Catalogue(
        _("Lịch làm việc"),
        _("Ngày nghỉ, ngày làm bù theo văn bản; ngày mới tính lại hạn đếm theo ngày làm việc."),
        "calendar",
        _calendar,
    ),
    Catalogue(
        _("Quy tắc đọc thời hạn"),
        _("Chữ ghi ở cột thời hạn đọc thành ngày nào; thử đọc một cụm từ."),
        "reading_rules",
        _versions(deadlines.READING),
    ),
    Catalogue(
        _("Lịch báo cáo"),
        _("Cách cắt năm thành kỳ báo cáo, ngày chốt và ngày thôi nhận của từng kỳ."),
        "reporting_calendars",
        _versions(deadlines.REPORTING),
    ),
    Catalogue(
        _("Bậc thang đôn đốc"),
        _("Trước và sau hạn bao nhiêu ngày thì nhắc ai, đôn đốc ai, báo cáo lên ai."),
        "ladders",
        _versions(LADDER),
    ),
    Catalogue(
        _("Hệ thống theo dõi khác"),
        _("Danh sách nhận từ hệ thống khác, khác biệt với sổ này, mã chỉ tiêu và mã đơn vị ở hệ thống đó."),
        "trackers",
        _trackers,
    ),
    Catalogue(
        _("Số đã công bố"),
        _("Ai đếm nhiệm vụ nào, ngày nào, các phần có cộng đủ không và vì sao các số khác nhau."),
        "counts",
        _counts,
    ),
]
"""Each dated subject has a line here; a new one adds its own."""


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """Every catalogue with how much it holds, how much nobody has confirmed, and its latest change."""
    this = asked(request)
    context = {"room": "discipline", "lines": [(one, one.told(this)) for one in CATALOGUES]}
    return render(request, "camket/catalogues.html", context)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that lacks, and the page where it is mended."""

    one: Missing
    label: str
    href: str


@require_safe
def lacking(request: HttpRequest) -> HttpResponse:
    """What lacks on the day, kind by kind; every row leads to where it is mended."""
    this = asked(request)
    found = coverage(this.asof, this.scope)
    groups = [(lack, [_row(one) for one in found.of(lack)]) for lack in Lack]
    context = {
        "room": "discipline",
        "coverage": found,
        "groups": [(lack, rows) for lack, rows in groups if rows],
        "n": len(found.missing),
    }
    return render(request, "camket/coverage.html", context)


def _row(one: Missing) -> Row:
    if one.lack is Lack.DAY_UNCONFIRMED:
        return Row(one, say_day(date.fromisoformat(one.subject)), reverse("calendar_day", args=[one.subject]))
    if one.post:
        return Row(one, one.post, reverse("post_entry", args=[one.post]))
    if one.lack in {Lack.CODE_UNCONFIRMED, Lack.FORM_UNCONFIRMED, Lack.LED_BY_ENDED}:
        return Row(one, one.subject, reverse("agency_entry", args=[one.subject]))
    return Row(one, one.subject, reverse("posts") + f"?agency={one.subject}")


@require_safe
def lacking_export(request: HttpRequest, form: str) -> HttpResponse:
    """The same rows as a file."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    this = asked(request)
    heads = (gettext("Thiếu"), gettext("Mã"), gettext("Cơ quan"), gettext("Nhiệm vụ chưa xong"))
    rows = (
        (say_code("lack", one.lack, language()), one.subject, name(one.body) if one.body else "", one.tasks)
        for one in coverage(this.asof, this.scope).missing
    )
    return sheet("do-phu-danh-muc", form, heads=heads, rows=rows)


urls: list[URLPattern] = [
    path("catalogues", hub, name="catalogues"),
    path("catalogues/coverage", lacking, name="coverage"),
    path("catalogues/coverage/export.<str:form>", lacking_export, name="coverage_export"),
]
