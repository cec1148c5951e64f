"""Makes the full-text index of the database at hand over documents_searchtext.

SQLite: an FTS5 table kept right by triggers (a later migration that remakes documents_searchtext must make them anew).
PostgreSQL: two generated text vectors with GIN indexes. 0012 makes another index in its place, and nothing fills this one.
"""

from django.db import migrations

_COLUMNS = "head, plain, marked"
_OLD = "'delete', old.id, old.head, old.plain, old.marked"

SQLITE = (
    f"CREATE VIRTUAL TABLE documents_search_index USING fts5({_COLUMNS}, content='documents_searchtext',"
    " content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER documents_search_kept AFTER INSERT ON documents_searchtext BEGIN"
    f" INSERT INTO documents_search_index(rowid, {_COLUMNS}) VALUES (new.id, new.head, new.plain, new.marked); END",
    "CREATE TRIGGER documents_search_dropped AFTER DELETE ON documents_searchtext BEGIN"
    f" INSERT INTO documents_search_index(documents_search_index, rowid, {_COLUMNS}) VALUES ({_OLD}); END",
)
SQLITE_BACK = (
    "DROP TRIGGER documents_search_kept",
    "DROP TRIGGER documents_search_dropped",
    "DROP TABLE documents_search_index",
)
POSTGRES = (
    "ALTER TABLE documents_searchtext ADD COLUMN plain_vector tsvector GENERATED ALWAYS AS"
    " (setweight(to_tsvector('simple'::regconfig, head), 'A') || to_tsvector('simple'::regconfig, plain)) STORED",
    "ALTER TABLE documents_searchtext ADD COLUMN marked_vector tsvector GENERATED ALWAYS AS"
    " (to_tsvector('simple'::regconfig, marked)) STORED",
    "CREATE INDEX documents_search_plain ON documents_searchtext USING gin (plain_vector)",
    "CREATE INDEX documents_search_marked ON documents_searchtext USING gin (marked_vector)",
)
POSTGRES_BACK = (
    "ALTER TABLE documents_searchtext DROP COLUMN plain_vector",
    "ALTER TABLE documents_searchtext DROP COLUMN marked_vector",
)


def make(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    for statement in POSTGRES_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_search_texts")]

    operations = [migrations.RunPython(make, drop)]
