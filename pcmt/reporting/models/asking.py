"""Table of requests: what is asked on occasion (đột xuất), of whom by when; the duties are made with it."""

from django.db import models
from django.db.models import F, Q


class Request(models.Model):
    """A form asked on occasion for the days of `period`, due on a day of its own, because of a document or a reason.

    Who must answer are the duties of this form and period. A request that nobody has answered can be withdrawn: its
    duties go, the row stays. `form_id` is the version that was asked. `due_on` may be moved for all at once: then
    `moved_from` is the day before the last of its `moves`.
    """

    form_id = models.CharField(max_length=64)
    form_code = models.CharField(max_length=48)
    period = models.CharField(max_length=32)
    first_day = models.DateField()
    last_day = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+", null=True)
    asked_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    moved_from = models.DateField(null=True)
    moved_at = models.DateTimeField(null=True)
    moved_why = models.CharField(max_length=500, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)
    withdrawn_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["form_code", "period"], condition=Q(withdrawn_at__isnull=True), name="reporting_asked_once"
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="reporting_request_has_days"),
        )

    def __str__(self) -> str:
        return f"request {self.pk}: {self.form_id} {self.period}"
