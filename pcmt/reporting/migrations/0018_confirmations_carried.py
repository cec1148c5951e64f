from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0017_figures_read_from_the_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="confirmation",
            name="carried",
            field=models.BooleanField(default=False),
        ),
    ]
