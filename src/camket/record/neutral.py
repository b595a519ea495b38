"""Rows of any table as JSON lines that both databases write and take: what a backup is made of."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

LEFT_OUT = {
    "record_node": "rebuilt from the leaves",
    "django_session": "log-ins end with the store they were opened in",
    "django_content_type": "made by Django",
    "auth_permission": "made by Django, not used",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "jobs_job": "background work of the machine that was left",
    "jobs_round": "as jobs_job",
    "jobs_receipt": "as django_session",
}
"""Tables that no backup carries, and why."""

_KINDS = {
    "BinaryField": "bytes",
    "BooleanField": "bool",
    "DateField": "day",
    "DateTimeField": "instant",
    "JSONField": "json",
    "UUIDField": "uuid",
    **dict.fromkeys(["CharField", "TextField", "SlugField", "URLField", "EmailField"], "text"),
    **dict.fromkeys(
        ["AutoField", "BigAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
         "PositiveIntegerField", "PositiveSmallIntegerField", "PositiveBigIntegerField", "SmallAutoField"],
        "int",
    ),
}  # fmt: skip
_POSTGRES = {
    "bytes": "encode({0}, 'hex')",
    "bool": "{0}::int",
    "day": "to_char({0}, 'YYYY-MM-DD')",
    "instant": "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "json": "{0}::text",
    "uuid": "replace({0}::text, '-', '')",
}
_SQLITE = {"bytes": "CASE WHEN {0} IS NULL THEN NULL ELSE lower(hex({0})) END"}
_PART_BYTES = 4 << 20
_FETCHED = 500


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a backup carries it: its columns, what each holds, and the column that orders its rows."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    key: str

    def as_json(self) -> dict[str, Any]:
        """As the head of an archive states it."""
        return asdict(self)


def kept_tables(rebuilt: Iterable[str] = ()) -> list[Table]:
    """Every table that a backup carries, each after the tables that its keys point to.

    `rebuilt` names further tables that are rebuilt from facts after restoring: caches of rooms above the record.
    """
    left_out = {*LEFT_OUT, *rebuilt}
    found = {
        model: _table(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in left_out
    }
    ordered: dict[type[models.Model], Table] = {}

    def place(model: type[models.Model]) -> None:
        if model in ordered or model not in found:
            return
        for field in model._meta.concrete_fields:
            pointed = field.related_model
            if isinstance(pointed, type) and pointed is not model:
                place(pointed)
        ordered[model] = found[model]

    for model in sorted(found, key=lambda one: one._meta.db_table):
        place(model)
    return list(ordered.values())


def _table(model: type[models.Model]) -> Table:
    fields = model._meta.concrete_fields
    key = model._meta.pk
    return Table(
        name=model._meta.db_table,
        columns=tuple(str(field.column) for field in fields),
        kinds=tuple(_kind(field) for field in fields),
        key=str(key.column),
    )


def _kind(field: models.Field[Any, Any]) -> str:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    kind = _KINDS.get(field.get_internal_type())
    if kind is None:
        raise ValueError(f"{field}: a backup does not know columns of this type")
    return kind


def rows_of(connection: BaseDatabaseWrapper, table: Table) -> Iterator[bytes]:
    """Each row as one line of JSON, an array in the order of the columns, made by the database itself."""
    quote = connection.ops.quote_name
    postgres = connection.vendor == "postgresql"
    said = _POSTGRES if postgres else _SQLITE
    cells = [
        said.get(kind, "{0}").format(quote(column))
        for column, kind in zip(table.columns, table.kinds, strict=True)
    ]
    where = f"FROM {quote(table.name)} ORDER BY {quote(table.key)}"
    if postgres:
        yield from _copied_out(
            connection, f"COPY (SELECT json_build_array({', '.join(cells)}) {where}) TO STDOUT"
        )
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT json_array({', '.join(cells)}) {where}")
        while rows := cursor.fetchmany(_FETCHED):
            for (line,) in rows:
                yield line.encode()


def _copied_out(connection: BaseDatabaseWrapper, statement: str) -> Iterator[bytes]:
    """JSON holds no control character in the raw, so the one thing that COPY escapes in it is the backslash."""
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        rest = b""
        for block in copy:
            *lines, rest = (rest + bytes(block)).split(b"\n")
            for line in lines:
                yield line.replace(b"\\\\", b"\\")


def in_parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines packed some megabytes at a time."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line) + 1
        if size >= _PART_BYTES:
            yield _packed(held)
            held, size = [], 0
    if held:
        yield _packed(held)


def _packed(lines: list[bytes]) -> bytes:
    return gzip.compress(b"\n".join(lines) + b"\n", compresslevel=1, mtime=0)


def unpacked(content: bytes) -> list[list[Any]]:
    """The rows of one part. ValueError or OSError when it is none."""
    return [json.loads(line) for line in gzip.decompress(content).splitlines()]


def insert_rows(connection: BaseDatabaseWrapper, table: Table, rows: list[list[Any]]) -> None:
    """Puts rows into their table; nothing but INSERT, so tables that only grow take them."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, table.columns))
    postgres = connection.vendor == "postgresql"
    taken = _to_postgres if postgres else _to_sqlite
    changed = [(at, taken[kind]) for at, kind in enumerate(table.kinds) if kind in taken]
    for row in rows:
        for at, change in changed:
            if row[at] is not None:
                row[at] = change(row[at])
    with connection.cursor() as cursor:
        if not postgres:
            marks = ", ".join(["%s"] * len(table.columns))
            cursor.executemany(f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})", rows)  # noqa: S608 - as above
            return
        with cursor.cursor.copy(f"COPY {quote(table.name)} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _stored_instant(text: str) -> str:
    """SQLite compares instants as text, and Django writes none of a second's parts when there are none."""
    return text.removesuffix(".000000")


_to_postgres = {"bytes": lambda text: f"\\x{text}", "instant": lambda text: f"{text}+00"}
_to_sqlite = {"bytes": bytes.fromhex, "instant": _stored_instant}
