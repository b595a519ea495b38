"""Migrations stand in one line, say all that the tables say, and close every table of facts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation
from tests.house.test_tables_only_grow import fact_models
from tests.house.tree import ROOMS, sources

if TYPE_CHECKING:
    from collections.abc import Iterable


def forks(edges: Iterable[tuple[tuple[str, str], tuple[str, str]]]) -> list[str]:
    """Migrations after which two others of their app come. `edges` runs from each migration to what it needs."""
    after = Counter(parent for child, parent in edges if child[0] == parent[0])
    return [f"{app}.{name}" for (app, name), times in sorted(after.items()) if times > 1]


def edges(loader: MigrationLoader) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """From each migration of the rooms to what it needs."""
    rooms = [(key, one) for key, one in loader.disk_migrations.items() if key[0] in ROOMS]
    return [(key, parent) for key, one in rooms for parent in one.dependencies]


def pending(tables: ProjectState) -> list[str]:
    """What a new migration would have to say, by room."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    with translation.override(None):  # Django's own tables name their columns in the language of the moment
        changes = MigrationAutodetector(loader.project_state(), tables).changes(graph=loader.graph)
    return [
        f"{room}: {step.describe()}" for room in changes for one in changes[room] for step in one.operations
    ]


def not_closed(tables: Iterable[str], migrations: Iterable[str]) -> list[str]:
    """Tables of facts that no migration closes."""
    closed = {
        name for text in migrations if "append_only(" in text for name in re.findall(r'"(\w+_\w+)"', text)
    }
    return sorted(set(tables) - closed)


def test_migrations_stand_in_one_line():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert forks(edges(loader)) == []
    assert all(len(loader.graph.leaf_nodes(room)) <= 1 for room in ROOMS)


def test_the_tables_say_nothing_that_no_migration_says():
    assert pending(ProjectState.from_apps(apps)) == []


def test_every_table_of_facts_is_closed_by_a_migration():
    texts = [source.text for source in sources("src") if source.is_migration]
    assert not_closed((model._meta.db_table for model in fact_models()), texts) == []


def test_a_planted_fork_is_found():
    first, left, right = ("record", "0001"), ("record", "0002_left"), ("record", "0002_right")
    assert forks([(left, first), (right, first)]) == ["record.0001"]


def test_a_planted_change_without_a_migration_is_found():
    changed = ProjectState.from_apps(apps)
    changed.remove_field("discipline", "claim", "product")
    assert pending(changed) == ["discipline: Remove field product from claim"]


def test_a_planted_open_table_is_found():
    texts = [source.text for source in sources("src") if source.is_migration]
    assert not_closed(["discipline_claim", "discipline_gift"], texts) == ["discipline_gift"]
