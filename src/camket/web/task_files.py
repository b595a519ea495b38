"""Pages: a filtered list of tasks as a file (.csv, .xlsx) and as one sheet to print, row for row what the page lists."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from camket.discipline.tasks import queries as tasks_known
from camket.discipline.tasks.rules import stage
from camket.discipline.tasks.spans import codes_after
from camket.record import queries as record
from camket.words import say_code, say_day
from camket.words.cells import safe_cell

from .asking import asked
from .review import programme_asked_for
from .sieve import UnknownFilter, around, asking_of, sift
from .tasks import choices, listed_of
from .templatetags.say import language, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camket.discipline.directives.models import Programme

    from .asking import Asked
    from .sieve import Around, Sifted
    from .tasks import Listed

_AT_ONCE = 500
_CSV = "text/csv; charset=utf-8"
MOST_PRINTED = 2000
"""Rows on one sheet to print: forty pages of paper; more than that is a file."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks to have as a file."""

    programme: Programme
    this: Asked
    sifted: Sifted
    known: Around

    def each(self) -> Iterator[Listed]:
        """Every row in the order of codes, read some hundred at a time."""
        after = ""
        while codes := codes_after(self.sifted.rows, after, most=_AT_ONCE):
            found = tasks_known.programme_tasks(self.programme, self.this.asof, self.this.scope)
            for task in found.filter(code__in=codes).select_related("field", "clause__directive"):
                yield listed_of(task, self.this.asof.on, self.known.bodies, self.known.heirs)
            after = codes[-1]


def _chosen(request: HttpRequest) -> Chosen:
    """The rows that an address asks for. Raises 404 as the list does."""
    this = asked(request)
    programme_asked_for(this, request)
    if this.programme is None:
        raise Http404
    known = around(this.programme, this)
    try:
        sifted = sift(this.programme, this, asking_of(request.GET), known)
    except UnknownFilter as unknown:
        raise Http404 from unknown
    return Chosen(this.programme, this, sifted, known)


def _head() -> list[str]:
    return [
        gettext("Mã"),
        gettext("Nhiệm vụ"),
        gettext("Sản phẩm"),
        gettext("Cơ quan chủ trì"),
        gettext("Nhóm nhiệm vụ"),
        gettext("Văn bản giao"),
        gettext("Hạn đầu"),
        gettext("Hạn hiện hành"),
        gettext("Theo thời hạn"),
        gettext("Mức xác thực"),
        gettext("Ngày hoàn thành"),
        gettext("Số ngày quá hạn"),
    ]


def _cells(one: Listed) -> list[str]:
    """One row as texts that no spreadsheet runs; days as people write them."""
    task = one.task
    done = bool(task.done_date)
    return [
        safe_cell(text)
        for text in (
            task.code,
            task.title_now,
            task.product_now,
            name(one.lead) if one.lead else "",
            f"{task.field.code}. {name(task.field)}" if task.field else "",
            task.clause.directive.number_text,
            say_day(task.first_due, language()) if task.first_due else "",
            say_day(task.due_date, language())
            if task.due_date
            else say_code("nature", task.nature, language()),
            say_code("standing", task.standing, language()),
            say_code("stage", stage(done=done, awaiting=task.awaiting, carried=task.carried), language()),
            say_day(task.done_date, language()) if task.done_date else "",
            str(one.days_late) if one.days_late else "",
        )
    ]


def _above(chosen: Chosen) -> list[str]:
    """What a file says of itself: whose tasks, as of when, how much of the record was known, and that it is made up."""
    said = [
        name(chosen.programme),
        gettext("Tính đến ngày %(day)s, theo sổ đến № %(position)s")
        % {"day": say_day(chosen.this.asof.on, language()), "position": chosen.this.asof.position},
    ]
    if record.is_synthetic():
        said.append(gettext("Dữ liệu giả lập"))
    return [safe_cell(text) for text in said]


def _file_name(chosen: Chosen, ending: str) -> str:
    return f"nhiem-vu-{chosen.programme.code}-{chosen.this.asof.on.isoformat()}.{ending}"


@require_safe
def tasks_csv(request: HttpRequest) -> FileResponse:
    """The list as .csv, with the mark by which spreadsheets know UTF-8."""
    chosen = _chosen(request)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow(_above(chosen))
    lines.writerow(_head())
    lines.writerows(_cells(one) for one in chosen.each())
    text.detach()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=_file_name(chosen, "csv"), content_type=_CSV)


@require_safe
def tasks_xlsx(request: HttpRequest) -> FileResponse:
    """The list as .xlsx: texts only, its head row fixed and filtered; written row by row, whatever its length."""
    chosen = _chosen(request)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(gettext("Nhiệm vụ"))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate((12, 60, 40, 32, 28, 18, 12, 14, 16, 16, 14, 10)):
            sheet.set_column(column, column, width, wrapped)
        for column, text in enumerate(_above(chosen)):
            sheet.write_string(0, column, text)
        for column, text in enumerate(_head()):
            sheet.write_string(1, column, text, bold)
        last = 1
        for last, one in enumerate(chosen.each(), start=2):
            for column, text in enumerate(_cells(one)):
                sheet.write_string(last, column, text, wrapped)
        sheet.freeze_panes(2, 1)
        sheet.autofilter(1, 0, last, len(_head()) - 1)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=_file_name(chosen, "xlsx"))


@require_safe
def tasks_print(request: HttpRequest) -> HttpResponse:
    """The list on one sheet, without the page around it."""
    chosen = _chosen(request)
    rows: list[Any] = []
    for one in chosen.each():
        if len(rows) == MOST_PRINTED:
            break
        rows.append(one)
    asking = asking_of(request.GET)
    context = {"listed": rows, "asking": asking, **choices(chosen.sifted, asking, chosen.known)}
    context["cut"] = context["n"] > len(rows)
    return render(request, "camket/tasks_print.html", context)


urls: list[URLPattern] = [
    path("tasks.csv", tasks_csv, name="tasks_csv"),
    path("tasks.xlsx", tasks_xlsx, name="tasks_xlsx"),
    path("print/tasks", tasks_print, name="tasks_print"),
]
