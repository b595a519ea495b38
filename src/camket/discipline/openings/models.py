"""Running sheets: waiting to be confirmed, taken in, their rows, and what a later one said otherwise."""

from __future__ import annotations

from django.db import models

from camket.discipline.directives.models import Directive, Programme
from camket.discipline.tasks.models import Task
from camket.record.facts import Fact


class SheetUpload(models.Model):
    """A running sheet on its way in: mapped and asked about, not yet confirmed. A draft, so it may change or go."""

    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    programme = models.CharField(max_length=40)
    publication = models.CharField(max_length=12)
    answers = models.TextField(default="{}")
    confirmed_as = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.file_name


class SheetTaken(Fact):
    """A running sheet that was taken in: its file, what its columns were taken for, and what a person answered.

    `columns` and `answers` are JSON. The next sheet with the same head maps itself by them.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    directive = models.OneToOneField(Directive, on_delete=models.PROTECT, related_name="+")
    file_sha256 = models.CharField(max_length=64, db_index=True)
    columns = models.TextField()
    answers = models.TextField()

    class Meta:
        verbose_name_plural = "sheets taken"

    def __str__(self) -> str:
        return f"sheet {self.directive_id}"


class SheetLine(Fact):
    """One row of a sheet that was taken in, and the task it tells of: its own code or words, and its cells (JSON)."""

    sheet = models.ForeignKey(SheetTaken, on_delete=models.PROTECT, related_name="lines")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    identity = models.TextField()
    cells = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["task", "entry"], name="sheet_line_of_task")]

    def __str__(self) -> str:
        return f"line of {self.task_id}"


class SheetDifference(Fact):
    """Something a later sheet says otherwise than Camket: taken over by an act of its own, or left with a reason.

    `told` is what the sheet says, `stands` what Camket said. `task` is none for a new row that was left.
    """

    sheet = models.ForeignKey(SheetTaken, on_delete=models.PROTECT, related_name="differences")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12)
    told = models.TextField(blank=True)
    stands = models.TextField(blank=True)
    taken = models.BooleanField()
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.task_id or 'a new row'}"
