"""Briefings (quán triệt): which document was asked to be made known, by whom, and what each agency did."""

from django.db import models
from django.db.models import F, Q

from pcmt.committee.rules.briefing import FORM_LABELS


class Briefing(models.Model):
    """A request that agencies brief their people on a document by a day. withdrawn_for: why it no longer holds."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    keeper = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    asked_on = models.DateField()
    withdrawn_for = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="committee_briefing_due_ahead"),
        )
        ordering = ("-asked_on", "-id")


class BriefingDuty(models.Model):
    """An agency that owes a briefing."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="duties")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("briefing", "agency"), name="committee_briefing_owed_once"),)
        indexes = (models.Index(fields=("agency",), name="committee_briefing_of"),)
        ordering = ("briefing_id", "id")


class BriefingSession(models.Model):
    """One sitting at which an agency's people were briefed: when, where, in which form.

    invited, present: persons. taken_back_for: why it does not count; it stays readable.
    """

    duty = models.ForeignKey(BriefingDuty, models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    form = models.CharField(max_length=8, choices=[*FORM_LABELS.items()])
    invited = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    told_at = models.DateTimeField()
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)
    taken_back_for = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(present__lte=F("invited")), name="committee_no_more_came_than_asked"),
            models.CheckConstraint(condition=Q(invited__gte=1), name="committee_somebody_was_asked"),
        )
        ordering = ("duty_id", "held_on", "id")
