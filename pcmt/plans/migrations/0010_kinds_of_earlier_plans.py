"""Plans adopted before there were kinds: those over several years are programmes, the others plans of a year."""

from django.db import migrations
from django.db.models import F


def tell_programmes(apps, schema_editor):
    Plan = apps.get_model("plans", "Plan")
    Plan.objects.exclude(horizon_from__year=F("horizon_to__year")).update(kind="programme")


class Migration(migrations.Migration):
    dependencies = [("plans", "0009_plans_of_their_own")]

    operations = [migrations.RunPython(tell_programmes, migrations.RunPython.noop)]
