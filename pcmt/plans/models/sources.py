"""What targets and tasks rest on besides their first sentence, and what they said before they were put right."""

from django.db import models
from django.db.models import Q

from pcmt.plans.models.targets import Target
from pcmt.plans.models.tasks import Task


class Source(models.Model):
    """Another sentence that asks for a target or task of the plan: documents repeat one another, a plan does not."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="sources", null=True, blank=True)
    task = models.ForeignKey(Task, models.CASCADE, related_name="sources", null=True, blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    anchor = models.CharField(max_length=128, blank=True)
    path = models.CharField(max_length=128, blank=True)
    quote = models.TextField()
    suggestion = models.OneToOneField("documents.Suggestion", models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(target__isnull=True, task__isnull=False) | Q(target__isnull=False, task__isnull=True),
                name="plans_source_of_one",
            ),
        )
        ordering = ("id",)


class Correction(models.Model):
    """What a target or task said before and after a person put it right; who, when and why stand in the journal.

    entry: the journal's entry. before, after: all that can be put right, as `rules/corrections.py` words it. Free words
    are kept here, since the journal holds references and figures only. document: the newer one that it follows; None
    where a person put a mistake right.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="corrections", null=True, blank=True)
    task = models.ForeignKey(Task, models.PROTECT, related_name="corrections", null=True, blank=True)
    entry = models.BigIntegerField(unique=True)
    before = models.JSONField()
    after = models.JSONField()
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(target__isnull=True, task__isnull=False) | Q(target__isnull=False, task__isnull=True),
                name="plans_correction_of_one",
            ),
        )
        ordering = ("id",)


class IndicatorChoice(models.Model):
    """The indicator that a person chose for a subject, against what was proposed; "" where they chose none."""

    subject = models.TextField()
    subject_key = models.CharField(max_length=255, unique=True)
    indicator = models.CharField(max_length=64, blank=True)
    chosen_on = models.DateField()
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-chosen_on", "-id")
