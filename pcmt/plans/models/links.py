"""Plans beside a plan that are neither above nor below it."""

from django.db import models

from pcmt.plans.models.plan import Plan


class PlanLink(models.Model):
    """A plan that has to do with another: what kind of link, told from the plan's side. One of a pair at most."""

    class Kind(models.TextChoices):
        """What the other is to the plan."""

        PROGRAMME = "programme", "Thuộc chương trình"
        JOINT = "joint", "Lồng ghép với"
        BESIDE = "beside", "Phối hợp thực hiện với"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="links")
    other = models.ForeignKey(Plan, models.CASCADE, related_name="linked_by")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("plan", "other"), name="plans_linked_once"),
            models.CheckConstraint(condition=~models.Q(plan=models.F("other")), name="plans_linked_to_another"),
        )
        ordering = ("plan_id", "kind", "id")
