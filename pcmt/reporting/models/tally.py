"""Tables of tallies: a report's figures place by place (thôn, bản, tổ dân phố), before they are added up.

Figures are scaled integers: `scaled` / 10**`scale` in the element's unit. None of them is a fact: only their sums enter
the report.
"""

from django.db import models


class TallyPlace(models.Model):
    """A place below the commune whose figures are tallied for one report; `place` orders them."""

    submission = models.ForeignKey("reporting.Submission", on_delete=models.CASCADE, related_name="tally_places")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["submission", "name"], name="reporting_tally_place_once"),)

    def __str__(self) -> str:
        return f"{self.name} of submission {self.submission_id}"


class TallyCell(models.Model):
    """One place's figure; None where it was taken back. `revision` grows, so that two writers see each other."""

    place = models.ForeignKey(TallyPlace, on_delete=models.CASCADE, related_name="cells")
    element = models.CharField(max_length=64)
    scaled = models.BigIntegerField(null=True)
    scale = models.PositiveSmallIntegerField(default=0)
    entered_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["place", "element"], name="reporting_one_tally_cell"),)

    def __str__(self) -> str:
        return f"{self.element} of place {self.place_id}"
