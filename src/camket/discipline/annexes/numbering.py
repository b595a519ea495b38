"""Automatic numbers of a Word document: the "1." that a reader sees and the text does not hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(slots=True)
class _Level:
    start: int
    shape: str
    words: str


@dataclass(slots=True)
class Numbering:
    """Counts the document's lists in reading order, as Word does when it prints.

    Most offices number the first column of an annex this way, so without it every task would lose its number.
    Source: ISO/IEC 29500-1, 17.9.
    """

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    style_lists: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: Any) -> str:
        """The number before this paragraph, or nothing; calling it counts the paragraph."""
        numbered = self._list_of(paragraph)
        if numbered is None:
            return ""
        list_id, depth = numbered
        levels = self.levels.get(self.abstract_of.get(list_id, ""), {})
        if depth not in levels:
            return ""
        counter = self._counter(list_id)
        counter[depth] = counter[depth] + 1 if depth in counter else levels[depth].start
        for deeper in [one for one in counter if one > depth]:
            del counter[deeper]
        return _written(levels, counter, depth)

    def _counter(self, list_id: str) -> dict[int, int]:
        counter = self.counters.setdefault(self.abstract_of[list_id], {})
        for depth, start in self.restarts.pop(list_id, {}).items():
            counter[depth] = start - 1
        return counter

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{_W}pStyle")
        inherited = None if style is None else self.style_lists.get(style.get(f"{_W}val"))
        own = _list_reference(properties.find(f"{_W}numPr"))
        if own is None:
            return inherited
        return None if own[0] == "0" else own


def numbering_of(document: Any) -> Numbering:
    """The lists declared by a python-docx document; a document without lists gives one that numbers nothing."""
    numbering = Numbering()
    parts = {
        relation.reltype.rpartition("/")[2]: relation
        for relation in document.part.rels.values()
        if not relation.is_external
    }
    if "numbering" not in parts:
        return numbering
    root = parts["numbering"].target_part.element
    for abstract in root.iterchildren(f"{_W}abstractNum"):
        numbering.levels[abstract.get(f"{_W}abstractNumId")] = {
            int(level.get(f"{_W}ilvl")): _Level(
                _number(level, "start", 1), _value(level, "numFmt") or "decimal", _value(level, "lvlText")
            )
            for level in abstract.iterchildren(f"{_W}lvl")
        }
    for one in root.iterchildren(f"{_W}num"):
        list_id = one.get(f"{_W}numId")
        numbering.abstract_of[list_id] = _value(one, "abstractNumId")
        numbering.restarts[list_id] = {
            int(change.get(f"{_W}ilvl")): _number(change, "startOverride", 1)
            for change in one.iterchildren(f"{_W}lvlOverride")
            if change.find(f"{_W}startOverride") is not None
        }
    for style in document.styles.element.iterchildren(f"{_W}style"):
        reference = _list_reference(style.find(f"{_W}pPr/{_W}numPr"))
        if reference is not None:
            numbering.style_lists[style.get(f"{_W}styleId")] = reference
    return numbering


def _list_reference(properties: Any) -> tuple[str, int] | None:
    if properties is None or properties.find(f"{_W}numId") is None:
        return None
    return _value(properties, "numId"), _number(properties, "ilvl", 0)


def _value(element: Any, tag: str) -> str:
    found = element.find(f"{_W}{tag}")
    return "" if found is None else str(found.get(f"{_W}val") or "")


def _number(element: Any, tag: str, otherwise: int) -> int:
    words = _value(element, tag)
    return int(words) if words.isdecimal() else otherwise


def _written(levels: dict[int, _Level], counter: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.shape == "bullet":
        return "-"
    if level.shape == "none":
        return ""
    words = level.words
    for one in range(depth + 1):
        if f"%{one + 1}" in words and one in levels:
            words = words.replace(
                f"%{one + 1}", _shaped(counter.get(one, levels[one].start), levels[one].shape)
            )
    return words.strip()


def _shaped(number: int, shape: str) -> str:
    if shape in {"upperRoman", "lowerRoman"}:
        written, rest = "", number
        for value, letters in _ROMAN:
            written += letters * (rest // value)
            rest %= value
        return written if shape == "upperRoman" else written.lower()
    if shape in {"upperLetter", "lowerLetter"} and 1 <= number <= 26:
        return chr((64 if shape == "upperLetter" else 96) + number)
    return f"{number:02}" if shape == "decimalZero" else str(number)
