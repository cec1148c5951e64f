"""The table of one-time links by which a person sets their password."""

from django.db import models

from pcmt.accounts.models.users import User


class Link(models.Model):
    """A link handed to one person: for the first password of a new account, or for a new one after a reset.

    Only the token's digest is kept. A link counts while it is neither used, nor revoked, nor past `expires_at`.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
                name="accounts_one_link_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.expires_at}"
