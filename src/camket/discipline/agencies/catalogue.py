"""What the catalogue of bodies holds, row by row, and everything that cannot be true of it. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ONE_DAY = timedelta(days=1)


class AgencyKind(StrEnum):
    """What sort of body it is; a class of bodies in a plan ("các sở, ban, ngành") fans out by kind and parent."""

    PARTY_CENTRAL = "party_central"
    PARTY_PROVINCE = "party_province"
    PARTY_COMMUNE = "party_commune"
    MINISTRY = "ministry"
    MINISTERIAL_AGENCY = "ministerial_agency"
    GOVERNMENT_AGENCY = "government_agency"
    GOVERNMENT = "government"
    PRESIDENT = "president"
    NATIONAL_ASSEMBLY = "national_assembly"
    COURT = "court"
    PROCURACY = "procuracy"
    AUDIT = "audit"
    FRONT = "front"
    MASS_ORGANISATION = "mass_organisation"
    PROVINCE = "province"
    PROVINCE_OFFICE = "province_office"
    PROVINCE_COUNCIL = "province_council"
    PROVINCE_FRONT = "province_front"
    PROVINCE_POLICE = "province_police"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"
    STEERING_COMMITTEE = "steering_committee"
    OTHER = "other"


class SuccessionKind(StrEnum):
    """How bodies pass into others; a body taken into one that goes on is a merge with that one as successor."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row: a stable code, what it is about, and the words as written."""

    code: str
    subject: str
    column: str = ""
    written: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One body for as long as it keeps one name; `valid_to` is its last day, as papers print it."""

    code: str
    name_vi: str
    name_en: str
    abbreviation: str
    kind: AgencyKind
    parent: str | None
    valid_from: date
    valid_to: date | None
    code_confirmed: bool
    form_confirmed: bool
    source: str
    note: str
    line: int | None = field(default=None, compare=False)

    @property
    def end(self) -> date | None:
        """The first day on which the body is no more (periods are half-open inside the program)."""
        return None if self.valid_to is None else self.valid_to + _ONE_DAY

    def valid_on(self, day: date) -> bool:
        """Whether the body stands on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def stands_through(self, other: AgencyRow) -> bool:
        """Whether this body stands on every day of another's life."""
        last, other_last = (one.valid_to or date.max for one in (self, other))
        return self.valid_from <= other.valid_from and other_last <= last

    def overlaps(self, other: AgencyRow) -> bool:
        """Whether there is a day on which both bodies stand."""
        return self.valid_on(other.valid_from) or other.valid_on(self.valid_from)


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """Bodies passing into others on a day; the heir is where the predecessors' tasks are found afterwards."""

    kind: SuccessionKind
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    heir: str
    on: date
    source: str
    confirmed: bool
    line: int | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """The row named by its bodies, for a list of faults."""
        return f"{';'.join(self.predecessors)}>{';'.join(self.successors)}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The bodies and how they followed one another."""

    agencies: tuple[AgencyRow, ...]
    successions: tuple[SuccessionRow, ...]

    def valid_on(self, day: date) -> tuple[AgencyRow, ...]:
        """The bodies that stand on a day, in the order of the file."""
        return tuple(one for one in self.agencies if one.valid_on(day))


def folded(name: str) -> str:
    """A name without tone marks, letter case and extra spaces: two names that fold alike are read as one."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def catalogue_faults(
    agencies: Sequence[AgencyRow], successions: Sequence[SuccessionRow]
) -> tuple[Fault, ...]:
    """Everything about the rows together that cannot be true; empty when the catalogue can be entered."""
    by_code = {one.code: one for one in agencies}
    return (
        *_repeated_codes(agencies),
        *(fault for one in agencies for fault in _agency_faults(one, by_code)),
        *_twins(agencies),
        *(fault for one in successions for fault in _succession_faults(one, by_code)),
        *_endings(agencies, successions),
    )


def _repeated_codes(agencies: Sequence[AgencyRow]) -> Iterator[Fault]:
    times = Counter(one.code for one in agencies)
    for one in (each for each in agencies if times[each.code] > 1):
        yield Fault("agency.code.repeated", one.code, "code", one.code, one.line)


def _agency_faults(one: AgencyRow, by_code: Mapping[str, AgencyRow]) -> Iterator[Fault]:
    if one.valid_to is not None and one.valid_to < one.valid_from:
        yield Fault("agency.period.backwards", one.code, "valid_to", one.valid_to.isoformat(), one.line)
    if one.parent is None:
        return
    parent = by_code.get(one.parent)
    if parent is None:
        yield Fault("agency.parent.unknown", one.code, "parent", one.parent, one.line)
    elif not parent.stands_through(one):
        yield Fault("agency.parent.not_standing", one.code, "parent", one.parent, one.line)
    elif _climbs_in_a_circle(one, by_code):
        yield Fault("agency.parent.circle", one.code, "parent", one.parent, one.line)


def _climbs_in_a_circle(one: AgencyRow, by_code: Mapping[str, AgencyRow]) -> bool:
    met = {one.code}
    above = one.parent
    while above is not None and above in by_code:
        if above in met:
            return True
        met.add(above)
        above = by_code[above].parent
    return False


def _twins(agencies: Sequence[AgencyRow]) -> Iterator[Fault]:
    """Two bodies of one name under one parent on one day: a paper naming them would not say which it means."""
    met: dict[tuple[str | None, str], list[AgencyRow]] = {}
    for one in agencies:
        same = met.setdefault((one.parent, folded(one.name_vi)), [])
        if any(one.overlaps(other) for other in same):
            yield Fault("agency.name.twin", one.code, "name_vi", one.name_vi, one.line)
        same.append(one)


def _succession_faults(one: SuccessionRow, by_code: Mapping[str, AgencyRow]) -> Iterator[Fault]:
    def fault(code: str, column: str, written: str) -> Fault:
        return Fault(code, one.label, column, written, one.line)

    if not _has_shape(one):
        yield fault("agency.succession.shape", "kind", one.kind)
    if one.heir not in one.successors:
        yield fault("agency.succession.heir_outside", "heir", one.heir)
    for code in one.predecessors:
        if (body := by_code.get(code)) is None:
            yield fault("agency.succession.unknown", "predecessors", code)
        elif body.end != one.on:
            yield fault("agency.succession.predecessor_stands", "predecessors", code)
    for code in one.successors:
        if (body := by_code.get(code)) is None:
            yield fault("agency.succession.unknown", "successors", code)
        elif not body.valid_on(one.on):
            yield fault("agency.succession.successor_not_standing", "successors", code)


def _has_shape(one: SuccessionRow) -> bool:
    before, after = len(one.predecessors), len(one.successors)
    match one.kind:
        case SuccessionKind.MERGE:
            return before >= 1 and after == 1
        case SuccessionKind.SPLIT:
            return before == 1 and after >= 2
        case SuccessionKind.RENAME:
            return before == 1 and after == 1


def _endings(agencies: Sequence[AgencyRow], successions: Sequence[SuccessionRow]) -> Iterator[Fault]:
    """A body that ends passes on exactly once, or its open tasks would have no owner or two."""
    times = Counter(code for one in successions for code in one.predecessors)
    for one in agencies:
        if times[one.code] > 1:
            yield Fault("agency.succession.twice", one.code, "code", one.code, one.line)
        elif one.valid_to is not None and times[one.code] == 0:
            yield Fault("agency.ends.without_heir", one.code, "valid_to", one.valid_to.isoformat(), one.line)
