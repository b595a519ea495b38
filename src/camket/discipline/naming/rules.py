"""Reads which bodies a cell of an annex names: single bodies, classes of bodies, and what nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from camket.discipline.agencies.folding import clean, fold, words_of

from .directory import AgencyName, BodyClass, Directory, Seat

if TYPE_CHECKING:
    from datetime import date

_HEIGHT = {"central": 0, "province": 1, "commune": 2}
_ROLE = re.compile(r"\s*(?:cơ quan |đơn vị )?(?:chủ trì|phối hợp)(?: thực hiện)?\s*:\s*", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[a-zđ]\))\s+")
_LIKELY = 84
_PROPOSED = 3
_LONGEST_PARTS = 60
_UNKNOWN_COST = 1_000


@dataclass(frozen=True, slots=True)
class BodyFound:
    """A body of the directory and the words that named it."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class ClassFound:
    """A class of bodies: its members on the day, and what a person has to answer before they get tasks."""

    code: str
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    words: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyDoubt:
    """Something a person should look at; candidates are proposed, best first, and decide nothing."""

    code: str
    words: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodiesFound:
    """What a cell names, in its order: bodies, classes, words that name neither, and doubts."""

    found: tuple[BodyFound, ...] = ()
    classes: tuple[ClassFound, ...] = ()
    unknown: tuple[str, ...] = ()
    doubts: tuple[BodyDoubt, ...] = ()


def resolve_bodies(text: str, *, directory: Directory, under: str, on: date) -> BodiesFound:
    """The bodies a cell names, read as the assigner `under` means them on that day.

    "Sở Nội vụ" is the one of the assigner's province. Semicolons and lines separate; a comma or "và" separates only
    where every part is then a known body or class, because names hold commas too ("Sở Văn hóa, Thể thao và Du
    lịch"). Likeness only proposes (`likely`): to give a task to the wrong body is worse than to ask. Doubt codes:
    `other_level`, `other_place`, `no_longer_valid`, `ambiguous`, `partly_known`, `likely`.
    """
    return _resolved(clean(text), directory, under, on)


@lru_cache(maxsize=8_192)
def _resolved(text: str, directory: Directory, under: str, on: date) -> BodiesFound:
    return _Reader(directory, under, on).read(text)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one stretch of words turned out to be."""

    code: str = ""
    body_class: BodyClass | None = None
    doubt: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.code) or self.body_class is not None


class _Reader:
    """One reading of one cell."""

    def __init__(self, directory: Directory, under: str, on: date) -> None:
        self.directory = directory
        self.on = on
        self.seat = directory.seats.get(under, Seat("", ""))
        self.level = directory.level_of(under)
        self.found: dict[str, BodyFound] = {}
        self.classes: dict[str, ClassFound] = {}
        self.unknown: list[str] = []
        self.doubts: list[BodyDoubt] = []

    def read(self, text: str) -> BodiesFound:
        for chunk in text.split(";"):
            lines = (_without_mark(line) for line in chunk.split("\n"))
            self._chunk("\n".join(line for line in lines if line.strip()))
        return BodiesFound(
            tuple(self.found.values()), tuple(self.classes.values()), tuple(self.unknown), tuple(self.doubts)
        )

    def _chunk(self, chunk: str) -> None:
        parts = _parts(chunk)
        for first, last in self._partition(parts):
            words = chunk[parts[first].start : parts[last].end].replace("\n", " ")
            answer = self._look_up(self._key(parts, first, last))
            if answer.known:
                self._take(answer, words)
            else:
                self._leave(answer, words, [chunk[one.start : one.end] for one in parts[first : last + 1]])

    def _partition(self, parts: list[_Part]) -> list[tuple[int, int]]:
        """The parts joined into stretches: the fewest known ones; unknown words only as whole lines."""
        if len(parts) > _LONGEST_PARTS:
            return _whole_lines(parts)
        best: list[tuple[int, list[tuple[int, int]]]] = [(0, [])]
        for end in range(1, len(parts) + 1):
            ways = []
            for first in range(end):
                cost, stretches = best[first]
                if self._look_up(self._key(parts, first, end - 1)).known:
                    ways.append((cost + 1, [*stretches, (first, end - 1)]))
                elif (
                    parts[first].begins_line and parts[end - 1].ends_line and _is_one_line(parts, first, end)
                ):
                    ways.append((cost + _UNKNOWN_COST, [*stretches, (first, end - 1)]))
            best.append(min(ways, key=lambda way: way[0], default=(_UNKNOWN_COST**3, [])))
        return best[-1][1]

    def _key(self, parts: list[_Part], first: int, last: int) -> str:
        return self.directory.key_of_words(word for one in parts[first : last + 1] for word in one.words)

    def _look_up(self, key: str) -> _Answer:
        named = self._by_name(key)
        if named.known:
            return named
        body_class = self.directory.class_by_key.get(key)
        return _Answer(body_class=body_class) if body_class is not None else named

    def _by_name(self, key: str) -> _Answer:
        full = self.directory.full.get(key, [])
        near = [one for one in self.directory.short.get(key, []) if self._is_neighbour(one)]
        everyone = full + near
        valid = [one for one in everyone if one.valid_on(self.on)]
        if not valid:
            ended = tuple(sorted({one.code for one in everyone}))
            return _Answer(doubt="no_longer_valid" if ended else "", candidates=ended[:_PROPOSED])
        nearest = min(map(self._distance, valid))
        codes = sorted({one.code for one in valid if self._distance(one) == nearest})
        if len(codes) > 1:
            return _Answer(doubt="ambiguous", candidates=tuple(codes[:_PROPOSED]))
        return _Answer(code=codes[0])

    def _is_neighbour(self, one: AgencyName) -> bool:
        """Whether a short name may mean this body: in the assigner's province, and in its commune if it is in one."""
        seat = self.directory.seats[one.code]
        if not self.seat.province:
            return seat.level == "province"
        return seat.province == self.seat.province and seat.commune in {"", self.seat.commune}

    def _distance(self, one: AgencyName) -> int:
        seat = self.directory.seats[one.code]
        if seat == self.seat:
            return 0
        if seat.province == self.seat.province and seat.province:
            return 1
        return 2 if seat.level == "central" else 3

    def _take(self, answer: _Answer, words: str) -> None:
        if answer.body_class is not None:
            self.classes.setdefault(answer.body_class.code, self._expanded(answer.body_class, words))
            return
        self.found.setdefault(answer.code, BodyFound(answer.code, words))
        seat = self.directory.seats[answer.code]
        if _HEIGHT.get(self.directory.level_of(answer.code), 1) < _HEIGHT.get(self.level, 1):
            self.doubts.append(BodyDoubt("other_level", words, (answer.code,)))
        elif self.seat.province and seat.province and seat.province != self.seat.province:
            self.doubts.append(BodyDoubt("other_place", words, (answer.code,)))

    def _leave(self, answer: _Answer, words: str, parts: list[str]) -> None:
        self.unknown.append(words)
        if answer.doubt:
            self.doubts.append(BodyDoubt(answer.doubt, words, answer.candidates))
            return
        known = [self._look_up(self.directory.key(part)).code for part in parts] if len(parts) > 1 else []
        if codes := tuple(dict.fromkeys(code for code in known if code)):
            self.doubts.append(BodyDoubt("partly_known", words, codes))
        elif likely := self._likely(words):
            self.doubts.append(BodyDoubt("likely", words, likely))

    def _likely(self, words: str) -> tuple[str, ...]:
        """Valid bodies with a like name, best first; else those of the neighbourhood whose name holds the words."""
        key = self.directory.key(words)
        if len(key) < 4:
            return ()
        keys = _likeness_keys(self.directory, self.seat, self.on)
        best = process.extract(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=_PROPOSED)
        codes = [keys[name] for name, _, _ in best] or self._holding(key, keys)
        return tuple(dict.fromkeys(codes))[:_PROPOSED]

    def _holding(self, key: str, keys: dict[str, str]) -> list[str]:
        if " " not in key:
            return []
        near = (name for name in keys if f" {key} " in f" {name} ")
        seats = self.directory.seats
        return [
            keys[name] for name in sorted(near, key=len) if seats[keys[name]].province == self.seat.province
        ]

    def _expanded(self, body_class: BodyClass, words: str) -> ClassFound:
        members = [one for one in self.directory.names if self._is_member(one, body_class)]
        asks = body_class.asks
        if body_class.unless_none and members and not self._any_of_kind(body_class):
            asks = ()
        codes = tuple(sorted({one.code for one in members}))
        return ClassFound(body_class.code, body_class.kinds, codes, words, asks)

    def _any_of_kind(self, body_class: BodyClass) -> bool:
        """Whether a body of the kind asked about stands where the class is looked for."""
        return any(
            one.kind == body_class.unless_none and one.valid_on(self.on) and self._is_within(one, body_class)
            for one in self.directory.names
        )

    def _is_member(self, one: AgencyName, body_class: BodyClass) -> bool:
        if (
            one.kind not in body_class.kinds
            or not one.valid_on(self.on)
            or not self._is_within(one, body_class)
        ):
            return False
        name = fold(one.name)
        return not body_class.begins or any(name.startswith(fold(begin)) for begin in body_class.begins)

    def _is_within(self, one: AgencyName, body_class: BodyClass) -> bool:
        if body_class.within == "nation" or not self.seat.province:
            return True
        return self.directory.seats[one.code].province == self.seat.province


@lru_cache(maxsize=64)
def _likeness_keys(directory: Directory, seat: Seat, on: date) -> dict[str, str]:
    """Names a cell could have meant, each with its body: all full names and the short names of the neighbourhood."""
    found: dict[str, str] = {}
    for table, everywhere in ((directory.full, True), (directory.short, False)):
        for key, names in table.items():
            for one in names:
                near = directory.seats[one.code].province == seat.province
                if one.valid_on(on) and (near or everywhere):
                    found.setdefault(key, one.code)
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """Words between two places where a list of bodies may be cut."""

    start: int
    end: int
    words: tuple[str, ...]
    begins_line: bool
    ends_line: bool


def _without_mark(line: str) -> str:
    """The line without the number or the "Chủ trì:" before the first body; dashes are no words anyway."""
    found = _BULLET.match(line)
    line = line[found.end() :] if found else line
    said = _ROLE.match(line)
    return line[said.end() :] if said else line


def _parts(chunk: str) -> list[_Part]:
    """The chunk cut at every comma, line break, stroke and "và"; a cut is a possibility, not yet a decision."""
    parts: list[_Part] = []
    held: list[tuple[int, int, str]] = []
    after = ""
    new_line = True
    for start, end, word in words_of(chunk):
        gap = chunk[held[-1][1] : start] if held else after
        joined = word == "" and fold(chunk[start:end]) == "va"
        if held and (joined or gap.strip(" ")):
            parts.append(_part(held, begins_line=new_line, ends_line="\n" in gap))
            new_line, held = "\n" in gap, []
        if not joined:
            held.append((start, end, word))
    if held:
        parts.append(_part(held, begins_line=new_line, ends_line=True))
    return parts


def _part(held: list[tuple[int, int, str]], *, begins_line: bool, ends_line: bool) -> _Part:
    return _Part(held[0][0], held[-1][1], tuple(word for _, _, word in held), begins_line, ends_line)


def _is_one_line(parts: list[_Part], first: int, end: int) -> bool:
    return not any(one.ends_line for one in parts[first : end - 1])


def _whole_lines(parts: list[_Part]) -> list[tuple[int, int]]:
    lines, first = [], 0
    for place, one in enumerate(parts):
        if one.ends_line:
            lines.append((first, place))
            first = place + 1
    return lines
