"""Tasks with who leads, who helps and how far they are."""

from django.db import models
from django.db.models import Q

from pcmt.plans.models.items import PlanItem
from pcmt.plans.models.plan import Plan


class Task(models.Model):
    """A duty of a plan; its states and moves are the rulebook's lifecycle "task".

    state, due_on and finished_on follow from the parts of its agencies (`rules/rolling.py`), except while it is paused
    or withdrawn, or where none of its agencies is registered. weight: how much it counts in its plan. first_due_on: the
    day as it was given, from which the days of a task that returns (`every`) are counted. missed_on: the first
    day that a part had let pass when it asked for more time.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    item = models.ForeignKey(PlanItem, models.SET_NULL, related_name="tasks", null=True, blank=True)
    carries = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="carried_by",
        null=True,
        blank=True,
        help_text="nhiệm vụ của cấp trên",
    )
    title = models.TextField()
    quote = models.TextField()
    source_document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    anchor = models.CharField(max_length=128, blank=True)
    path = models.CharField(max_length=128, blank=True)
    suggestion = models.OneToOneField("documents.Suggestion", models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    within = models.CharField(max_length=255, blank=True, help_text="thời hạn như văn bản ghi khi không nêu ngày")
    every = models.CharField(max_length=12, blank=True)
    product = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=16)
    finished_on = models.DateField(null=True, blank=True)
    missed_on = models.DateField(null=True, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="plans_task_weighs"),)
        indexes = (
            models.Index(fields=("source_document", "anchor"), name="plans_task_source"),
            models.Index(fields=("state", "due_on"), name="plans_task_due"),
        )
        ordering = ("plan_id", "id")


class TaskAgency(models.Model):
    """The part of an agency that leads or supports a task; words that name no registered agency stand alone.

    words: what the part is, where it is not the whole. due_on: a day of its own, None where the task's holds. weight:
    how much it counts for the task; a part without weight does not keep it from being finished. missed_on: the day that
    had passed when more time was asked for: what is done by the later day is late all the same.
    """

    class Role(models.TextChoices):
        """How it takes part."""

        LEAD = "lead", "Chủ trì"
        SUPPORT = "support", "Phối hợp"

    task = models.ForeignKey(Task, models.CASCADE, related_name="parties")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    role = models.CharField(max_length=8, choices=Role.choices)
    as_written = models.CharField(max_length=255, blank=True)
    words = models.TextField(blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    in_charge = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=16, default="todo")
    finished_on = models.DateField(null=True, blank=True)
    missed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(weight__lte=100), name="plans_part_weighs"),
            models.UniqueConstraint(
                fields=("task", "agency"), condition=Q(agency__isnull=False), name="plans_agency_once_a_task"
            ),
            models.CheckConstraint(condition=Q(agency__isnull=False) | ~Q(as_written=""), name="plans_party_is_named"),
        )
        indexes = (models.Index(fields=("agency", "state", "due_on"), name="plans_part_due"),)
        ordering = ("task_id", "role", "id")


class TaskWait(models.Model):
    """A task that cannot be finished before another (`on`)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="waits")
    on = models.ForeignKey(Task, models.CASCADE, related_name="awaited_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("task", "on"), name="plans_waits_once"),
            models.CheckConstraint(condition=~Q(task=models.F("on")), name="plans_waits_for_another"),
        )
        ordering = ("id",)
