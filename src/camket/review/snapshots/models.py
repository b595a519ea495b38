"""Figures frozen when they were published, and what became of them."""

from __future__ import annotations

from django.db import models

from camket.record.facts import Fact


class FrozenFigure(Fact):
    """A figure as it was published: its value on a day, what was known then, and the rows by their digest.

    It never changes. When later acts move the number, a `Restatement` stands beside it with the reason. `rows_digest`
    is over the rows that the public part of the record tells; `whole_digest` over all that were counted, and is shown
    to nobody: with it, whoever guessed the code of a restricted task could test the guess.
    """

    figure = models.CharField(max_length=64)
    programme = models.CharField(max_length=40)
    on_date = models.DateField()
    known_position = models.BigIntegerField()
    value = models.TextField()
    rows_digest = models.CharField(max_length=64)
    whole_digest = models.CharField(max_length=64)
    checkpoint_size = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["programme", "on_date"], name="frozen_programme_day")]

    def __str__(self) -> str:
        return f"{self.figure} of {self.programme} on {self.on_date}"


class Restatement(Fact):
    """The same figure for the same day, counted again with what became known later, and why it moved."""

    frozen = models.ForeignKey(FrozenFigure, on_delete=models.PROTECT, related_name="restatements")
    known_position = models.BigIntegerField()
    value = models.TextField()
    rows_digest = models.CharField(max_length=64)
    whole_digest = models.CharField(max_length=64)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"restatement of {self.frozen_id}"
