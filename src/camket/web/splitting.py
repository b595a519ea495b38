"""Pages: splitting a task into several, a row of the form for each; deadlines are read as the paper's are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from camket.discipline.deadlines import queries as deadlines
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.duties.allowed import TaskAct, obstacle
from camket.discipline.mendings.actions import PartDraft, split_task
from camket.discipline.mendings.queries import part_codes
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.rules import ShareRole
from camket.errors import Refused

from .act_page import hand_of, shown, today_known
from .asking import actor, asked, today
from .body_fields import BodiesField, written
from .moving import settle_figures, tell

if TYPE_CHECKING:
    from camket.discipline.tasks.queries import TaskOnDay
    from camket.periods import AsOf

FEWEST, MOST = 2, 20
FIELDS = ("title", "product", "leads", "cooperating", "deadline")


@dataclass(slots=True)
class PartRow:
    """One row of the form as typed, with the faults of its fields."""

    n: int
    code: str
    said: dict[str, str]
    faults: dict[str, str]

    @property
    def key(self) -> str:
        """The number that ends the names of the row's fields."""
        return str(self.n)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: rows that were offered and not used."""
        return not self.said["title"].strip()


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, code: str) -> HttpResponse:
    """The rows of the parts, then the act."""
    this, asof = asked(request), today_known()
    old = tasks.task_as_of(code, asof, this.scope)
    if old is None:
        raise Http404
    refusal = obstacle(TaskAct.SPLIT, task=code, by=actor(request), on=today())
    rows = _rows(request, old, asof)
    context = {"task": old, "rows": rows, "n_rows": len(rows), "typed": request.POST, "most": MOST}
    if refusal is not None:
        return shown(request, "camket/split.html", {**context, "closed": True}, refusal=refusal)
    if request.method != "POST" or request.POST.get("more"):
        return shown(request, "camket/split.html", context)
    drafts = [_draft(row, old, asof) for row in rows if not row.is_blank]
    faults = {key: told for row in rows for key, told in row.faults.items()}
    if faults:
        return shown(request, "camket/split.html", context, faults=faults)
    try:
        with transaction.atomic():
            hand = hand_of(request)
            made = split_task(
                task=code,
                parts=[draft for draft in drafts if draft is not None],
                reason=request.POST.get("reason", ""),
                **hand,
            )
            why = request.POST.get("reason", "")
            done = settle_figures(
                made[0].entry_id, tasks=[old, *made], named="Tách nhiệm vụ", why=why, hand=hand
            )
    except Refused as again:
        return shown(request, "camket/split.html", context, refusal=again)
    tell(request, done)
    return redirect("task", code=code)


def _rows(request: HttpRequest, old: TaskOnDay, asof: AsOf) -> list[PartRow]:
    sent = request.POST.get("rows", "")
    wanted = int(sent) if sent.isdecimal() else FEWEST
    wanted = max(FEWEST, min(MOST, wanted + (1 if request.POST.get("more") else 0)))
    shares = list(tasks.shares_of(old, asof))
    bodies = {role: written(share.agency for share in shares if share.role == role) for role in ShareRole}
    first = {
        "title": old.title_now,
        "product": old.product_now,
        "leads": bodies[ShareRole.LEAD],
        "cooperating": bodies[ShareRole.COOPERATING],
        "deadline": "",
    }
    codes = part_codes(old.code, wanted)
    return [
        PartRow(
            n=n,
            code=code,
            said={
                field: request.POST.get(f"{field}-{n}", "" if request.method == "POST" else first[field])
                for field in FIELDS
            },
            faults={},
        )
        for n, code in enumerate(codes, start=1)
    ]


def _draft(row: PartRow, old: TaskOnDay, asof: AsOf) -> PartDraft | None:
    bodies: dict[str, list[str]] = {}
    for field, required in (("leads", True), ("cooperating", False)):
        reader = BodiesField(
            required=required, error_messages={"required": _("Cần ít nhất một cơ quan chủ trì.")}
        )
        try:
            bodies[field] = reader.clean(row.said[field])
        except ValidationError as fault:
            row.faults[f"{field}-{row.n}"] = " ".join(fault.messages)
    reading, words = _reading(row, old, asof)
    if row.faults or reading is None:
        return None
    return PartDraft(
        code=row.code,
        title=row.said["title"],
        product=row.said["product"],
        leads=tuple(bodies["leads"]),
        cooperating=tuple(bodies["cooperating"]),
        reading=reading,
        deadline_text=words,
    )


def _reading(row: PartRow, old: TaskOnDay, asof: AsOf) -> tuple[Reading | None, str]:
    """The deadline of a part: as it is typed, or the one the old task has now when nothing is typed."""
    words = row.said["deadline"].strip()
    if not words:
        held = list(tasks.deadlines_of(old, asof))[-1]
        return (
            Reading(
                nature=Nature(held.nature),
                due_date=held.due_date,
                continues=held.continues,
            ),
            held.deadline_text,
        )
    reading = deadlines.reading_of(
        words,
        issued_on=old.clause.directive.signed_on,
        before_includes_day=old.programme.before_includes_day,
        position=asof.position,
    )
    if reading.nature is Nature.UNREAD:
        row.faults[f"deadline-{row.n}"] = _("Không đọc được thời hạn. Ghi như 31/12/2026 hoặc Quý IV/2026.")
        return None, words
    return reading, words


urls: list[URLPattern] = [path("tasks/<str:code>/split", split, name="split")]
