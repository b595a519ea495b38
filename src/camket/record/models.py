"""The record's tables: entries, what they mention, their openings, the tree over them, signed checkpoints, files."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act, at its place in the record. Created by `append` alone.

    Positions are dense from 1 and instants never decrease. `leaf` holds the exact bytes that were hashed (RFC 8785);
    the other columns repeat parts of it so that the database can search them.
    """

    position = models.BigIntegerField(primary_key=True)
    act = models.CharField(max_length=64)
    actor = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(db_index=True)
    on_date = models.DateField()
    leaf = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["act", "position"], name="record_entry_act")]
        constraints = [
            models.CheckConstraint(condition=models.Q(position__gte=1), name="record_entry_from_one")
        ]

    def __str__(self) -> str:
        return f"№ {self.position} {self.act}"


class Opening(models.Model):
    """The part of an entry that its leaf only commits to: texts, names and the person, with the salt.

    Shown and exported to readers in scope; without it the commitment tells nothing.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="opening")
    salt = models.BinaryField(max_length=32)
    private = models.TextField()

    def __str__(self) -> str:
        return f"opening of № {self.entry_id}"


class Mention(models.Model):
    """A subject that an entry is about; a bulk entry has one row for each of its subjects."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="mentions")
    subject = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "entry"], name="record_mention_once")]

    def __str__(self) -> str:
        return f"{self.subject} in № {self.entry_id}"


class Node(models.Model):
    """The hash of one complete subtree of the RFC 6962 tree, leaves (level 0) included.

    `key` is `index * 64 + level`, so a proof is one look-up of a few dozen keys however long the record is.
    """

    key = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"node {self.key % 64}/{self.key // 64}"


class Checkpoint(models.Model):
    """The root over the first `size` entries, as a C2SP signed note."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()
    note = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint of {self.size}"


class Evidence(models.Model):
    """A file kept under its SHA-256. The same file is kept once, however often it is cited."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"file {self.sha256[:12]}"
