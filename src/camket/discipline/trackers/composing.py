"""Composes what a tracker wants to read: a text for each of its indicators and units, from what bodies reported here."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from camket.discipline.agencies import queries as agencies
from camket.discipline.annexes import UnreadableFile
from camket.discipline.tasks.models import Annulment, Claim, Progress, Task
from camket.discipline.tasks.parts import shown
from camket.discipline.tasks.queries import accepted_claims, tasks_with_dates
from camket.discipline.tasks.rules.parts import Part

from .catalogue import CodeKind
from .dated import codes_of, tracker_codes
from .rules import Paragraph, ReportText, plain_of_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf, Period

    from .catalogue import TrackerCode

FIELDS = (
    "idxId",
    "idxCode",
    "object",
    "grant_id",
    "period",
    "content",
    "contentText",
    "updateTime",
    "updateUser",
)
"""The fields of a text as it is handed over. idxId, idxCode, updateTime, updateUser and grant_id bear the names that a
client of the system uses; the names of the others are ours and unconfirmed."""

_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Composed:
    """The texts of a period, and what was asked for and has none: indicators without a word, units without a code."""

    texts: tuple[ReportText, ...]
    grant_ids: Mapping[str, str]
    silent: tuple[str, ...]
    uncoded_units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing a body reported: of which task, which body, when, in which words, by which entry."""

    task: int
    agency: int
    on: date
    words: str
    entry: int


def compose(
    *, tracker: str, programme: Programme, period: Period, merged: bool, asof: AsOf, scope: Scope
) -> Composed:
    """The texts for every indicator that has a code, unit by unit, or merged under one heading for all units.

    Only what the reader may read is composed: tasks in sight, and of each the reports and claims that it shows them.
    """
    codes = tracker_codes(tracker, programme.code, asof)
    units, bodies = codes_of(CodeKind.UNIT, codes), agencies.agencies_by_id()
    line = agencies.lineage(asof)
    said: dict[int, list[_Said]] = defaultdict(list)
    for one in _reported(programme, period, asof, scope):
        said[one.task].append(one)
    texts: list[ReportText] = []
    silent: list[str] = []
    uncoded: dict[str, None] = {}
    for indicator in (one for one in codes if one.kind is not CodeKind.UNIT):
        by_unit: dict[str, list[_Said]] = defaultdict(list)
        for task, title in _tasks_of(indicator, programme, asof, scope):
            for one in said[task]:
                about = f"{title}. " if indicator.kind is CodeKind.FIELD and title else ""
                told = replace(one, words=f"{about}{one.words}")
                by_unit[bodies[line.heir(one.agency)].code].append(told)
        if not by_unit:
            silent.append(indicator.theirs)
            continue
        names = {row.code: row.name_vi for row in bodies.values()}
        uncoded |= dict.fromkeys(names[code] for code in by_unit if code not in units)
        texts += _texts(indicator, by_unit, units, names, period.code, merged=merged)
    grants = {one.theirs: one.grant_id for one in codes if one.kind is not CodeKind.UNIT}
    return Composed(tuple(texts), grants, tuple(silent), tuple(uncoded))


def _tasks_of(
    indicator: TrackerCode, programme: Programme, asof: AsOf, scope: Scope
) -> list[tuple[int, str]]:
    seen = tasks_with_dates(asof, scope).filter(programme=programme)
    own = {"code": indicator.ours} if indicator.kind is CodeKind.TASK else {"field__code": indicator.ours}
    return list(seen.filter(**own).order_by("code").values_list("pk", "title_now"))


def _reported(programme: Programme, period: Period, asof: AsOf, scope: Scope) -> list[_Said]:
    """What bodies reported and claimed within a period, oldest first."""
    annulled = Exists(Annulment.objects.filter(target=OuterRef("entry"), entry_id__lte=asof.position))
    days = {"on_date__gte": period.first, "on_date__lt": period.end, "on_date__lte": asof.on}
    found = []
    progress = Progress.objects.filter(
        share__task__in=Task.objects.filter(shown(Part.PROGRESS, scope), programme=programme),
        entry_id__lte=asof.position,
        **days,
    ).exclude(annulled)
    for task, agency, on, words, entry in progress.values_list(
        "share__task_id", "share__agency_id", "on_date", "words", "entry_id"
    ):
        found.append(_Said(task, agency, on, f"Ngày {on:%d/%m/%Y}: {words}", entry))
    accepted = set(accepted_claims(asof).values_list("pk", flat=True))
    claims = Claim.objects.filter(
        share__task__in=Task.objects.filter(shown(Part.CLAIMS, scope), programme=programme),
        entry_id__lte=asof.position,
        **days,
    ).exclude(annulled)
    for pk, task, agency, on, words, entry in claims.values_list(
        "pk", "share__task_id", "share__agency_id", "on_date", "product", "entry_id"
    ):
        state = "đã được xác nhận" if pk in accepted else "chưa được xác nhận"
        found.append(
            _Said(task, agency, on, f"Ngày {on:%d/%m/%Y} báo cáo hoàn thành ({state}): {words}", entry)
        )
    return sorted(found, key=lambda one: (one.on, one.entry))


def _texts(
    indicator: TrackerCode,
    by_unit: Mapping[str, Sequence[_Said]],
    units: Mapping[str, TrackerCode],
    names: Mapping[str, str],
    period: str,
    *,
    merged: bool,
) -> list[ReportText]:
    paragraphs = {
        code: Paragraph(names[code], tuple(one.words for one in said))
        for code, said in sorted(by_unit.items(), key=lambda one: names[one[0]])
    }

    def text(object_code: str, codes: Iterable[str], heading: str) -> ReportText:
        chosen = list(codes)
        sources = sorted(one.entry for code in chosen for one in by_unit[code])
        return ReportText(
            idx_id=indicator.idx_id,
            idx_code=indicator.theirs,
            object_code=object_code,
            period=period,
            heading=heading,
            paragraphs=tuple(paragraphs[code] for code in chosen),
            sources=tuple(sources),
        )

    if merged:
        return [text("", paragraphs, indicator.heading or indicator.theirs)]
    return [text(units[code].theirs, [code], "") for code in paragraphs if code in units]


def handed_over(composed: Composed, *, plain_cells: bool = False) -> list[dict[str, str]]:
    """The texts as rows of fields. `updateTime` and `updateUser` are the system's own to fill, so they stay empty."""
    rows = []
    for one in composed.texts:
        content = one.html
        said = (
            *(
                one.idx_id,
                one.idx_code,
                one.object_code,
                composed.grant_ids.get(one.idx_code, ""),
                one.period,
            ),
            *(one.plain if plain_cells else content, one.plain, "", ""),
        )
        rows.append(dict(zip(FIELDS, said, strict=True)))
    return rows


def as_json(composed: Composed) -> str:
    """The texts as one document, with the action that the system's client names."""
    document = {"action": "input", "data": handed_over(composed)}
    return json.dumps(document, ensure_ascii=False, indent=1)


def read_back(data: bytes, *, filename: str) -> dict[tuple[str, str, str], str]:
    """The plain words of texts that a file brings back, by code, object and period. Raises `UnreadableFile`."""
    try:
        text = data.decode("utf-8-sig")
        if filename.lower().endswith(".json"):
            said: Any = json.loads(text)
            rows = said.get("data", []) if isinstance(said, dict) else said
        else:
            rows = list(csv.DictReader(io.StringIO(text)))
    except (UnicodeDecodeError, json.JSONDecodeError, csv.Error, RecursionError) as trouble:
        raise UnreadableFile("damaged") from trouble
    if not isinstance(rows, list) or len(rows) > _MOST or not all(isinstance(one, dict) for one in rows):
        raise UnreadableFile("no_table")
    found = {}
    for row in rows:
        code = _field(row, "idxCode")
        if code:
            words = plain_of_html(_field(row, "content")) or _field(row, "contentText")
            found[code, _field(row, "object"), _field(row, "period")] = words
    if not found:
        raise UnreadableFile("no_table")
    return found


def _field(row: Mapping[str, Any], name: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    said = str(row.get(name) or "")
    return said[1:] if said[:1] == "'" and said[1:2] in {"=", "+", "-", "@", "\t", "\r"} else said
