"""Pages: the ladders by which tasks are urged and reported up, and on which rung open tasks stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from camket.discipline.deadlines import queries as deadlines
from camket.discipline.deadlines.changing import adopted_by
from camket.discipline.deadlines.rules import holds_on
from camket.discipline.escalations import queries as escalations
from camket.discipline.escalations.actions import adopt_ladders
from camket.discipline.escalations.cells import LADDER_COLUMNS, ladder_cells, ladder_from
from camket.discipline.escalations.queries import LADDER

from .asking import actor, asked, now, today
from .dated import Change, change, file_of, history, present
from .dated_forms import LadderForm

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from camket.discipline.escalations.queries import Stand
    from camket.discipline.escalations.rules import Ladder


@dataclass(frozen=True, slots=True)
class LadderRow:
    """A version of a ladder, whether it is in force, its entry, and where open tasks would stand on it."""

    ladder: Ladder
    holds: bool
    entry: int
    stand: Stand | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def ladders(request: HttpRequest) -> HttpResponse:
    """Every ladder with its versions, the counts of the programme on its own ladder, and the form for keepers."""
    this = asked(request)
    every = escalations.ladders(this.asof.position)
    if request.method == "GET" and request.GET.get("file"):
        rows = [ladder_cells(one) for one in every]
        return file_of("camket-ladders", request.GET["file"], LADDER_COLUMNS, rows)
    doing = change(request, ADOPT, back=reverse("ladders"))
    if doing.gone is not None:
        return doing.gone
    adopted = deadlines.versions_of(LADDER, this.asof)
    entries: dict[tuple[str, date], int] = {}
    for row in adopted:
        entries.setdefault((row.code, row.valid_from), row.entry_id)
    used = escalations.ladder_of(this.programme.code, this.asof) if this.programme else None
    stand = (
        escalations.stand_on(used, this.programme, this.asof, this.scope)
        if used is not None and this.programme
        else None
    )
    context = {
        "room": "discipline",
        "ladders": [
            LadderRow(
                one,
                holds_on(one, this.asof.on),
                entries.get((one.code, one.valid_from), 0),
                stand if one == used else None,
            )
            for one in sorted(every, key=lambda one: (one != used, one.code, one.valid_from))
        ],
        "stand": stand,
        "unconfirmed": deadlines.unconfirmed_rules(LADDER, this.asof),
        "history": history(adopted),
        "columns": LADDER_COLUMNS,
        **doing.context,
    }
    return render(request, "camket/ladders.html", context, status=doing.status)


def _tried(request: HttpRequest, new: list[Ladder]) -> dict[str, Any]:
    this, asof = asked(request), present()
    rows = adopted_by(escalations.ladders(asof.position), new)
    return {
        "adopting": [
            LadderRow(
                one,
                holds_on(one, asof.on),
                0,
                escalations.stand_on(one, this.programme, asof, this.scope) if this.programme else None,
            )
            for one in rows
        ]
    }


def _entered(request: HttpRequest, new: list[Ladder]) -> int:
    rows = adopted_by(escalations.ladders(present().position), new)
    return adopt_ladders(ladders=rows, by=actor(request), at=now(), on=today())[0].entry_id


ADOPT = Change(columns=LADDER_COLUMNS, form=LadderForm, read=ladder_from, tried=_tried, entered=_entered)

urls: list[URLPattern] = [path("catalogues/ladders", ladders, name="ladders")]
