"""What a file put forward with a claim really is, by its own bytes: a name alone proves nothing."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from camket.errors import Refused

ALLOWED = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""What can be opened and read by whoever accepts or audits. Archives are not: nobody sees what is in them."""

_PDF, _PNG, _JPEG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how Office wraps a document with a password
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_PROGRAM = re.compile(
    rb"\A(?:MZ|\x7fELF|#!|%PDF-|PK\x03\x04|\s*<(?:!doctype|html|script|svg|\?xml))", re.IGNORECASE
)
_MAIN_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


class EmptyFile(Refused):
    """A file without a byte proves nothing."""

    code = "evidence.file.empty"


class FileTooLarge(Refused):
    """The file is larger than the register keeps."""

    code = "evidence.file.too_large"


class FileNotAllowed(Refused):
    """The file is of a sort that cannot be opened by those who must check it, or that can do harm."""

    code = "evidence.file.not_allowed"


class FileNotAsNamed(Refused):
    """The bytes are not of the sort that the name says."""

    code = "evidence.file.not_as_named"


class FileLocked(Refused):
    """The document has a password or carries macros."""

    code = "evidence.file.locked"


def media_type_of(file_name: str, content: bytes, *, limit: int) -> str:
    """The media type of a file whose bytes are what its name says; `limit` in bytes.

    Raises `EmptyFile`, `FileTooLarge`, `FileNotAllowed`, `FileNotAsNamed`, `FileLocked`.
    """
    suffix = PurePath(file_name).suffix.lower()
    if not content:
        raise EmptyFile(file=file_name)
    if len(content) > limit:
        raise FileTooLarge(file=file_name, limit=limit // (1024 * 1024))
    if suffix not in ALLOWED:
        raise FileNotAllowed(file=file_name, allowed=", ".join(sorted(name[1:] for name in ALLOWED)))
    if suffix in _MAIN_PART:
        _check_office(file_name, content, _MAIN_PART[suffix])
    elif not _is_as_named(suffix, content):
        raise FileNotAsNamed(file=file_name)
    return ALLOWED[suffix]


def _is_as_named(suffix: str, content: bytes) -> bool:
    if suffix == ".pdf":
        return content.startswith(_PDF)
    if suffix == ".png":
        return content.startswith(_PNG)
    if suffix in {".jpg", ".jpeg"}:
        return content.startswith(_JPEG)
    return _is_text(content)


def _is_text(content: bytes) -> bool:
    """Whether the bytes are text in some encoding of the day: UTF-8, UTF-16 with its mark, or an old 8-bit one."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    return _PROGRAM.match(content) is None and _NOT_TEXT.search(content) is None


def _check_office(file_name: str, content: bytes, main_part: str) -> None:
    if content.startswith(_OLE):
        raise FileLocked(file=file_name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise FileNotAsNamed(file=file_name) from error
    if not {"[Content_Types].xml", main_part} <= names:
        raise FileNotAsNamed(file=file_name)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileLocked(file=file_name)
