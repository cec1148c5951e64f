"""A counter that every change of what values are computed from raises, in the transaction of the change.

The counter is not one row: closings would wait for each other at it. A change adds a row on PostgreSQL, and each 256th
puts together those that nobody else is just putting together. One statement of a reader sees either all rows of a
transaction or none, so the sum changes in the instant in which the change itself is seen, and never comes back.
"""

from django.db import migrations, models

# Whatever values read; one for which another table is read is not kept (pcmt.prepared.Unchanged).
TABLES = (
    "agencies_agency",
    "agencies_agencyversion",
    "areas_areaversion",
    "areas_denominator",
    "areas_succession",
    "plans_plan",
    "plans_roadmapentry",
    "plans_target",
    "plans_task",
    "plans_taskagency",
    "plans_taskprogress",
    "reporting_duty",
    "reporting_fact",
    "reporting_submission",
    "reporting_total",
)
PUT_TOGETHER = 256
NOTE = f"""
CREATE FUNCTION indicators_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
BEGIN
    INSERT INTO indicators_revision (changes) VALUES (1) RETURNING id INTO place;
    IF place % {PUT_TOGETHER} = 0 THEN
        WITH gone AS (
            DELETE FROM indicators_revision
            WHERE id IN (SELECT id FROM indicators_revision FOR UPDATE SKIP LOCKED) RETURNING changes
        )
        INSERT INTO indicators_revision (changes) SELECT SUM(changes) FROM gone HAVING COUNT(*) > 0;
    END IF;
    RETURN NULL;
END $$
"""
COUNT = "UPDATE indicators_revision SET changes = changes + 1"  # each row of a file that is read in costs this


def watch(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NOTE, params=None)
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION indicators_note_change()"
            )
        return
    schema_editor.execute("INSERT INTO indicators_revision (changes) VALUES (0)")
    for table in TABLES:
        for event in ("insert", "update", "delete"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_noted_{event} AFTER {event.upper()} ON {table} BEGIN {COUNT}; END"
            )


def leave(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION indicators_note_change() CASCADE")
        return
    for table in TABLES:
        for event in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_noted_{event}")


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_values_live_in_versions'),
        ('areas', '0003_events_change_the_map'),
        ('indicators', '0004_public_page'),
        ('plans', '0017_linked_plans'),
        ('reporting', '0017_figures_read_from_the_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changes', models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(watch, leave),
    ]
