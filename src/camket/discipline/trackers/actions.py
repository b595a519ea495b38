"""The only writers of other trackers' snapshots and of what people settled about their rows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.seats import require_steering
from camket.discipline.directives.models import Programme
from camket.discipline.tasks.models import Task
from camket.discipline.tasks.parts import closed_tasks
from camket.errors import Refused
from camket.periods import AsOf, day_of
from camket.record.actions import append, keep_evidence
from camket.record.queries import latest_position
from camket.record.turn import take_turn

from . import queries
from .models import TrackerExport, TrackerMatch, TrackerRow, TrackerUpload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.directives.actions import PaperFile
    from camket.record.rules import Actor

    from .reading import ExportRead

_NAMED = 6


class UnknownProgramme(Refused):
    """A tracker's list is held against the tasks of a programme."""

    code = "tracker.programme.unknown"


class NoRows(Refused):
    """An export tells of at least one task."""

    code = "tracker.take.no_rows"


class RowUnknown(Refused):
    """A pair names a row of an export that was taken in, and a task of the programme."""

    code = "tracker.match.unknown"


class RowTwice(Refused):
    """One row is one task: neither side stands in two pairs."""

    code = "tracker.match.twice"


class NothingToMatch(Refused):
    """Every pair named is settled that way already, or none was named."""

    code = "tracker.match.nothing"


@dataclass(frozen=True, slots=True)
class MatchDraft:
    """A row of a tracker (its mark) and a task of ours (its code); an empty one has no counterpart on the other side."""

    mark: str
    task: str
    score: int | None = None


@transaction.atomic
def take_export(
    *,
    tracker: str,
    programme: str,
    read: ExportRead,
    file: PaperFile,
    by: Actor,
    at: datetime,
    on: date,
) -> TrackerExport:
    """A tracker's list of a day, kept beside ours; a file that was taken in before is found, and nothing is entered.

    Raises `UnknownProgramme`, `NoRows`, `NotTheOwner`, `NotInPost`.
    """
    take_turn()
    found = _programme(programme, by=by, today=day_of(at))
    sha256 = hashlib.sha256(file.content).hexdigest()
    if (known := queries.export_of_file(sha256, programme=programme, tracker=tracker)) is not None:
        return known
    if not read.rows:
        raise NoRows(file=file.file_name)
    keep_evidence(
        content=file.content, file_name=file.file_name, media_type=file.media_type, by=by, at=at, on=on
    )
    entry = append(
        act="discipline.tracker.take",
        by=by,
        at=at,
        on=on,
        subjects=[f"tracker:{tracker}", f"evidence:{sha256}"],
        public={"tracker": tracker, "sha256": sha256, "rows": len(read.rows), "on": on.isoformat()},
        private={"name": file.file_name, "programme": programme},
    )
    export = TrackerExport.objects.create(
        entry=entry,
        programme=found,
        tracker=tracker,
        on_date=on,
        file_sha256=sha256,
        file_name=file.file_name[:200],
        columns=json.dumps(read.columns),
        n_left=len(read.sheet.left),
    )
    TrackerRow.objects.bulk_create(_rows(export, read), batch_size=500)
    return export


def _programme(code: str, *, by: Actor, today: date) -> Programme:
    found = Programme.objects.filter(code=code).first()
    if found is None:
        raise UnknownProgramme(programme=code[:40])
    require_steering(by, programme=code, owner=found.owner_id, today=today)
    return found


def _rows(export: TrackerExport, read: ExportRead) -> list[TrackerRow]:
    return [
        TrackerRow(
            entry=export.entry,
            export=export,
            order=order,
            place=row.place[:120],
            identity=row.identity,
            mark=row.mark,
            code_text=row.code_text,
            paper_text=row.paper_text,
            clause_text=row.clause_text,
            title=row.title,
            leads_text=row.leads_text,
            lead_codes=" ".join(row.leads),
            due_text=row.due_text,
            due_date=row.due,
            status_text=row.status_text,
            fate=row.fate,
            done_date=row.done,
            other_text=row.other_text,
        )
        for order, row in enumerate(read.rows, start=1)
    ]


@transaction.atomic
def settle_matches(
    *, tracker: str, programme: str, pairs: Sequence[MatchDraft], by: Actor, at: datetime, on: date
) -> list[TrackerMatch]:
    """Which rows of a tracker are which tasks, in one entry; what is settled that way already is passed over.

    Of a restricted task the public part tells nothing, its pair stands in the private part. Raises `RowUnknown`,
    `RowTwice`, `NothingToMatch`, `NotTheOwner`, `NotInPost`.
    """
    take_turn()
    found = _programme(programme, by=by, today=day_of(at))
    tasks = _require_known(tracker, found, pairs)
    held = queries.settled(found, tracker, AsOf(on=day_of(at), known_at=None, position=latest_position()))
    new = [
        one
        for one in pairs
        if not (
            held.pairs.get(one.mark, "") == one.task
            if one.mark and one.task
            else one.mark in held.theirs
            if one.mark
            else one.task in held.ours
        )
    ]
    if not new:
        raise NothingToMatch(tracker=tracker)
    closed = closed_tasks(found, latest_position())
    hidden = [one for one in new if one.task in closed]
    told = [[one.mark, one.task] for one in new if one.task not in closed]
    entry = append(
        act="discipline.tracker.match",
        by=by,
        at=at,
        on=on,
        subjects=[
            f"tracker:{tracker}",
            *(f"task:{one.task}" for one in new if one.task and one not in hidden),
        ],
        public={
            "tracker": tracker,
            "pairs": told,
            "on": on.isoformat(),
            **({"restricted": len(hidden)} if hidden else {}),
        },
        private={"pairs": [[one.mark, one.task] for one in hidden]} if hidden else {},
    )
    return TrackerMatch.objects.bulk_create(
        [
            TrackerMatch(
                entry=entry,
                programme=found,
                tracker=tracker,
                mark=one.mark,
                task=tasks.get(one.task),
                on_date=on,
                score=one.score,
            )
            for one in new
        ],
        batch_size=500,
    )


def _require_known(tracker: str, programme: Programme, pairs: Sequence[MatchDraft]) -> dict[str, Task]:
    marks = [one.mark for one in pairs if one.mark]
    codes = [one.task for one in pairs if one.task]
    twice = {one for one in marks if marks.count(one) > 1} if len(set(marks)) < len(marks) else set()
    twice |= {one for one in codes if codes.count(one) > 1} if len(set(codes)) < len(codes) else set()
    if twice:
        raise RowTwice(rows=", ".join(sorted(twice)[:_NAMED]))
    rows = TrackerRow.objects.filter(export__tracker=tracker, export__programme=programme)
    known = set(rows.values_list("mark", flat=True))
    tasks = {task.code: task for task in Task.objects.filter(programme=programme)}
    strange = [one for one in marks if one not in known] + [one for one in codes if one not in tasks]
    if strange or any(not one.mark and not one.task for one in pairs):
        raise RowUnknown(rows=", ".join(strange[:_NAMED]))
    return tasks


def keep_export_draft(
    *, file: PaperFile, tracker: str, programme: str, on: date, by: str, at: datetime
) -> TrackerUpload:
    """An export waiting to be confirmed. A draft, not an act: nothing of it is in the record yet."""
    return TrackerUpload.objects.create(
        uploaded_at=at,
        uploaded_by=by,
        file_name=file.file_name[:200],
        content=file.content,
        programme=programme,
        tracker=tracker,
        on_date=on,
    )


def map_export_draft(*, upload: TrackerUpload, columns: str) -> TrackerUpload:
    """What the columns of a waiting export are taken for, as a person put it."""
    upload.columns = columns
    upload.save(update_fields=["columns"])
    return upload


def drop_export_draft(*, upload: TrackerUpload) -> None:
    """A waiting export leaves: taken in, or thrown away."""
    upload.delete()
