"""Readers of other trackers' exports: what waits, what was taken in, and what people settled about their rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .models import TrackerExport, TrackerMatch, TrackerRow, TrackerUpload
from .rules import Settled

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf


def uploads(*, by: str) -> QuerySet[TrackerUpload]:
    """Exports that a post has sent and not confirmed yet, newest first."""
    return TrackerUpload.objects.filter(uploaded_by=by).defer("content").order_by("-uploaded_at")


def upload(pk: int, *, by: str) -> TrackerUpload | None:
    """One export on its way in, for the post that sent it."""
    return TrackerUpload.objects.filter(pk=pk, uploaded_by=by).first()


def exports(programme: Programme, tracker: str, asof: AsOf) -> QuerySet[TrackerExport]:
    """The snapshots of a tracker up to the reader's day, newest first."""
    known = TrackerExport.objects.filter(
        programme=programme, tracker=tracker, on_date__lte=asof.on, entry_id__lte=asof.position
    )
    return known.select_related("entry", "programme").order_by("-on_date", "-entry_id")


def export_of_file(sha256: str, *, programme: str, tracker: str) -> TrackerExport | None:
    """The snapshot as which this very file was taken in before."""
    known = TrackerExport.objects.filter(file_sha256=sha256, programme__code=programme, tracker=tracker)
    return known.order_by("entry_id").first()


def rows_of(export: TrackerExport) -> list[TrackerRow]:
    """The rows of a snapshot, in their order."""
    return list(export.rows.order_by("order"))


def columns_remembered(tracker: str) -> dict[str, dict[str, str]]:
    """What columns were taken for in this tracker's earlier exports, by the head's fingerprint; the newest decides."""
    found: dict[str, dict[str, str]] = {}
    for said in (
        TrackerExport.objects.filter(tracker=tracker).order_by("entry_id").values_list("columns", flat=True)
    ):
        found |= json.loads(said)
    return found


def settled(programme: Programme, tracker: str, asof: AsOf) -> Settled:
    """What people settled about a tracker's rows, by their marks and our codes; the latest word about either holds."""
    rows = TrackerMatch.objects.filter(
        programme=programme, tracker=tracker, on_date__lte=asof.on, entry_id__lte=asof.position
    )
    ours_of: dict[str, str] = {}
    theirs_of: dict[str, str] = {}
    alone_there: set[str] = set()
    alone_here: set[str] = set()
    for mark, code in rows.order_by("entry_id", "pk").values_list("mark", "task__code"):
        if mark:
            theirs_of.pop(ours_of.pop(mark, ""), None)
            alone_there.discard(mark)
        if code:
            ours_of.pop(theirs_of.pop(code, ""), None)
            alone_here.discard(code)
        if mark and code:
            ours_of[mark], theirs_of[code] = code, mark
        elif mark:
            alone_there.add(mark)
        elif code:
            alone_here.add(code)
    return Settled(pairs=ours_of, theirs=frozenset(alone_there), ours=frozenset(alone_here))


def matched_at(programme: Programme, tracker: str, asof: AsOf) -> int:
    """The latest entry that settled anything about a tracker's rows; 0 for none."""
    rows = TrackerMatch.objects.filter(programme=programme, tracker=tracker, entry_id__lte=asof.position)
    return rows.order_by("-entry_id").values_list("entry_id", flat=True).first() or 0
