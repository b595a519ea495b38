"""What stands before any reading of a file: its true kind, and the dangers a packed file can hold."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from enum import StrEnum

from .annex import UnreadableFile

MAX_BYTES = 32 * 2**20
MAX_UNPACKED_BYTES = 192 * 2**20
MAX_PARTS = 4_000
MAX_CELLS = 4_000_000

_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_DOCTYPES = tuple(
    word.encode(codec) for word in ("<!DOCTYPE", "<!ENTITY") for codec in ("ascii", "utf-16-le", "utf-16-be")
)


class Kind(StrEnum):
    """The kinds of file an annex is read from."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


_EXTENSIONS = {
    Kind.DOCX: {"docx"},
    Kind.XLSX: {"xlsx"},
    Kind.XLS: {"xls"},
    Kind.CSV: {"csv", "tsv"},
}


def kind_of(data: bytes, *, filename: str) -> Kind:
    """What the file is, by its content; the extension has to agree.

    A file renamed by hand opens in no office program, so a wrong extension is refused with the true kind.
    Raises UnreadableFile.
    """
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise UnreadableFile("empty")
    if len(data) > MAX_BYTES:
        raise UnreadableFile("too_large", bytes=len(data), most=MAX_BYTES)
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    if extension in {"docm", "xlsm", "xlsb", "dotm", "xltm"}:
        raise UnreadableFile("macros", extension=extension)
    kind = _kind_by_content(data, extension)
    if extension not in _EXTENSIONS[kind]:
        raise UnreadableFile("wrong_extension", extension=extension, kind=str(kind))
    return kind


def _kind_by_content(data: bytes, extension: str) -> Kind:
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data)
    if data.startswith(_OLD_OFFICE):
        return _old_kind(data)
    if data.startswith(b"%PDF"):
        raise UnreadableFile("pdf")
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile("unknown_format", extension=extension)
    if extension in {Kind.DOCX, Kind.XLSX}:
        raise UnreadableFile("not_a_zip", extension=extension)
    if extension not in _EXTENSIONS[Kind.CSV]:
        raise UnreadableFile("unknown_format", extension=extension)
    return Kind.CSV


def _old_kind(data: bytes) -> Kind:
    streams = {
        name: name.encode("utf-16-le") in data
        for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    }
    if streams["EncryptedPackage"]:
        raise UnreadableFile("password")
    if streams["Workbook"] or streams["Book"]:
        if "_VBA_PROJECT".encode("utf-16-le") in data:
            raise UnreadableFile("macros", extension="xls")
        return Kind.XLS
    raise UnreadableFile("old_word" if streams["WordDocument"] else "unknown_format", extension="doc")


def _packed_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = _checked_parts(package)
    except _DAMAGES as trouble:
        raise UnreadableFile("damaged") from trouble
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile("macros", extension="")
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return Kind.DOCX
    if any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    raise UnreadableFile("unknown_format", extension="zip")


def _checked_parts(package: zipfile.ZipFile) -> list[str]:
    """Names of the parts, after each was unpacked once within limits and found free of entity tricks.

    The declared sizes are summed first and `zipfile` never unpacks a part beyond its declared size, so the limit
    holds against a bomb that lies: its checksum then fails. Office files hold no document type declaration
    (ISO/IEC 29500-2), so one is refused rather than parsed.
    """
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile("password")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableFile("unpacks_too_large", bytes=unpacked, most=MAX_UNPACKED_BYTES)
    for part in parts:
        content = package.read(part)
        is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        if is_xml and any(mark in content for mark in _DOCTYPES):
            raise UnreadableFile("unsafe_xml", part=part.filename)
    return [part.filename for part in parts]
