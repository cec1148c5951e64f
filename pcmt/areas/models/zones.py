"""Named zones and routes: areas that a document groups, such as the border area or a key route."""

from django.db import models

from pcmt.areas.models.areas import Area
from pcmt.areas.rules.zones import ZONE_KINDS


class Zone(models.Model):
    """A zone or route, from the day on which a document set it; `document` is its reference, where registered."""

    kind = models.CharField(max_length=16, choices=[*ZONE_KINDS.items()])
    name = models.CharField(max_length=160)
    sort_key = models.CharField(max_length=660)
    document = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "name"], condition=models.Q(valid_to__isnull=True), name="areas_one_zone_of_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="areas_zone_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ZoneMember(models.Model):
    """An area in a zone, from a day to a day (both included)."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="members")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="zones")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["zone", "area"],
                condition=models.Q(valid_to__isnull=True),
                name="areas_one_open_membership_of_a_zone",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="areas_membership_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.zone_id}: area {self.area_id} from {self.valid_from}"
