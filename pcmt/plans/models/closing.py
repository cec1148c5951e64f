"""A task whose result is a figure: which, how high, and the proposals to close it once the figure is there."""

from django.db import models
from django.db.models import Q

from pcmt.plans.models.tasks import Task


class TaskMeasure(models.Model):
    """The figure that a task is to bring about: an indicator of an area against a level, `value` / 10**`scale`."""

    class Relation(models.TextChoices):
        """How the figure is compared with the level."""

        AT_LEAST = ">=", "ít nhất"
        ABOVE = ">", "trên"
        AT_MOST = "<=", "không quá"
        BELOW = "<", "dưới"

    task = models.OneToOneField(Task, models.CASCADE, related_name="measure")
    indicator = models.CharField(max_length=64)
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    relation = models.CharField(max_length=2, choices=Relation.choices)
    value = models.BigIntegerField()
    scale = models.PositiveSmallIntegerField(default=0)


class ClosingProposal(models.Model):
    """The system's proposal to close a task, by the reference of the figure that was reached, and what became of it.

    shown: the figure as it read on that day. A figure that is corrected away takes an open proposal back.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "chờ quyết định"
        TAKEN_BACK = "taken_back", "số liệu không còn đạt"
        ACCEPTED = "accepted", "đã kết thúc theo số liệu"
        DECLINED = "declined", "chưa đồng ý"

    task = models.ForeignKey(Task, models.CASCADE, related_name="closings")
    reference = models.CharField(max_length=128)
    shown = models.CharField(max_length=200)
    proposed_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("task",), condition=Q(state="open"), name="plans_one_closing_open"),
        )
        ordering = ("-proposed_on", "-id")
