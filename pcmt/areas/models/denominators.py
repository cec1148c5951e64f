"""Yearly denominators of areas, with their source; a correction supersedes and keeps what it corrects."""

from django.db import models

from pcmt.areas.models.areas import Area
from pcmt.areas.rules.denominators import MEASURES, PROVENANCES


class Denominator(models.Model):
    """A measure of an area in a year: an integer scaled by the measure's decimals, in the measure's unit."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="denominators")
    measure = models.CharField(max_length=16, choices=[(code, measure.label) for code, measure in MEASURES.items()])
    year = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()
    source = models.CharField(max_length=300)
    provenance = models.CharField(max_length=16, choices=[*PROVENANCES.items()])
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["area", "measure", "year"],
                condition=models.Q(superseded_at__isnull=True),
                name="areas_one_denominator_that_counts",
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="areas_denominator_not_negative"),
        )
        indexes = (models.Index(fields=["measure", "year"]),)

    def __str__(self) -> str:
        return f"{self.measure} of area {self.area_id} in {self.year}"
