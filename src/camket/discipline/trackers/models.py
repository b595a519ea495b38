"""Other trackers' lists: waiting to be confirmed, taken in with their rows, and which row is which task of ours."""

from __future__ import annotations

from django.db import models

from camket.discipline.directives.models import Programme
from camket.discipline.tasks.models import Task
from camket.record.facts import Fact


class TrackerUpload(models.Model):
    """A tracker's export on its way in: its columns mapped, not yet confirmed. A draft, so it may change or go."""

    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    programme = models.CharField(max_length=40)
    tracker = models.CharField(max_length=32)
    on_date = models.DateField()
    columns = models.TextField(default="{}")

    def __str__(self) -> str:
        return self.file_name


class TrackerExport(Fact):
    """What another tracker said of its tasks on a day: a snapshot, beside ours and never over it.

    `columns` (JSON) is what the columns of each head were taken for; the next export with the same head maps itself.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    tracker = models.CharField(max_length=32)
    on_date = models.DateField()
    file_sha256 = models.CharField(max_length=64, db_index=True)
    file_name = models.CharField(max_length=200)
    columns = models.TextField()
    n_left = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["programme", "tracker", "on_date"], name="tracker_export_day")]

    def __str__(self) -> str:
        return f"{self.tracker} on {self.on_date}"


class TrackerRow(Fact):
    """One row of a tracker's export in its own words, with what was read from them.

    `identity` is what the same row of the next export shares with it; `mark` its hash, which may stand in public.
    `lead_codes` are codes of our bodies, in order, or empty; `fate` is done, overdue, open, stopped, or unsaid.
    """

    export = models.ForeignKey(TrackerExport, on_delete=models.PROTECT, related_name="rows")
    order = models.PositiveIntegerField()
    place = models.CharField(max_length=120)
    identity = models.TextField()
    mark = models.CharField(max_length=16, db_index=True)
    code_text = models.CharField(max_length=200, blank=True)
    paper_text = models.TextField(blank=True)
    clause_text = models.CharField(max_length=60, blank=True)
    title = models.TextField()
    leads_text = models.TextField(blank=True)
    lead_codes = models.TextField(blank=True)
    due_text = models.TextField(blank=True)
    due_date = models.DateField(null=True)
    status_text = models.TextField(blank=True)
    fate = models.CharField(max_length=12, blank=True)
    done_date = models.DateField(null=True)
    other_text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "mark"], name="tracker_row_once")]

    def __str__(self) -> str:
        return f"row {self.order} of {self.export_id}"


class TrackerMatch(Fact):
    """A person settling which row of a tracker is which task, or that one of them has no counterpart.

    `mark` is empty for a task that the tracker does not have, `task` none for a row that is no task of ours. The
    latest row about a mark or a task holds.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    tracker = models.CharField(max_length=32)
    mark = models.CharField(max_length=16, blank=True, db_index=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+")
    on_date = models.DateField()
    score = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name_plural = "tracker matches"
        indexes = [models.Index(fields=["programme", "tracker", "entry"], name="tracker_match_latest")]

    def __str__(self) -> str:
        return f"{self.mark or 'nothing'} is {self.task_id or 'nothing'}"
