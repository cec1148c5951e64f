"""Tables of plans: targets with their roadmap, tasks with who leads, who helps and how far they are."""

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


class Target(models.Model):
    """A level to reach on an indicator by a period; decimals are `value` / 10**`scale`, in `unit`."""

    class State(models.TextChoices):
        """Whether it still binds."""

        ACTIVE = "active", "đang thực hiện"
        WITHDRAWN = "withdrawn", "đã rút"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="targets")
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
    scope_area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+")
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


class Task(models.Model):
    """A duty of a plan; its states and moves are the rulebook's lifecycle "task"."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    title = models.TextField()
    quote = models.TextField()
    source_document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    anchor = models.CharField(max_length=128, blank=True)
    path = models.CharField(max_length=128, blank=True)
    suggestion = models.OneToOneField("documents.Suggestion", models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    within = models.CharField(max_length=255, blank=True, help_text="thời hạn như văn bản ghi khi không nêu ngày")
    every = models.CharField(max_length=12, blank=True)
    product = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=16)
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("source_document", "anchor"), name="plans_task_source"),
            models.Index(fields=("state", "due_on"), name="plans_task_due"),
        )
        ordering = ("plan_id", "id")


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
    are kept here, since the journal holds references and figures only.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="corrections", null=True, blank=True)
    task = models.ForeignKey(Task, models.PROTECT, related_name="corrections", null=True, blank=True)
    entry = models.BigIntegerField(unique=True)
    before = models.JSONField()
    after = models.JSONField()

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


class TaskAgency(models.Model):
    """An agency that leads or supports a task; words of the document that name no registered agency stand alone."""

    class Role(models.TextChoices):
        """How it takes part."""

        LEAD = "lead", "Chủ trì"
        SUPPORT = "support", "Phối hợp"

    task = models.ForeignKey(Task, models.CASCADE, related_name="parties")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    role = models.CharField(max_length=8, choices=Role.choices)
    as_written = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("task", "agency"), condition=Q(agency__isnull=False), name="plans_agency_once_a_task"
            ),
            models.CheckConstraint(condition=Q(agency__isnull=False) | ~Q(as_written=""), name="plans_party_is_named"),
        )
        ordering = ("task_id", "role", "id")


class TaskProgress(models.Model):
    """What an agency said of its part, in whole percent and words; the newest counts, none is overwritten."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="progress")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    words = models.TextField()
    at = models.DateTimeField()
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(percent__lte=100), name="plans_percent_at_most_all"),)
        ordering = ("task_id", "-at", "-id")
