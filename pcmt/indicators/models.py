"""What was found of two sources that differ, and how people arranged what they look at.

Values are never stored here, so none can be out of date; only how often was changed what they are computed from.
"""

from django.db import models


class Finding(models.Model):
    """Which of two sources stands, as somebody found who looked into it. Rows are only added.

    `figures` names both figures as they were found; where one changes, the finding has lapsed and it is looked at anew.
    """

    class Stands(models.TextChoices):
        FIRST = "first", "Số của nguồn thứ nhất đúng"
        SECOND = "second", "Số của nguồn thứ hai đúng"
        BOTH = "both", "Hai số đều đúng, đếm khác nhau"

    cross_check = models.CharField(max_length=48)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=32)
    figures = models.CharField(max_length=160)
    stands = models.CharField(max_length=8, choices=Stands)
    reason = models.CharField(max_length=500)
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["area", "period"], name="indicators_found_by_area"),)

    def __str__(self) -> str:
        return f"{self.cross_check} {self.period} area {self.area_id}: {self.stands}"


class SavedDashboard(models.Model):
    """A group of indicators as a person arranged it; what it shows is computed anew by the rights of whoever opens it.

    area: the one shown first; none: the reader's own. shared_at: since when others may open it by its address.
    """

    name = models.CharField(max_length=120)
    owner = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+", null=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"dashboard {self.pk} {self.name}"


class DashboardPanel(models.Model):
    """One panel of a dashboard: an indicator, and in which of the closed list of ways it is shown."""

    class Kind(models.TextChoices):
        VALUE = "value", "Giá trị"
        TREND = "trend", "Diễn biến"
        MAP = "map", "Bản đồ"
        RANKING = "ranking", "Xếp hạng"
        TABLE = "table", "Bảng theo kỳ"

    dashboard = models.ForeignKey(SavedDashboard, on_delete=models.CASCADE, related_name="panels")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    indicator = models.CharField(max_length=32)

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["dashboard", "place"], name="indicators_one_panel_a_place"),)

    def __str__(self) -> str:
        return f"{self.place}: {self.kind} {self.indicator}"


class SavedTable(models.Model):
    """A table that a person put together, as the choices in its address; what it shows is computed on opening it."""

    name = models.CharField(max_length=120)
    owner = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+")
    address = models.TextField()
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=models.Q(dropped_at__isnull=True),
                name="indicators_one_table_a_name",
            ),
        )

    def __str__(self) -> str:
        return f"table {self.pk} {self.name}"


class PublicPage(models.Model):
    """What anybody may see without signing in, as one person proposed it and another opened it; the open one holds.

    least: smaller counts are held back. Nothing here holds a figure: what is shown is computed anew.
    """

    least = models.PositiveSmallIntegerField()
    reason = models.TextField()
    proposed_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    opened_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    opened_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(opened_by__isnull=True) | ~models.Q(opened_by=models.F("proposed_by")),
                name="indicators_public_by_two",
            ),
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(opened_at__isnull=False, closed_at__isnull=True),
                name="indicators_one_public_page",
            ),
        )

    def __str__(self) -> str:
        return f"public page {self.pk}"


class PublicChoice(models.Model):
    """One indicator on the public page: of the province alone, or of its communes as well."""

    class Level(models.TextChoices):
        PROVINCE = "province", "toàn tỉnh"
        COMMUNE = "commune", "toàn tỉnh và từng xã, phường"

    page = models.ForeignKey(PublicPage, on_delete=models.CASCADE, related_name="choices")
    place = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=32)
    level = models.CharField(max_length=8, choices=Level)

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["page", "indicator"], name="indicators_public_once"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.level}"


class Revision(models.Model):
    """How many changes there were to the tables that values are computed from; the sum over all rows tells.

    Written by triggers of those tables, within the transaction that changes them. On PostgreSQL each change adds a row,
    so that none waits for another, and now and then some are put together; on SQLite, where one writes at a time, one
    row counts. The sum grows with every transaction that changed something, in the order in which others see them.
    """

    changes = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.changes} changes"
