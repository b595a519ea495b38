"""The index by which tasks are found: the words of every task and of every mended title and product.

The databases keep it themselves, as they keep any index: tasks and corrections are only ever inserted, so a trigger on
INSERT is all it takes. SQLite has FTS5, PostgreSQL a GIN index over text vectors; both are asked in
`discipline/finding/index.py`.
"""

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """
    CREATE VIRTUAL TABLE discipline_taskwords
    USING fts5(words, task_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')
    """,
    """
    CREATE TRIGGER discipline_task_words AFTER INSERT ON discipline_task
    BEGIN INSERT INTO discipline_taskwords (words, task_id) VALUES (NEW.spoken, NEW.id); END
    """,
    """
    CREATE TRIGGER discipline_correction_words AFTER INSERT ON discipline_correction WHEN NEW.spoken <> ''
    BEGIN INSERT INTO discipline_taskwords (words, task_id) VALUES (NEW.spoken, NEW.task_id); END
    """,
)

POSTGRES = (
    """
    CREATE TABLE discipline_taskwords (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      task_id bigint NOT NULL,
      words tsvector NOT NULL
    )
    """,
    "CREATE INDEX discipline_taskwords_words ON discipline_taskwords USING gin (words) WITH (fastupdate = off)",
    """
    CREATE FUNCTION discipline_keep_task_words() RETURNS trigger AS $$
    BEGIN
      INSERT INTO discipline_taskwords (task_id, words)
      SELECT CASE TG_TABLE_NAME WHEN 'discipline_task' THEN added.id ELSE (to_jsonb(added)->>'task_id')::bigint END,
             to_tsvector('simple', left(added.spoken, 200000))
        FROM added WHERE added.spoken <> '';
      RETURN NULL;
    END;
    $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER discipline_task_words AFTER INSERT ON discipline_task
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION discipline_keep_task_words()
    """,
    """
    CREATE TRIGGER discipline_correction_words AFTER INSERT ON discipline_correction
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION discipline_keep_task_words()
    """,
)


def index_words(_apps: "Apps", schema_editor: "BaseDatabaseSchemaEditor") -> None:
    """Makes the index and the triggers that keep it."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("discipline", "0002_append_only")]

    operations = [migrations.RunPython(index_words, elidable=False)]
