"""Administrative units: identity apart from what holds only for a time. `valid_to` is the last day included."""

from django.db import models

from pcmt.areas.rules.names import LEVEL_LABELS, TYPE_LABELS


class Area(models.Model):
    """An area's identity: facts and grants point here; its code, name and type live in its versions."""

    def __str__(self) -> str:
        return f"area {self.pk}"


class AreaVersion(models.Model):
    """What an area was from one day to another: every change of code, name, type or parent starts a new version."""

    class Level(models.TextChoices):
        PROVINCE = "province"
        DISTRICT = "district"
        COMMUNE = "commune"
        HAMLET = "hamlet"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="versions")
    code = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=500)
    type = models.CharField(max_length=16, choices=[*TYPE_LABELS.items()])
    level = models.CharField(max_length=16, choices=[*LEVEL_LABELS.items()])
    parent = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="child_versions", null=True, blank=True)
    former_district = models.CharField(max_length=120, blank=True)
    tile_col = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    event = models.ForeignKey("areas.Event", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code", "valid_from"], name="areas_code_and_day"),
            models.UniqueConstraint(
                fields=["area"], condition=models.Q(valid_to__isnull=True), name="areas_one_open_version"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_to__isnull=True), name="areas_one_open_holder_of_a_code"
            ),
            models.UniqueConstraint(
                fields=["parent", "tile_col", "tile_row"],
                condition=models.Q(valid_to__isnull=True, tile_col__isnull=False),
                name="areas_one_area_a_tile",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="areas_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(tile_col__isnull=True, tile_row__isnull=True)
                | models.Q(tile_col__isnull=False, tile_row__isnull=False),
                name="areas_tile_is_a_pair",
            ),
        )
        indexes = (models.Index(fields=["parent", "level"]),)

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.valid_from})"


class Succession(models.Model):
    """What an old area gave to a new one on a day, and the share of it that went (per million; null where unknown).

    The heir among the new areas answers for what the old one left open; only events name one.
    """

    class Extent(models.TextChoices):
        WHOLE = "whole", "Toàn bộ"
        PART = "part", "Một phần"

    old = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successions_out")
    new = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successions_in")
    extent = models.CharField(max_length=8, choices=Extent)
    share_per_million = models.PositiveIntegerField(null=True, blank=True)
    on = models.DateField()
    basis = models.CharField(max_length=300, blank=True)
    is_heir = models.BooleanField(default=False)
    event = models.ForeignKey("areas.Event", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["old", "new", "on"], name="areas_succession_once"),
            models.CheckConstraint(
                condition=models.Q(share_per_million__isnull=True) | models.Q(share_per_million__lte=1_000_000),
                name="areas_share_at_most_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id} ({self.extent}, {self.on})"
