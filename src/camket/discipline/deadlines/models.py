"""Dated data behind deadlines: working-calendar exceptions, reading rules, reporting calendars."""

from __future__ import annotations

from django.db import models

from camket.record.facts import Fact


class CalendarDay(Fact):
    """A day that the weekly rhythm gets wrong: holiday, substitute day off, make-up working Saturday.

    Each has its legal paper and the day that paper was announced; of two rows for a day the later announced decides.
    """

    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=20)
    paper = models.TextField()
    announced_on = models.DateField()
    confirmed = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class AdoptedRule(Fact):
    """One version of a rule that is data: how deadline words are read, how a reporting calendar cuts the year."""

    kind = models.CharField(max_length=24)
    code = models.CharField(max_length=64)
    body = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.TextField()
    confirmed = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["kind", "code"], name="adopted_rule_code")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} from {self.valid_from}"
