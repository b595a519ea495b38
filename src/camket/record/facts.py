"""What every fact in every room has in common: the entry that brought it, and no second version."""

from __future__ import annotations

from django.db import models


class Fact(models.Model):
    """A row inserted once, by one act, and never updated.

    `entry` is the act's place in the record: it says when the fact became known, so any reader can leave out what
    was not known yet. The tables of facts refuse UPDATE, DELETE and TRUNCATE by trigger (`append_only.py`).
    """

    entry = models.ForeignKey("record.Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
