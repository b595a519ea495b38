"""The bodies a running sheet names, old names followed to who answers today, and a wording asked about only once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.folding import clean, fold
from camket.discipline.intakes.bodies import PAPER_QUESTIONS, BodyReader, directory_at
from camket.discipline.naming.rules import resolve_bodies
from camket.discipline.openings.answers import ALL, question_key
from camket.discipline.openings.proposal import Doubt

if TYPE_CHECKING:
    from camket.discipline.naming.rules import BodiesFound
    from camket.discipline.openings.answers import SheetAnswers
    from camket.periods import AsOf

_COMMAS = re.compile(r",| và |;|\n|\s?[/+]\s?|\s[-–—]\s")
_STROKES = re.compile(r"\s?[/+]\s?|\s[-–—]\s")
OWNER, LEAVE_OUT, PROPOSED, WORDS = "owner", "leave_out", "proposed", "words_only"
BODY, NO_LEAD, CLASS, PAPER, PLACE = "body", "no_lead", "body_class", "paper", "place"


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell names: bodies in its order, and what is doubtful; `leave_out` when a person decided so."""

    codes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    leave_out: bool = False


@dataclass(slots=True)
class SheetBodies:
    """Reads the cells of one sheet, each wording once."""

    asof: AsOf
    owner: str
    answers: SheetAnswers
    reader: BodyReader = field(init=False)
    heirs: dict[str, str] = field(init=False)
    places: dict[str, dict[str, str]] = field(init=False)
    proposed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _leads: dict[str, Named] = field(default_factory=dict)
    _cooperating: dict[str, Named] = field(default_factory=dict)

    def __post_init__(self) -> None:
        paper = {ask: said for ask in PAPER_QUESTIONS if (said := self.answers.to(PAPER, ask))}
        self.reader = BodyReader(
            directory_at(self.asof.position), under=self.owner, on=self.asof.on, paper=paper
        )
        line, bodies = agencies.lineage(self.asof), agencies.agencies_by_id()
        self.places = self._places()
        self.heirs = {
            body.code: bodies[line.heir(pk)].code for pk, body in bodies.items() if line.heir(pk) != pk
        }

    def _places(self) -> dict[str, dict[str, str]]:
        """The bodies of each province or city by its bare name: its People's Committee, its Party committee."""
        kinds = {"province": "committee", "party_province": "party"}
        found: dict[str, dict[str, str]] = {}
        for one in self.reader.directory.names:
            kind, seat = kinds.get(one.kind), self.reader.directory.seats[one.code]
            if kind and one.valid_on(self.asof.on) and seat.province:
                found.setdefault(seat.province, {}).setdefault(kind, one.code)
        return found

    def leads(self, cell: str) -> Named:
        """The bodies that lead; a wording that names none blocks until somebody says whom it means."""
        if cell not in self._leads:
            self._leads[cell] = self._settle(clean(cell)) if cell.strip(" -–—.…/") else self._nobody()
        return self._leads[cell]

    def cooperating(self, cell: str) -> Named:
        """The bodies that cooperate; words that name none stay words."""
        if cell not in self._cooperating:
            said = self._read(clean(cell))
            found = [code for words in self._stretches(said, cell) for code in self._known(words, said)]
            self._cooperating[cell] = Named(tuple(dict.fromkeys(found)))
        return self._cooperating[cell]

    def typed(self, words: str) -> tuple[str, ...]:
        """The bodies that a person typed or picked: codes or names; none when one of them is not known."""
        codes, unknown = self.reader.typed([one for one in words.split(";") if one.strip()])
        return () if unknown else tuple(self.heirs.get(code, code) for code in codes)

    def _read(self, cell: str) -> BodiesFound:
        return resolve_bodies(cell, directory=self.reader.directory, under=self.owner, on=self.asof.on)

    def _nobody(self) -> Named:
        return self._answered(NO_LEAD, "", self.answers.to(NO_LEAD))

    def _settle(self, cell: str) -> Named:
        said = self._read(cell)
        codes: list[str] = []
        doubts: list[Doubt] = []
        for words in self._stretches(said, cell):
            one = self._stretch(words, said)
            if one.leave_out:
                return one
            codes += one.codes
            doubts += one.doubts
        if not codes and not any(doubt.blocks for doubt in doubts):
            nobody = self._nobody()
            return Named(nobody.codes, (*doubts, *nobody.doubts), nobody.leave_out)
        return Named(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(doubts)))

    def _stretches(self, said: BodiesFound, cell: str) -> list[str]:
        """The stretches of words that were looked up, in the order of the cell: who is named first leads first."""
        flat = cell.replace("\n", " ")
        words = [
            *(one.words for one in said.found),
            *(one.words for one in said.classes),
            *said.unknown,
        ]
        return sorted(dict.fromkeys(words), key=lambda one: (flat.find(one) < 0, flat.find(one)))

    def _stretch(self, words: str, said: BodiesFound) -> Named:
        if words in said.unknown:
            return self._unknown(words, said)
        if any(one.words == words for one in said.classes):
            return self._class(words)
        return Named(tuple(self._known(words, said)))

    def _known(self, words: str, said: BodiesFound) -> list[str]:
        if any(one.words == words for one in said.found):
            return [one.code for one in said.found if one.words == words]
        if words in said.unknown:
            return list(self._by_lineage(words, said))
        return list(self.reader.leads(words).codes)

    def _by_lineage(self, words: str, said: BodiesFound) -> tuple[str, ...]:
        """The one body that answers today for an old name; none when it went to several or to nobody."""
        ended = [
            one.candidates
            for one in said.doubts
            if one.words == words and one.code == "no_longer_valid" and one.candidates
        ]
        if not ended:
            return ()
        after = {self.heirs[code] for code in ended[0] if code in self.heirs}
        return tuple(after) if len(after) == 1 else ()

    def _unknown(self, words: str, said: BodiesFound) -> Named:
        wording = fold(words)
        if place := self._place(words):
            return place
        if several := self._several(words):
            return several
        told = self.answers.questions.get(question_key(BODY, wording), "")
        if not told and (heir := self._by_lineage(words, said)):
            return Named(heir, (Doubt("renamed", "leads", words),))
        candidates = next((one.candidates for one in said.doubts if one.words == words), ())
        self.proposed[wording] = tuple(self.heirs.get(code, code) for code in candidates)
        return self._answered(BODY, wording, told or self.answers.to(BODY, ALL), words=words)

    def _several(self, words: str) -> Named | None:
        """Bodies that stand in one stretch because one bears an old name, or because of a dash or a stroke."""
        for separator, strict in ((_COMMAS, True), (_STROKES, False)):
            parts = [one.strip() for one in separator.split(words) if one.strip()]
            if len(parts) < 2:
                continue
            read = [self._settle(part) for part in parts]
            if any(one.leave_out for one in read) or not any(one.codes for one in read):
                continue
            doubts = tuple(dict.fromkeys(doubt for one in read for doubt in one.doubts))
            if strict and any(doubt.blocks for doubt in doubts):
                continue
            return Named(tuple(dict.fromkeys(code for one in read for code in one.codes)), doubts)
        return None

    def _place(self, words: str) -> Named | None:
        """The body meant by the bare name of a province or city, once it is said which kind of body is meant."""
        bodies = self.places.get(
            self.reader.directory.key(words).removeprefix("thanh pho ").removeprefix("tinh ")
        )
        if bodies is None:
            return None
        told = self.answers.to(PLACE)
        if told == LEAVE_OUT:
            return Named(leave_out=True)
        code = bodies.get(told, "")
        settled = bool(code)
        return Named(
            (code,) if code else (), (Doubt("bare_place", "leads", words, PLACE, blocks=not settled),)
        )

    def _class(self, words: str) -> Named:
        settled = self.reader.leads(words)
        doubts: list[Doubt] = []
        for one in settled.doubts:
            if one.code in PAPER_QUESTIONS:
                doubts.append(Doubt(one.code, "leads", words, question_key(PAPER, one.code), blocks=True))
            elif one.blocks:
                wording = fold(words)
                told = self.answers.to(CLASS, wording)
                self.proposed[wording] = settled.codes
                if told == "accept" and settled.codes:
                    doubts.append(Doubt("body_settled", "leads", words, question_key(CLASS, wording)))
                    continue
                return self._answered(CLASS, wording, told, words=words)
        return Named(settled.codes, tuple(doubts))

    def _answered(self, code: str, wording: str, told: str, *, words: str = "") -> Named:
        """A wording with what a person said of it."""
        if told == OWNER:
            return Named(
                (self.owner,), (Doubt("given_to_owner", "leads", words, question_key(code, wording)),)
            )
        if told == LEAVE_OUT:
            return Named(leave_out=True)
        if told == WORDS and code == BODY:
            return Named((), (Doubt("body_as_words", "leads", words, question_key(code, wording)),))
        key = question_key(code, wording)
        settled = (Doubt("body_settled", "leads", words, key),)
        if told == PROPOSED and (proposed := self.proposed.get(wording)):
            return Named(proposed[:1], settled)
        if told and told not in {PROPOSED, WORDS} and (codes := self.typed(told)):
            return Named(codes, settled)
        column = {BODY: "unknown_body", CLASS: "which_bodies", NO_LEAD: "no_lead"}[code]
        return Named((), (Doubt(column, "leads", words, key, blocks=True),))
