"""Entries, payloads and seals can be added, never changed or taken away; only a payload's key can be deleted."""

from django.db import migrations

FROZEN = ("journal_entry", "journal_payload", "journal_seal")
MESSAGE = "the journal is append-only"


def sqlite(table):
    return [
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
        for verb in ("UPDATE", "DELETE")
    ]


def postgresql(table):
    return [
        f"""CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
        f"""CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    ]


def freeze(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            f"""CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"""
        )
    for table in FROZEN:
        for statement in (postgresql if vendor == "postgresql" else sqlite)(table):
            schema_editor.execute(statement)
    key_update = "journal_payloadkey_no_update"
    if vendor == "postgresql":
        schema_editor.execute(
            f"""CREATE TRIGGER {key_update} BEFORE UPDATE ON journal_payloadkey
                FOR EACH ROW EXECUTE FUNCTION journal_refuse()"""
        )
    else:
        schema_editor.execute(
            f"""CREATE TRIGGER {key_update} BEFORE UPDATE ON journal_payloadkey
                BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
        )


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(freeze, migrations.RunPython.noop)]
