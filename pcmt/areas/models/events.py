"""Events that change the map. Versions and successions name the event that made them."""

from django.db import models

from pcmt.areas.rules.change import KIND_LABELS


class Event(models.Model):
    """A change of the map: proposed, applied whole, and undone whole; never deleted.

    `change` is the change as data (rules/change.py); `choices` what people chose of what followers offered;
    `areas` the identifiers that it touched; `touched` what followers touched, without names of persons; `mementos`
    by follower what is needed to go back. Persons are identifiers only: areas know no directory.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Đang chuẩn bị"
        APPLIED = "applied", "Đã áp dụng"
        UNDONE = "undone", "Đã hoàn tác"
        DROPPED = "dropped", "Đã bỏ"

    kind = models.CharField(max_length=8, choices=[*KIND_LABELS.items()])
    on = models.DateField()
    basis = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    change = models.JSONField()
    choices = models.JSONField(default=dict)
    areas = models.JSONField(default=dict)
    touched = models.JSONField(default=dict)
    mementos = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    proposed_by = models.BigIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.BigIntegerField(null=True)
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (models.Index(fields=["state", "on"], name="areas_events_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state__in=["applied", "undone"]) | models.Q(applied_at__isnull=False),
                name="areas_applied_has_its_moment",
            ),
        )

    def __str__(self) -> str:
        return f"event {self.pk}: {self.kind}, {self.on}, {self.state}"
