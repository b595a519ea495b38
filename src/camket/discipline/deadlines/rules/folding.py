"""Words folded for reading: one form for capitals, tone marks, đ and spacing, and the way back to the words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_DASHES = frozenset("-‐‑‒–—−")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as written (NFC, single spaces) and, letter for letter, its folded form.

    Both have the same length, so a match in the folded form points at the words the paper really uses.
    """

    written: str
    folded: str

    def part(self, start: int, stop: int) -> Folded:
        """A stretch of both forms without spaces and stops around it."""
        edge = " .,;:"
        while start < stop and self.folded[start] in edge:
            start += 1
        while stop > start and self.folded[stop - 1] in edge:
            stop -= 1
        return Folded(self.written[start:stop], self.folded[start:stop])


def fold(text: str) -> Folded:
    """The folded form of a text: NFC, lower case, tone marks and đ folded, one kind of dash, single spaces.

    People type "Quý IV" as "QUÝ IV", "quy iv" or with marks apart; all are the same words.
    """
    written: list[str] = []
    folded: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        plain = _plain(letter)
        if plain and not (plain == " " and folded[-1:] in ([], [" "])):
            written.append(" " if plain == " " else letter)
            folded.append(plain)
    if folded[-1:] == [" "]:
        del written[-1], folded[-1]
    return Folded("".join(written), "".join(folded))


def _plain(letter: str) -> str:
    """One folded letter, or nothing for a mark that stands alone."""
    if letter.isspace():
        return " "
    if letter in _DASHES:
        return "-"
    if letter in "đĐ":
        return "d"
    if unicodedata.category(letter) in ("Mn", "Cf", "Cc"):
        return ""
    return unicodedata.normalize("NFD", letter)[0].lower()[0]
