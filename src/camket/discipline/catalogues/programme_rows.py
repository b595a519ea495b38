"""A file of programmes and their groups of tasks: a row for each group, or every bad cell with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.discipline.agencies.catalogue import Fault
from camket.discipline.agencies.roles import Publication

from .tables import day_in, named_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PROGRAMME_COLUMNS = (
    "programme",
    "name_vi",
    "name_en",
    "owner",
    "from",
    "to",
    "before_includes_day",
    "publication",
)
FIELD_COLUMNS = ("field", "field_name_vi", "field_name_en", "order")
COLUMNS = (*PROGRAMME_COLUMNS, *FIELD_COLUMNS)
LONGEST = {
    "programme": 40,
    "name_vi": 240,
    "name_en": 240,
    "field": 16,
    "field_name_vi": 200,
    "field_name_en": 200,
}
MOST_IN_ORDER = 999
_NEEDED = ("programme", "name_vi", "owner", "from", "before_includes_day", "publication")
_YES = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme; `closed_on` is the day from which it takes no papers, or none."""

    programme: str
    name_vi: str
    name_en: str
    owner: str
    opened_on: date
    closed_on: date | None
    before_includes_day: bool
    publication: Publication
    line: int


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One group of a programme's tasks."""

    programme: str
    field: str
    name_vi: str
    name_en: str
    order: int
    line: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file says, and every cell and row of it that cannot be read."""

    programmes: tuple[ProgrammeRow, ...]
    fields: tuple[FieldRow, ...]
    faults: tuple[Fault, ...]


def read_programmes(text: str) -> Rows:
    """The programmes of a file and their groups. The rows of one programme say the same of it."""
    lines, broken = named_lines(text, required=_NEEDED)
    programmes: dict[str, ProgrammeRow] = {}
    fields: dict[tuple[str, str], FieldRow] = {}
    first: dict[str, dict[str, str]] = {}
    faults = list(broken)
    for line, cells in lines:
        said = dict.fromkeys(COLUMNS, "") | cells
        code = said["programme"]
        bad = [*_programme_faults(said, line), *_field_faults(said, line)]
        head = {name: said[name] for name in PROGRAMME_COLUMNS}
        if code:
            bad += _otherwise(first.setdefault(code, head), head, line)
        if (code, said["field"]) in fields:
            bad.append(Fault("field.row.twice", code, "field", said["field"], line))
        faults += bad
        if bad:
            continue
        programmes.setdefault(code, _programme(said, line))
        if said["field"]:
            fields[code, said["field"]] = _field(said, line)
    return Rows(tuple(programmes.values()), tuple(fields.values()), tuple(faults))


def _otherwise(first: Mapping[str, str], said: Mapping[str, str], line: int) -> list[Fault]:
    """The cells in which a row says otherwise of its programme than the first row that named it."""
    return [
        Fault("programme.row.disagrees", said["programme"], name, said[name][:40], line)
        for name in PROGRAMME_COLUMNS
        if said[name] != first[name]
    ]


def _programme_faults(said: Mapping[str, str], line: int) -> list[Fault]:
    code = said["programme"]
    found = [Fault("agency.cell.empty", code, name, "", line) for name in _NEEDED if not said[name]]
    found += [
        Fault("post.cell.too_long", code[:40], name, said[name][:40], line)
        for name, most in LONGEST.items()
        if len(said[name]) > most
    ]
    found += [
        Fault("agency.cell.not_a_day", code, name, said[name][:40], line)
        for name in ("from", "to")
        if said[name] and day_in(said[name]) is None
    ]
    if said["before_includes_day"] and said["before_includes_day"] not in _YES:
        told = said["before_includes_day"][:40]
        found.append(Fault("agency.cell.not_yes_or_no", code, "before_includes_day", told, line))
    if said["publication"] and said["publication"] not in {Publication.PUBLIC, Publication.INTERNAL}:
        told = said["publication"][:40]
        found.append(Fault("programme.cell.unknown_publication", code, "publication", told, line))
    begins, ends = day_in(said["from"]), day_in(said["to"])
    if begins and ends and ends < begins:
        found.append(Fault("agency.period.backwards", code, "to", said["to"], line))
    return found


def _field_faults(said: Mapping[str, str], line: int) -> list[Fault]:
    code = said["programme"]
    if not any(said[name] for name in FIELD_COLUMNS):
        return []
    found = [
        Fault("agency.cell.empty", code, name, "", line)
        for name in ("field", "field_name_vi", "order")
        if not said[name]
    ]
    if said["order"] and _order(said["order"]) is None:
        found.append(Fault("field.cell.not_an_order", code, "order", said["order"][:40], line))
    return found


def _order(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        return None
    return n if 1 <= (n := int(text)) <= MOST_IN_ORDER else None


def _programme(said: Mapping[str, str], line: int) -> ProgrammeRow:
    opened_on = day_in(said["from"])
    if opened_on is None:
        raise ValueError(f"no day: {said['from']}")
    return ProgrammeRow(
        programme=said["programme"],
        name_vi=said["name_vi"],
        name_en=said["name_en"] or said["name_vi"],
        owner=said["owner"],
        opened_on=opened_on,
        closed_on=day_in(said["to"]),
        before_includes_day=_YES[said["before_includes_day"]],
        publication=Publication(said["publication"]),
        line=line,
    )


def _field(said: Mapping[str, str], line: int) -> FieldRow:
    return FieldRow(
        programme=said["programme"],
        field=said["field"],
        name_vi=said["field_name_vi"],
        name_en=said["field_name_en"],
        order=_order(said["order"]) or 1,
        line=line,
    )
