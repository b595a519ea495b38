"""Assigning papers: the programme they belong to, the paper, its clauses, and files waiting to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from camket.discipline.agencies.changed import put_over
from camket.discipline.agencies.models import Agency, CatalogueChange
from camket.record.facts import Fact

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from typing import Self


class Programme(Fact):
    """A body of tasks that is reviewed together, with its owner and its reading settings.

    `before_includes_day` settles whether "trước ngày D" is kept on D or on the day before: offices differ.
    """

    code = models.CharField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=240)
    name_en = models.CharField(max_length=240)
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    before_includes_day = models.BooleanField()
    publication = models.CharField(max_length=12)
    synthetic = models.BooleanField()

    closed_on: date | None = None

    def __str__(self) -> str:
        return self.code

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """The programme with its name and settings as the reader knows them on their day."""
        row = super().from_db(db, field_names, values, **more)
        put_over(row, f"programme:{row.code}", CatalogueChange)
        return row


class Field(Fact):
    """A group of a programme's tasks, as its papers head them: "III. Dữ liệu"."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="fields")
    code = models.CharField(max_length=16)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="field_code_once")]

    def __str__(self) -> str:
        return f"{self.code}. {self.name_vi}"

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """The group with its name and place as the reader knows them on their day."""
        row = super().from_db(db, field_names, values, **more)
        put_over(row, field_subject(row.programme_id, row.code), CatalogueChange)
        return row


def field_subject(programme_id: int, code: str) -> str:
    """The word by which changes of a group are kept; a code is its programme's own."""
    return f"field:{programme_id}/{code}"


class Directive(Fact):
    """A paper that gives tasks, of any type: resolution, directive, conclusion, notice, plan, telegram.

    `number_text` is the paper's own number as printed; the file is in the record's evidence under its hash.
    """

    code = models.CharField(max_length=80, unique=True)
    number_text = models.CharField(max_length=80)
    kind = models.CharField(max_length=24)
    title = models.TextField()
    issuer = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="directives")
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    spoken = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.code


class Clause(Fact):
    """One row or paragraph of a paper, in its own words, with the place where it stands."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="clauses")
    order = models.PositiveIntegerField()
    number_text = models.CharField(max_length=40, blank=True)
    group_text = models.TextField(blank=True)
    words = models.TextField()
    place = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directive", "order"], name="clause_order_once")]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.number_text or self.order}"


class UnreadRow(Fact):
    """A row of the paper that gave no task: kept with its place, its words and why, so that nothing is dropped."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="unread_rows")
    place = models.CharField(max_length=120)
    column = models.CharField(max_length=80, blank=True)
    words = models.TextField()
    reason = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class Upload(models.Model):
    """A file on its way in: read, shown with its doubts, not yet confirmed. A draft, so it may be changed or dropped."""

    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    paper = models.TextField()
    answers = models.TextField(default="{}")
    confirmed_as = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.file_name
