"""Tables of closed figures and their totals. A trigger (migrations 0002, 0005) keeps facts append-only.

Figures are scaled integers: `scaled` / 10**`scale` in the element's unit.
"""

from django.db import models
from django.db.models import Q

from pcmt.reporting.models.duty import Submission


class AreaFactManager(models.Manager["Fact"]):
    """Leaves out what single agencies report of an area, so that no question counts it beside the area's figure."""

    def get_queryset(self) -> models.QuerySet["Fact"]:
        """This will give the figures of areas."""
        return super().get_queryset().filter(agency__isnull=True)


class Fact(models.Model):
    """A closed figure of an area, a period and an element. Never changed: a newer revision supersedes it.

    `superseded_at` is set once, in the transaction that closes its successor (or none, where a figure is withdrawn).
    Where several agencies owe one form for one area, each keeps facts of its own (`agency`), and the area's fact adds
    them up.
    """

    class Provenance(models.TextChoices):
        TYPED = "typed", "Nhập tay"
        IMPORTED = "imported", "Nhập từ tệp"
        TALLIED = "tallied", "Cộng từ thôn, bản"
        REGISTER = "register", "Đếm từ sổ theo dõi"
        COMPUTED = "computed", "Tính từ các ô khác"
        DECIDED = "decided", "Theo quyết định"
        ESTIMATED = "estimated", "Số ước"
        OLD_BOOK = "old_book", "Nhập từ sổ cũ"

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=32)
    element = models.CharField(max_length=64)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    scaled = models.BigIntegerField()
    scale = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField()
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="facts", null=True)
    provenance = models.CharField(max_length=12, choices=Provenance)
    basis = models.CharField(max_length=300, blank=True)
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    superseded_at = models.DateTimeField(null=True)

    objects = AreaFactManager()
    whoever = models.Manager["Fact"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["area", "period", "element", "revision"],
                condition=Q(agency__isnull=True),
                name="reporting_fact_key",
            ),
            models.UniqueConstraint(
                fields=["area", "period", "element"],
                condition=Q(superseded_at__isnull=True, agency__isnull=True),
                name="reporting_one_current_fact",
            ),
            models.UniqueConstraint(
                fields=["agency", "area", "period", "element", "revision"],
                condition=Q(agency__isnull=False),
                name="reporting_agency_fact_key",
            ),
            models.UniqueConstraint(
                fields=["agency", "area", "period", "element"],
                condition=Q(superseded_at__isnull=True, agency__isnull=False),
                name="reporting_one_current_of_agency",
            ),
        )
        indexes = (
            # Holds all that a table of many areas reads, so that the rows themselves, far apart, are left alone. The
            # area stands last, or SQLite looks here for a few areas too, which the constraint above finds faster.
            models.Index(
                fields=["period", "element", "scaled", "scale", "area"],
                condition=Q(superseded_at__isnull=True, agency__isnull=True),
                name="reporting_figures_by_period",
            ),
        )

    def __str__(self) -> str:
        return f"{self.element} {self.period} area {self.area_id} r{self.revision}"


class TotalSet(models.Model):
    """One area's totals of one period: the row that is locked while they are added up anew."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=32)
    refreshed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["area", "period"], name="reporting_one_total_set"),)

    def __str__(self) -> str:
        return f"totals {self.period} area {self.area_id}"


class Total(models.Model):
    """Current facts of the areas under one, added up: `reported` of `expected` areas have one, `estimated` a guess."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=32)
    element = models.CharField(max_length=64)
    scaled = models.BigIntegerField()
    scale = models.PositiveSmallIntegerField(default=0)
    reported = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    estimated = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["area", "period", "element"], name="reporting_one_total"),)

    def __str__(self) -> str:
        return f"{self.element} {self.period} area {self.area_id}"
