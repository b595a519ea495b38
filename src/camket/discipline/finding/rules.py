"""What a search means and how well a text answers it: pure.

Texts and searches are compared as spoken: folded words, "KH&CN" as one of them, without "và", "các" and "của"
(`agencies.folding.words_of`). A short form and its long form are one idea, whichever of them is typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from camket.discipline.agencies.folding import clean, spoken, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_WORDS = 16
"""Words of one search that are looked at: no title is told from others by more."""

Phrase: TypeAlias = "tuple[str, ...]"
"""Words that stand side by side."""


@dataclass(frozen=True, slots=True)
class ShortForms:
    """Short forms and what they stand for, both spoken: "khcn" and "khoa hoc cong nghe"."""

    alike: Mapping[Phrase, frozenset[Phrase]]
    longest: int

    def at(self, words: Sequence[str], place: int) -> tuple[int, frozenset[Phrase]]:
        """The longest form that stands at a place: how many words it takes, and all that mean the same."""
        for length in range(min(self.longest, len(words) - place), 0, -1):
            phrase = tuple(words[place : place + length])
            if phrase in self.alike:
                return length, self.alike[phrase]
        return 1, frozenset({(words[place],)})


def short_forms(pairs: Mapping[str, str]) -> ShortForms:
    """Gathers spoken short forms and long forms; several short forms of one long form mean the same."""
    gathered: dict[Phrase, set[Phrase]] = {}
    for short, full in pairs.items():
        short_words, full_words = tuple(short.split()), tuple(full.split())
        if short_words and full_words and short_words != full_words:
            same = gathered.setdefault(full_words, {full_words})
            same.add(short_words)
    alike: dict[Phrase, frozenset[Phrase]] = {}
    for same in gathered.values():
        for phrase in same:
            alike[phrase] = alike.get(phrase, frozenset()) | same
    return ShortForms(alike=alike, longest=max((len(phrase) for phrase in alike), default=1))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search taken apart: ideas that must all be there, each in one of its forms; the last word may be unfinished."""

    words: Phrase
    ideas: tuple[frozenset[Phrase], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.ideas

    def each(self) -> Iterator[tuple[frozenset[Phrase], bool]]:
        """Every idea, and whether it is the last one, whose last word may go on."""
        return ((idea, place == len(self.ideas) - 1) for place, idea in enumerate(self.ideas))

    def forms(self) -> Iterator[tuple[Phrase, bool]]:
        """Every form of every idea, and whether its last word may go on."""
        for idea, is_last in self.each():
            for phrase in sorted(idea):
                yield phrase, is_last


def wanted(search: str, known: ShortForms) -> Wanted:
    """Takes a search apart. Words beyond the sixteenth are not looked at."""
    words = tuple(spoken(search).split()[:MOST_WORDS])
    ideas: list[frozenset[Phrase]] = []
    place = 0
    while place < len(words):
        taken, forms = known.at(words, place)
        ideas.append(forms)
        place += taken
    return Wanted(words=words, ideas=tuple(ideas))


def holds(text: str, want: Wanted) -> bool:
    """Whether a spoken text holds every idea. The same answer as the index of a database gives."""
    return all(_place_of(idea, text, unfinished=is_last) >= 0 for idea, is_last in want.each())


def _place_of(idea: frozenset[Phrase], text: str, *, unfinished: bool) -> int:
    """Where in a spoken text an idea first stands, in signs; -1 when it does not."""
    padded = f" {text} "
    end = "" if unfinished else " "
    places = [padded.find(f" {' '.join(phrase)}{end}") for phrase in idea]
    return min((place for place in places if place >= 0), default=-1)


def likeness(code: str, title: str, want: Wanted) -> int:
    """How well a thing answers a search, from its code and its spoken title: the higher, the sooner it is shown.

    Its own code, then the title beginning with the words, then the words side by side in it, then all of them in it;
    what is only said further down comes last.
    """
    said, spoken_code = " ".join(want.words), spoken(code)
    if said == spoken_code:
        return 100
    if f" {spoken_code} ".find(f" {said} ") >= 0:
        return 80
    if title.startswith(said):
        return 60
    if f" {title}".find(f" {said}") >= 0:
        return 50
    if holds(title, want):
        return 40
    return 10


def marked(text: str, want: Wanted) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether the search found it: what a page shows in bold."""
    tidy = clean(text)
    words = [(start, end, word) for start, end, word in words_of(tidy) if word]
    hit = [False] * len(words)
    for phrase, unfinished in want.forms():
        for place in range(len(words) - len(phrase) + 1):
            if _stands(
                phrase, [word for _, _, word in words[place : place + len(phrase)]], unfinished=unfinished
            ):
                hit[place : place + len(phrase)] = [True] * len(phrase)
    pieces: list[tuple[str, bool]] = []
    done = 0
    place = 0
    while place < len(words):
        if not hit[place]:
            place += 1
            continue
        first = place
        while place + 1 < len(words) and hit[place + 1]:
            place += 1
        start, end = words[first][0], words[place][1]
        pieces += [(tidy[done:start], False), (tidy[start:end], True)]
        done = end
        place += 1
    pieces.append((tidy[done:], False))
    return [(piece, found) for piece, found in pieces if piece]


def _stands(phrase: Phrase, words: Sequence[str], *, unfinished: bool) -> bool:
    *before, last = phrase
    if list(before) != list(words[:-1]):
        return False
    return words[-1].startswith(last) if unfinished else words[-1] == last
