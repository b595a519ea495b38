"""Comments that people pinned to the cells of a workbook: words of the sheet that no cell holds."""

from __future__ import annotations

import io
import posixpath
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from camket.discipline.agencies.folding import clean

if TYPE_CHECKING:
    import zipfile

    from .grids import Place

MOST_COMMENTS = 20_000
"""In one sheet; a list of 1,298 tasks with a comment on every cell of a row stays below it."""
LONGEST_COMMENT = 2_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# What Excel writes before the words of a comment of the newer kind, for programs that know only the older one.
_THREAD = re.compile(r"^\[[^\[\]]{1,40}\].{0,600}?(?:Comment|Nhận xét|Chú thích|Bình luận):\s*", re.DOTALL)


def comments_of(package: zipfile.ZipFile, part: str) -> dict[Place, str]:
    """The comments of one sheet by the places of their cells, read as a stream and cut to a bound.

    Raises `ParseError` for markup that breaks off.
    """
    found: dict[Place, str] = {}
    names = set(package.namelist())
    for target in _parts(package, part, names):
        if target not in names:
            continue
        for _event, one in ET.iterparse(io.BytesIO(package.read(target))):  # noqa: S314 - archive.py refused every part that declares an entity
            if one.tag != f"{_MAIN}comment":
                continue
            place = _PLACE.fullmatch(one.get("ref") or "")
            words = "".join(piece.text or "" for piece in one.iter(f"{_MAIN}t"))[: 2 * LONGEST_COMMENT]
            one.clear()
            if place is None or len(found) >= MOST_COMMENTS:
                continue
            if said := clean(_THREAD.sub("", words))[:LONGEST_COMMENT]:
                found[int(place[2]) - 1, _column(place[1])] = said
    return found


def _parts(package: zipfile.ZipFile, part: str, names: set[str]) -> list[str]:
    """The parts that hold a sheet's comments, as its relations name them."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return []
    tree = ET.fromstring(package.read(relations))  # noqa: S314 - as above
    return [
        posixpath.normpath(posixpath.join("/", folder, one.get("Target") or "")).lstrip("/")
        for one in tree
        if (one.get("Type") or "").endswith("/comments")
    ]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
