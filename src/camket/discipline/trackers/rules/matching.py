"""Which row of another tracker is which task of ours: certain signs first, then likeness, scored part by part."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz import fuzz, process

from camket.discipline.agencies.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_RARE_WORDS = 8
_MOST_HOLDERS = 60
_MOST_OF_A_LEAD = 400
_WEIGHED = 24
_FIRST_LEAD, _ANY_LEAD = 100, 80


class Sign(StrEnum):
    """By what two rows are taken for one task."""

    CONFIRMED = "confirmed"
    CODE = "code"
    PAPER = "paper"
    LIKENESS = "likeness"


class Sure(StrEnum):
    """Whether a pair can be confirmed with others at once, or a person looks at both sides."""

    SURE = "sure"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class MatchingTerms:
    """Weights and thresholds of matching, in points of 100; dated data, unconfirmed until an office settles them.

    `sure` and `doubtful` are the least scores of the two kinds of pairs; a pair that another pair comes within `margin`
    of is doubtful; `floor` is the least likeness of words under which even equal codes are doubtful. A due date that
    differs by `reach` days or more gives nothing.
    """

    code: str
    words: int
    lead: int
    due: int
    reach: int
    sure: int
    doubtful: int
    margin: int
    floor: int
    valid_from: date
    valid_to: date | None
    source: str
    confirmed: bool

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> MatchingTerms:
        """The terms that a table of data holds. Raises `KeyError`, `ValueError`."""
        until = table.get("valid_to") or ""
        days = {
            "valid_from": date.fromisoformat(str(table["valid_from"])),
            "valid_to": date.fromisoformat(str(until)) if until else None,
        }
        return cls(**{**table, **days})

    def as_table(self) -> dict[str, Any]:
        """The terms as a table that can be adopted."""
        table = asdict(self)
        table["valid_from"] = self.valid_from.isoformat()
        table["valid_to"] = self.valid_to.isoformat() if self.valid_to else ""
        return table


@dataclass(frozen=True, slots=True)
class Side:
    """One row of either list, as far as it is compared. `leads` are codes of the bodies that answer today."""

    key: str
    title: str
    code: str = ""
    paper: str = ""
    clause: str = ""
    leads: tuple[str, ...] = ()
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows taken for one task: by which sign, how sure, and the score of each part; None where a side is silent."""

    theirs: str
    ours: str
    sign: Sign
    sure: Sure
    score: int
    words: int
    lead: int | None = None
    due: int | None = None
    rival: int = 0


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of two lists, each row in at most one, and the rows of either list that are left alone, by people's word or none."""

    pairs: tuple[Pair, ...]
    theirs_alone: tuple[str, ...]
    ours_alone: tuple[str, ...]
    theirs_settled: frozenset[str] = frozenset()
    ours_settled: frozenset[str] = frozenset()

    def of(self, sure: Sure) -> tuple[Pair, ...]:
        """The pairs of one kind that nobody has confirmed yet."""
        return tuple(one for one in self.pairs if one.sure is sure and one.sign is not Sign.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Settled:
    """What people settled before: pairs by the keys of both lists, and rows of either that have no counterpart."""

    pairs: Mapping[str, str] = field(default_factory=dict)
    theirs: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()


NOTHING = Settled()


def match(
    theirs: Sequence[Side], ours: Sequence[Side], *, terms: MatchingTerms, settled: Settled = NOTHING
) -> Matching:
    """One-to-one pairs of two lists.

    What people settled comes first and is not weighed again. Then equal codes, then the same clause of the same paper,
    then likeness of words within blocks that share a lead or rare words, weighed with lead and due date; the best
    pair is taken first.
    """
    free = _Free({one.key: one for one in theirs}, {one.key: one for one in ours})
    pairs = _confirmed(settled, free)
    pairs += _by_sign(free, Sign.CODE, lambda one: fold(one.code), terms)
    pairs += _by_sign(free, Sign.PAPER, _clause_of, terms)
    pairs += _by_likeness(free, terms)
    order = {one.key: n for n, one in enumerate(theirs)}
    return Matching(
        pairs=tuple(sorted(pairs, key=lambda one: order[one.theirs])),
        theirs_alone=tuple(one.key for one in theirs if one.key in free.theirs or one.key in settled.theirs),
        ours_alone=tuple(one.key for one in ours if one.key in free.ours or one.key in settled.ours),
        theirs_settled=settled.theirs,
        ours_settled=settled.ours,
    )


def weigh(
    theirs: Side, ours: Side, *, words: int, terms: MatchingTerms
) -> tuple[int, int | None, int | None]:
    """The score of two rows, and of their leads and due dates; what a side does not say is not weighed."""
    lead = _lead_score(theirs.leads, ours.leads)
    due = None
    if theirs.due is not None and ours.due is not None:
        apart = min(abs((theirs.due - ours.due).days), terms.reach)
        due = round(100 * (terms.reach - apart) / terms.reach)
    parts = [(words, terms.words), (lead, terms.lead), (due, terms.due)]
    known = [(score, weight) for score, weight in parts if score is not None]
    return (
        round(sum(score * weight for score, weight in known) / sum(weight for _, weight in known)),
        lead,
        due,
    )


def _lead_score(theirs: tuple[str, ...], ours: tuple[str, ...]) -> int | None:
    if not theirs or not ours:
        return None
    if theirs[0] == ours[0]:
        return _FIRST_LEAD
    return _ANY_LEAD if set(theirs) & set(ours) else 0


@dataclass(slots=True)
class _Free:
    """The rows of both lists that are in no pair yet."""

    theirs: dict[str, Side]
    ours: dict[str, Side]
    sorted_words: dict[str, str] = field(default_factory=dict)

    def take(self, theirs: str, ours: str) -> None:
        """Takes a pair out."""
        self.theirs.pop(theirs, None)
        self.ours.pop(ours, None)

    def words_of(self, title: str) -> str:
        """A title folded, its words in alphabetical order: the order of a sentence's parts differs between offices."""
        if title not in self.sorted_words:
            self.sorted_words[title] = " ".join(sorted(fold(title).split()))
        return self.sorted_words[title]


def _confirmed(settled: Settled, free: _Free) -> list[Pair]:
    pairs = []
    for theirs, ours in settled.pairs.items():
        if theirs in free.theirs and ours in free.ours:
            pairs.append(Pair(theirs, ours, Sign.CONFIRMED, Sure.SURE, 100, 100))
            free.take(theirs, ours)
    for key in settled.theirs:
        free.theirs.pop(key, None)
    for key in settled.ours:
        free.ours.pop(key, None)
    return pairs


def _clause_of(one: Side) -> str:
    return f"{fold(one.paper)}\x1f{fold(one.clause)}" if one.paper and one.clause else ""


def _by_sign(free: _Free, sign: Sign, sign_of: Callable[[Side], str], terms: MatchingTerms) -> list[Pair]:
    """Pairs of rows that alone in their list bear one sign; words that are far apart make such a pair doubtful."""
    here, there = _alone(free.ours.values(), sign_of), _alone(free.theirs.values(), sign_of)
    pairs = []
    for said, one in there.items():
        other = here.get(said)
        if other is None:
            continue
        words = round(fuzz.ratio(free.words_of(one.title), free.words_of(other.title)))
        _, lead, due = weigh(one, other, words=words, terms=terms)
        sure = Sure.SURE if words >= terms.floor else Sure.DOUBTFUL
        pairs.append(Pair(one.key, other.key, sign, sure, 100, words, lead, due))
        free.take(one.key, other.key)
    return pairs


def _alone(rows: Iterable[Side], sign_of: Callable[[Side], str]) -> dict[str, Side]:
    by_sign: dict[str, list[Side]] = defaultdict(list)
    for one in rows:
        if said := sign_of(one):
            by_sign[said].append(one)
    return {said: found[0] for said, found in by_sign.items() if len(found) == 1}


@dataclass(slots=True)
class _Index:
    """Our rows by their leads and by the words that few of them hold."""

    rows: list[Side]
    by_lead: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    held: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for place, one in enumerate(self.rows):
            for lead in one.leads:
                self.by_lead[lead].append(place)
            for word in set(fold(one.title).split()):
                self.by_word[word].append(place)
                self.held[word] += 1

    def block(self, one: Side) -> list[int]:
        """The rows worth comparing with one of theirs: those of its leads, and those that share its rarest words."""
        found: set[int] = set()
        for lead in one.leads:
            if len(self.by_lead.get(lead, ())) <= _MOST_OF_A_LEAD:
                found.update(self.by_lead.get(lead, ()))
        known = [word for word in set(fold(one.title).split()) if self.held[word]]
        for word in sorted(known, key=lambda word: (self.held[word], word))[:_RARE_WORDS]:
            found.update(self.by_word[word][:_MOST_HOLDERS])
        return sorted(found)


def _by_likeness(free: _Free, terms: MatchingTerms) -> list[Pair]:
    ours = list(free.ours.values())
    if not ours or not free.theirs:
        return []
    index = _Index(ours)
    found = [pair for one in free.theirs.values() for pair in _likely(one, index, free, terms)]
    found.sort(key=lambda one: (-one.score, -one.words, one.theirs, one.ours))
    taken = []
    for one in found:
        if one.theirs in free.theirs and one.ours in free.ours:
            taken.append(one)
            free.take(one.theirs, one.ours)
    rivals = _rivals(found, taken, terms.margin)
    return [_judged(one, rivals[one.theirs, one.ours], terms) for one in taken]


def _judged(one: Pair, rival: int, terms: MatchingTerms) -> Pair:
    clear = one.score >= terms.sure and one.score - rival >= terms.margin
    return replace(one, sure=Sure.SURE if clear else Sure.DOUBTFUL, rival=rival)


def _rivals(found: Sequence[Pair], taken: Sequence[Pair], margin: int) -> Mapping[tuple[str, str], int]:
    """For each pair taken, the best score of another pair of one of its rows.

    A pair whose other row is clearly better off where it went is no rival.
    """
    theirs = {one.theirs: one for one in taken}
    ours = {one.ours: one for one in taken}
    best: dict[tuple[str, str], int] = defaultdict(int)
    for one in found:
        for mine, other in (
            (theirs.get(one.theirs), ours.get(one.ours)),
            (ours.get(one.ours), theirs.get(one.theirs)),
        ):
            if mine is None or mine is one:
                continue
            if other is None or other.score - one.score < margin:
                key = mine.theirs, mine.ours
                best[key] = max(best[key], one.score)
    return best


def _likely(one: Side, index: _Index, free: _Free, terms: MatchingTerms) -> list[Pair]:
    block = index.block(one)
    if not block or not one.title.strip():
        return []
    choices = [free.words_of(index.rows[place].title) for place in block]
    likeness = process.cdist([free.words_of(one.title)], choices, scorer=fuzz.ratio, dtype=np.uint8)[0]
    pairs = []
    best = np.argsort(-likeness.astype(np.int16), kind="stable")[:_WEIGHED]
    for n in best[likeness[best] >= terms.floor]:
        other = index.rows[block[int(n)]]
        words = int(likeness[n])
        score, lead, due = weigh(one, other, words=words, terms=terms)
        if score >= terms.doubtful:
            pairs.append(Pair(one.key, other.key, Sign.LIKENESS, Sure.DOUBTFUL, score, words, lead, due))
    return pairs
