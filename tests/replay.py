"""The record stands on its own: replayed without the tables, it gives the tables' answers."""

from __future__ import annotations

import contextlib
import io
from datetime import date, timedelta

from django.conf import settings

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.directives.models import Programme
from camket.discipline.tasks.figures import TaskRow, apart, standings, task_rows
from camket.discipline.tasks.models import Deadline, Task
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import NothingToSeal, seal_checkpoint
from camket.record.exporting import withhold_nothing, write_record
from camket.record.keys import SigningKey, load_or_make_key
from camket_verify.recompute import Recomputation, figure, recompute_export


def signing_key() -> SigningKey:
    """The key of the test record, in the data folder of the tests."""
    declared = record.origin()
    name = declared["origin"] if declared else "camket.test/record"
    return load_or_make_key(settings.CAMKET_KEY_FILE, name=name)


def exported(*, openings: bool = False) -> bytes:
    """The record as whoever keeps it may have it: nothing is withheld."""
    last = record.last_entry()
    assert last is not None
    key = signing_key()
    with contextlib.suppress(NothingToSeal):
        seal_checkpoint(key=key, at=last.recorded_at)
    file = io.BytesIO()
    write_record(file, key=key, openings=openings, withheld=withhold_nothing)
    return file.getvalue()


def replayed() -> Recomputation:
    """The export read by the stand-alone verifier."""
    return recompute_export(io.BytesIO(exported()))


def require_replay_agrees() -> None:
    """Every task of every programme stands, on every day that matters, where the tables say it stands."""
    if not record.latest_position():
        return
    rebuilt = replayed()
    assert rebuilt.report.good, rebuilt.report.fault
    assert rebuilt.good, rebuilt.faults
    position = rebuilt.report.entries
    for programme in Programme.objects.all():
        for day in _days_that_matter(programme):
            for known in {position, position // 2}:
                asof = AsOf(on=day, known_at=None, position=known)
                told = figure(rebuilt.tasks, programme=programme.code, on=day, known=known)
                rows = [
                    row for row in task_rows(programme, asof, Scope(role=Role.COMMITTEE)) if _is_clear(row)
                ]
                assert told.rows_digest == standings(rows, asof).rows_digest, (day, known)
                assert told.counts.awaiting == apart(rows).awaiting, (day, known)


def _is_clear(row: TaskRow) -> bool:
    return Task.objects.get(code=row.code).publication != "restricted"


def _days_that_matter(programme: Programme) -> set[date]:
    dues = Deadline.objects.filter(task__programme=programme, due_date__isnull=False)
    around = {
        day + timedelta(days=step) for day in dues.values_list("due_date", flat=True) for step in (0, 1)
    }
    last = record.last_entry()
    assert last is not None
    return {*sorted(around)[:8], programme.opened_on, last.on_date, last.on_date + timedelta(days=1)}
