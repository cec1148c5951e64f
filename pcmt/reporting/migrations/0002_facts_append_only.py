"""A fact can be added and, once, marked as superseded; nothing else of it changes and none is taken away."""

from django.db import migrations

MESSAGE = "facts are append-only"
FIXED = (
    "id", "area_id", "period", "element", "scaled", "scale", "revision", "submission_id", "provenance", "basis",
    "accepted_at", "accepted_by_id",
)  # fmt: skip


def freeze(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in FIXED)
    wrong = f"OLD.superseded_at IS NOT NULL OR {changed}"
    if postgresql:
        schema_editor.execute(
            f"""CREATE FUNCTION reporting_refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"""
        )
        schema_editor.execute(
            f"""CREATE TRIGGER reporting_fact_fixed BEFORE UPDATE ON reporting_fact
                FOR EACH ROW WHEN ({wrong}) EXECUTE FUNCTION reporting_refuse()"""
        )
        schema_editor.execute(
            """CREATE TRIGGER reporting_fact_kept BEFORE DELETE ON reporting_fact
               FOR EACH ROW EXECUTE FUNCTION reporting_refuse()"""
        )
        schema_editor.execute(
            """CREATE TRIGGER reporting_fact_not_emptied BEFORE TRUNCATE ON reporting_fact
               FOR EACH STATEMENT EXECUTE FUNCTION reporting_refuse()"""
        )
        return
    schema_editor.execute(
        f"""CREATE TRIGGER reporting_fact_fixed BEFORE UPDATE ON reporting_fact WHEN {wrong}
            BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    )
    schema_editor.execute(
        f"""CREATE TRIGGER reporting_fact_kept BEFORE DELETE ON reporting_fact
            BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    )


def thaw(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION reporting_refuse() CASCADE")
        return
    for name in ("reporting_fact_fixed", "reporting_fact_kept"):
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
