"""Pages of dated data share this: rows sent by form or file, tried without writing, then entered; and files out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.seats import is_keeper, require_keeper
from camket.discipline.deadlines.cells import CellUnread, FileUnread, read_rows, write_rows
from camket.errors import Refused
from camket.periods import AsOf
from camket.record.queries import latest_position
from camket.review.snapshots.actions import restate_moved
from camket.words import say_code, say_refusal

from .asking import actor, asked, now, seal, today
from .sheets import sheet
from .templatetags.say import language, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from django.http import HttpRequest

    from camket.discipline.agencies.models import Post
    from camket.discipline.deadlines.models import AdoptedRule
    from camket.record.models import Entry

    from .dated_forms import CellsForm

T = TypeVar("T")
FILE_LIMIT = 2_000_000
ENTER = "enter"


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """How one kind of dated data is changed from a page: its form, its columns, what a trial shows, what is entered.

    `tried` gives the context of a trial, `entered` writes and gives the position of its entry; both may refuse.
    """

    columns: tuple[str, ...]
    form: type[CellsForm]
    read: Callable[[dict[str, str]], T]
    tried: Callable[[HttpRequest, list[T]], dict[str, Any]]
    entered: Callable[[HttpRequest, list[T]], int]


@dataclass(frozen=True, slots=True)
class Doing:
    """What became of a request: where to go, or the page's context with its status."""

    context: dict[str, Any]
    status: int = HTTPStatus.OK
    gone: HttpResponseRedirect | None = None


def present() -> AsOf:
    """Today with all that the record knows: what an act is judged by, whatever day its page was read on."""
    return AsOf(on=today(), known_at=None, position=latest_position())


def keeps(request: HttpRequest) -> bool:
    """Whether the reader may change catalogues today, so that forms are shown to them."""
    return asked(request).appointment is not None and is_keeper(actor(request), today=today())


def change(request: HttpRequest, how: Change[T], *, back: str) -> Doing:
    """One request of a page of dated data: read, try what was sent, or enter it and go `back`."""
    if request.method != "POST":
        return Doing({"form": how.form(), "keeps": keeps(request)})
    form = how.form(request.POST)
    hand = actor(request)
    try:
        require_keeper(hand, today=today())
        values = [how.read(cells) for cells in _sent(request, how.columns)]
        if request.POST.get("step") == ENTER:
            return Doing({}, gone=_enter(request, how, values, back))
        tried = how.tried(request, values)
    except Refused as refusal:
        context: dict[str, Any] = {"form": form, "keeps": keeps(request)}
        told = _told(refusal)
        column = refusal.params.get("column")
        if isinstance(refusal, CellUnread) and column in form.fields and "file" not in request.FILES:
            form.is_valid()
            form.add_error(str(column), told)
        else:
            context["refused"] = told
        return Doing(context, HTTPStatus.UNPROCESSABLE_ENTITY)
    rows = _sent(request, how.columns)
    return Doing(
        {"form": form, "keeps": True, "dry": True, "rows_text": write_rows(rows, how.columns), **tried}
    )


def _enter(request: HttpRequest, how: Change[T], values: list[T], back: str) -> HttpResponseRedirect:
    with transaction.atomic():
        position = how.entered(request, values)
        seal()
    messages.success(request, gettext("Đã ghi vào sổ, № %(n)s") % {"n": number(position)})
    return HttpResponseRedirect(back)


def _sent(request: HttpRequest, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a request: those of a trial made before, of a file, or of the form."""
    kept = request.POST.get("rows")
    if kept:
        return read_rows("rows.csv", kept.encode(), columns)
    file = request.FILES.get("file")
    if file is None:
        return [{column: request.POST.get(column, "") for column in columns}]
    if file.size is None or file.size > FILE_LIMIT:
        raise FileUnread(file=str(file.name)[-80:], columns=", ".join(columns))
    file.seek(0)
    return read_rows(str(file.name), file.read(), columns)


def _told(refusal: Refused) -> str:
    if isinstance(refusal, CellUnread):
        word = say_code("dated_column", str(refusal.params["column"]), language())
        return say_refusal(CellUnread(column=word, text=refusal.params["text"]), language())
    return say_refusal(refusal, language())


def restate(programmes: Iterable[str], why: str, request: HttpRequest) -> None:
    """Published figures that moved deadlines move are restated, programme by programme."""
    for programme in programmes:
        restate_moved(programme=programme, reason=why, by=actor(request), at=now(), on=today())


def file_of(name: str, kind: str, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> HttpResponse:
    """Rows as a file: csv and json, which the same page takes back, or xlsx for reading."""
    if kind == "json":
        answer = HttpResponse(
            json.dumps(list(rows), ensure_ascii=False, indent=1), content_type="application/json"
        )
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer
    heads = [say_code("dated_column", one, language()) for one in columns] if kind == "xlsx" else columns
    return sheet(name, kind, heads=heads, rows=([row[one] for one in columns] for row in rows))


@dataclass(frozen=True, slots=True)
class Changed:
    """One entry that changed dated data: who, when, and what it said."""

    entry: Entry
    post: Post | None
    rows: tuple[AdoptedRule, ...]

    @property
    def at(self) -> datetime:
        """When it was entered."""
        return self.entry.recorded_at


def history(rows: Iterable[AdoptedRule]) -> list[Changed]:
    """The entries behind adopted rows, newest first."""
    by_entry: dict[int, list[AdoptedRule]] = {}
    for row in rows:
        by_entry.setdefault(row.entry_id, []).append(row)
    posts = agencies.posts({found[0].entry.actor for found in by_entry.values()})
    return [
        Changed(found[0].entry, posts.get(found[0].entry.actor), tuple(found)) for found in by_entry.values()
    ]
