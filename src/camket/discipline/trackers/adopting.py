"""Dated data of this subject enter the record: codes of a tracker, terms of matching, published counts, trackers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from camket.discipline.deadlines.actions import adopt_tables
from camket.discipline.deadlines.queries import adopted
from camket.discipline.deadlines.rules.versions import succeeding
from camket.errors import Refused
from camket.record.queries import latest_position

from . import dated
from .catalogue import TrackerCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.deadlines.models import AdoptedRule
    from camket.record.rules import Actor

    from .rules import MatchingTerms, PublishedCount


class CountUnsound(Refused):
    """A published count whose parts do not add up is entered only as the source prints it, marked unconfirmed."""

    code = "tracker.count.unsound"


class CodeUnsourced(Refused):
    """A code of another system, and a count, are entered with the paper or file that they come from."""

    code = "tracker.code.unsourced"


def adopt_codes(*, codes: Sequence[TrackerCode], by: Actor, at: datetime, on: date) -> list[AdoptedRule]:
    """Codes of a tracker from their days on; a version in force until then ends. Raises `CodeUnsourced`, `NotTheKeeper`."""
    if unsaid := [one.ours for one in codes if not one.source.strip()]:
        raise CodeUnsourced(codes=", ".join(unsaid[:6]))
    known = [TrackerCode.from_table(table) for table in adopted(dated.CODE, latest_position())]
    tables = [version.as_table() for one in codes for version in succeeding(known, one)]
    return adopt_tables(kind=dated.CODE, tables=tables, by=by, at=at, on=on)


def adopt_count(*, count: PublishedCount, by: Actor, at: datetime, on: date) -> list[AdoptedRule]:
    """A count that a body made public. Raises `CodeUnsourced`, `CountUnsound`, `NotTheKeeper`."""
    if not count.source.strip():
        raise CodeUnsourced(codes=count.code)
    if (
        count.confirmed
        and len(count.parts) > 1
        and count.total is not None
        and sum(count.parts) != count.total
    ):
        raise CountUnsound(code=count.code, total=count.total, parts=sum(count.parts))
    return adopt_tables(kind=dated.COUNT, tables=[count.as_table()], by=by, at=at, on=on)


def adopt_terms(*, terms: MatchingTerms, by: Actor, at: datetime, on: date) -> list[AdoptedRule]:
    """Weights and thresholds of matching from their day on. Raises `NotTheKeeper`."""
    known = [type(terms).from_table(table) for table in adopted(dated.TERMS, latest_position())]
    tables = [version.as_table() for version in succeeding(known, replace(terms))]
    return adopt_tables(kind=dated.TERMS, tables=tables, by=by, at=at, on=on)
