"""Guesses what a paper says about itself from the words at its head: number, day, issuer, kind, title. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(
    r"(?:kế hoạch|nghị quyết|chỉ thị|kết luận|thông báo|quyết định|công điện|công văn)?\s*\bsố\s*:?\s*"
    r"(\d{1,5}\s*(?:/\s*\d{4}\s*)?[-/]\s*[A-ZĐƯ0-9][\wĐƯ&.\-/]*)",
    re.IGNORECASE,
)
_LONG_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SHORT_DAY = re.compile(r"ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.IGNORECASE)
_MOTTO = re.compile(r"(cong hoa xa hoi chu nghia|doc lap - tu do|dang cong san viet nam|phu luc\b)")
_ORNAMENT = re.compile(r"[\s*_\-–—.]*")
_KEPT = re.compile(r"[^A-Z0-9]+")

KIND_SIGNS = {
    "NQ": "resolution",
    "CT": "directive",
    "KL": "conclusion",
    "TB": "notice",
    "KH": "plan",
    "QĐ": "decision",
    "CĐ": "telegram",
    "CTR": "programme",
    "CTHĐ": "programme",
    "HD": "guidance",
    "CV": "letter",
}
"""Abbreviations of kinds of paper in its number (Decree 30/2020/NĐ-CP, annex III; 05-HD/VPTW for Party papers)."""

_NAMED_KINDS = {
    "ke hoach": "plan",
    "nghi quyet": "resolution",
    "chi thi": "directive",
    "ket luan": "conclusion",
    "thong bao": "notice",
    "quyet dinh": "decision",
    "cong dien": "telegram",
    "chuong trinh": "programme",
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What was guessed; empty where nothing was found. `issuer_lines` go from the body above to the issuer itself."""

    number_text: str = ""
    signed_on: date | None = None
    issuer_lines: tuple[str, ...] = ()
    kind: str = ""
    title: str = ""


def guess_letterhead(lines: Sequence[str]) -> Letterhead:
    """The paper's data as its first lines tell them. A guess: a person sees and confirms each."""
    said = [line for one in lines for line in clean(one).split("\n") if line]
    number_at, number = _numbered(said)
    return Letterhead(
        number_text=number,
        signed_on=_signed_on(said),
        issuer_lines=_issuer(said, number_at),
        kind=_kind(number, said),
        title=_title(said),
    )


def paper_code(number_text: str) -> str:
    """The code a paper's number gives: 11-KH/BCĐ is 11-KH-BCD."""
    return _KEPT.sub("-", fold(number_text).upper()).strip("-")[:80]


def _numbered(lines: Sequence[str]) -> tuple[int, str]:
    for place, line in enumerate(lines):
        if found := _NUMBER.search(line):
            return place, re.sub(r"\s+", "", found[1]).rstrip(".-/")
    return -1, ""


def _signed_on(lines: Sequence[str]) -> date | None:
    for shape in (_LONG_DAY, _SHORT_DAY):
        for line in lines:
            if found := shape.search(line):
                try:
                    return date(int(found[3]), int(found[2]), int(found[1]))
                except ValueError:
                    continue
    return None


def _issuer(lines: Sequence[str], number_at: int) -> tuple[str, ...]:
    """The lines over the number that are neither motto nor ornament; "Kèm theo Kế hoạch số …" names no issuer."""
    if number_at < 1 or not fold(lines[number_at]).startswith("so"):
        return ()
    above = [
        line for line in lines[:number_at] if not _ORNAMENT.fullmatch(line) and not _MOTTO.search(fold(line))
    ]
    return tuple(line for line in above[-3:] if len(line) <= 120)


def _kind(number: str, lines: Sequence[str]) -> str:
    for sign in re.split(r"[-/\d]+", number.upper()):
        if sign in KIND_SIGNS:
            return KIND_SIGNS[sign]
    for line in lines:
        for name, kind in _NAMED_KINDS.items():
            if fold(line) == name:
                return kind
    return ""


def _title(lines: Sequence[str]) -> str:
    """The line that names the kind ("KẾ HOẠCH", "PHỤ LỤC") with its words, on the same line or the next."""
    for place, line in enumerate(lines):
        name = fold(line)
        if name.startswith("phu luc ") and len(name) > len("phu luc viii"):
            return line
        if (name in _NAMED_KINDS or name.startswith("phu luc")) and place + 1 < len(lines):
            return " ".join(f"{line} {lines[place + 1]}".split())
    return ""
