"""Messages that came over the exchange of documents, and the files that they carried."""

from __future__ import annotations

from django.db import models

from camket.record.facts import Fact


class IncomingMessage(Fact):
    """One message as it came: its header, the envelope's hash, and what of it nobody here understands (JSON).

    `digest` is what two sendings of the same document share; `answers` names the document that it responds to.
    """

    document_id = models.CharField(max_length=400, unique=True)
    digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=16, unique=True)
    on_date = models.DateField()
    file_sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    number_text = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField(null=True)
    due_date = models.DateField(null=True)
    type_name = models.CharField(max_length=200, blank=True)
    subject = models.TextField(blank=True)
    content = models.TextField(blank=True)
    sender_id = models.CharField(max_length=80, blank=True)
    sender_name = models.TextField(blank=True)
    receivers = models.TextField(default="[]")
    signer = models.TextField(blank=True)
    signer_position = models.TextField(blank=True)
    answers = models.CharField(max_length=400, blank=True, db_index=True)
    answers_number = models.CharField(max_length=80, blank=True)
    status_code = models.CharField(max_length=20, blank=True)
    status_text = models.TextField(blank=True)
    business = models.CharField(max_length=20, blank=True)
    signed = models.BooleanField()
    unknown = models.TextField(default="[]")
    remarks = models.TextField(default="[]")

    def __str__(self) -> str:
        return self.document_id


class MessageFile(Fact):
    """A file that a message carried, by its hash; the bytes stay in the envelope, which the record keeps."""

    message = models.ForeignKey(IncomingMessage, on_delete=models.PROTECT, related_name="files")
    order = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.BigIntegerField()
    trouble = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.file_name
