"""The tables of background work: jobs, rounds of the programs that do them, receipts of forms. None holds facts."""

from __future__ import annotations

from django.db import models

from .rules import JobState


class Job(models.Model):
    """One piece of background work, named by its key: asking twice for the same key is asking once.

    A worker holds it until `leased_until`; when that passes without a sign of life, another takes it again.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    about = models.TextField(blank=True)
    state = models.CharField(max_length=12, default=JobState.WAITING.value)
    due_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    leased_by = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="jobs_job_due")]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"


class Round(models.Model):
    """One run of a program that is watched: when it began, was last seen and ended, and how it went."""

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    good = models.BooleanField(null=True)
    told = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "seen_at"], name="jobs_round_seen")]

    def __str__(self) -> str:
        return f"{self.kind} {self.began_at:%Y-%m-%d %H:%M}"


class Receipt(models.Model):
    """That a form was entered under its one-time key: the same form sent again gets the first answer's place."""

    key = models.CharField(max_length=64, primary_key=True)
    place = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"receipt {self.key[:12]}"
