"""Pages: the papers that give tasks, each with every row it has, and its kept file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from camket.discipline.agencies.roles import STEERING
from camket.discipline.directives import queries as directives
from camket.discipline.mendings.queries import intakes_of, same_number, taken_back
from camket.discipline.sight.queries import clauses_in_sight
from camket.discipline.tasks import queries as tasks
from camket.record import queries as record

from .asking import asked

if TYPE_CHECKING:
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Clause, Directive
    from camket.discipline.tasks.queries import TaskOnDay

PAGE = 50
ROWS = 500


@dataclass(frozen=True, slots=True)
class RowOfPaper:
    """A row of a paper with the task it became."""

    clause: Clause
    task: TaskOnDay | None


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The papers a reader may know of, newest first, page by page along signing day and number of entry."""
    this = asked(request)
    found = list(directives.directives(this.scope, this.asof))
    if this.programme is not None and request.GET.get("programme"):
        found = [one for one in found if one.programme_id == this.programme.pk]
    after = request.GET.get("after", "")
    start = next((place + 1 for place, one in enumerate(found) if one.code == after), 0)
    page = found[start : start + PAGE]
    context = {
        "room": "discipline",
        "papers": page,
        "n": len(found),
        "start": start,
        "next_after": page[-1].code if start + PAGE < len(found) else "",
        "may_take_in": this.scope.role in STEERING,
    }
    return render(request, "camket/papers.html", context)


def _paper(request: HttpRequest, code: str) -> Directive:
    this = asked(request)
    found = directives.directive(code, this.scope)
    if found is None or found.signed_on > this.asof.on or found.entry_id > this.asof.position:
        raise Http404
    return found


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """One paper: what it is, its file, and its rows in order with the tasks they became."""
    this = asked(request)
    found = _paper(request, code)
    given = tasks.tasks_as_of(this.asof, this.scope).filter(clause__directive=found)
    by_clause = {task.clause_id: task for task in given.select_related("conclusion__meeting")}
    rows = [
        RowOfPaper(clause, by_clause.get(clause.pk))
        for clause in clauses_in_sight(found, this.scope)
        if clause.pk in by_clause or not this.scope.is_public
    ]
    start = _start(request, rows)
    page = [row for row in rows if row.clause.order > start][:ROWS]
    unread = list(directives.unread_rows_of(found))
    meetings = {
        task.conclusion.meeting.code: task.conclusion.meeting
        for task in by_clause.values()
        if task.conclusion
    }
    context = {
        "room": "discipline",
        "paper": found,
        "evidence": record.evidence(found.file_sha256) if found.file_sha256 else None,
        "rows": page,
        "n_rows": len(rows),
        "n_all": directives.clauses_of(found).count(),
        "next_after": page[-1].clause.order
        if page and page[-1].clause.order < rows[-1].clause.order
        else None,
        "unread": []
        if this.scope.is_public
        else [_unread(one.words, one.place, one.column, one.reason) for one in unread],
        "n_unread": len(unread),
        "meetings": list(meetings.values()),
        "may_download": may_read_whole(found, this.scope),
        "covering": record.checkpoint_covering(found.entry_id),
        "taken_back": taken_back(found, this.asof),
        "same_number": same_number(found, this.scope, this.asof),
        "may_take_back": this.scope.role in STEERING and bool(intakes_of(found, this.asof)),
    }
    return render(request, "camket/paper.html", context)


def _start(request: HttpRequest, rows: list[RowOfPaper]) -> int:
    """The order after which the page begins: of the page asked for, or of the one that holds a row asked for."""
    after, row = request.GET.get("after", ""), request.GET.get("row", "")
    if row.isdecimal():
        place = next((place for place, one in enumerate(rows) if one.clause.order >= int(row)), 0)
        first = place - place % ROWS
        return rows[first].clause.order - 1 if rows else 0
    return int(after) if after.isdecimal() else 0


def _unread(words: str, place: str, column: str, reason: str) -> dict[str, str]:
    """An unread row; the reason a person gave for leaving it out stands on its last line."""
    said, dash, why = words.rpartition("\n— ") if reason == "left_out" else (words, "", "")
    return {"words": said if dash else words, "place": place, "column": column, "reason": reason, "why": why}


def may_read_whole(paper: Directive, scope: Scope) -> bool:
    """Whether the reader may have the file: it holds every row, so each of them must be in the reader's sight."""
    if not scope.is_public and scope.reads_all:
        return True
    if clauses_in_sight(paper, scope).count() < directives.clauses_of(paper).count():
        return False
    return not (scope.is_public and directives.unread_rows_of(paper).exists())


@require_safe
def paper_file(request: HttpRequest, code: str) -> FileResponse:
    """The paper's own bytes, as they came, for readers who may see every row of it."""
    found = _paper(request, code)
    if not found.file_sha256 or not may_read_whole(found, asked(request).scope):
        raise Http404
    kept = record.evidence_path(found.file_sha256)
    if not kept.is_file():
        raise Http404
    answer = FileResponse(kept.open("rb"), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file_name, safe='')}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["ETag"] = f'"{found.file_sha256}"'
    return answer


urls: list[URLPattern] = [
    path("papers", papers, name="papers"),
    path("papers/<str:code>", paper, name="paper"),
    path("papers/<str:code>/file", paper_file, name="paper_file"),
]
