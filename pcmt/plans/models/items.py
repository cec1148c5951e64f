"""What a plan is made of: its tree of parts, and the money for them."""

from django.db import models
from django.db.models import Q

from pcmt.plans.models.plan import Plan


class PlanItem(models.Model):
    """A part of a plan under its heading; targets and tasks hang under it, or under the plan itself.

    document, anchor, quote: the sentence that it comes from; none for a part that a draft adds itself.
    carries: the part of the plan above that it carries out.
    """

    class Kind(models.TextChoices):
        """What part it is."""

        PURPOSE = "purpose", "Mục đích, yêu cầu"
        OBJECTIVE = "objective", "Mục tiêu"
        TASKS = "tasks", "Nhóm nhiệm vụ"
        SOLUTION = "solution", "Nhóm giải pháp"
        PROJECT = "project", "Dự án"
        SUBPROJECT = "subproject", "Tiểu dự án"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, related_name="children", null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    order = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=64, blank=True, help_text="số thứ tự như văn bản ghi: “Dự án 1”, “III”")
    title = models.TextField()
    lead = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)
    anchor = models.CharField(max_length=128, blank=True)
    path = models.CharField(max_length=128, blank=True)
    quote = models.TextField(blank=True)
    carries = models.ForeignKey("self", models.SET_NULL, related_name="carried_by", null=True, blank=True)

    class Meta:
        ordering = ("plan_id", "order", "id")


class BudgetLine(models.Model):
    """Money of a plan or of one part of it, from one source in one year, in whole đồng; None where nothing was told."""

    class Fund(models.TextChoices):
        """Where the money comes from."""

        CENTRAL = "central", "Ngân sách trung ương"
        PROVINCE = "province", "Ngân sách tỉnh"
        COMMUNE = "commune", "Ngân sách xã"
        JOINT = "joint", "Lồng ghép chương trình khác"
        OTHER = "other", "Nguồn hợp pháp khác"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budget")
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="budget", null=True, blank=True)
    fund = models.CharField(max_length=10, choices=Fund.choices)
    year = models.PositiveSmallIntegerField()
    planned = models.BigIntegerField(null=True, blank=True)
    allotted = models.BigIntegerField(null=True, blank=True)
    spent = models.BigIntegerField(null=True, blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)
    anchor = models.CharField(max_length=128, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("item", "fund", "year"), name="plans_budget_of_item_once"),
            models.UniqueConstraint(
                fields=("plan", "fund", "year"), condition=Q(item__isnull=True), name="plans_budget_of_plan_once"
            ),
            models.CheckConstraint(
                condition=(Q(planned__isnull=True) | Q(planned__gte=0))
                & (Q(allotted__isnull=True) | Q(allotted__gte=0))
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="plans_budget_not_negative",
            ),
        )
        ordering = ("plan_id", "year", "fund", "id")
