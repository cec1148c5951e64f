"""Makes the index of search anew: a set of terms for each part of a document, in place of positions and weights.

SQLite: an FTS5 table without positions, kept right by triggers (a later migration that remakes documents_searchtext must
make them anew). PostgreSQL: a GIN index over the array of terms. Its pending list is off, because every search would
have to read that list through; statistics are off, because those of long arrays are slow to take and tell nothing;
words are not compressed, because a phrase is looked up in the words of many documents.
Nothing is filled: `pcmt document reindex` takes every document whose `indexed_as` is not of today.
"""

import django.db.models.deletion
from django.db import migrations, models

OLD_SQLITE = (
    "DROP TRIGGER documents_search_kept",
    "DROP TRIGGER documents_search_dropped",
    "DROP TABLE documents_search_index",
)
SQLITE = (
    "CREATE VIRTUAL TABLE documents_search_index USING fts5(terms, content='documents_searchtext', content_rowid='id',"
    " detail=none, columnsize=0, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_^='\")",
    "CREATE TRIGGER documents_search_kept AFTER INSERT ON documents_searchtext BEGIN"
    " INSERT INTO documents_search_index(rowid, terms) VALUES (new.id, new.terms); END",
    "CREATE TRIGGER documents_search_dropped AFTER DELETE ON documents_searchtext BEGIN"
    " INSERT INTO documents_search_index(documents_search_index, rowid, terms) VALUES ('delete', old.id, old.terms);"
    " END",
)
POSTGRES = (
    'ALTER TABLE documents_searchtext ALTER COLUMN terms TYPE text COLLATE "C"',
    "ALTER TABLE documents_searchtext ALTER COLUMN terms SET STATISTICS 0, ALTER COLUMN words SET STATISTICS 0",
    "ALTER TABLE documents_searchtext ALTER COLUMN words SET STORAGE EXTERNAL",
    "CREATE INDEX documents_search_terms ON documents_searchtext USING gin (string_to_array(terms, ' '))"
    " WITH (fastupdate = off)",
    "ALTER INDEX documents_search_terms ALTER COLUMN 1 SET STATISTICS 0",
)


def drop_old(apps, schema_editor):
    for statement in () if schema_editor.connection.vendor == "postgresql" else OLD_SQLITE:
        schema_editor.execute(statement, None)


def make(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0011_drafts")]

    operations = [
        migrations.RunPython(drop_old, migrations.RunPython.noop),
        migrations.DeleteModel("SearchText"),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("words", models.TextField(help_text="các từ của phần đầu và toàn văn theo thứ tự, không dấu")),
                (
                    "terms",
                    models.TextField(
                        help_text="các từ, cặp từ liền nhau, từ của phần đầu và từ có dấu, mỗi loại một lần"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_texts",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("document", "part"), name="documents_search_part_once")]
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
        migrations.AddField(
            "document", "indexed_as", models.CharField(blank=True, db_index=True, default="", max_length=16)
        ),
        migrations.AddIndex(
            "document",
            models.Index(
                fields=("kind", "issued_on", "direction", "issuer_key", "id"), name="documents_narrowed_by"
            ),
        ),
    ]
