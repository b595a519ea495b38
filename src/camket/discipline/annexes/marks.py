"""Recognises what a row is by its marks: numbers, names of groups, footers, signatures, ditto marks, cell errors."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from camket.discipline.agencies.folding import fold

LETTERS = "ABCDĐEFGHIJKLMNOPQRSTUVWXYZ"


class NumberKind(StrEnum):
    """How a number is written; Roman numerals and capital letters number groups."""

    NONE = ""
    ROMAN = "roman"
    LETTER = "letter"
    COUNTED = "counted"
    SMALL = "small"
    CODE = "code"


_ROMAN = re.compile(r"\(?(?=[IVX])(X{0,3}(IX|IV|V?I{0,3}))[.):]?")
_LETTER = re.compile(rf"\(?[{LETTERS}][.):]?")
_COUNTED = re.compile(r"\(?\d{1,4}([.,]\d{1,3})*[a-zđ]?[.):]?")
_SMALL = re.compile(r"[a-zđ][.)]?|[ivx]{1,4}[.)]|[-–+*•]")
_CODE = re.compile(r"[A-ZĐ]{1,6}[ ._-]{0,2}\d+([-./]\d+)*", re.IGNORECASE)
_NUMBERED_NAME = re.compile(rf"([IVX]{{1,6}}|[{LETTERS}]|\d{{1,3}}(?:\.\d{{1,3}})*)\s*[.):/–-]\s*(?=\S)")
_NAMED_PART = re.compile(
    r"(phan|chuong|muc|nhom|khoi|phu luc|linh vuc|tru cot)\b( thu)? ?([ivx]+|[a-z]|\d+|nhat|hai|ba|tu)?\b"
)

_FOOTER = re.compile(
    r"(tong cong|cong:|cong$|(tong so|tong)( nhiem vu)?( *[:=]| *\d|$)|\(?\*+\)?\s|(\* *)?(ghi chu|luu y|chu thich|chu giai) *:|ghi chu$)"
)
_SIGNATURE = re.compile(
    r"(noi nhan|t/?m\.? |tm\. ?|kt\. ?|tl\. ?|tuq\. ?|\(?(da )?ky(,| ten|\)| va dong dau)|nguoi lap( bieu)?$|thu truong( don vi| co quan)?$"
    r"|nguoi ky|(pho )?(chu tich|truong ban|giam doc|bi thu|chanh van phong)$|[a-z .]{2,40}, ngay .{1,12} thang .{1,12} nam )"
)
_DITTO = frozenset(
    {
        "-nt-",
        "nt",
        "- nt -",
        "nhu tren",
        "-nhu tren-",
        "//",
        "-//-",
        '"',
        "''",
        '-"-',
        "〃",
        "″",
        "”",
        "“",
        "n.t",
        "-n.t-",
    }
)
_NOTHING = frozenset({"-", "–", "—", "…", "...", "/", "khong", "khong co", "_"})
_CELL_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|GETTING_DATA)")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{1,2}:\d{2}.*)?")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?( ?= ?\(?\d.*)?")

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(
    36_526, 73_051
)  # 1/1/2000 to 31/12/2099; smaller numbers are counts, larger ones are amounts


@lru_cache(maxsize=16_384)
def number_kind(text: str) -> NumberKind:
    """How this cell numbers its row; NONE when it is no number."""
    if not text or len(text) > 14:
        return NumberKind.NONE
    for kind, shape in (
        (NumberKind.COUNTED, _COUNTED),
        (NumberKind.ROMAN, _ROMAN),
        (NumberKind.LETTER, _LETTER),
        (NumberKind.SMALL, _SMALL),
        (NumberKind.CODE, _CODE),
    ):
        if shape.fullmatch(text):
            return kind
    return NumberKind.NONE


def tidy_number(text: str) -> str:
    """A number without the dot or bracket around it, so that "1.", "(1)" and a cell value 1.0 are one."""
    bare = text.strip("().: ")
    return bare or text


def number_of_name(words: str) -> str:
    """The number at the head of a group's name ("I" of "I. Thể chế"), or nothing."""
    found = _NUMBERED_NAME.match(words)
    return found[1] if found else ""


def names_a_part(words: str) -> bool:
    """Whether the words read like a group's name: numbered by letters or Roman numerals, "Nhóm …", capitals."""
    if number_kind(number_of_name(words)) in {NumberKind.ROMAN, NumberKind.LETTER}:
        return True
    if len(words) > 3 and words.isupper():
        return True
    found = _NAMED_PART.match(fold(words))
    return bool(found and found[3])


def is_footer(words: str) -> bool:
    """Whether the words close the table: totals and notes."""
    return bool(_FOOTER.match(fold(words)))


def is_signature(words: str) -> bool:
    """Whether the words belong to what stands under a paper: place and date, signer, addressees."""
    return len(words) < 200 and bool(_SIGNATURE.match(fold(words)))


def is_column_numbers(texts: list[str]) -> bool:
    """Whether the row only numbers the columns: (1), (2), (3)."""
    return len(texts) >= 3 and all(len(text) <= 12 and _COLUMN_NUMBER.fullmatch(text) for text in texts)


def is_ditto(text: str) -> bool:
    """Whether the cell says "as above" ("-nt-", "như trên")."""
    return len(text) <= 10 and fold(text) in _DITTO


def says_nothing(text: str) -> bool:
    """Whether the cell is empty or holds only a stroke."""
    return not text or (len(text) <= 8 and fold(text) in _NOTHING)


def is_cell_error(text: str) -> bool:
    """Whether a formula of the sheet failed and left its error in the cell."""
    return text.startswith("#") and bool(_CELL_ERROR.match(text))


def day_of_serial(text: str) -> date | None:
    """The day behind a spreadsheet's serial number that lost its date format: 46356 is 30/11/2026."""
    if not (len(text) == 5 and text.isascii() and text.isdecimal() and int(text) in _SERIALS):
        return None
    return _SERIAL_ZERO + timedelta(days=int(text))


def day_of_iso(text: str) -> date | None:
    """The day written as 2026-11-30, with or without a time of day."""
    found = _ISO_DAY.fullmatch(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
