"""Searches kept for later: a convenience of one person, no fact of the record."""

from __future__ import annotations

from django.db import models

from camket.discipline.agencies.models import Account


class KeptSearch(models.Model):
    """A filtered list that a person comes back to, under a name of their own. Changed and dropped as they like.

    `address` is a path of this site with its query: whoever it is sent to sees by it what their own scope holds.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=1000)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "kept searches"
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="kept_search_name_once")]

    def __str__(self) -> str:
        return self.name
