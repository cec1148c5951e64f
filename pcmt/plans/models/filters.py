"""Choices of tasks that people keep under a name."""

from django.db import models
from django.db.models import Q


class SavedFilter(models.Model):
    """Which tasks a person wants to see, and where: what the address of the list asks for, never what it found.

    Whoever opens it sees by their own rights.
    """

    class Place(models.TextChoices):
        """On which page it opens."""

        TABLE = "table", "Danh sách"
        BOARD = "board", "Bảng cột"
        CALENDAR = "calendar", "Lịch"

    owner = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=8, choices=Place.choices)
    asked = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "name"), condition=Q(dropped_at__isnull=True), name="plans_one_filter_a_name"
            ),
        )
        ordering = ("name", "id")
