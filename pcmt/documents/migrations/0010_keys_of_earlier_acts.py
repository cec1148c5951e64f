"""Gives acts registered and cited earlier their keys, and tells bases by place: before the first provision."""

import re

from django.db import migrations
from django.db.models import F, Min, OuterRef, Q, Subquery

PIECE = re.compile(r"[a-z]+[0-9]*|[0-9]+")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
AT_ONCE = 500


def act_key(number_key):
    pieces = PIECE.findall(number_key)
    if not pieces or not pieces[0].isdigit():
        return ""
    count = pieces.pop(0).lstrip("0")
    if pieces and YEAR.fullmatch(pieces[0]):
        pieces.pop(0)
    return " ".join((count, *pieces))[:80] if count else ""


def keys(apps, schema_editor):
    for name in ("Document", "Citation"):
        table = apps.get_model("documents", name)
        batch = []
        for row in table.objects.exclude(number_key="").only("id", "number_key").iterator(chunk_size=AT_ONCE):
            row.act_key = act_key(row.number_key)
            batch.append(row)
            if len(batch) == AT_ONCE:
                table.objects.bulk_update(batch, ["act_key"])
                batch = []
        table.objects.bulk_update(batch, ["act_key"])


def bases(apps, schema_editor):
    provisions = apps.get_model("documents", "Provision").objects.filter(document_id=OuterRef("document_id"))
    first = provisions.order_by().values("document_id").annotate(begins=Min("start")).values("begins")
    citations = apps.get_model("documents", "Citation").objects.annotate(begins=Subquery(first))
    named = citations.filter(Q(begins__isnull=True) | Q(start__lt=F("begins"))).values("id")
    apps.get_model("documents", "Citation").objects.filter(id__in=named).update(is_basis=True)


class Migration(migrations.Migration):
    dependencies = [("documents", "0009_keys_of_acts")]

    operations = [
        migrations.RunPython(keys, migrations.RunPython.noop),
        migrations.RunPython(bases, migrations.RunPython.noop),
    ]
