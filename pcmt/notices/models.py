"""Tables of notices: what a person was told and when, the mails of a day, what they chose, their calendar's address."""

from django.db import models
from django.db.models import Q


class Choice(models.Model):
    """Whether a person wants a mail a day, to which address of their office, and of which kinds not."""

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="+")
    by_mail = models.BooleanField(default=False)
    email = models.EmailField(max_length=120, blank=True)
    muted = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(by_mail=False) | ~Q(email=""), name="notices_mail_needs_address"),
        )

    def __str__(self) -> str:
        return f"choice of {self.user_id}"


class Digest(models.Model):
    """What a person was told on a day, in one mail or only on the desk; there is one a day at most.

    A mail whose sending was begun and never ended stays `sending`: it may have arrived, so it is not sent again.
    """

    class State(models.TextChoices):
        KEPT = "kept", "chỉ trên bàn làm việc"
        WAITING = "waiting", "chờ gửi"
        SENDING = "sending", "đang gửi"
        SENT = "sent", "đã gửi"
        FAILED = "failed", "không gửi được"

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.KEPT)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "day"], name="notices_one_digest_a_day"),)
        indexes = (models.Index(fields=["state", "next_at"], name="notices_digests_to_send"),)

    def __str__(self) -> str:
        return f"{self.day} for {self.user_id}: {self.state}"


class Notice(models.Model):
    """One thing told once: a kind, what it is about (a reference), and the stage ("before-3", "after-7")."""

    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, related_name="notices")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    subject = models.CharField(max_length=96)
    stage = models.CharField(max_length=16)
    title = models.CharField(max_length=300)
    due_on = models.DateField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user", "kind", "subject", "stage"], name="notices_never_told_twice"),
        )
        indexes = (models.Index(fields=["user", "seen_at"], name="notices_unseen"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.stage} for {self.user_id}"


class Feed(models.Model):
    """The secret address of a person's calendar in one capacity; only its digest is kept."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at__isnull=True), name="notices_one_feed_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
