"""The directory of bodies: under which words each is known, where it stands, and which classes of bodies there are."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import clean, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_PROVINCE = re.compile(r"(?:tinh uy|thanh uy|(?:uy ban nhan dan )?(?:tinh|thanh pho)) (.+)")
_COMMUNE = re.compile(r"\b(xa|phuong|dac khu) (?!hoi\b)(.+)$")
_COMMUNE_KINDS = frozenset({"commune", "ward", "special_zone", "party_commune"})
_TOO_SHORT = frozenset(
    {
        "uy ban nhan dan",
        "hoi dong nhan dan",
        "dang uy",
        "van phong",
        "van phong uy ban nhan dan",
        "ban",
        "toa an nhan dan",
    }
)


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A body under one name, from `valid_from` to before `valid_to`.

    `level` is "central", "province" or "commune"; left empty, it is told from the province and commune in the name.
    """

    code: str
    name: str
    kind: str
    level: str
    parent: str
    valid_from: date
    valid_to: date | None
    abbreviation: str = ""

    def valid_on(self, day: date) -> bool:
        """Whether the body bears this name on that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class BodyClass:
    """A wording that means many bodies, and how its members are found in the directory."""

    code: str
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    begins: tuple[str, ...]
    within: str
    asks: tuple[str, ...]
    unless_none: str


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Short forms and what they stand for; `departments` hold only after the word "Sở"."""

    words: Mapping[str, str]
    departments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a body stands: province and commune as folded names, empty for what is above them."""

    province: str
    commune: str

    @property
    def level(self) -> str:
        """The level of the political system the seat belongs to."""
        return "commune" if self.commune else "province" if self.province else "central"


def read_abbreviations(document: str) -> Abbreviations:
    """The short forms of a TOML document with the tables `words` and `departments`."""
    said = tomllib.loads(document)
    tables = [
        {_plain(short): _plain(full) for short, full in said.get(name, {}).items()}
        for name in ("words", "departments")
    ]
    return Abbreviations(words=tables[0], departments=tables[1])


def read_classes(document: str) -> tuple[BodyClass, ...]:
    """The classes of bodies of a TOML document with an array `classes`."""
    return tuple(
        BodyClass(
            code=one["code"],
            words=tuple(one["words"]),
            kinds=tuple(one["kinds"]),
            begins=tuple(one.get("begins", ())),
            within=one["within"],
            asks=tuple(one.get("asks", ())),
            unless_none=one.get("unless_none", ""),
        )
        for one in tomllib.loads(document)["classes"]
    )


def _plain(text: str) -> str:
    return " ".join(word for _, _, word in words_of(clean(text)) if word)


@dataclass(frozen=True, eq=False)
class Directory:
    """Bodies, short forms and classes, indexed once: by full name, and by the name as used within a province.

    "Sở Nội vụ tỉnh Khánh Hòa" is also "Sở Nội vụ" to an assigner of that province, and "UBND xã Đại Lãnh" is
    "UBND xã" to an assigner of that commune. A directory is compared by identity, so that answers can be kept.
    """

    names: tuple[AgencyName, ...]
    abbreviations: Abbreviations
    classes: tuple[BodyClass, ...]
    by_code: dict[str, AgencyName] = field(init=False, repr=False, default_factory=dict)
    seats: dict[str, Seat] = field(init=False, repr=False, default_factory=dict)
    full: dict[str, list[AgencyName]] = field(init=False, repr=False, default_factory=dict)
    short: dict[str, list[AgencyName]] = field(init=False, repr=False, default_factory=dict)
    class_by_key: dict[str, BodyClass] = field(init=False, repr=False, default_factory=dict)
    longest: int = field(init=False, repr=False, default=1)

    def __post_init__(self) -> None:
        longest = max((key.count(" ") + 1 for key in self.abbreviations.words), default=1)
        object.__setattr__(self, "longest", longest)
        for body_class in self.classes:
            for words in body_class.words:
                self.class_by_key.setdefault(self.key(words), body_class)
        self.by_code.update((one.code, one) for one in self.names)
        provinces, communes = self._provinces(), self._communes()
        for one in self.names:
            self._seat(one.code, provinces, communes)
        for one in self.names:
            self._enter(one)

    def key(self, words: str) -> str:
        """The form in which two spellings of one name are equal: folded, short forms written out, "và" left out."""
        return self.key_of_words([word for _, _, word in words_of(clean(words))])

    def key_of_words(self, words: Iterable[str]) -> str:
        """As `key`, of words that are folded already."""
        left = [word for word in words if word]
        if (
            len(left) > 1
            and left[0] == "so"
            and (full := self.abbreviations.departments.get(" ".join(left[1:])))
        ):
            return f"so {full}"
        written: list[str] = []
        place = 0
        while place < len(left):
            length, full = self._longest_short_form(left, place)
            written.append(full)
            place += length
        return " ".join(written)

    def _longest_short_form(self, words: list[str], place: int) -> tuple[int, str]:
        for length in range(min(self.longest, len(words) - place), 0, -1):
            full = self.abbreviations.words.get(" ".join(words[place : place + length]))
            if full is not None:
                return length, full
        return 1, words[place]

    def _provinces(self) -> list[str]:
        found = set()
        for one in self.names:
            if one.kind in {"province", "party_province"} and (
                said := _PROVINCE.fullmatch(self.key(one.name))
            ):
                found.add(said[1])
        return sorted(found, key=len, reverse=True)

    def _communes(self) -> frozenset[str]:
        found = (_COMMUNE.search(self.key(one.name)) for one in self.names if one.kind in _COMMUNE_KINDS)
        return frozenset(f"{said[1]} {said[2]}" for said in found if said)

    def _seat(self, code: str, provinces: list[str], communes: frozenset[str]) -> Seat:
        """Where a body stands: with its parent if that has a seat, else where its own name says."""
        if code in self.seats or code not in self.by_code:
            return self.seats.get(code, Seat("", ""))
        self.seats[code] = Seat("", "")  # stands while the parents are climbed, so that a circle ends
        one = self.by_code[code]
        above = self._seat(one.parent, provinces, communes)
        key = self.key(one.name)
        province = above.province or next((name for name in provinces if _stands_in(key, name)), "")
        commune = above.commune
        if not commune and (said := _COMMUNE.search(key)) and f"{said[1]} {said[2]}" in communes:
            commune = f"{said[1]} {said[2]}"
        self.seats[code] = Seat(province, commune)
        return self.seats[code]

    def _enter(self, one: AgencyName) -> None:
        key, seat = self.key(one.name), self.seats[one.code]
        self.full.setdefault(key, []).append(one)
        short = _shortened(key, seat)
        if one.abbreviation:
            told = self.key(one.abbreviation)
            if seat.level == "central":
                self.full.setdefault(told, []).append(one)
            else:
                short |= {told} | _shortened(told, seat)
        for words in short - _TOO_SHORT - {key, ""}:
            self.short.setdefault(words, []).append(one)

    def level_of(self, code: str) -> str:
        """The level of a body: as the directory says, else as its seat says; an unknown body is central."""
        one = self.by_code.get(code)
        return one.level if one is not None and one.level else self.seats.get(code, Seat("", "")).level


def _stands_in(key: str, province: str) -> bool:
    return key.endswith(f" {province}") or any(
        f"{word} {province} " in f"{key} " for word in ("tinh", "thanh pho", "tinh uy", "thanh uy")
    )


def _shortened(key: str, seat: Seat) -> set[str]:
    """The shorter forms a name has among its neighbours."""
    found: set[str] = set()
    if seat.commune and key.endswith(seat.commune):
        kind = "dac khu" if seat.commune.startswith("dac khu ") else seat.commune.partition(" ")[0]
        before = key.removesuffix(seat.commune)
        bare = before.strip()
        if bare.startswith("ban ") and bare.endswith(" dang uy"):
            commission = bare.removesuffix(" dang uy").removesuffix(" cua")
            found = {commission, f"{commission} {kind}"}
        return found | {f"{before}{kind}", bare}
    if not seat.province:
        return found
    bare = key.removesuffix(f" {seat.province}")
    if bare != key:
        found.add(bare)
        for unit in (" tinh", " thanh pho"):
            if bare.endswith(unit):
                found.update((bare.removesuffix(unit), f"{bare.removesuffix(unit)} {seat.province}"))
    if bare.startswith("ban ") and bare.endswith((" tinh uy", " thanh uy")):
        found.add(bare.rsplit(" ", 2)[0])
    return found
