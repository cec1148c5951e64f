"""Anchors can be added, never changed or taken away; the head can be moved, never taken away."""

from django.db import migrations

MESSAGE = "the journal is append-only"
REFUSED = {"journal_anchor": ("UPDATE", "DELETE"), "journal_head": ("DELETE",)}


def freeze(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, verbs in REFUSED.items():
        for verb in verbs:
            does = (
                "FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
                if on_postgresql
                else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
            schema_editor.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {does}")
        if on_postgresql:
            schema_editor.execute(
                f"""CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table}
                    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"""
            )


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_stamps_and_anchors")]
    operations = [migrations.RunPython(freeze, migrations.RunPython.noop)]
