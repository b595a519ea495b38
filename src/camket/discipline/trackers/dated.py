"""Readers of this subject's dated data: what was adopted stands over what came packaged, version by version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol, TypeVar

from camket.discipline.deadlines.queries import adopted, versions_of
from camket.discipline.deadlines.rules.versions import in_force, merged

from . import intake
from .catalogue import CodeKind, Tracker, TrackerCode
from .rules import MatchingTerms, PublishedCount

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from typing import Any

    from camket.discipline.deadlines.models import AdoptedRule
    from camket.periods import AsOf

    class _Versioned(Protocol):
        @property
        def code(self) -> str: ...
        @property
        def valid_from(self) -> date: ...
        @property
        def valid_to(self) -> date | None: ...


TRACKER, TERMS, CODE, COUNT = "tracker", "tracker_terms", "tracker_code", "published_count"

V = TypeVar("V", bound="_Versioned")


def _known(
    kind: str, position: int, packaged: Sequence[V], read: Callable[[Mapping[str, Any]], V]
) -> list[V]:
    return merged(packaged, [read(table) for table in adopted(kind, position)])


def trackers(asof: AsOf) -> list[Tracker]:
    """The other trackers in use on the reader's day."""
    return in_force(_known(TRACKER, asof.position, intake.trackers(), Tracker.from_table), asof.on)


def tracker(code: str, asof: AsOf) -> Tracker | None:
    """One tracker by its code."""
    known = _known(TRACKER, asof.position, intake.trackers(), Tracker.from_table)
    found = [one for one in known if one.code == code]
    return next(iter(in_force(found, asof.on)), None) or next(iter(found), None)


def matching_terms(asof: AsOf) -> MatchingTerms:
    """The weights and thresholds of matching on the reader's day."""
    known = _known(TERMS, asof.position, intake.matching_terms(), MatchingTerms.from_table)
    return (in_force(known, asof.on) or known)[-1]


def tracker_codes(tracker: str, programme: str, asof: AsOf) -> list[TrackerCode]:
    """The codes that a tracker keeps for a programme on the reader's day, ended ones left out."""
    known = _known(CODE, asof.position, (), TrackerCode.from_table)
    held = [one for one in known if one.tracker == tracker and one.programme == programme and one.theirs]
    return sorted(in_force(held, asof.on), key=lambda one: (one.kind, one.theirs, one.ours))


def codes_of(kind: CodeKind, codes: Sequence[TrackerCode]) -> dict[str, TrackerCode]:
    """The codes of one kind by our own code."""
    return {one.ours: one for one in codes if one.kind is kind}


def published_counts(asof: AsOf) -> list[PublishedCount]:
    """The counts made public by the reader's day, oldest first."""
    known = _known(COUNT, asof.position, intake.published_counts(), PublishedCount.from_table)
    return sorted(in_force(known, asof.on), key=lambda one: (one.on, one.code))


def code_versions(tracker: str, programme: str, asof: AsOf) -> list[tuple[AdoptedRule, TrackerCode]]:
    """Every row ever adopted about a tracker's codes for a programme, ended ones too, newest entry first."""
    rows = versions_of(CODE, asof).filter(code__startswith=f"{tracker}:")
    told = [(row, TrackerCode.from_table(json.loads(row.body))) for row in rows]
    return [(row, one) for row, one in told if (one.tracker, one.programme) == (tracker, programme)]


def count_versions(asof: AsOf) -> list[tuple[AdoptedRule, PublishedCount]]:
    """Every row ever adopted of a published count, newest entry first."""
    return [(row, PublishedCount.from_table(json.loads(row.body))) for row in versions_of(COUNT, asof)]


def adopted_codes(kind: str, asof: AsOf) -> set[str]:
    """Which codes of a kind stand in the record; the others only came with the product."""
    return {str(table["code"]) for table in adopted(kind, asof.position)}
