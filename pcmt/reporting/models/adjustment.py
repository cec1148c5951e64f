"""Table of corrections that came after a period was closed, and are carried into a later one."""

from django.db import models
from django.db.models import Q

from pcmt.reporting.models.duty import Duty


class Adjustment(models.Model):
    """A closed figure that was found wrong once its period was closed: it stays, and the difference enters `into`.

    before: what was held to be right until then (the closed figure, with what was carried before). into: the period of
    the same form whose report takes it up. Rows are only added; `dropped_at` takes one back before it was taken up.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="adjustments")
    element = models.CharField(max_length=64)
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    scale = models.PositiveSmallIntegerField(default=0)
    into = models.CharField(max_length=32)
    reason = models.CharField(max_length=500)
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["duty", "element", "into"],
                condition=Q(dropped_at__isnull=True),
                name="reporting_one_adjustment_into_a_period",
            ),
        )
        indexes = (models.Index(fields=["into"], name="reporting_adjusted_into"),)

    def __str__(self) -> str:
        return f"{self.element} of duty {self.duty_id}: {self.before} to {self.after} in {self.into}"
