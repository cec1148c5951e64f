"""Tables of what is agreed around a report: longer deadlines, closed periods and exceptions, questions and answers."""

from django.db import models
from django.db.models import Q

from pcmt.reporting.models.duty import Duty, Submission


class Extension(models.Model):
    """More time asked for a duty, and what was decided. `due_before` is the deadline that stood when it was asked.

    `granted_on` is the new deadline where it was granted; decided without one it was refused. `after_closing`: the
    period was closed, and what is asked for is leave to enter late; the deadline by which the report is late stays.
    """

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="extensions")
    due_before = models.DateField()
    wanted_on = models.DateField()
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    after_closing = models.BooleanField(default=False)
    granted_on = models.DateField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["duty"], condition=Q(decided_at__isnull=True), name="reporting_one_extension_asked"
            ),
        )

    def __str__(self) -> str:
        return f"extension of duty {self.duty_id} to {self.wanted_on}"


class PeriodClosing(models.Model):
    """A form's period closed to entry, by a person or by the form's rule; reopened at most once, then closed anew."""

    form_code = models.CharField(max_length=48)
    period = models.CharField(max_length=32)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.CharField(max_length=500, blank=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    reopen_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["form_code", "period"], condition=Q(reopened_at__isnull=True), name="reporting_closed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.form_code} {self.period} closed"


class LateEntry(models.Model):
    """Leave to enter, sign and send a report after its period was closed, up to and with a day.

    Rows are only added: the last one stands. Without a day it takes the leave back.
    """

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="late_entries")
    until = models.DateField(null=True)
    reason = models.CharField(max_length=500)
    granted_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    granted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"late entry of duty {self.duty_id} until {self.until}"


class Remark(models.Model):
    """A question or an answer about a report, or about one of its cells (`element`). Rows are only added."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    element = models.CharField(max_length=64, blank=True)
    text = models.CharField(max_length=2000)
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"remark on submission {self.submission_id}"


class CorrectionAsked(models.Model):
    """A correction that a unit asks for once its report is closed, and what became of it.

    `figures` holds what would be right, by element: [scaled, scale], or null where the unit only says that it is wrong.
    Decided with `opened` (the round in which it is corrected) or `into` (the later period that takes it up) it was
    granted; with neither it was refused.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="corrections_asked")
    figures = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    opened = models.ForeignKey(Submission, on_delete=models.SET_NULL, related_name="+", null=True)
    into = models.CharField(max_length=32, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["submission"], condition=Q(decided_at__isnull=True), name="reporting_one_correction_asked"
            ),
        )

    def __str__(self) -> str:
        return f"correction asked of submission {self.submission_id}"
