"""What was found of two sources that differ. Values are never stored here, so none can be out of date."""

from django.db import models


class Finding(models.Model):
    """Which of two sources stands, as somebody found who looked into it. Rows are only added.

    `figures` names both figures as they were found; where one changes, the finding has lapsed and it is looked at anew.
    """

    class Stands(models.TextChoices):
        FIRST = "first", "Số của nguồn thứ nhất đúng"
        SECOND = "second", "Số của nguồn thứ hai đúng"
        BOTH = "both", "Hai số đều đúng, đếm khác nhau"

    cross_check = models.CharField(max_length=48)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=32)
    figures = models.CharField(max_length=160)
    stands = models.CharField(max_length=8, choices=Stands)
    reason = models.CharField(max_length=500)
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["area", "period"], name="indicators_found_by_area"),)

    def __str__(self) -> str:
        return f"{self.cross_check} {self.period} area {self.area_id}: {self.stands}"
