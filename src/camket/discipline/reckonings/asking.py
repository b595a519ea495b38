"""The questions of a sheet: one for every wording that many rows share, the ones that settle most rows first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.discipline.openings.answers import ALL, question_key
from camket.discipline.openings.proposal import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camket.discipline.openings.answers import SheetAnswers
    from camket.discipline.openings.proposal import CarriedRow

    from .bodies import SheetBodies

_STATUSES = ("done", "in_progress", "late", "not_started", "stopped", "ignore")
OPTIONS: dict[str, tuple[str, ...]] = {
    "body": ("proposed", "owner", "words_only", "leave_out"),
    "body_class": ("accept", "owner", "leave_out"),
    "no_lead": ("owner", "leave_out"),
    "paper": ("yes", "no"),
    "status": _STATUSES,
    "fill": _STATUSES,
    "status_free": ("keep_words",),
    "stopped": ("leave_out", "withdraw", "open"),
    "done_without_day": ("sheet_day", "open"),
    "done_in_future": ("open", "sheet_day"),
    "day_but_not_done": ("done", "open"),
    "done_before_assigned": ("keep", "open"),
    "done_but_note_open": ("open", "keep"),
    "place": ("committee", "party", "leave_out"),
    "extension_not_later": ("ignore_extension", "take"),
    "comment_extension": ("take", "ignore_extension"),
    "duplicate": ("last", "first", "both"),
    "hidden_row": ("take", "leave_out"),
    "hidden_sheet": ("take", "leave_out"),
    "struck_through": ("leave_out", "withdraw", "take"),
    "month_first": ("no", "yes"),
    "turned": ("yes", "no"),
    "deadline": ("keep_words",),
}
"""The answers to each kind of question, the likeliest first."""

_DEADLINES = {
    "no_year": ("keep_words", "assume"),
    "two_dates": ("keep_words", "extended"),
    "before_issue": ("keep_words", "take"),
}
FREE = {"body": "agency", "no_lead": "agency", "body_class": "agency"}
_OPEN = frozenset({"deadline", "status_free"})
_SAMPLES = 3


def questions_of(
    rows: Sequence[CarriedRow],
    settled: SheetAnswers,
    own: SheetAnswers,
    bodies: SheetBodies,
    asks: Mapping[str, Sequence[int]],
) -> tuple[Question, ...]:
    """The questions that rows raise, answered ones too, so that an answer can be changed."""
    raised: dict[str, list[CarriedRow]] = {}
    for row in rows:
        if not row.left_out:
            for key in dict.fromkeys(doubt.asks for doubt in row.doubts if doubt.asks):
                raised.setdefault(key, []).append(row)
    for key, places in asks.items():
        raised[key] = [rows[n] for n in places]
    for key in own.questions:
        if key not in raised and not key.endswith(f"|{ALL}") and key.partition("|")[0] in OPTIONS:
            raised[key] = []
    found = [_question(key, told, settled, own, bodies) for key, told in raised.items()]
    return tuple(sorted(found, key=lambda one: (not one.blocks, not one.open, -len(one.rows), one.key)))


def _question(
    key: str, rows: Sequence[CarriedRow], settled: SheetAnswers, own: SheetAnswers, bodies: SheetBodies
) -> Question:
    code, _, wording = key.partition("|")
    options = _DEADLINES.get(wording, OPTIONS[code]) if code == "deadline" else OPTIONS[code]
    proposed = bodies.proposed.get(wording, ()) if code in {"body", "body_class"} else ()
    if not proposed:
        options = tuple(one for one in options if one not in {"proposed", "accept"})
    answer = settled.to(code, wording)
    return Question(
        key=key,
        code=code,
        wording=_as_written(code, wording, rows),
        rows=tuple(row.key for row in rows),
        options=options,
        blocks=code not in _OPEN and (not rows or bool(answer) or _stops(key, rows)),
        free=FREE.get(code, ""),
        proposed=proposed,
        answer=answer,
        remembered=bool(answer) and question_key(code, wording) not in own.questions,
        samples=_samples(code, wording, rows),
        stuck=bool(answer) and any(doubt.blocks for row in rows for doubt in row.doubts if doubt.asks == key),
    )


def _stops(key: str, rows: Sequence[CarriedRow]) -> bool:
    """Whether a row waits for this answer; what the sheet's own legend explains may be left as it is."""
    asked = [doubt for row in rows for doubt in row.doubts if doubt.asks == key]
    return not asked or any(doubt.blocks for doubt in asked)


def _as_written(code: str, wording: str, rows: Sequence[CarriedRow]) -> str:
    """The wording as the sheet writes it; a key holds it without its marks."""
    key = question_key(code, wording)
    if code not in {"body", "body_class", "status", "comment_extension"}:
        return wording
    return next(
        (doubt.words for row in rows for doubt in row.doubts if doubt.asks == key and doubt.words), wording
    )


def _samples(code: str, wording: str, rows: Sequence[CarriedRow]) -> tuple[str, ...]:
    """What some of the rows say, so that the question can be answered without opening the file."""
    key = question_key(code, wording)
    if code in {"deadline", "status_free", "extension_not_later"}:
        told = [doubt.words for row in rows for doubt in row.doubts if doubt.asks == key]
    else:
        told = [f"{row.number_text}. {row.title}" if row.number_text else row.title for row in rows]
    return tuple(list(dict.fromkeys(words for words in told if words))[:_SAMPLES])
