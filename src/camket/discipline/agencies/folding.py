"""How Vietnamese text is compared: cleaned of what nobody sees, and folded to plain letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\ufffe")
)
_MARKS = dict.fromkeys((*range(0x0300, 0x0370), *range(0x1AB0, 0x1B00)))
_UNTIDY = re.compile(r"[^\S ]|  |^ | $|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe]")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text as a reader sees it: NFC, no zero-width characters, single spaces, no empty lines.

    Offices paste from pages and PDF files, so the same name arrives with no-break spaces, soft hyphens and letters
    split from their marks. Line breaks stay: they separate several bodies in one cell.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not _UNTIDY.search(text):
        return text
    text = _BREAKS.sub("\n", text.translate(_UNSEEN))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text without tone marks, case or stray spaces: "Tỉnh uỷ", "TỈNH ỦY" and "tinh  uy" fold alike.

    Taking every mark off makes the old and the new placing of tone marks (uỷ and ủy, hoà and hòa) equal, and lets
    a clerk without a Vietnamese keyboard be understood. Folding is for comparing and is never shown.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFD", text).translate(_MARKS).translate(_UNSEEN)
    return " ".join(bare.casefold().replace("đ", "d").split())


_WORD = re.compile(r"[A-ZĐ]{1,4} ?& ?[A-ZĐ]{1,5}\b|\w{1,4}(?:[.&]\w{1,4})+\b|\w+")
_CENTRE = re.compile(r"T\.?Ư")
_SILENT = frozenset({"va", "cac", "cua"})


def words_of(text: str) -> list[tuple[int, int, str]]:
    """The words of a cleaned text: start, end (half-open) and folded form, empty for "và", "các" and "của".

    "KH&CN" is one word, a number loses its leading zeros ("04 khối" is "4 khối"), and "TƯ" becomes Trung ương
    before folding takes the mark off that tells it from "TU" (Tỉnh ủy).
    """
    found = []
    for one in _WORD.finditer(text):
        word = "trung uong" if _CENTRE.fullmatch(one[0]) else fold(one[0])
        word = word.replace(" ", "").replace("&", "").replace(".", "") if "&" in word or "." in word else word
        if word.isdecimal():
            word = word.lstrip("0") or "0"
        found.append((one.start(), one.end(), "" if word in _SILENT else word))
    return found


def spoken(text: str) -> str:
    """The words of a text as they are compared in a search: folded, in order, one blank between them."""
    return " ".join(word.replace("_", " ") for _, _, word in words_of(clean(text)) if word)
