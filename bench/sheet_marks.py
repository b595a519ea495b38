"""Holds a running sheet as it was read against what a careful clerk reads in it, field by field: pure.

The marks are those of whoever made the sheets: a field is right, near enough, rightly left to a person where no clerk
could tell (`asked`), left open though a clerk can tell (`missed`), filled though nobody can tell (`guessed`), or wrong.
"""

from __future__ import annotations

import difflib
import gzip
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from camket.discipline.agencies.folding import fold
from checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SAMPLES = ROOT / "tests" / "opening_samples"
MAIN_SHEET = ROOT / "tests" / "line" / "sheets" / "bang-theo-doi-1298.xlsx"
FIELDS = ("title", "leads", "bodies", "first_deadline", "current_deadline", "done", "done_date", "status")
GOOD, LEFT = frozenset({"right", "near", "asked"}), frozenset({"missed"})
_SHORTENED = (
    ("uy ban nhan dan", "ubnd"),
    ("ban chi dao", "bcd"),
    ("thanh pho", "tp"),
    ("mat tran to quoc", "mttq"),
    ("van phong", "vp"),
)
_NOTHING = (None, "unclear")
_ALIKE = 0.9

Line = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """How one sheet was read."""

    name: str
    true_rows: int
    found: int = 0
    invented: int = 0
    halves: int = 0
    marks: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})
    misses: list[str] = field(default_factory=list)

    def right(self, name: str) -> float:
        """Percent of a field's readings that are right, near enough or rightly left to a person."""
        return self._share(name, GOOD)

    def left(self, name: str) -> float:
        """Percent left open though a clerk can tell."""
        return self._share(name, LEFT)

    def _share(self, name: str, kinds: frozenset[str]) -> float:
        marks = self.marks[name]
        whole = sum(marks.values())
        return round(100 * sum(marks[kind] for kind in kinds) / whole, 1) if whole else 0.0


def sheet_file(name: str) -> Path:
    """Where a sheet lies; the main one is also what the test of the first Monday takes in."""
    return MAIN_SHEET if name == MAIN_SHEET.name else SAMPLES / "files" / name


def truth_of(name: str) -> list[Line]:
    """What a clerk reads in a sheet, line for line."""
    with gzip.open(SAMPLES / "truth" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def held_against(truth: Iterable[Line], read: Iterable[Line], *, name: str, near: str = "") -> Tally:
    """The tally of what was read. `near` is the place whose bodies the sheet names without it.

    `leads` are the bodies of the two lists (ministries, provinces) that the truth keeps; where a sheet names none of
    them, only `bodies` says anything.
    """
    lines = list(truth)
    listed = 2 * sum(bool(line.get("leads")) for line in lines) > len(lines)
    alone = len({plain(line["sheet"]) for line in lines}) == 1
    at = {(_sheet(line, alone=alone), row): line for line in lines for row in line["rows"]}
    tally = Tally(name, sum(line["kind"] == "task" for line in lines))
    seen: set[int] = set()
    for got in read:
        line = at.get((_sheet(got, alone=alone), got["row"]), {"kind": "", "why": "no such row"})
        where = f"{got['sheet']}!{got['row']}"
        if line["kind"] not in {"task", "duplicate"}:
            tally.invented += 1
            tally.misses.append(f"{where} invented from {line['why']}: {got['title'][:60]}")
        elif id(line) in seen:
            tally.halves += 1
            tally.misses.append(f"{where} half of a task: {got['title'][:60]}")
        else:
            seen.add(id(line))
            _compare(tally, where, line, got, near=near, listed=listed)
    for line in lines:
        if line["kind"] == "task":
            tally.found += id(line) in seen
            if id(line) not in seen:
                tally.misses.append(f"{line['sheet']}!{line['rows'][0]} not found: {line['title'][:60]}")
    return tally


def _sheet(line: Line, *, alone: bool) -> str:
    return "" if alone else plain(line["sheet"])


def _compare(tally: Tally, where: str, line: Line, got: Line, *, near: str, listed: bool) -> None:
    for name in FIELDS:
        if name == "leads" and not listed:
            continue
        mark, told, meant = _bodies(line, got, near) if name == "bodies" else _field(name, line, got)
        tally.marks[name][mark] += 1
        if mark not in GOOD:
            tally.misses.append(f"{where} {name} {mark}: {told!r}, meant {meant!r}")


def _field(name: str, line: Line, got: Line) -> tuple[str, object, object]:
    key = "status_class" if name == "status" else name
    meant, told = _value(key, line.get(key)), _value(key, got.get(key))
    accepted = [_value(key, one) for one in line.get("accept", {}).get(key, [])]
    if key in line.get("unclear", []):
        mark = "asked" if told in _NOTHING or told in accepted else "guessed"
    elif told == meant or told in accepted or (meant in _NOTHING and told in _NOTHING):
        mark = "right"
    elif told in _NOTHING:
        mark = "missed"
    elif meant in _NOTHING:
        mark = "guessed"
    else:
        mark = "near" if key == "title" and _alike(str(meant), str(told)) else "wrong"
    return mark, got.get(key), line.get(key)


def _bodies(line: Line, got: Line, near: str) -> tuple[str, object, object]:
    """The bodies that lead, those outside the two lists of the leads' truth too; an unclear cell names none."""
    named = [*(line.get("leads") or []), *line.get("leads_other", [])]
    left = [body_keys(writings, near) for writings in got["known_as"]]
    unnamed = 0
    for name in named:
        fits = next((keys for keys in left if body_keys([name], near) & keys), None)
        if fits is None:
            unnamed += 1
        else:
            left.remove(fits)
    if not unnamed and not left:
        mark = "asked" if not named and "leads" in line.get("unclear", []) else "right"
    elif not got["known_as"]:
        mark = "missed"
    else:
        mark = "wrong" if named else "guessed"
    return mark, got["leads"], named


def body_keys(writings: Iterable[str], near: str) -> frozenset[str]:
    """What two writings of one body share: shortened as offices do, with or without the place that is understood."""
    found = set()
    for writing in writings:
        words = re.sub(r"[^\w&]+", " ", fold(writing)).split()
        said = f" {' '.join(words)} "
        for long, short in _SHORTENED:
            said = said.replace(f" {long} ", f" {short} ")
        bare = said.strip()
        found.add(bare.partition(" cua dang uy ")[0])
        place = fold(near)
        found |= {bare, bare.removesuffix(place).strip(), bare.removesuffix(place.partition(" ")[2]).strip()}
    return frozenset(found - {""})


def _alike(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _value(key: str, told: Any) -> Any:
    if told is None or told in ("", []):
        return None
    if key == "leads":
        return frozenset(plain(one) for one in told)
    if key == "title":
        return plain(told)
    return told if isinstance(told, bool) else str(told)


def plain(words: object) -> str:
    """The form in which two writings of the same words are equal: no invisible signs, single spaces, no case."""
    said = "".join(
        sign for sign in str(words or "") if unicodedata.category(sign) != "Cf" or sign == "\u00a0"
    )
    return " ".join(unicodedata.normalize("NFC", said).split()).casefold()


def changes_held(
    expected: Iterable[Mapping[str, Any]], found: Iterable[tuple[str, str]], names: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """The differences between two weeks found, missed and false, as pairs of their kind and the task of the truth.

    `names` gives the kind of difference that shows a kind of change; a change without one shows as none.
    """
    meant = {(names[one["change"]], one["id"]) for one in expected if one["change"] in names}
    told = set(found)
    return {
        "found": sorted(meant & told),
        "missed": sorted(meant - told),
        "false": sorted(told - meant),
    }
