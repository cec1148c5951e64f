from django.db import migrations

COPIED = ("name", "short_name", "kind", "parent_id", "area_id", "party_line", "valid_from", "valid_to")


def copy(apps, schema_editor):
    """Each agency as it is becomes its first version; seats begin with their committee, which its decision founded."""
    Agency = apps.get_model("agencies", "Agency")
    Version = apps.get_model("agencies", "AgencyVersion")
    Version.objects.bulk_create(
        Version(agency_id=row.pk, **{field: getattr(row, field) for field in COPIED})
        for row in Agency.objects.order_by("pk")
    )
    Decision = apps.get_model("agencies", "CommitteeDecision")
    for row in apps.get_model("agencies", "Committee").objects.order_by("pk"):
        Decision.objects.create(committee=row, kind="found", title=row.founded_by, holds_from=row.valid_from)
        row.members.update(valid_from=row.valid_from)


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0003_in_time'),
    ]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
