"""The tables of who an account is at a provider of sign-in, and of what providers said to end sessions."""

from django.db import models

from pcmt.accounts.models.users import User


class Identity(models.Model):
    """A person at a provider, known by issuer and subject alone; it opens nothing until its owner has confirmed it.

    name: what the provider called them when they were linked, for showing only. alone: linked by an administrator
    before the owner ever came, so that it opens the account without a password, until that is reset.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    name = models.CharField(max_length=120, blank=True)
    alone = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=models.Q(confirmed_at__isnull=False),
                name="accounts_identity_opens_one_account",
            ),
            models.UniqueConstraint(
                fields=["user", "issuer"],
                condition=models.Q(confirmed_at__isnull=False),
                name="accounts_one_identity_at_a_provider",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(confirmed_at__isnull=True), name="accounts_one_identity_begun"
            ),
        )

    def __str__(self) -> str:
        return f"identity of {self.user_id}"


class LogoutHeard(models.Model):
    """A provider's token that ended sessions, so that it counts once; digest: SHA-256 of issuer and token's name."""

    digest = models.CharField(max_length=64, unique=True)
    heard_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"logout heard at {self.heard_at}"
