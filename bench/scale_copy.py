"""Copies the rows of the SQLite store in BENCH_DATA into the empty PostgreSQL database in BENCH_DATABASE_URL."""

from __future__ import annotations

import sqlite3
import sys
import time
from typing import TYPE_CHECKING

import store

# isort: split
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper

ROOMS = ("record", "discipline", "review", "jobs")
SPOKEN = ("discipline_task", "discipline_correction")
"""Tables whose triggers keep the index of words: they are copied with their triggers on, after all others."""

_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
 WHERE schemaname = 'public'
   AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conindid <> 0)
   AND tablename LIKE ANY (%s)
"""


def copy_table(model: type[models.Model], cursor: CursorWrapper) -> None:
    """One table by COPY; SQLite writes instants without their zone, which is UTC."""
    meta = model._meta  # noqa: SLF001 - where Django keeps what a table is made of
    fields = meta.concrete_fields
    columns = [f'"{field.column}"' for field in fields]
    instants = [place for place, field in enumerate(fields) if isinstance(field, models.DateTimeField)]
    with cursor.copy(f"COPY {meta.db_table} ({', '.join(columns)}) FROM STDIN") as into:
        for row in rows_of(meta.db_table, columns):
            if instants:
                told = list(row)
                for place in instants:
                    told[place] = f"{told[place]}+00" if told[place] else None
                into.write_row(told)
            else:
                into.write_row(row)


def rows_of(table: str, columns: list[str]) -> Iterator[tuple[object, ...]]:
    """The rows of a table of the SQLite store, in the order in which they lie there."""
    source = sqlite3.connect(f"file:{store.SQLITE_FILE}?mode=ro", uri=True)
    try:
        yield from source.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - names from the models
    finally:
        source.close()


def count(model: type[models.Model], cursor: CursorWrapper) -> None:
    """Holds the number of rows on both sides against each other."""
    table = model._meta.db_table  # noqa: SLF001 - as above
    cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - as above
    there = cursor.fetchone()
    here = next(rows_of(table, ["COUNT(*)"]))
    assert there == here, (table, here, there)


def main() -> None:
    begun = time.monotonic()
    store.migrate()
    every = [
        model for room in ROOMS for model in apps.get_app_config(room).get_models(include_auto_created=True)
    ]
    every.sort(key=lambda model: model._meta.db_table in SPOKEN)  # noqa: SLF001 - as above
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '400MB'; SET synchronous_commit = off")
        cursor.execute(_INDEXES, [[f"{room}%" for room in ROOMS]])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        for model in every:
            spoken = model._meta.db_table in SPOKEN  # noqa: SLF001 - as above
            # The rows come from a store that checked its keys.
            cursor.execute(f"SET session_replication_role = {'origin' if spoken else 'replica'}")
            copy_table(model, cursor)
            count(model, cursor)
        for _, made in indexes:
            cursor.execute(made)
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")
    print(f"  copied after {time.monotonic() - begun:,.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
