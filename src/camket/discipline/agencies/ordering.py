"""Vietnamese order: letters first (a ă â b … d đ e ê … o ô ơ … u ư), then tones (level, huyền, hỏi, ngã, sắc, nặng)."""

from __future__ import annotations

import unicodedata

_LETTERS = {
    letter: place for place, letter in enumerate("0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=0x30)
}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def sort_key(text: str) -> str:
    """A text whose plain order is the Vietnamese order of the one given; stored, so both databases sort alike.

    Words are compared letter by letter and by tone only where the letters are equal, as dictionaries do. Source: TCVN
    order of letters and tones as taught in schools; digits come before letters, other signs count as spaces.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in text.casefold().split():
        for mark in unicodedata.normalize("NFD", word):
            if mark in _TONES:
                tones[-1:] = [_TONES[mark]]
            elif mark in _SHAPES and letters:
                letters[-1] = unicodedata.normalize("NFC", letters[-1] + mark)
            elif not unicodedata.combining(mark):
                letters.append(mark)
                tones.append("0")
        letters.append(" ")
        tones.append("0")
    placed = (chr(_LETTERS[one]) if one in _LETTERS else " " for one in letters)
    return f"{''.join(placed).strip()} {''.join(tones)}"
