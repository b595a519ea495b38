"""Meetings and their conclusions: where tasks come from."""

from __future__ import annotations

from django.db import models

from camket.discipline.agencies.models import Agency
from camket.discipline.directives.models import Clause, Programme
from camket.record.facts import Fact


class Meeting(Fact):
    """A sitting of a body that gives tasks, on a day."""

    code = models.CharField(max_length=60, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="meetings")
    body = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    title_vi = models.CharField(max_length=240)
    title_en = models.CharField(max_length=240, blank=True)

    def __str__(self) -> str:
        return self.code


class Conclusion(Fact):
    """What a meeting decided, as one clause of the notice that followed it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="conclusions")
    clause = models.OneToOneField(Clause, on_delete=models.PROTECT, related_name="conclusion")

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.clause_id}"
