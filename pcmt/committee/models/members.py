"""What a member tells a meeting beforehand of the field and the areas that they answer for."""

from django.db import models

from pcmt.committee.models.meetings import Meeting


class MemberReport(models.Model):
    """A member's short report for a meeting, in the seat that they held; name and title as they were that day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="member_reports")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)
    seat = models.PositiveBigIntegerField()
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    words = models.TextField()
    told_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "seat"), name="committee_member_reports_once"),)
        ordering = ("meeting_id", "id")
