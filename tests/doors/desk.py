"""A reader at the pages: a browser without scripts, logged in or not, and what it sends."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from camket.discipline.agencies.models import Account

if TYPE_CHECKING:
    from django.http import HttpResponse

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def at_desk(post: str = "") -> Client:
    """A browser logged in as the holder of a post of the cast; without one, anybody's."""
    client = Client()
    if post:
        client.force_login(Account.objects.get(username=post))
    return client


def text_of(response: HttpResponse) -> str:
    """The words of a page with its tags taken out and blanks made single."""
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", bare)


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it: with whatever type the sender claims."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def office_file(main_part: str, *, macros: bool = False) -> bytes:
    """The least archive that is a Word or Excel file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(main_part, "<document/>")
        if macros:
            archive.writestr("word/vbaProject.bin", b"\x00")
    return kept.getvalue()
