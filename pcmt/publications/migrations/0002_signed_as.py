"""How a report was signed: the lines above the signer's name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publications", "0001_initial")]

    operations = [
        migrations.AddField(model_name="report", name="signed_as", field=models.JSONField(default=dict)),
    ]
