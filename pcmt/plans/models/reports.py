"""What agencies said of their parts, with evidence and the issuer's verdict; and the time that they asked for."""

from django.db import models
from django.db.models import Q

from pcmt.plans.models.tasks import Task


class TaskProgress(models.Model):
    """What an agency said of its part, in whole percent and words; the newest counts, none is overwritten.

    agency: None where the keeper of the plan speaks for a task in which nobody is registered. for_day: on which of its
    days, where the task returns. is_final: the part is reported as done, and waits for the verdict. on_paper: written
    down by the keeper after a report on paper.
    """

    class Verdict(models.TextChoices):
        """What the issuer said to a final report."""

        ACCEPTED = "accepted", "đã nghiệm thu"
        RETURNED = "returned", "trả lại"

    task = models.ForeignKey(Task, models.CASCADE, related_name="progress")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    percent = models.PositiveSmallIntegerField()
    words = models.TextField()
    at = models.DateTimeField()
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)
    principal = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)
    for_day = models.DateField(null=True, blank=True)
    is_final = models.BooleanField(default=False)
    on_paper = models.BooleanField(default=False)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    verdict_words = models.TextField(blank=True)
    verdict_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(percent__lte=100), name="plans_percent_at_most_all"),
            models.CheckConstraint(condition=Q(verdict="") | Q(is_final=True), name="plans_verdict_on_final_reports"),
        )
        ordering = ("task_id", "-at", "-id")


class TaskEvidence(models.Model):
    """A file, a link or a figure's reference ("value:…") beside a report."""

    report = models.ForeignKey(TaskProgress, models.CASCADE, related_name="evidence")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", null=True, blank=True)
    link = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(file__isnull=False, link="") | Q(file__isnull=True) & ~Q(link=""),
                name="plans_evidence_is_one_thing",
            ),
        )
        ordering = ("id",)


class TaskExtension(models.Model):
    """More time that an agency asked for its part, and what the keeper of the plan decided.

    due_before: the day that held when it was asked. granted_on: None where it was refused, or is not decided yet.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="extensions")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    due_before = models.DateField()
    wanted_on = models.DateField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)
    granted_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("task", "agency"), condition=Q(decided_at__isnull=True), name="plans_one_extension_asked"
            ),
            models.CheckConstraint(
                condition=Q(granted_on__isnull=True) | Q(decided_at__isnull=False), name="plans_granted_is_decided"
            ),
        )
        ordering = ("-asked_at", "-id")
