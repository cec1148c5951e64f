"""A plan over its years."""

from django.db import models
from django.db.models import F, Q


class Plan(models.Model):
    """A document adopted as a plan, over the years that it covers (both days included)."""

    class State(models.TextChoices):
        """Whether it is in force."""

        ACTIVE = "active", "đang thực hiện"
        ENDED = "ended", "đã kết thúc"

    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    title = models.TextField()
    horizon_from = models.DateField()
    horizon_to = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(horizon_to__gte=F("horizon_from")), name="plans_horizon_forward"),
        )
