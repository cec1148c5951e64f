"""What a meeting concluded: whom it charges with what, and the task that came of it."""

from django.db import models
from django.db.models import Q

from pcmt.committee.models.meetings import Meeting


class Conclusion(models.Model):
    """One conclusion in the words of the announcement; `task` is what it became in a plan, None until it is given."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="conclusions")
    order = models.PositiveSmallIntegerField()
    words = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    product = models.CharField(max_length=255, blank=True)
    task = models.ForeignKey("plans.Task", models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "order"), name="committee_conclusions_in_order"),)
        ordering = ("meeting_id", "order")


class ConclusionParty(models.Model):
    """An agency that is to lead or to help; `as_written` is the group by which it was named, or a stranger's name."""

    class Role(models.TextChoices):
        """How it takes part."""

        LEAD = "lead", "Chủ trì"
        SUPPORT = "support", "Phối hợp"

    conclusion = models.ForeignKey(Conclusion, models.CASCADE, related_name="parties")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    role = models.CharField(max_length=8, choices=Role.choices)
    as_written = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("conclusion", "agency"),
                condition=Q(agency__isnull=False),
                name="committee_agency_once_a_conclusion",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(as_written=""), name="committee_party_is_named"
            ),
        )
        ordering = ("conclusion_id", "role", "id")
