"""One-time links: made for an account, found again by their token, of which only the digest is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from pcmt.accounts.limits import link_lasts
from pcmt.accounts.models import Link, User

TOKEN_BYTES = 32


@dataclass(frozen=True)
class NewLink:
    """A link's token, which is shown this once, and until when it is good."""

    token: str
    expires_at: datetime


def make_link(user: User, *, at: datetime) -> NewLink:
    """This will make a link for an account; the one before it counts no more."""
    revoke_links(user, at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = Link.objects.create(user=user, digest=_digest(token), made_at=at, expires_at=at + link_lasts())
    return NewLink(token, link.expires_at)


def revoke_links(user: User, *, at: datetime) -> int:
    """This will make worthless what was handed out and not used, and say how many links that were."""
    return Link.objects.filter(user=user, used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)


def open_link(token: str, *, at: datetime) -> Link | None:
    """This will find a link that still counts, of an account that is not closed."""
    found = Link.objects.select_related("user").filter(
        digest=_digest(token), used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at, user__is_active=True
    )
    return found.first()


def _digest(token: str) -> str:
    # The token has 256 random bits: there is nothing to guess that a slow digest would have to hold up.
    return hashlib.sha256(token.encode()).hexdigest()
