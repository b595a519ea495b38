"""Who answers: bodies of the political system, posts, the people who hold them, and log-in accounts."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from camket.record.facts import Fact

from .changed import put_over

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from typing import Self


class CatalogueChange(Fact):
    """What an entry of a catalogue says from now on, with what it said before; the entry itself is never edited.

    `subject` is the record's own word for it ("agency:G06", "programme:57", "field:57/I"). `said` is JSON: each
    changed attribute with what was and what is. A mistake that was mended holds for every day (`from_date` is null);
    a change that was decided holds from its day. `publication` repeats what decides who may know of a programme.
    """

    subject = models.CharField(max_length=120, db_index=True)
    from_date = models.DateField(null=True)
    said = models.TextField()
    publication = models.CharField(max_length=12, blank=True)
    source = models.TextField(blank=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.subject} changed"

    @property
    def was_and_is(self) -> dict[str, list[Any]]:
        """Each changed attribute with its former and its new value."""
        read: dict[str, list[Any]] = json.loads(self.said)
        return read


class Agency(Fact):
    """A body that gives or gets tasks, from the day it began.

    Created by `register_agencies`. Its end is never written here: it is the day of the `Succession` that names it
    as predecessor, so a task of 2024 goes on reading the name that was right in 2024.
    """

    code = models.CharField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=32)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField()
    code_confirmed = models.BooleanField()
    form_confirmed = models.BooleanField()
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)
    sort_key = models.CharField(max_length=240)
    folded = models.CharField(max_length=240, db_index=True)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return f"{self.code} {self.name_vi}"

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """The body with its entry as the reader knows it: what was corrected later is put over what was typed."""
        row = super().from_db(db, field_names, values, **more)
        put_over(row, f"agency:{row.code}", CatalogueChange)
        return row


class Succession(Fact):
    """One body passing into another on a day; a merger has a row for each predecessor, a split one for each successor.

    Of one predecessor's successors exactly one is the heir: the one under which its tasks are found afterwards.
    A body that ends without a successor has a row with none.
    """

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="origins")
    heir = models.BooleanField()
    kind = models.CharField(max_length=16)
    on_date = models.DateField()
    source = models.TextField(blank=True)
    confirmed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor"], condition=models.Q(heir=True), name="agency_succeed_one_heir"
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} to {self.successor_id} on {self.on_date}"


class Person(Fact):
    """A human being who holds or held a post. The name is personal data and stays out of every leaf."""

    code = models.CharField(max_length=40, unique=True)
    full_name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.code


class Post(Fact):
    """A place in an agency from which acts are done: the record names posts, never people."""

    code = models.CharField(max_length=64, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    title_vi = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    role = models.CharField(max_length=24)
    valid_from = models.DateField()

    def __str__(self) -> str:
        return self.code


class PostEnd(Fact):
    """The end of a post: from this day on nobody is appointed to it."""

    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="end")
    on_date = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"end of {self.post_id} on {self.on_date}"


class Appointment(Fact):
    """A person taking a post from a day on."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    from_date = models.DateField()

    def __str__(self) -> str:
        return f"{self.person_id} at {self.post_id}"


class Departure(Fact):
    """The end of an appointment: from this day on the person acts from the post no more."""

    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="departure")
    on_date = models.DateField()

    def __str__(self) -> str:
        return f"end of {self.appointment_id} on {self.on_date}"


class Mandate(Fact):
    """One post acting for another, from a day to a day, within what the paper allows (ủy quyền).

    The acts are entered under the giver's post with the mandate's code beside it, so a reader always sees both. An
    end that is not written yet is none; `MandateEnd` takes a mandate back before its day.
    """

    code = models.CharField(max_length=64, unique=True)
    giver = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mandates_given")
    holder = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mandates_held")
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    acts = models.TextField(default="[]")
    paper = models.TextField()

    def __str__(self) -> str:
        return self.code

    @property
    def last_day(self) -> date | None:
        """The last day on which the paper lets somebody act, when it names one."""
        return self.until_date - timedelta(days=1) if self.until_date else None


class MandateEnd(Fact):
    """A mandate taken back: from this day on nobody acts under it."""

    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="end")
    on_date = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"end of {self.mandate_id} on {self.on_date}"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; what an account may do comes from its person's posts."""

    def create_user(self, username: str, password: str | None, *, person: Person | None = None) -> Account:
        """A new account with the password hashed."""
        account = self.model(username=username, person=person)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A log-in. Not a fact: passwords change and sessions end, so this table may be updated."""

    username = models.CharField(max_length=80, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="account")
    is_active = models.BooleanField(default=True)
    one_time_until = models.DateTimeField(null=True)
    """Until when a password that somebody else set opens the account, once, to have it changed."""

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username


class ApiToken(models.Model):
    """What a program shows to read as the holder of a post. Not a fact: it is used and revoked.

    The token itself is 256 random bits, shown once; its SHA-256 is kept, which tells nothing about it. It was made
    under one appointment and ends with it: whoever comes back to the post makes new ones.
    """

    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=80)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="tokens")
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.label} of {self.appointment_id}"


class LogInCount(models.Model):
    """How often something was tried of late: a name from an address, a name, an address. Not a fact: it is swept.

    `key` is a hash, so that the table tells nobody's name or address. A row of kind `known` says that a name has
    logged in from an address.
    """

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8)
    tries = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.tries}"
