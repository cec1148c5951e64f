"""Decisions on classes: who decided what for which area and year, under which document."""

from django.db import models


class ClassDecision(models.Model):
    """One area's class for one year, as decided; a revoked one stays, with when and why."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=32)
    scheme = models.CharField(max_length=64)
    class_code = models.CharField(max_length=32)
    decision_number = models.CharField(max_length=64)
    decided_on = models.DateField()
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["area", "period"],
                condition=models.Q(revoked_at__isnull=True),
                name="classification_one_decision_a_year",
            ),
            models.CheckConstraint(condition=~models.Q(decision_number=""), name="classification_numbered"),
        )
        indexes = (models.Index(fields=["period", "area"]),)

    def __str__(self) -> str:
        return f"{self.class_code}, area {self.area_id}, {self.period} ({self.decision_number})"
