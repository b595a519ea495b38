"""A file of posts and people: one row for each post, or every bad cell with its line."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from camket.discipline.agencies.catalogue import Fault
from camket.discipline.agencies.roles import Role

from .tables import day_in, named_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from .tables import Line

LONGEST = {"post": 64, "title_vi": 160, "title_en": 160, "person": 40, "full_name": 120}


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post with whoever holds it; an empty name is a vacant post, an empty day is the day of entering."""

    post: str
    agency: str
    title_vi: str
    title_en: str
    role: str
    from_date: date | None
    person: str
    full_name: str
    line: int


COLUMNS = tuple(one.name for one in fields(PostRow) if one.name != "line")


def read_posts(text: str) -> tuple[tuple[PostRow, ...], tuple[Fault, ...]]:
    """The rows that can be read, and every cell that cannot; columns may stand in any order, `;` may part them."""
    lines, broken = named_lines(text, required=("post", "agency", "title_vi", "role", "full_name"))
    return ((), broken) if broken else _rows(lines)


def _rows(lines: list[Line]) -> tuple[tuple[PostRow, ...], tuple[Fault, ...]]:
    rows: list[PostRow] = []
    faults: list[Fault] = []
    met: dict[str, int] = {}
    for line, cells in lines:
        said = dict.fromkeys(COLUMNS, "") | cells
        bad = list(_cell_faults(said, line))
        if said["post"] in met:
            bad.append(Fault("post.row.twice", said["post"], "post", said["post"], line))
        met.setdefault(said["post"], line)
        if bad:
            faults += bad
        else:
            rows.append(_row(said, line))
    return tuple(rows), tuple(faults)


def _cell_faults(said: Mapping[str, str], line: int) -> list[Fault]:
    found = [
        Fault("agency.cell.empty", said["post"], name, "", line)
        for name in ("post", "agency", "title_vi", "role")
        if not said[name]
    ]
    found += [
        Fault("post.cell.too_long", said["post"], name, said[name][:40], line)
        for name, most in LONGEST.items()
        if len(said[name]) > most
    ]
    if said["role"] and said["role"] not in {role.value for role in Role if role is not Role.PUBLIC}:
        found.append(Fault("post.cell.unknown_role", said["post"], "role", said["role"][:40], line))
    if said["from_date"] and day_in(said["from_date"]) is None:
        found.append(Fault("agency.cell.not_a_day", said["post"], "from_date", said["from_date"][:40], line))
    if said["person"] and not said["full_name"]:
        found.append(Fault("agency.cell.empty", said["post"], "full_name", "", line))
    return found


def _row(said: Mapping[str, str], line: int) -> PostRow:
    return PostRow(
        post=said["post"],
        agency=said["agency"],
        title_vi=said["title_vi"],
        title_en=said["title_en"],
        role=said["role"],
        from_date=day_in(said["from_date"]),
        person=said["person"],
        full_name=said["full_name"],
        line=line,
    )
