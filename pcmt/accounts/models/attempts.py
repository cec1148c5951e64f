"""The table of failed sign-ins."""

from django.db import models


class SignInCounter(models.Model):
    """Failed sign-ins in a row for one name from one address, kept under a keyed digest so that neither is stored."""

    pair_digest = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField()
    blocked_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} failures"
