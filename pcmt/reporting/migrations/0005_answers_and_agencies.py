"""Answers that are no figures; several agencies may owe one form for one area, each with facts of its own.

Facts stay append-only: SQLite makes the table anew for a changed constraint and drops its triggers with the old one.
"""

import django.db.models.deletion
from django.db import migrations, models

MESSAGE = "facts are append-only"
FIXED = (
    "id", "area_id", "period", "element", "scaled", "scale", "revision", "submission_id", "provenance", "basis",
    "accepted_at", "accepted_by_id",
)  # fmt: skip


def freeze(schema_editor, fixed):
    postgresql = schema_editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in fixed)
    wrong = f"OLD.superseded_at IS NOT NULL OR {changed}"
    does = "FOR EACH ROW" if postgresql else ""
    refuse = "EXECUTE FUNCTION reporting_refuse()" if postgresql else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    when = f"({wrong})" if postgresql else wrong
    schema_editor.execute(
        f"CREATE TRIGGER reporting_fact_fixed BEFORE UPDATE ON reporting_fact {does} WHEN {when} {refuse}"
    )
    if not postgresql:
        schema_editor.execute(f"CREATE TRIGGER reporting_fact_kept BEFORE DELETE ON reporting_fact {refuse}")


def thaw(apps, schema_editor):
    """Lift the triggers that the change of columns stands in the way of; on PostgreSQL the others stay."""
    schema_editor.execute(
        "DROP TRIGGER reporting_fact_fixed ON reporting_fact"
        if schema_editor.connection.vendor == "postgresql"
        else "DROP TRIGGER reporting_fact_fixed"
    )
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TRIGGER reporting_fact_kept")


def freeze_as_before(apps, schema_editor):
    freeze(schema_editor, FIXED)


def freeze_with_agency(apps, schema_editor):
    freeze(schema_editor, (*FIXED, "agency_id"))


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_values_live_in_versions'),
        ('areas', '0003_events_change_the_map'),
        ('files', '0001_initial'),
        ('reporting', '0004_hands_acting_for_others'),
    ]

    operations = [
        migrations.RunPython(thaw, freeze_as_before),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=64)),
                ('text', models.TextField(blank=True)),
                ('entered_at', models.DateTimeField()),
                ('revision', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='duty',
            name='reporting_one_duty',
        ),
        migrations.RemoveConstraint(
            model_name='fact',
            name='reporting_fact_key',
        ),
        migrations.RemoveConstraint(
            model_name='fact',
            name='reporting_one_current_fact',
        ),
        migrations.AddField(
            model_name='fact',
            name='agency',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='total',
            name='estimated',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='fact',
            name='provenance',
            field=models.CharField(choices=[('typed', 'Nhập tay'), ('imported', 'Nhập từ tệp'), ('register', 'Đếm từ sổ theo dõi'), ('computed', 'Tính từ các ô khác'), ('decided', 'Theo quyết định'), ('estimated', 'Số ước')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('form_code', 'period', 'area', 'agency'), name='reporting_one_duty'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('agency__isnull', True)), fields=('area', 'period', 'element', 'revision'), name='reporting_fact_key'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('agency__isnull', True), ('superseded_at__isnull', True)), fields=('area', 'period', 'element'), name='reporting_one_current_fact'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('agency__isnull', False)), fields=('agency', 'area', 'period', 'element', 'revision'), name='reporting_agency_fact_key'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('agency__isnull', False), ('superseded_at__isnull', True)), fields=('agency', 'area', 'period', 'element'), name='reporting_one_current_of_agency'),
        ),
        migrations.AddField(
            model_name='answer',
            name='entered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.person'),
        ),
        migrations.AddField(
            model_name='answer',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='answer',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='reporting.submission'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('submission', 'question'), name='reporting_one_answer'),
        ),
        migrations.RunPython(freeze_with_agency, thaw),
    ]
