"""Who handles what came in, by when, and what the leaders wrote on it; and bare deadlines of sealed papers."""

from django.db import models
from django.db.models import Q

from pcmt.documents.models.document import Document


class Handling(models.Model):
    """The handling of one incoming act (its first version); states as in the lifecycle `handling`."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="handling")
    state = models.CharField(max_length=16)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    post = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+", null=True, blank=True)
    passed_on = models.DateField(null=True, blank=True, help_text="ngày chuyển")
    reply_due_on = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True, help_text="hỏa tốc hẹn giờ")
    reply = models.ForeignKey(Document, models.PROTECT, related_name="answered", null=True, blank=True)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(reply__isnull=False), name="documents_answered_has_reply"
            ),
            models.CheckConstraint(
                condition=~Q(state="assigned") | Q(agency__isnull=False), name="documents_assigned_has_agency"
            ),
            models.CheckConstraint(
                condition=Q(due_time__isnull=True) | Q(reply_due_on__isnull=False), name="documents_hour_has_day"
            ),
        )
        indexes = (models.Index(fields=("state", "reply_due_on"), name="documents_handling_due"),)


class Endorsement(models.Model):
    """What a leader wrote on an incoming document (bút phê): the words, whose they are, and of which day."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="endorsements")
    words = models.TextField()
    post = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+")
    written_on = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("document_id", "written_on", "id")


class SealedDeadline(models.Model):
    """A deadline "theo sổ mật": the number in the paper book, the day, who handles it; nothing of the paper itself."""

    keeper = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    book_number = models.CharField(max_length=12)
    due_on = models.DateField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    post = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+", null=True, blank=True)
    noted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("keeper", "book_number"),
                condition=Q(closed_at__isnull=True),
                name="documents_sealed_number_open_once",
            ),
        )
        indexes = (models.Index(fields=("due_on",), name="documents_sealed_due"),)
