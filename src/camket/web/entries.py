"""What a reader may see of the record's entries: subjects in sight, their links, the parts of an entry said in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from camket.discipline.agencies import queries as agencies
from camket.discipline.tasks.sight import entries_in_sight, subjects_in_sight
from camket.record import queries as record
from camket.words import CODES

from .templatetags.say import day, language, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from camket.discipline.agencies.models import Post
    from camket.discipline.agencies.roles import Scope
    from camket.record.models import Entry

SHOWN_ROWS = 200
"""A bulk entry can have thousands of rows; the page shows this many and the leaf has them all."""

_PAGES = {
    "task": "task",
    "agency": "agency",
    "meeting": "meeting",
    "directive": "paper",
}
_WORDED = {
    "act": "act",
    "nature": "nature",
    "role": "role",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing an entry is about, with its page when it has one."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One field of an entry in words; `inner` when the value is itself a table, `link` when it is a position."""

    key: str
    value: str = ""
    position: int | None = None
    inner: tuple[tuple[Row, ...], ...] = ()


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


def seen(entries: Sequence[Entry], scope: Scope) -> list[Seen]:
    """Entries as a reader sees them, in the given order."""
    posts = agencies.posts({entry.actor for entry in entries})
    return [
        Seen(
            entry=entry,
            whole=sight.whole,
            hidden=sight.closed,
            subjects=tuple(_subject(one) for one in sight.subjects),
            post=posts.get(entry.actor),
        )
        for entry, sight in zip(entries, entries_in_sight(entries, scope), strict=True)
    ]


def _subject(subject: str) -> Subject:
    kind, _, code = subject.partition(":")
    label = CODES["subject"].get(kind, (kind, kind))[1 if language() == "en" else 0]
    try:
        href = reverse(_PAGES[kind], args=[code]) if kind in _PAGES else ""
    except NoReverseMatch:
        href = ""
    shown = f"{code[:12]}…" if kind == "evidence" else code
    return Subject(text=f"{label} {shown}", href=href)


def public_rows(one: Seen, scope: Scope) -> tuple[Row, ...]:
    """The public part in words. Of a bulk entry, only the tasks in the reader's sight."""
    if one.hidden:
        return ()
    part = record.public_part(one.entry)
    if not one.whole:
        if "tasks" not in part:
            return ()
        known = subjects_in_sight((f"task:{task['task']}" for task in part["tasks"]), scope)
        part["tasks"] = [task for task in part["tasks"] if f"task:{task['task']}" in known]
    return rows(part)


def private_rows(one: Seen, scope: Scope) -> tuple[Row, ...]:
    """The part that the leaf only commits to: for readers with a post who may see everything the entry is about."""
    if scope.is_public or not one.whole:
        return ()
    part = record.private_part(one.entry)
    if not scope.reads_all:
        part.pop("person", None)
    return rows(part)


def rows(part: Mapping[str, Any]) -> tuple[Row, ...]:
    """A part of an entry as rows of words and values; texts keep their words, codes and dates are said."""
    return tuple(_row(key, value) for key, value in part.items() if value not in (None, "", [], {}))


def _row(key: str, value: Any) -> Row:
    said = CODES["payload"].get(key, (key, key))[1 if language() == "en" else 0]
    if key in {"entry", "claim", "request", "frozen", "known"} and isinstance(value, int):
        return Row(key=said, position=value)
    if isinstance(value, dict):
        inner = value.values() if _is_table(value) else [value]
        return Row(key=said, inner=tuple(rows(one) for one in list(inner)[:SHOWN_ROWS]))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return Row(key=said, value=_more(value), inner=tuple(rows(one) for one in value[:SHOWN_ROWS]))
    if isinstance(value, list):
        return Row(key=said, value=", ".join(_say(key, one) for one in value))
    return Row(key=said, value=_say(key, value))


def _is_table(value: dict[str, Any]) -> bool:
    return bool(value) and all(isinstance(one, dict) for one in value.values())


def _more(rows_given: list[Any]) -> str:
    left = len(rows_given) - SHOWN_ROWS
    return gettext("còn %(n)s dòng nữa trong lá ghi") % {"n": number(left)} if left > 0 else ""


def _say(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, int):
        return number(value)
    text = str(value)
    if key in _WORDED and text in CODES[_WORDED[key]]:
        return CODES[_WORDED[key]][text][1 if language() == "en" else 0]
    try:
        return day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
