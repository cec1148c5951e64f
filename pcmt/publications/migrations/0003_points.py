"""Points of a report that were drawn from what agencies wrote, each with its sources."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publications", "0002_signed_as")]

    operations = [
        migrations.CreateModel(
            name="DrawnPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("block", models.CharField(max_length=64)),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("sources", models.JSONField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="publications.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "block", "place"), name="publications_one_point_a_place"
                    )
                ]
            },
        ),
    ]
