"""The table of access tokens: by which a program reads and writes in its owner's place."""

from django.db import models

from pcmt.accounts.models.users import User


class AccessToken(models.Model):
    """A secret that a program carries for its owner; of it only the digest is kept, and its first signs to know it by.

    capacity: the owner's post, or agency without a post, in which it acts (queries/standing.py); agency: of that post.
    permissions: names, all the owner's own on the day of issue; what the owner no longer holds, it does not either.
    networks: ranges of addresses (CIDR) from which it is taken, none meaning from anywhere. expires_on: its last day.
    sightings: the addresses it came from, each with the last day, as "2026-11-22".
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    capacity = models.CharField(max_length=40)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    first_signs = models.CharField(max_length=16)
    permissions = models.JSONField()
    networks = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    sightings = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = (models.Index(fields=["user", "revoked_at"], name="accounts_token_of_user"),)

    def __str__(self) -> str:
        return f"access token of {self.user_id}"
