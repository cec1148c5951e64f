"""Targets with their roadmap: levels on the way, communes registered, each commune's share."""

from django.db import models
from django.db.models import F, Q

from pcmt.plans.models.items import PlanItem
from pcmt.plans.models.plan import Plan
from pcmt.plans.rules.inputs import SCOPE_TYPES


class Target(models.Model):
    """A level to reach on an indicator by a period; decimals are `value` / 10**`scale`, in `unit`.

    Of the communes of its area it means all, those of a named zone, or those of one type; which they are is told by
    the map of the day on which it is read.
    """

    class State(models.TextChoices):
        """Whether it still binds."""

        ACTIVE = "active", "đang thực hiện"
        WITHDRAWN = "withdrawn", "đã rút"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="targets")
    item = models.ForeignKey(PlanItem, models.SET_NULL, related_name="targets", null=True, blank=True)
    carries = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="carried_by",
        null=True,
        blank=True,
        help_text="chỉ tiêu của cấp trên",
    )
    indicator = models.CharField(max_length=64, blank=True, db_index=True)
    relation = models.CharField(max_length=10)
    value = models.BigIntegerField(null=True, blank=True)
    value_high = models.BigIntegerField(null=True, blank=True)
    scale = models.PositiveSmallIntegerField(default=0)
    unit = models.CharField(max_length=64, blank=True)
    subject = models.TextField()
    by_period = models.CharField(max_length=32)
    by_last_day = models.DateField()
    every = models.CharField(max_length=12, blank=True)
    lead = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True, help_text="cơ quan chủ trì"
    )
    scope_area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    scope_zone = models.ForeignKey("areas.Zone", models.PROTECT, related_name="+", null=True, blank=True)
    scope_type = models.CharField(max_length=16, blank=True, choices=[*SCOPE_TYPES.items()])
    quote = models.TextField()
    sentence = models.TextField(blank=True, help_text="nguyên văn cả câu; trống ở chỉ tiêu lập trước khi lưu cả câu")
    source_document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    anchor = models.CharField(max_length=128, blank=True)
    path = models.CharField(max_length=128, blank=True)
    suggestion = models.OneToOneField("documents.Suggestion", models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(value_high__isnull=True) | Q(value_high__gte=F("value")), name="plans_range_forward"
            ),
            models.CheckConstraint(
                condition=Q(scope_zone__isnull=True) | Q(scope_type=""), name="plans_scope_by_zone_or_by_type"
            ),
        )
        indexes = (models.Index(fields=("source_document", "anchor"), name="plans_target_source"),)
        ordering = ("plan_id", "id")


class Milestone(models.Model):
    """The level that a target's roadmap sets for a period on the way, at the target's scale."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="milestones")
    period = models.CharField(max_length=32)
    last_day = models.DateField()
    value = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("target", "period"), name="plans_milestone_once"),)
        ordering = ("target_id", "last_day")


class RoadmapEntry(models.Model):
    """A commune registered (đăng ký) to reach a target's state by the end of a year; one year each, while it stands."""

    class State(models.TextChoices):
        """Whether the registration still stands."""

        ACTIVE = "active", "đang đăng ký"
        WITHDRAWN = "withdrawn", "đã rút"

    target = models.ForeignKey(Target, models.PROTECT, related_name="registrations")
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("target", "area"), condition=Q(state="active"), name="plans_registered_for_one_year"
            ),
        )
        indexes = (models.Index(fields=("area", "year"), name="plans_registered"),)
        ordering = ("target_id", "year", "id")


class Share(models.Model):
    """What a commune is given of a target (giao chỉ tiêu): decimals are `value` / 10**`scale`, in the target's unit."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="shares")
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
    value = models.BigIntegerField()
    scale = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("target", "area"), name="plans_one_share_an_area"),)
        ordering = ("target_id", "id")
