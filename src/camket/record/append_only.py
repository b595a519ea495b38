"""Migration operations that make a table refuse UPDATE, DELETE and TRUNCATE, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION camket_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'append_only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql
"""


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            (
                f'CREATE TRIGGER "{table}_no_{verb.lower()}" BEFORE {verb} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, 'append_only: {verb} on {table}'); END"
            )
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        _POSTGRES_FUNCTION,
        (
            f'CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION camket_append_only()"
        ),
    ]


def append_only(*tables: str) -> migrations.RunPython:
    """The operation that closes these tables; it has no way back, as the tables have none."""

    def close(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            for statement in _statements(schema_editor.connection.vendor, table):
                schema_editor.execute(statement, params=None)  # a % in it is its own, not a placeholder

    return migrations.RunPython(close, elidable=False)
