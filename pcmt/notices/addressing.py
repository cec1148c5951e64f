"""The secret of a calendar's address: made up, and found again by its digest."""

import hashlib
import secrets

from pcmt.notices.models import Feed

LENGTH = 43


def new_secret() -> str:
    """This will make up an address that nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """This will digest a secret for keeping and finding."""
    return hashlib.sha256(secret.encode()).hexdigest()


def found_by(secret: str) -> Feed | None:
    """This will find the calendar that an address opens, unless it was taken back."""
    if len(secret) != LENGTH:
        return None
    return Feed.objects.select_related("user").filter(digest=digest_of(secret), revoked_at__isnull=True).first()
