"""The table of failed sign-ins."""

from django.db import models


class SignInCounter(models.Model):
    """Failures in a row at the door under one key (a name, an address, both, a device), as rules/lockout.py has them.

    The key is a keyed digest, so that neither names nor addresses are stored.
    """

    digest = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField()
    blocked_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} failures"
