"""The record stands on its own: replayed without the tables, it gives the tables' answers."""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from datetime import date, timedelta

from django.conf import settings
from django.forms.models import model_to_dict
from tests.long_way import EVERYTHING, long_way_rows

from camket.discipline.directives.models import Programme
from camket.discipline.tasks.figures import standings, task_rows
from camket.discipline.tasks.models import Claim, Deadline, Task, TaskSpan
from camket.discipline.tasks.parts import closed_tasks
from camket.discipline.tasks.settling import rebuilt as rebuilt_spans
from camket.discipline.tasks.spans import ENDED
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
    require_spans_agree()
    position = rebuilt.report.entries
    for programme in Programme.objects.all():
        for day in _days_that_matter(programme):
            for known in {position, position - 1, position * 2 // 3, position // 2}:
                asof = AsOf(on=day, known_at=None, position=known)
                told = figure(rebuilt.tasks, programme=programme.code, on=day, known=known)
                closed = closed_tasks(programme, known)
                rows = [row for row in task_rows(programme, asof, EVERYTHING) if row.code not in closed]
                assert told.rows_digest == standings(rows, asof).rows_digest, (day, known)
                waiting = sum(row.awaiting and row.standing not in ENDED for row in rows)
                assert told.counts.awaiting == waiting, (day, known)


def require_spans_agree() -> None:
    """The spans are those that the facts give anew."""
    every = list(Task.objects.values_list("pk", flat=True))
    stored = Counter(_as_told(span) for span in TaskSpan.objects.all())
    assert stored == Counter(_as_told(span) for span in rebuilt_spans(every))


def require_the_long_way_agrees() -> None:
    """On every day that matters the spans count what the facts say when they are worked out at length."""
    newest = record.latest_position()
    for programme in Programme.objects.all():
        for day in _days_that_matter(programme):
            for known in (newest, newest * 2 // 3):
                asof = AsOf(on=day, known_at=None, position=known)
                assert task_rows(programme, asof, EVERYTHING) == long_way_rows(programme, asof), asof


def _as_told(span: TaskSpan) -> tuple[object, ...]:
    told = model_to_dict(span)
    return tuple(told[name] for name in sorted(told) if name != "id")


def _days_that_matter(programme: Programme) -> set[date]:
    dues = Deadline.objects.filter(task__programme=programme, due_date__isnull=False)
    days = [day for day in dues.values_list("due_date", flat=True) if day is not None]
    around = {day + timedelta(days=step) for day in days for step in (0, 1)}
    last = record.last_entry()
    assert last is not None
    claimed = set(Claim.objects.filter(share__task__programme=programme).values_list("on_date", flat=True))
    ends = {programme.opened_on, last.on_date, last.on_date + timedelta(days=1)}
    return {*sorted(around)[:8], *sorted(claimed)[-4:], *ends}
