"""The table of sessions: who is signed in, since when, where, and how they proved who they are."""

from django.db import models

from pcmt.accounts.models.users import User


class Session(models.Model):
    """One time of being signed in, on one browser. The browser's cookie leads to it; the row decides.

    means: how the person proved who they are ("password totp"). proved_at: the last time they did. end: why it ended,
    one of rules/sessions.py; empty while it lasts. issuer, subject, sid: the provider by which they came, who they are
    there, and what the provider calls its own session; empty where they came by none.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sessions")
    means = models.CharField(max_length=64)
    device = models.CharField(max_length=80)
    address = models.CharField(max_length=64)
    issuer = models.CharField(max_length=255, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    sid = models.CharField(max_length=255, blank=True)
    opened_at = models.DateTimeField()
    proved_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=24, blank=True)

    class Meta:
        indexes = (models.Index(fields=["user", "ended_at"], name="accounts_session_of_user"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, end="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(end="")),
                name="accounts_session_ends_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.device}"
