"""Files that were handed in together, each with what became of it."""

from django.db import models
from django.db.models import Q

from pcmt.documents.models.document import Document


class Batch(models.Model):
    """Files handed in at once by one person, with what they said of all of them."""

    direction = models.CharField(max_length=3, choices=Document.Direction.choices)
    arrived_on = models.DateField(null=True, blank=True)
    urgency = models.CharField(max_length=32, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)
    numbered = models.BooleanField(default=False, help_text="cấp số đến liên tiếp khi đăng ký")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    version_of = models.ForeignKey(Document, models.CASCADE, related_name="+", null=True, blank=True)
    version_note = models.CharField(max_length=255, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()


class ReceivedFile(models.Model):
    """One file of a batch; `held` finds its content until it has an outcome. A secret one loses name and size too."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "chờ đọc"
        READING = "reading", "đang đọc"
        REGISTERED = "registered", "đã đăng ký"
        KNOWN = "known", "đã có trong kho"
        REFUSED = "refused", "không nhận"
        SECRET = "secret", "có dấu độ mật"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    is_slow = models.BooleanField(default=False)
    held = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    taken_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(Document, models.SET_NULL, related_name="received", null=True, blank=True)
    message = models.TextField(blank=True)
    remedy = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="secret") | Q(name="", size=0, held=""), name="documents_secret_leaves_nothing"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "reading")) | Q(held=""), name="documents_finished_holds_nothing"
            ),
        )
        indexes = (
            models.Index(
                fields=("is_slow", "id"),
                condition=Q(state__in=("waiting", "reading")),
                name="documents_files_to_read",
            ),
        )
        ordering = ("batch_id", "id")
