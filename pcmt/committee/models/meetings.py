"""Meetings of a committee: what is on the agenda, which papers, who came, what was said."""

from django.db import models
from django.db.models import Q

from pcmt.committee.rules.inputs import MEETING_KINDS
from pcmt.committee.rules.presence import PRESENCE_LABELS


class Meeting(models.Model):
    """A meeting on one day; its states and moves are the rulebook's lifecycle "meeting".

    kind: a sitting of the committee, or a hearing of reports (nghe báo cáo) called when something asks for it.
    secretary: who writes the minutes, name and title. draft: the announcement of its conclusions among the outgoing
    drafts. document: the announcement as it was issued and registered; what the meeting concluded is followed by its
    sentences.
    """

    committee = models.ForeignKey("agencies.Committee", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[*MEETING_KINDS.items()], default="sitting")
    title = models.CharField(max_length=300)
    held_on = models.DateField()
    begins_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12)
    minutes = models.TextField(blank=True)
    secretary = models.CharField(max_length=200, blank=True)
    ended_at = models.TimeField(null=True, blank=True)
    cancelled_for = models.TextField(blank=True)
    draft = models.ForeignKey("documents.Draft", models.PROTECT, related_name="+", null=True, blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="concluded") | Q(document__isnull=False), name="committee_concluded_by_a_document"
            ),
        )
        indexes = (models.Index(fields=("committee", "held_on"), name="committee_meetings_by_day"),)
        ordering = ("-held_on", "-id")


class AgendaItem(models.Model):
    """What is to be dealt with, and which agency presents it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    presenter = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "order"), name="committee_agenda_in_order"),)
        ordering = ("meeting_id", "order")


class Paper(models.Model):
    """A registered document that lies before the meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "document"), name="committee_paper_once"),)
        ordering = ("meeting_id", "id")


class Attendance(models.Model):
    """Who of the committee came: kept as it was on that day, whatever becomes of the seat, the post or the agency.

    note: the reason of who was excused, or the name and title of who came in their stead.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=24)
    role_label = models.CharField(max_length=60)
    chairs = models.BooleanField(default=False)
    presence = models.CharField(max_length=8, choices=[*PRESENCE_LABELS.items()])
    note = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "order"), name="committee_attendance_in_order"),
            models.UniqueConstraint(
                fields=("meeting",), condition=Q(chairs=True), name="committee_meeting_has_one_chair"
            ),
        )
        ordering = ("meeting_id", "order")
