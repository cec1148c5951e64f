"""Gives documents registered before there was a book their place in it, the first of those with equal numbers."""

import re

from django.db import migrations


def place_in_book(apps, schema_editor):
    documents = apps.get_model("documents", "Document")
    arrivals = documents.objects.filter(direction="in", arrived_on__isnull=False).exclude(arrival_number="")
    seen = set()
    for row in arrivals.order_by("id").only("id", "agency_id", "arrival_number", "arrived_on"):
        place = (row.agency_id, row.arrived_on.year, row.arrival_number)
        if place not in seen:
            seen.add(place)
            digits = re.match(r"\d{0,9}", row.arrival_number, re.ASCII).group()
            documents.objects.filter(id=row.id).update(book_year=row.arrived_on.year, book_count=int(digits or 0))


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_receiving_and_book")]

    operations = [migrations.RunPython(place_in_book, migrations.RunPython.noop)]
