"""What a reader may see of the record's entries: subjects in sight, their links, the parts of an entry said in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.mandates import signatures
from camket.discipline.sight.queries import (
    entries_in_sight,
    names_its_post,
    private_in_sight,
    subjects_in_sight,
)
from camket.discipline.sight.rules import narrowed
from camket.record import queries as record
from camket.record.rules import CONCEALED
from camket.words import CODES, say_code

from .templatetags.say import day, language, name, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camket.discipline.agencies.models import Post
    from camket.discipline.agencies.roles import Scope
    from camket.record.models import Entry

SHOWN_ROWS = 100
"""A bulk entry can have thousands of rows; the page shows this many and the leaf has them all."""

_PAGES = {
    "task": "task",
    "agency": "agency",
    "meeting": "meeting",
    "directive": "paper",
    "figure": "figure",
}
_WORDED = {
    "act": ("act",),
    "field": ("corrected_field",),
    "part": ("part",),
    "publication": ("publication",),
    "fields": ("payload",),
    "kind": ("directive_kind", "succession_kind"),
    "agencies.kind": ("agency_kind",),
    "days.kind": ("day_kind",),
    "nature": ("nature",),
    "role": ("role", "share_role"),
}
"""Which tables say the codes of a field; a field of a list is named with its list, where the same name means more."""


_NAMES_THE_LINE = frozenset({"code", "task", "day"})
_BODIES = frozenset({"agency", "asked_by", "body", "heir", "issuer"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing an entry is about, with its page when it has one."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """Many things of one kind in an entry: a line for each, and how many more the leaf has."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    left: int


@dataclass(frozen=True, slots=True)
class Row:
    """One field of an entry in words: a text, a position in the record, further fields, or a table."""

    key: str
    value: str = ""
    position: int | None = None
    inner: tuple[Row, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as one reader sees it.

    `whole` is false when something it mentions is out of their sight; `hidden` when nothing but the act, the position
    and the hash may be shown.
    """

    entry: Entry
    whole: bool
    hidden: bool
    subjects: tuple[Subject, ...]
    post: Post | None
    signed_for_by: Post | None
    concealed: bool


def seen(entries: Sequence[Entry], scope: Scope) -> list[Seen]:
    """Entries as a reader sees them, in the given order."""
    sights = entries_in_sight(entries, scope)
    told = [
        entry
        for entry, sight in zip(entries, sights, strict=True)
        if entry.actor != CONCEALED or names_its_post(sight, scope)
    ]
    signed = signatures(told)
    return [
        Seen(
            entry=entry,
            whole=sight.whole,
            hidden=sight.closed,
            subjects=tuple(_subject(one) for one in sight.subjects),
            post=signed[entry.position].post if entry.position in signed else None,
            signed_for_by=signed[entry.position].signed_for_by if entry.position in signed else None,
            concealed=entry.actor == CONCEALED,
        )
        for entry, sight in zip(entries, sights, strict=True)
    ]


def _subject(subject: str) -> Subject:
    kind, _, code = subject.partition(":")
    label = CODES["subject"].get(kind, (kind, kind))[1 if language() == "en" else 0]
    try:
        href = reverse(_PAGES[kind], args=[code]) if kind in _PAGES else ""
    except NoReverseMatch:
        href = ""
    return Subject(text=f"{label} {_shown(kind, code)}", href=href)


def _shown(kind: str, code: str) -> str:
    if kind == "evidence":
        return f"{code[:12]}…"
    return f"“{say_code(kind, code, language())}”" if kind == "figure" and code in CODES[kind] else code


def public_rows(one: Seen, scope: Scope) -> tuple[Row, ...]:
    """The public part in words. Of a bulk entry, only the tasks in the reader's sight."""
    if one.hidden:
        return ()
    part = record.public_part(one.entry)
    if not one.whole:
        if not part.keys() & {"tasks", "into"}:
            return ()
        named = [subject for subject in json.loads(one.entry.leaf)["subjects"] if subject[:5] == "task:"]
        part = narrowed(part, [subject[5:] for subject in subjects_in_sight(named, scope)])
    return rows(part)


def private_rows(one: Seen, scope: Scope) -> tuple[Row, ...]:
    """The part that the leaf only commits to: for readers with a post who may see everything the entry is about."""
    if scope.is_public or not one.whole:
        return ()
    return rows(private_in_sight(one.entry, scope))


def rows(part: Mapping[str, Any]) -> tuple[Row, ...]:
    """A part of an entry as rows of words and values; texts keep their words, codes and dates are said."""
    return tuple(_row(key, value) for key, value in part.items() if value not in (None, "", [], {}))


def _row(key: str, value: Any) -> Row:
    said = _called(key)
    if key in {"entry", "claim", "request", "frozen", "known"} and isinstance(value, int):
        return Row(key=said, position=value)
    if isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()):
        return Row(key=said, table=_table(key, [{"code": code, **one} for code, one in value.items()]))
    if isinstance(value, dict):
        return Row(key=said, inner=rows(value))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return Row(key=said, table=_table(key, value))
    body = agencies.agency(value) if key in _BODIES else None
    return Row(key=said, value=f"{name(body)} ({value})" if body else _say(key, value))


def _table(of: str, things: list[dict[str, Any]]) -> Table:
    found = dict.fromkeys(key for thing in things for key in thing)
    keys = sorted(found, key=lambda key: key not in _NAMES_THE_LINE)
    return Table(
        heads=tuple(_called(key) for key in keys),
        lines=tuple(tuple(_say(key, thing.get(key), of=of) for key in keys) for thing in things[:SHOWN_ROWS]),
        left=max(0, len(things) - SHOWN_ROWS),
    )


def _called(key: str) -> str:
    return CODES["payload"].get(key, (key, key))[1 if language() == "en" else 0]


def _say(key: str, value: Any, *, of: str = "") -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, list):
        return ", ".join(_say(key, one, of=of) for one in value)
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, int):
        return number(value)
    text = str(value)
    for kind in _WORDED.get(f"{of}.{key}") or _WORDED.get(key, ()):
        if text in CODES[kind]:
            return say_code(kind, text, language())
    try:
        return day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
