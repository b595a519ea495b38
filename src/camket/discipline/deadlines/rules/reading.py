"""Reading a deadline as it is written: "Quý IV/2025", "30 ngày sau khi …", "Thường xuyên"; or a named doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .answers import Doubt, Nature, Reading
from .clauses import Matched, Piece, piece_of
from .folding import Folded, fold
from .matching import whole_match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from camket.periods import WorkingCalendar

    from .reading_rules import ReadingRule

# No deadline is longer; the bound also keeps a pasted page away from the patterns.
LONGEST_DEADLINE = 400
# Marks typed apart and doubled blanks make a text longer than it reads; a megabyte is refused before it is folded.
_LONGEST_AS_TYPED = 8 * LONGEST_DEADLINE
_BETWEEN_CLAUSES = re.compile(r"[;()\[\]]")
_WITHIN_CLAUSE = re.compile(r",| va | dong thoi ")


def read_deadline(
    text: str,
    *,
    issued_on: date | None,
    rules: Sequence[ReadingRule],
    before_includes_day: bool,
    calendar: WorkingCalendar | None = None,
) -> Reading:
    """What the words of a deadline say, by the rules in force on the paper's day of issue.

    Every clause must be understood whole; one that is not leaves the deadline unread with a named doubt, because a
    wrong date does more harm than an open question. `before_includes_day` is the programme's setting: whether work
    handed over on day D meets "trước ngày D". A date before the day of issue is a doubt too. Terms in working days are
    counted by `calendar`; without one their words wait. Raises `PatternTooSlow`.
    """
    if len(text) > _LONGEST_AS_TYPED:
        return _unread(Doubt.TOO_LONG, text[:LONGEST_DEADLINE])
    folded = fold(text)
    if len(folded.folded) > LONGEST_DEADLINE:
        return _unread(Doubt.TOO_LONG, folded.written[:LONGEST_DEADLINE])
    whole = folded.part(0, len(folded.folded))
    if not any(sign.isalnum() for sign in whole.folded):
        return _unread(Doubt.BLANK, folded.written)
    valid = sorted((rule for rule in rules if rule.holds_for(issued_on)), key=lambda rule: rule.rank)
    pieces = [
        piece
        for clause in _split(whole, _BETWEEN_CLAUSES)
        for piece in _pieces(clause, valid, before_includes_day=before_includes_day, calendar=calendar)
    ]
    return _composed(pieces, issued_on)


def _split(clause: Folded, border: re.Pattern[str]) -> Iterator[Folded]:
    start = 0
    for found in [*border.finditer(clause.folded), None]:
        stop = found.start() if found else len(clause.folded)
        part = clause.part(start, stop)
        if part.folded:
            yield part
        start = found.end() if found else stop


def _pieces(
    clause: Folded,
    rules: Sequence[ReadingRule],
    *,
    before_includes_day: bool,
    calendar: WorkingCalendar | None,
) -> list[Piece]:
    """The clause read whole, or else part by part; each part must be known, or the whole clause is in doubt."""
    if (
        piece := _piece(clause, rules, before_includes_day=before_includes_day, calendar=calendar)
    ) is not None:
        return [piece]
    parts = list(_split(clause, _WITHIN_CLAUSE))
    found = [
        _piece(part, rules, before_includes_day=before_includes_day, calendar=calendar) for part in parts
    ]
    known = [piece for piece in found if piece is not None]
    if len(parts) > 1 and len(known) == len(parts):
        return known
    return [*known, Piece(None, clause.written, doubt=Doubt.NOT_UNDERSTOOD)]


def _piece(
    clause: Folded,
    rules: Sequence[ReadingRule],
    *,
    before_includes_day: bool,
    calendar: WorkingCalendar | None,
) -> Piece | None:
    for rule in rules:
        if match := whole_match(rule, clause.folded):
            return piece_of(Matched(rule, clause, match, before_includes_day, calendar))
    return None


def _composed(pieces: Sequence[Piece], issued_on: date | None) -> Reading:
    days = sorted({piece.due_date for piece in pieces if piece.due_date})
    for piece in pieces:
        if piece.doubt is not None:
            return _unread(piece.doubt, piece.text, rule=piece.rule, days=days)
    if len(days) > 1 or len({piece.cycle for piece in pieces if piece.cycle}) > 1:
        words = "; ".join(piece.text for piece in pieces if piece.due_date or piece.cycle)
        return _unread(Doubt.TWO_DATES, words, days=days)
    if days and any(piece.offset or (piece.cycle_day and not piece.cycle) for piece in pieces):
        # "45 ngày kể từ ngày ban hành (15/10/2025)": the day may be where the term begins; "ngày 15, 20/10/2025": two.
        return _unread(Doubt.TWO_DATES, "; ".join(piece.text for piece in pieces), days=days)
    for piece in pieces:
        day = piece.due_date or (piece.milestone and piece.milestone.due_date)
        if day and issued_on and day < issued_on:
            return _unread(Doubt.BEFORE_ISSUE, piece.text, rule=piece.rule, days=days)
    nature = _nature(pieces)
    if nature is Nature.UNREAD:
        # Only parts of a deadline were said: a day of the month without a cycle, a start or a milestone alone.
        return _unread(Doubt.NO_DATE, pieces[0].text, rule=pieces[0].rule)
    return _joined(nature, pieces)


def _nature(pieces: Sequence[Piece]) -> Nature:
    if any(piece.due_date for piece in pieces):
        return Nature.DATED
    if any(piece.cycle for piece in pieces):
        return Nature.RECURRING
    if any(piece.waits for piece in pieces):
        return Nature.WAITING
    if any(piece.continues for piece in pieces):
        return Nature.CONTINUING
    return Nature.UNREAD


def _joined(nature: Nature, pieces: Sequence[Piece]) -> Reading:
    rules = [piece.rule for piece in pieces if piece.rule is not None]
    return Reading(
        nature,
        due_date=next((p.due_date for p in pieces if p.due_date), None),
        continues=any(p.continues for p in pieces),
        rule_codes=tuple(rule.code for rule in rules),
        confirmed=all(rule.confirmed for rule in rules),
        trigger_text=next((p.trigger_text for p in pieces if p.waits), None),
        offset=next((p.offset for p in pieces if p.waits), None),
        cycle=next((p.cycle for p in pieces if p.cycle), None),
        cycle_day=next((p.cycle_day for p in pieces if p.cycle_day), None),
        cycle_month=next((p.cycle_month for p in pieces if p.cycle_month), None),
        cycle_from=next((p.cycle_from for p in pieces if p.cycle_from), None),
        milestones=tuple(p.milestone for p in pieces if p.milestone),
        basis=next((p.basis for p in pieces if p.basis), None),
    )


def _unread(
    doubt: Doubt, words: str, *, rule: ReadingRule | None = None, days: Sequence[date] = ()
) -> Reading:
    return Reading(
        Nature.UNREAD,
        rule_codes=() if rule is None else (rule.code,),
        confirmed=rule is None or rule.confirmed,
        doubt=doubt,
        doubt_text=words,
        candidates=tuple(days),
    )
