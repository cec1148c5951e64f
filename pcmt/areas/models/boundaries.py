"""Boundaries of areas for the map, imported by an administrator; none is shipped."""

from django.db import models

from pcmt.areas.models.areas import AreaVersion


class Boundary(models.Model):
    """The outline of one version of an area.

    `rings` is JSON text: polygons of rings of longitude and latitude in ten-thousandths of a degree (about 11 m), the
    outer ring counter-clockwise (RFC 7946), each ring flat: [x, y, x, y, …]. The box is in the same unit.
    """

    version = models.OneToOneField(AreaVersion, on_delete=models.CASCADE, related_name="boundary")
    rings = models.TextField()
    points = models.PositiveIntegerField()
    west = models.IntegerField()
    south = models.IntegerField()
    east = models.IntegerField()
    north = models.IntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(west__lte=models.F("east")) & models.Q(south__lte=models.F("north")),
                name="areas_boundary_has_a_box",
            ),
        )

    def __str__(self) -> str:
        return f"boundary of version {self.version_id}"
