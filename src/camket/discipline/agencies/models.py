"""Who answers: bodies of the political system, posts, the people who hold them, and log-in accounts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from camket.record.facts import Fact


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

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username
