"""Asks the databases' own index of words for tasks (`migrations/0003_task_words.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from .rules import Phrase, Wanted

_SQLITE = "SELECT task_id FROM discipline_taskwords WHERE discipline_taskwords MATCH %s"
_POSTGRES = "SELECT task_id FROM discipline_taskwords WHERE words @@ to_tsquery('simple', %s)"


def ids_holding(want: Wanted) -> RawSQL:
    """A subquery of the ids of all tasks whose words hold every idea of a search, whoever may see them."""
    if connection.vendor == "sqlite":
        return RawSQL(_SQLITE, [in_fts5(want)])  # noqa: S611 - the words of the search are a parameter
    return RawSQL(_POSTGRES, [in_tsquery(want)])  # noqa: S611 - the words of the search are a parameter


def first_ids(want: Wanted, *, most: int) -> list[int]:
    """The ids of the tasks that were kept first, of those whose words hold a search, whoever may see them."""
    if connection.vendor == "sqlite":
        asked, words = f"{_SQLITE} ORDER BY rowid LIMIT %s", in_fts5(want)
    else:
        asked, words = f"{_POSTGRES} ORDER BY id LIMIT %s", in_tsquery(want)
    with connection.cursor() as cursor:
        cursor.execute(asked, [words, most])
        return [task for (task,) in cursor.fetchall()]


def in_fts5(want: Wanted) -> str:
    """The search in the language of SQLite's FTS5: phrases in quotes, a star behind what may go on."""
    return " AND ".join(
        "(" + " OR ".join(f'"{" ".join(phrase)}"{" *" if last else ""}' for phrase in sorted(idea)) + ")"
        for idea, last in want.each()
    )


def in_tsquery(want: Wanted) -> str:
    """The search in the language of PostgreSQL's text queries."""
    return " & ".join(
        "(" + " | ".join(_followed(phrase, unfinished=last) for phrase in sorted(idea)) + ")"
        for idea, last in want.each()
    )


def _followed(phrase: Phrase, *, unfinished: bool) -> str:
    *before, last = (f"'{word}'" for word in phrase)
    return "(" + " <-> ".join([*before, f"{last}:*" if unfinished else last]) + ")"
