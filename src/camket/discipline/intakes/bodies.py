"""The bodies a row's cells name, read in the register as it stood on the day of signing, with what is left to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.folding import clean, fold
from camket.discipline.naming.directory import (
    Abbreviations,
    AgencyName,
    BodyClass,
    Directory,
    read_abbreviations,
    read_classes,
)
from camket.discipline.naming.rules import BodiesFound, ClassFound, resolve_bodies
from camket.periods import AsOf

from .proposal import RowDoubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PAPER_QUESTIONS = {
    "special_zone_included": ("special_zone", "Đảng ủy đặc khu"),
    "ward_included": ("ward", "Đảng ủy phường"),
}
"""Questions answered once for a paper: the kind of body that yes adds, and how such a body's Party committee is named."""

LEAD = ("lead", "leave_out")
LEAD_OR_ACCEPT = ("lead", "accept", "leave_out")


@dataclass(frozen=True, slots=True)
class Settled:
    """A cell's bodies in its order, the questions it raises, and what a person should look at."""

    codes: tuple[str, ...]
    asks: tuple[str, ...]
    doubts: tuple[RowDoubt, ...]
    kept_words: tuple[str, ...] = ()


@cache
def _wordings() -> tuple[Abbreviations, tuple[BodyClass, ...]]:
    data = resources.files("camket.discipline.naming") / "data"
    return (
        read_abbreviations((data / "abbreviations.toml").read_text("utf-8")),
        read_classes((data / "body_classes.toml").read_text("utf-8")),
    )


def directory_at(position: int) -> Directory:
    """The bodies that the record knows at a position, each with the days of its name, so that any day can be asked."""
    ended = agencies.lineage(AsOf(on=date.max, known_at=None, position=position)).ended
    known = {pk: row for pk, row in agencies.agencies_by_id().items() if row.entry_id <= position}
    abbreviations, classes = _wordings()
    names = tuple(
        AgencyName(
            code=row.code,
            name=clean(row.name_vi),
            kind=row.kind,
            level="",
            parent=known[row.parent_id].code if row.parent_id in known else "",
            valid_from=row.valid_from,
            valid_to=ended.get(pk),
            abbreviation=row.abbreviation,
        )
        for pk, row in known.items()
    )
    return Directory(names=names, abbreviations=abbreviations, classes=classes)


class BodyReader:
    """Reads cells for one paper: its issuer, its day, and the answers that hold for all its rows."""

    def __init__(self, directory: Directory, *, under: str, on: date, paper: Mapping[str, str]) -> None:
        self.directory = directory
        self.under = under
        self.on = on
        self.paper = paper
        self._leads: dict[str, Settled] = {}
        self._cooperating: dict[str, Settled] = {}
        self._added: dict[tuple[str, bool], tuple[str, ...]] = {}

    def leads(self, cell: str) -> Settled:
        """The bodies that lead; whatever would leave a lead out, or bring a wrong one in, blocks."""
        if cell not in self._leads:
            self._leads[cell] = self._settle(self._resolve(cell), column="leads", leads=True)
        return self._leads[cell]

    def cooperating(self, cell: str) -> Settled:
        """The bodies that cooperate; words such as "các cơ quan liên quan" stay words and name no share."""
        if cell not in self._cooperating:
            self._cooperating[cell] = self._settle(self._resolve(cell), column="cooperating", leads=False)
        return self._cooperating[cell]

    def typed(self, words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Bodies as a person typed them, codes or names, and the words that name none."""
        codes: list[str] = []
        unknown: list[str] = []
        for one in words:
            code = one.partition(" · ")[0]
            if code in self.directory.by_code:
                codes.append(code)
                continue
            said = self._resolve(one)
            unknown += said.unknown
            codes += [body.code for body in said.found]
            codes += [code for group in said.classes for code in self._members(group)]
        return tuple(dict.fromkeys(codes)), tuple(unknown)

    def added_by(self, ask: str) -> tuple[str, ...]:
        """The bodies that "yes" to a paper's question would add, Party committees not counted."""
        return self._extra(ask, party=False)

    def _resolve(self, cell: str) -> BodiesFound:
        return resolve_bodies(cell, directory=self.directory, under=self.under, on=self.on)

    def _members(self, group: ClassFound) -> tuple[str, ...]:
        """The class as the paper's answers make it; "which bodies?" has no members until a person names them."""
        if "which_bodies" in group.asks:
            return ()
        party = "party_commune" in group.kinds
        added = [
            code
            for ask in group.asks
            if ask in PAPER_QUESTIONS and self.paper.get(ask) == "yes"
            for code in self._extra(ask, party=party)
        ]
        return tuple(dict.fromkeys([*group.codes, *added]))

    def _extra(self, ask: str, *, party: bool) -> tuple[str, ...]:
        if (ask, party) not in self._added:
            kind, begins = PAPER_QUESTIONS[ask]
            seat = self.directory.seats.get(self.under)
            province = seat.province if seat else ""
            self._added[ask, party] = tuple(
                sorted(
                    one.code
                    for one in self.directory.names
                    if one.valid_on(self.on)
                    and (not province or self.directory.seats[one.code].province == province)
                    and (
                        one.kind == "party_commune" and fold(one.name).startswith(fold(begins))
                        if party
                        else one.kind == kind
                    )
                )
            )
        return self._added[ask, party]

    def _settle(self, said: BodiesFound, *, column: str, leads: bool) -> Settled:
        codes = [body.code for body in said.found]
        asks: list[str] = []
        doubts: list[RowDoubt] = []
        for group in said.classes:
            members = self._members(group)
            codes += members
            asks += [ask for ask in group.asks if ask in PAPER_QUESTIONS]
            doubts += self._class_doubts(group, members, column=column, leads=leads)
        doubts += _body_doubts(said, column=column, leads=leads)
        return Settled(
            tuple(dict.fromkeys(codes)),
            tuple(dict.fromkeys(asks)),
            tuple(doubts),
            kept_words=() if leads else _kept_words(said),
        )

    def _class_doubts(
        self, group: ClassFound, members: tuple[str, ...], *, column: str, leads: bool
    ) -> list[RowDoubt]:
        found = [
            RowDoubt(ask, column, group.words, True, ("paper",), self._extra(ask, party=False))
            for ask in group.asks
            if ask in PAPER_QUESTIONS and ask not in self.paper
        ]
        if not leads:
            return found
        if "which_bodies" in group.asks or not members:
            return [*found, RowDoubt("which_bodies", column, group.words, True, LEAD, group.codes)]
        others = [ask for ask in group.asks if ask not in PAPER_QUESTIONS]
        return [
            *found,
            *(RowDoubt(ask, column, group.words, True, LEAD_OR_ACCEPT, members) for ask in others),
        ]


def _body_doubts(said: BodiesFound, *, column: str, leads: bool) -> list[RowDoubt]:
    answers = LEAD_OR_ACCEPT if leads else ("accept",)
    found = [
        RowDoubt(
            doubt.code, column, doubt.words, leads and doubt.words in said.unknown, answers, doubt.candidates
        )
        for doubt in said.doubts
    ]
    if not leads:
        return found
    explained = {doubt.words for doubt in said.doubts}
    plain = [words for words in said.unknown if words not in explained]
    return [*found, *(RowDoubt("unknown_body", column, words, True, answers) for words in plain)]


def _kept_words(said: BodiesFound) -> tuple[str, ...]:
    unspecified = [group.words for group in said.classes if "which_bodies" in group.asks]
    return (*said.unknown, *unspecified)
