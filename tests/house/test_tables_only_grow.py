"""Every table of facts refuses UPDATE and DELETE, and TRUNCATE on PostgreSQL: tried on the running database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from tests.house.tree import ROOMS

if TYPE_CHECKING:
    from collections.abc import Iterable

MAY_CHANGE = {
    "discipline_keptsearch": "a person's own list of searches",
    "discipline_account": "passwords change and sessions end",
    "discipline_apitoken": "a credential: it is used and revoked",
    "discipline_logincount": "how often a log-in was tried of late: swept when its time is over",
    "discipline_sheetupload": "a running sheet on its way in: a draft that is answered, confirmed or dropped",
    "discipline_taskspan": "a cache made anew from the facts: an act closes the spans that it changes",
    "discipline_trackerupload": "a draft on its way in, as an upload",
    "discipline_upload": "a draft on its way in",
}
"""Tables of the rooms that are not facts, and why."""


def fact_models() -> list[type[models.Model]]:
    """Every table of the rooms that holds facts."""
    found = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return [model for model in found if model._meta.db_table not in MAY_CHANGE]


def any_value(field: models.Field[object, object]) -> object:
    """A value that the column takes."""
    known: tuple[tuple[type, object], ...] = (
        (models.BooleanField, True),
        (models.DateTimeField, datetime(2025, 10, 15, tzinfo=UTC)),
        (models.DateField, date(2025, 10, 15)),
        (models.BinaryField, b"x"),
        (models.IntegerField, 7),
        (models.ForeignKey, 7),
    )
    return next((value for kind, value in known if isinstance(field, kind)), "x")


def refusal_of(statement: str) -> str | None:
    """What the database says to a statement that it does not take; nothing when it takes it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refusal:
        return str(refusal)
    return None


def put_a_row_in(model: type[models.Model]) -> None:
    """A made-up row: SQLite asks its triggers for each row, PostgreSQL for the statement."""
    columns = {field.column: field for field in model._meta.concrete_fields}
    names = ", ".join(map(connection.ops.quote_name, columns))
    table, marks = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", list(map(any_value, columns.values()))
        )


def writable(model: type[models.Model]) -> list[str]:
    """Which statements a table takes besides INSERT. Whatever happens is taken back."""
    table = connection.ops.quote_name(model._meta.db_table)
    first = connection.ops.quote_name(model._meta.concrete_fields[0].column)
    statements = {"UPDATE": f"UPDATE {table} SET {first} = {first}", "DELETE": f"DELETE FROM {table}"}
    taken = []
    with transaction.atomic():
        if connection.vendor == "postgresql":
            statements["TRUNCATE"] = f"TRUNCATE {table} CASCADE"
        else:
            put_a_row_in(model)
        for verb, statement in statements.items():
            refusal = refusal_of(statement)
            if refusal is None:
                taken.append(verb)
            elif "append_only" not in refusal:
                taken.append(f"{verb} refused for another reason: {refusal}")
        transaction.set_rollback(True)
    return taken


def growing_and_changing(found: Iterable[type[models.Model]]) -> list[str]:
    """Tables that take more than an INSERT."""
    return [f"{model._meta.db_table}: takes {verb}" for model in found for verb in writable(model)]


@pytest.mark.django_db
def test_every_table_of_facts_refuses_to_change():
    found = fact_models()
    assert len(found) >= 35
    assert growing_and_changing(found) == []


@pytest.mark.django_db
def test_every_exception_is_a_table_that_exists():
    tables = {model._meta.db_table for room in ROOMS for model in apps.get_app_config(room).get_models()}
    assert set(MAY_CHANGE) <= tables


@pytest.mark.django_db
def test_a_table_whose_triggers_are_dropped_is_found():
    claim = apps.get_model("discipline", "Claim")
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER discipline_claim_append_only ON discipline_claim")
        else:
            cursor.execute("DROP TRIGGER discipline_claim_no_delete")
        assert "discipline_claim: takes DELETE" in growing_and_changing([claim])
        transaction.set_rollback(True)
