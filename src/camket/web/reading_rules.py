"""Pages: how the words of a deadline are read, each rule in every version, and a phrase tried on a day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from camket.discipline.deadlines import queries as deadlines
from camket.discipline.deadlines.actions import adopt_reading_rules
from camket.discipline.deadlines.cells import READING_COLUMNS, rule_cells, rule_from
from camket.discipline.deadlines.changing import rules_adopted_by
from camket.discipline.deadlines.queries import READING
from camket.discipline.deadlines.rules import holds_on, merged, read_deadline
from camket.discipline.redating.rereading import read_otherwise
from camket.words import say_refusal

from .asking import UnreadableMark, actor, asked, now, read_day, today
from .dated import Change, change, file_of, history, present
from .dated_forms import ReadingRuleForm
from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from camket.discipline.deadlines.rules import Reading, ReadingRule
    from camket.periods import WorkingCalendar


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A version of a rule, whether it reads papers of the reader's day, and the entry that brought it."""

    rule: ReadingRule
    holds: bool
    entry: int

    @property
    def example(self) -> str:
        """What it reads, in the paper's words."""
        return str(self.rule.examples[0]["text"]) if self.rule.examples else ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What the rules for papers of a stretch of days make of a phrase; `asked` marks the stretch that was asked for."""

    first: date
    end: date | None
    reading: Reading
    asked: bool


def tried_versions(
    text: str, day: date, rules: Sequence[ReadingRule], calendar: WorkingCalendar
) -> list[Tried]:
    """A phrase read by the rules of each stretch between two changes of them, for papers of its first day.

    In the stretch that was asked for the paper's own day counts; equal readings of neighbouring stretches stay apart,
    since other rules stand behind them.
    """
    borders = sorted({rule.valid_from for rule in rules} | {rule.valid_to for rule in rules if rule.valid_to})
    stretches: list[tuple[date, date | None]] = [*pairwise(borders), (borders[-1], None)] if borders else []
    found = []
    for first, end in stretches:
        own = first <= day and (end is None or day < end)
        held = [rule for rule in rules if holds_on(rule, day if own else first)]
        if held:
            reading = read_deadline(
                text,
                issued_on=day if own else first,
                rules=held,
                before_includes_day=True,
                calendar=calendar,
            )
            found.append(Tried(first, end, reading, own))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def reading_rules(request: HttpRequest) -> HttpResponse:
    """Every rule with its versions, a phrase tried, and the form by which keepers adopt a version."""
    this = asked(request)
    rules = deadlines.reading_rules(this.asof.position)
    if request.method == "GET" and request.GET.get("file"):
        rows = [rule_cells(rule) for rule in rules]
        return file_of("camket-reading-rules", request.GET["file"], READING_COLUMNS, rows)
    doing = change(request, ADOPT, back=reverse("reading_rules"))
    if doing.gone is not None:
        return doing.gone
    adopted = deadlines.versions_of(READING, this.asof)
    entries: dict[tuple[str, date], int] = {}
    for row in adopted:
        entries.setdefault((row.code, row.valid_from), row.entry_id)
    listed = [
        RuleRow(rule, holds_on(rule, this.asof.on), entries.get((rule.code, rule.valid_from), 0))
        for rule in sorted(rules, key=lambda rule: (rule.rank, rule.code, rule.valid_from))
    ]
    context = {
        "room": "discipline",
        "rules": listed,
        "n_holding": sum(row.holds for row in listed),
        "unconfirmed": deadlines.unconfirmed_rules(READING, this.asof),
        "history": history(adopted),
        "columns": READING_COLUMNS,
        **_try(request, rules),
        **doing.context,
    }
    return render(request, "camket/reading_rules.html", context, status=doing.status)


def _try(request: HttpRequest, rules: Sequence[ReadingRule]) -> dict[str, Any]:
    this = asked(request)
    text = request.GET.get("text", "").strip()
    context: dict[str, Any] = {"text": text, "issued": request.GET.get("issued", "")}
    try:
        day = read_day(request.GET.get("issued", "")) or this.asof.on
    except UnreadableMark as refusal:
        return {**context, "unread_day": say_refusal(refusal, language())}
    if text:
        calendar = deadlines.working_calendar(this.asof)
        context["tried"] = tried_versions(text, day, rules, calendar)
    return {**context, "issued_on": day}


def _tried(request: HttpRequest, new: list[ReadingRule]) -> dict[str, Any]:
    asof = present()
    known = deadlines.reading_rules(asof.position)
    calendar = deadlines.working_calendar(asof)
    rows = rules_adopted_by(known, new, calendar)
    otherwise = read_otherwise(
        known, merged(known, rows), calendar=calendar, asof=asof, scope=asked(request).scope
    )
    return {"adopting": rows, "otherwise": otherwise}


def _entered(request: HttpRequest, new: list[ReadingRule]) -> int:
    asof = present()
    known = deadlines.reading_rules(asof.position)
    rows = rules_adopted_by(known, new, deadlines.working_calendar(asof))
    return adopt_reading_rules(rules=rows, by=actor(request), at=now(), on=today())[0].entry_id


ADOPT = Change(columns=READING_COLUMNS, form=ReadingRuleForm, read=rule_from, tried=_tried, entered=_entered)

urls: list[URLPattern] = [path("catalogues/reading-rules", reading_rules, name="reading_rules")]
