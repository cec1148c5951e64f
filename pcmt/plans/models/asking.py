"""Whom a plan asks for a plan of their own."""

from django.db import models

from pcmt.plans.models.plan import Plan


class PlanAsked(models.Model):
    """An agency asked to issue its own plan by a day; own_plan is the one that answers, from its first draft on."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="asked")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    due_on = models.DateField()
    asked_on = models.DateField()
    own_plan = models.ForeignKey(Plan, models.PROTECT, related_name="answers", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "agency"), name="plans_asked_once"),)
        indexes = (models.Index(fields=("agency", "due_on"), name="plans_asked_of"),)
        ordering = ("plan_id", "id")
