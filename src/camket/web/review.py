"""Pages: the review of a programme, the trail of each of its figures, and what was frozen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from camket.discipline.directives import queries as directives
from camket.discipline.tasks.figures import COUNTED, OF_ASSIGNED, OF_DUE, STANDINGS
from camket.engine.figures import PartsDoNotAddUp
from camket.periods import AsOf
from camket.record import queries as record
from camket.review.catalogue import FIGURES, RATIOS
from camket.review.report.compiling import Review, compile_review
from camket.review.snapshots import queries as snapshots
from camket.review.snapshots.actions import standings_value
from camket.words import CODES, say_refusal

from .asking import Asked, asked
from .bars import Segment, segments
from .findings import worst
from .seals import SealKind, restatements_known, seal_of
from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camket.review.report.compiling import Line

DENOMINATORS = {"assigned": OF_ASSIGNED, "due": OF_DUE}
"""The two denominators by the word that chooses them in the address; both are printed whichever is chosen."""

FIRST_BODIES, MOST_BODIES = 12, 64
"""Bodies shown at once, and how many a page may hold folded away: beyond that the rest is a page of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the figure as the key shows it; what stands outside the total has no share of it."""

    code: str
    n: int
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table with what is computed for it; `done` and `kept` are the shares by the two denominators."""

    line: Line
    done: Fraction | None
    kept: Fraction | None
    bar: Sequence[Segment]


def programme_asked_for(this: Asked, request: HttpRequest) -> None:
    """Raises 404 when the address names a programme that is not, or not in sight."""
    if request.GET.get("programme") and this.programme is None:
        raise Http404


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The review: the sentence, the two denominators, the parts, the tables, and what was frozen."""
    this = asked(request)
    programme_asked_for(this, request)
    context: dict[str, Any] = {"room": "review", "review": None}
    if this.programme is None:
        return render(request, "camket/front.html", context)
    try:
        review = compile_review(this.programme, this.asof, this.scope)
    except PartsDoNotAddUp as refusal:
        context |= {"refusal": say_refusal(refusal, language()), "rows": refusal.params["rows"]}
        return render(request, "camket/front.html", context)
    every = len(review.by_agency) <= MOST_BODIES or request.GET.get("bodies") == "all"
    context |= _of_review(review, chosen=request.GET.get("of", ""), bodies=None if every else FIRST_BODIES)
    return render(request, "camket/front.html", context)


def _of_review(review: Review, *, chosen: str, bodies: int | None) -> dict[str, Any]:
    """What the front page says of a review; of its bodies the first ones, or all when `bodies` is None."""
    scale = max((line.total for line in review.by_field), default=0)
    return {
        "review": review,
        "seal": seal_of(review.value, review.programme),
        "chosen": chosen if chosen in DENOMINATORS else "assigned",
        "counts": review.value.counts,
        "parts": parts_of(review.value.counts),
        "bar": segments([(part, review.value.counts[part]) for part in COUNTED]),
        "agencies": [_row(line) for line in review.by_agency[:bodies]],
        "n_agencies": len(review.by_agency),
        "fields": [_row(line, scale=scale) for line in review.by_field],
        "meetings": [_row(line) for line in review.by_meeting],
        "worst_agency": worst(review.by_agency),
        "worst_field": worst(review.by_field),
    }


def parts_of(counts: Mapping[str, int]) -> list[Part]:
    """The parts of the total with their shares, then what stands outside it."""
    total = sum(counts[code] for code in COUNTED)
    inside = [Part(code, counts[code], Fraction(counts[code], total) if total else None) for code in COUNTED]
    return [*inside, Part("withdrawn", counts["withdrawn"], None)]


def _row(line: Line, *, scale: int | None = None) -> Row:
    due = line.completed + line.counts["overdue"]
    return Row(
        line=line,
        done=Fraction(line.completed, line.total) if line.total else None,
        kept=Fraction(line.completed, due) if due else None,
        bar=segments([(part, line.counts[part]) for part in COUNTED], whole=scale) if line.total else [],
    )


@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """The trail of one figure: what it counts, by which formula, its parts, its rows and what was frozen of it."""
    this = asked(request)
    programme_asked_for(this, request)
    if name not in FIGURES and name not in RATIOS:
        raise Http404
    context: dict[str, Any] = {
        "room": "review",
        "figure_name": name,
        "ratio": RATIOS.get(name),
        "value": None,
    }
    if this.programme is None:
        return render(request, "camket/figure.html", context)
    try:
        review = compile_review(this.programme, this.asof, this.scope)
    except PartsDoNotAddUp as refusal:
        context |= {"refusal": say_refusal(refusal, language()), "rows": refusal.params["rows"]}
        return render(request, "camket/figure.html", context)
    known = snapshots.frozen_figures(this.programme.code).filter(entry_id__lte=this.asof.position)
    context |= {
        "value": review.value,
        "review": review,
        "seal": seal_of(review.value, this.programme),
        "parts": parts_of(review.value.counts),
        "share": review.value.ratio(RATIOS[name]) if name in RATIOS else None,
        "frozen_figures": [(row, snapshots.value_of(row)) for row in known[:50]],
    }
    return render(request, "camket/figure.html", context)


@require_safe
def frozen(request: HttpRequest, position: int) -> HttpResponse:
    """A figure as it was published, its proof, what became of it, and whether it still counts the same."""
    this = asked(request)
    found = snapshots.frozen_figure(position)
    if found is None or found.entry_id > this.asof.position:
        raise Http404
    programme = directives.programme(found.programme, this.scope)
    if programme is None:
        raise Http404
    restated = restatements_known(found, this.asof)
    latest = AsOf(on=found.on_date, known_at=this.asof.known_at, position=this.asof.position)
    now = standings_value(programme, latest)
    published = restated[-1].value if restated else snapshots.value_of(found)
    context = {
        "room": "review",
        "frozen": found,
        "of": programme,
        "value": snapshots.value_of(found),
        "frozen_parts": STANDINGS.parts,
        "restatements": restated,
        "kind": SealKind.RESTATED if restated else SealKind.FROZEN,
        "same": now.whole_digest == (restated[-1].row.whole_digest if restated else found.whole_digest),
        "recount": _compared(published, now.value) if this.scope.reads_all else [],
        "covering": record.checkpoint_covering(found.entry_id),
    }
    return render(request, "camket/frozen.html", context)


def _compared(before: Mapping[str, int], after: Mapping[str, int]) -> list[tuple[str, int, int]]:
    """The standings whose number moved. Only readers of every task see it: the whole holds tasks out of public sight."""
    parts = STANDINGS.parts
    return [(part, before[part], after[part]) for part in parts if before[part] != after[part]]


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """Every figure the review may quote: its definition and its formula."""
    context = {
        "room": "review",
        "names": [*FIGURES, *RATIOS],
        "standing_codes": STANDINGS.parts,
        "stage_codes": list(CODES["stage"]),
    }
    return render(request, "camket/how.html", context)


urls: list[URLPattern] = [
    path("", front, name="front"),
    path("figures/<str:name>", figure, name="figure"),
    path("frozen/<int:position>", frozen, name="frozen"),
    path("how", how, name="how"),
]
