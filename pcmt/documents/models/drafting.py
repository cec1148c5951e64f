"""Outgoing documents made outside the system, from the draft to the signed paper."""

from django.db import models
from django.db.models import Q

from pcmt.documents.models.document import Document


class Draft(models.Model):
    """A draft on its way to being signed; states as in the lifecycle `draft`. `document` is what it became."""

    title = models.TextField()
    kind = models.CharField(max_length=16, blank=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    answers = models.ForeignKey(Document, models.PROTECT, related_name="drafts", null=True, blank=True)
    state = models.CharField(max_length=16)
    submitted_to = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+", null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    submission = models.TextField(blank=True, help_text="nội dung phiếu trình")
    returned_for = models.TextField(blank=True)
    document = models.OneToOneField(Document, models.PROTECT, related_name="drafted_as", null=True, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(document__isnull=False), name="documents_issued_draft_has_document"
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_to__isnull=False), name="documents_submitted_to_someone"
            ),
        )


class DraftFile(models.Model):
    """One file of a draft; the newest is what is submitted, the older ones stay."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("draft_id", "-id")
